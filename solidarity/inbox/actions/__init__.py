"""Telling by mail, reading, and choosing how one is reached."""

from solidarity.inbox.actions.bouncing import (
    came_back,
    refused_address,
    release_moved,
    take_bounce,
    works_again,
)
from solidarity.inbox.actions.digesting import compose_some, count
from solidarity.inbox.actions.feeding import end_feed, feed_at, make_feed
from solidarity.inbox.actions.leaving import way_out, whose_way_out
from solidarity.inbox.actions.mailing import mail_notice
from solidarity.inbox.actions.reaching import choose_for, choose_rhythm, unsubscribe
from solidarity.inbox.actions.reading import mark_chosen, mark_read
from solidarity.inbox.actions.sending import MAILS_AT_ONCE, send_some, shown_in_browser
from solidarity.inbox.actions.wording import blocks_of, line_of, worded

__all__ = [
    "MAILS_AT_ONCE",
    "blocks_of",
    "came_back",
    "choose_for",
    "choose_rhythm",
    "compose_some",
    "count",
    "end_feed",
    "feed_at",
    "line_of",
    "mail_notice",
    "make_feed",
    "mark_chosen",
    "mark_read",
    "refused_address",
    "release_moved",
    "send_some",
    "shown_in_browser",
    "take_bounce",
    "unsubscribe",
    "way_out",
    "whose_way_out",
    "worded",
    "works_again",
]
