"""Every page there is, and who looks at it: for audits and pictures.

A test compares this list with the resolver: a new page without a stop fails it.
"""

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from urllib.parse import urlsplit

from django.urls import URLResolver, get_resolver, resolve

from tests.browser.steps import code_for
from tests.browsing import Visit
from tests.stack import Stack
from tests.stops import (
    coalitions_agreement,
    coalitions_governing,
    coalitions_ground,
    coalitions_hard,
    coalitions_joining,
    cohorts_care,
    cohorts_gathering,
    cohorts_running,
    cohorts_seen,
    councilling,
    deciding,
    deciding_secretly,
    meetings,
    registers,
)
from tests.tour_stop import Stop, press


def clear_and_press(visit: Visit) -> None:
    """Send the page's form with nothing in its first field."""
    visit.page.locator("main form input[type=text]").first.fill("")
    press(visit)


def press_last(visit: Visit) -> None:
    """Send the page's last form as it is."""
    page = visit.page
    page.locator("main form :is(button.button, button.button-danger)").last.click()
    page.locator(".error-summary").wait_for()


def type_a_wrong_year(visit: Visit) -> None:
    """Say that it begins in a thousand years."""
    visit.page.locator("#id_founded_year").fill("3019")
    press(visit)


def choose_nothing(visit: Visit) -> None:
    """Send the page's form with no choice made."""
    page = visit.page
    page.locator("main input[type=radio]:checked").evaluate("box => { box.checked = false }")
    press(visit)


def untick_and_press(visit: Visit) -> None:
    """Let go of all that is ticked, and send the page's form."""
    ticked = visit.page.locator("main input[type=checkbox]:checked")
    ticked.evaluate_all("boxes => boxes.forEach(box => { box.checked = false })")
    press(visit)


def choose_nonsense(visit: Visit) -> None:
    """Send the page's form with a choice that is none."""
    page = visit.page
    page.locator("main input[type=radio]:checked").evaluate("box => { box.value = '7' }")
    press(visit)


def name_nothing(visit: Visit) -> None:
    """Name a network that is not there."""
    visit.page.locator("#id_needed").fill("/networks/no-such-thing/")
    press(visit)


def choose_too_many(visit: Visit) -> None:
    """Ask for more mails a week than there can be."""
    visit.page.locator("#id_budget").fill("1000")
    press(visit)


def let_mails_come_back(visit: Visit) -> None:
    """Look at the page as it is while mails to her come back, which they do for this look alone."""
    with closing(visit.stack.connect()) as connection, connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO inbox_bounce (person_id, address, code, since)"
            " SELECT id, email, '5.2.2', now() FROM people_person WHERE handle = 'stella'"
        )
        visit.page.reload()
        cursor.execute(
            "DELETE FROM inbox_bounce b USING people_person p"
            " WHERE p.id = b.person_id AND p.handle = 'stella'"
        )


def make_a_feed(visit: Visit) -> None:
    """Make a feed, whose address is shown once."""
    visit.page.locator("main form button.button").click()
    visit.page.locator("main .panel code").wait_for()


def take_the_way_out(visit: Visit) -> None:
    """Say that no more mails shall come."""
    visit.page.locator("main form button.button").click()
    visit.page.locator("main a.button-quiet").wait_for()


def name_nobody(visit: Visit) -> None:
    """Name a person who is not there."""
    visit.page.locator("#id_handle").fill("no-such-person")
    visit.page.locator("main form button.button-quiet").last.click()
    visit.page.locator(".error-summary").wait_for()


def check_addresses(visit: Visit) -> None:
    """Let the list of addresses be looked at."""
    page = visit.page
    pasted = "Nia <nia@example.org>\nstella@example.org\nnia@example.org\nnia at example"
    page.locator("#id_addresses").fill(pasted)
    page.locator("main form [value=check]").click()
    page.locator("#checked-title").wait_for()


def ask_for_a_code(visit: Visit) -> None:
    """Get to where the code is typed; the limits on asking are for others."""
    forget_limits(visit.stack)
    page = visit.page
    for name in page.locator("main form input[type=text]").all():
        name.fill("Lena")
    page.locator("main form input[type=email]").fill("felipe@example.org")
    page.locator("main form button.button").first.click()
    page.locator("#id_code").wait_for()


def type_a_wrong_code(visit: Visit) -> None:
    ask_for_a_code(visit)
    visit.page.locator("#id_code").fill("123-456-789")
    press(visit)


def type_the_code(visit: Visit) -> None:
    forget_mails(visit.stack)
    ask_for_a_code(visit)
    code = code_for(visit, "felipe@example.org", "")
    visit.page.locator("#id_code").fill(code)
    visit.page.locator("main form button.button").first.click()
    visit.page.wait_for_url("**/complete/")


def come_to_the_second_step(visit: Visit) -> None:
    """As the admin, whose mail brings a code: then her app is asked for."""
    forget_mails(visit.stack)
    forget_limits(visit.stack)
    page = visit.page
    page.locator("main form input[type=email]").fill("admin@example.org")
    page.locator("main form button.button").first.click()
    page.locator("#id_code").fill(code_for(visit, "admin@example.org", ""))
    page.locator("main form button.button").first.click()
    page.wait_for_url("**/step/")


def type_a_wrong_step(visit: Visit) -> None:
    come_to_the_second_step(visit)
    visit.page.locator("#id_code").fill("123 456")
    press(visit)


def come_back_frozen(visit: Visit) -> None:
    """As one whose account is frozen, with the code of her mail."""
    forget_mails(visit.stack)
    forget_limits(visit.stack)
    page = visit.page
    page.locator("main form input[type=email]").fill("ousmane@example.org")
    page.locator("main form button.button").first.click()
    page.locator("#id_code").fill(code_for(visit, "ousmane@example.org", ""))
    page.locator("main form button.button").first.click()
    page.wait_for_url("**/frozen/")


def make_a_link(visit: Visit) -> None:
    visit.page.locator("main form button").first.click()
    visit.page.locator("svg.qr").wait_for()


def forget_limits(stack: Stack) -> None:
    with closing(stack.connect()) as connection, connection.cursor() as cursor:
        cursor.execute("DELETE FROM base_counter")


def forget_mails(stack: Stack) -> None:
    for mail in stack.mailbox.glob("*.json"):
        mail.unlink()


STOPS = (
    Stop("front", "/"),
    Stop("help", "/help/"),
    Stop("home", "/", "amina"),
    Stop("home", "/", "felipe"),
    Stop("home", "/", "stella"),
    Stop("desk", "/desk/", "admin"),
    Stop("imports", "/desk/imports/", "admin"),
    Stop("imports-error", "/desk/imports/", "admin", press),
    Stop("import", "/desk/imports/{file}/", "admin"),
    Stop("import-error", "/desk/imports/{file}/", "admin", clear_and_press),
    Stop("import-checked", "/desk/imports/{checked}/", "admin"),
    Stop("import-at-work", "/desk/imports/{running}/", "admin"),
    Stop("import-stopped", "/desk/imports/{stopped}/", "admin"),
    Stop("import-done", "/desk/imports/{done}/", "admin"),
    Stop("alike", "/desk/alike/", "admin"),
    Stop("claims", "/desk/claims/", "admin"),
    Stop("claim-decide", "/desk/claims/{petition}/", "admin"),
    Stop("claim-decide-error", "/desk/claims/{petition}/", "admin", press),
    Stop("claim", "/networks/la-olla-del-puerto/claim/", "amina"),
    Stop("claim-error", "/networks/la-olla-del-puerto/claim/", "amina", press),
    Stop("claim-in-words", "/networks/harbour-kitchens/claim/", "felipe"),
    Stop("removal", "/networks/la-olla-del-puerto/removal/"),
    Stop("removal-error", "/networks/la-olla-del-puerto/removal/", "", press),
    Stop("proof", "/proof/{proof}/", "amina", end="/proof/"),
    Stop("proof", "/proof/{proof}/", "", end="/proof/"),
    Stop("proof-removal", "/proof/{proof_removal}/", "", end="/proof/"),
    Stop("proof-over", "/proof/no-such-thing/", status=410),
    Stop("brought", "/networks/la-olla-del-puerto/"),
    Stop("brought-gone", "/networks/pot-on-wheels/", "amina"),
    Stop("directories", "/networks/{lonely}/directories/", "amina"),
    Stop("inbox", "/inbox/", "amina"),
    Stop("inbox", "/inbox/", "stella"),
    Stop("inbox-empty", "/inbox/", "admin"),
    Stop("inbox-unread", "/inbox/?only=unread", "stella"),
    Stop("inbox-mails-come-back", "/inbox/", "stella", let_mails_come_back),
    Stop("choices", "/inbox/choices/", "stella"),
    Stop("choices-error", "/inbox/choices/", "felipe", choose_too_many),
    Stop("choices-one", "/inbox/choices/slow-streets/", "stella"),
    Stop("mails", "/inbox/mails/", "stella"),
    Stop("mails-empty", "/inbox/mails/", "admin"),
    Stop("mail", "/inbox/mails/{mail}/", "stella"),
    Stop("feeds", "/inbox/feeds/", "stella"),
    Stop("feed-made", "/inbox/feeds/", "amina", make_a_feed),
    Stop("address-works", "/inbox/address/", "amina"),
    Stop("address-comes-back", "/inbox/address/", "stella", let_mails_come_back),
    Stop("unsubscribe", "/unsubscribe/{out}/"),
    Stop("unsubscribe-done", "/unsubscribe/{out}/", "", take_the_way_out),
    Stop("networks", "/networks/"),
    Stop("networks", "/networks/", "amina"),
    Stop("networks-found", "/networks/?q=water"),
    Stop("networks-nothing", "/networks/?q=zzzz&cause=water"),
    Stop("networks-facets", "/networks/?country=GB&door=open&sort=active", "amina"),
    Stop("networks-loosen", "/networks/?q=kitchen&country=IN"),
    Stop("networks-typo", "/networks/?q=kichen"),
    Stop("networks-near", "/networks/?near=Port+Ellery&km=100", "amina"),
    Stop("networks-near-unknown", "/networks/?near=Atlantis"),
    Stop("searches", "/account/searches/", "amina"),
    Stop("searches-empty", "/account/searches/", "felipe"),
    Stop("network-open", "/networks/harbour-kitchen/"),
    Stop("network-open", "/networks/harbour-kitchen/", "amina"),
    Stop("network-open", "/networks/repair-sundays/", "admin"),
    Stop("network-to-ask", "/networks/seed-keepers-of-the-dry-valley/", "amina"),
    Stop("network-asked", "/networks/riverside-tenants-circle/", "amina"),
    Stop("network-steward", "/networks/riverside-tenants-circle/", "stella"),
    Stop("network-in-arabic", "/networks/bridge-letters/"),
    Stop("network-invitation", "/networks/quiet-ports/", "amina"),
    Stop("network-unclaimed", "/networks/{unclaimed}/"),
    Stop("network-coalition", "/networks/common-table/"),
    Stop("network-cohort", "/networks/the-long-table-a-first-cohort/", "felipe"),
    Stop("members", "/networks/harbour-kitchen/members/"),
    Stop("members", "/networks/riverside-tenants-circle/members/", "stella"),
    Stop("member", "/networks/harbour-kitchen/members/kofi/", "amina"),
    Stop("member", "/networks/riverside-tenants-circle/members/lucia/", "stella"),
    Stop("remove", "/networks/riverside-tenants-circle/members/lucia/remove/", "stella"),
    Stop("remove-error", "/networks/riverside-tenants-circle/members/lucia/remove/", "stella",
         press),
    Stop("pause", "/networks/riverside-tenants-circle/members/lucia/pause/", "stella"),
    Stop("pause-error", "/networks/riverside-tenants-circle/members/lucia/pause/", "stella", press),
    Stop("measures", "/networks/riverside-tenants-circle/measures/", "stella"),
    Stop("measures-empty", "/networks/{lonely}/measures/", "amina"),
    Stop("measure", "/networks/riverside-tenants-circle/measures/{removal}/", "stella"),
    Stop("measure-error", "/networks/riverside-tenants-circle/measures/{removal}/", "stella",
         press),
    Stop("my-measure", "/account/measures/{mine_too}/", "felipe"),
    Stop("my-measure-error", "/account/measures/{mine_too}/", "felipe", press),
    Stop("network-removed", "/networks/vecinas-del-agua/", "felipe"),
    Stop("stewards", "/networks/harbour-kitchen/stewards/", "amina"),
    Stop("proposal", "/networks/harbour-kitchen/stewards/{proposed}/", "amina"),
    Stop("stewards-sought", "/networks/repair-sundays/stewards/", "stella"),
    Stop("stewards-alone", "/networks/{lonely}/stewards/", "amina"),
    Stop("propose", "/networks/harbour-kitchen/stewards/propose/?who=bao", "amina"),
    Stop("propose-error", "/networks/harbour-kitchen/stewards/propose/", "amina", press),
    Stop("recall", "/networks/harbour-kitchen/stewards/recall/?who=kofi", "amina"),
    Stop("recall-error", "/networks/harbour-kitchen/stewards/recall/", "amina", press),
    Stop("hand-over", "/networks/{lonely}/stewards/hand-over/", "amina"),
    Stop("step-down", "/networks/{lonely}/stewards/step-down/", "amina"),
    Stop("way", "/networks/{lonely}/stewards/way/", "amina"),
    Stop("report-network", "/networks/harbour-kitchen/report/", "felipe"),
    Stop("report-member", "/networks/harbour-kitchen/members/haru/report/", "amina"),
    Stop("report-member-error", "/networks/harbour-kitchen/members/haru/report/", "amina", press),
    Stop("report-post", "/networks/riverside-tenants-circle/talk/{news}/{theirs}/report/",
         "stella"),
    Stop("report-person", "/people/felipe/report/", "amina"),
    Stop("reports", "/networks/riverside-tenants-circle/reports/", "stella"),
    Stop("reports-empty", "/networks/{lonely}/reports/", "amina"),
    Stop("report", "/networks/riverside-tenants-circle/reports/{report}/", "stella"),
    Stop("report-error", "/networks/riverside-tenants-circle/reports/{report}/", "stella",
         press_last),
    Stop("my-reports", "/account/reports/", "amina"),
    Stop("my-reports-empty", "/account/reports/", "felipe"),
    Stop("desk-reports", "/desk/reports/", "admin"),
    Stop("desk-report", "/desk/reports/{at_desk}/", "admin"),
    Stop("affiliations", "/networks/common-table/affiliations/"),
    Stop("affiliations", "/networks/harbour-kitchen/affiliations/", "amina"),
    Stop("affiliations-empty", "/networks/{unclaimed}/affiliations/"),
    Stop("log", "/networks/riverside-tenants-circle/log/", "stella"),
    Stop("log", "/networks/harbour-kitchen/log/", "amina"),
    Stop("talk", "/networks/harbour-kitchen/talk/", "amina"),
    Stop("talk-empty", "/networks/{lonely}/talk/", "amina"),
    Stop("talk-in-arabic", "/networks/bridge-letters/talk/", "felipe"),
    Stop("talk-start", "/networks/harbour-kitchen/talk/new/", "amina"),
    Stop("talk-start", "/networks/riverside-tenants-circle/talk/new/", "stella"),
    Stop("talk-start-error", "/networks/harbour-kitchen/talk/new/", "amina", press),
    Stop("thread", "/networks/harbour-kitchen/talk/{thread}/", "amina"),
    Stop("thread", "/networks/harbour-kitchen/talk/{thread}/", "stella"),
    Stop("thread-error", "/networks/harbour-kitchen/talk/{thread}/", "amina", press),
    Stop("thread-to-all", "/networks/riverside-tenants-circle/talk/{news}/", "stella"),
    Stop("post-edit", "/networks/harbour-kitchen/talk/{thread}/{mine}/edit/", "amina"),
    Stop("post-delete", "/networks/harbour-kitchen/talk/{thread}/{mine}/delete/", "amina"),
    Stop("post-remove", "/networks/riverside-tenants-circle/talk/{news}/{theirs}/remove/",
         "stella"),
    Stop("post-remove-error", "/networks/riverside-tenants-circle/talk/{news}/{theirs}/remove/",
         "stella", press),
    Stop("join", "/networks/harbour-kitchen/join/", "felipe"),
    Stop("join-questions", "/networks/seed-keepers-of-the-dry-valley/join/", "amina"),
    Stop("join-error", "/networks/seed-keepers-of-the-dry-valley/join/", "amina", press),
    Stop("join-refused", "/networks/quiet-ports/join/", "amina"),
    Stop("withdraw", "/networks/riverside-tenants-circle/withdraw/", "amina"),
    Stop("leave", "/networks/harbour-kitchen/leave/", "amina"),
    Stop("leave-steward", "/networks/{lonely}/leave/", "amina"),
    Stop("requests", "/networks/riverside-tenants-circle/requests/", "stella"),
    Stop("requests-listed", "/networks/riverside-tenants-circle/requests/?state=waitlisted",
         "stella"),
    Stop("requests-nothing", "/networks/riverside-tenants-circle/requests/?q=zzzz", "stella"),
    Stop("request", "/networks/riverside-tenants-circle/requests/{asked}/", "stella"),
    Stop("request-mine", "/networks/riverside-tenants-circle/request/", "amina"),
    Stop("request-mine-listed", "/networks/riverside-tenants-circle/request/", "felipe"),
    Stop("request-mine-error", "/networks/riverside-tenants-circle/request/", "amina", press),
    Stop("words-edit", "/posts/{said}/edit/", "amina"),
    Stop("words-delete", "/posts/{said}/delete/", "amina"),
    Stop("words-report", "/posts/{said}/report/", "stella"),
    Stop("words-author", "/posts/{said}/author/", "stella"),
    Stop("waitlist", "/networks/riverside-tenants-circle/requests/{asked}/waitlist/", "stella"),
    Stop("several", "/networks/riverside-tenants-circle/requests/several/"
         "?act=decline&pick={asked}&pick={asked_too}", "stella"),
    Stop("several-error", "/networks/riverside-tenants-circle/requests/several/"
         "?act=decline&pick={asked}&pick={asked_too}", "stella", press_last),
    Stop("texts", "/networks/riverside-tenants-circle/requests/texts/", "stella"),
    Stop("texts-error", "/networks/riverside-tenants-circle/requests/texts/", "stella", press_last),
    Stop("text", "/networks/riverside-tenants-circle/requests/texts/{text}/", "stella"),
    Stop("questions", "/networks/riverside-tenants-circle/settings/questions/", "stella"),
    Stop("values-held", "/networks/the-long-table/values/"),
    Stop("values-held", "/networks/the-long-table/values/", "amina"),
    Stop("values-hint", "/networks/seed-keepers-of-the-dry-valley/values/"),
    Stop("values-few", "/networks/harbour-kitchen/values/", "amina"),
    Stop("values-share", "/networks/the-long-table/values/share/", "stella"),
    Stop("values-share", "/networks/the-long-table/values/share/", "amina"),
    Stop("values-share-error", "/networks/the-long-table/values/share/", "amina", press),
    Stop("values-share-refused", "/networks/harbour-kitchen/values/share/", "amina"),
    Stop("values-gap", "/networks/the-long-table/values/gap/"),
    Stop("values-gap", "/networks/the-long-table/values/gap/", "stella"),
    Stop("values-gap-few", "/networks/harbour-kitchen/values/gap/", "amina"),
    Stop("values-answer", "/networks/the-long-table/values/gap/answer/", "stella"),
    Stop("values-answer-done", "/networks/the-long-table/values/gap/answer/", "amina"),
    Stop("values-conversation", "/networks/harbour-kitchen/values/conversation/", "amina"),
    Stop("values-publishing", "/networks/the-long-table/values/publishing/", "amina"),
    Stop("values-publishing-few", "/networks/harbour-kitchen/values/publishing/", "amina"),
    Stop("values-map", "/networks/riverside-tenants-circle/settings/map/", "stella"),
    Stop("values-sharing", "/values/sharing/", "amina"),
    Stop("values-sharing-empty", "/values/sharing/", "felipe"),
    Stop("ways", "/networks/riverside-tenants-circle/ways/"),
    Stop("ways", "/networks/riverside-tenants-circle/ways/", "stella"),
    Stop("ways", "/networks/harbour-kitchen/ways/", "amina"),
    Stop("ways-empty", "/networks/{lonely}/ways/", "amina"),
    Stop("ways-version", "/networks/riverside-tenants-circle/ways/2/"),
    Stop("ways-compare", "/networks/riverside-tenants-circle/ways/changes/"),
    Stop("ways-write", "/networks/riverside-tenants-circle/ways/new/", "stella"),
    Stop("ways-write-error", "/networks/riverside-tenants-circle/ways/new/", "stella", press),
    Stop("ways-object", "/networks/harbour-kitchen/ways/1/object/", "amina"),
    Stop("ways-object-error", "/networks/harbour-kitchen/ways/1/object/", "amina", press),
    Stop("ways-meet", "/networks/riverside-tenants-circle/ways/objections/{objection}/", "stella"),
    Stop("ways-meet-error", "/networks/riverside-tenants-circle/ways/objections/{objection}/",
         "stella", press),
    Stop("requests-empty", "/networks/{lonely}/requests/", "amina"),
    Stop("decline", "/networks/riverside-tenants-circle/requests/{asked}/decline/", "stella"),
    Stop("decline-error", "/networks/riverside-tenants-circle/requests/{asked}/decline/",
         "stella", press),
    Stop("invitations", "/networks/riverside-tenants-circle/invitations/", "stella"),
    Stop("invitations-empty", "/networks/{lonely}/invitations/", "amina"),
    Stop("invite", "/networks/riverside-tenants-circle/invitations/mail/", "stella"),
    Stop("invite-error", "/networks/riverside-tenants-circle/invitations/mail/", "stella", press),
    Stop("invite-checked", "/networks/riverside-tenants-circle/invitations/mail/", "stella",
         check_addresses),
    Stop("invite-link", "/networks/riverside-tenants-circle/invitations/link/", "stella"),
    Stop("link", "/networks/riverside-tenants-circle/invitations/{link}/", "stella"),
    Stop("link-over", "/networks/riverside-tenants-circle/invitations/{old_link}/", "stella"),
    Stop("invitation", "/invitations/{token}/", "", end="/invitations/"),
    Stop("invitation", "/invitations/{token}/", "amina", end="/invitations/"),
    Stop("invitation-member", "/invitations/{token}/", "stella", end="/invitations/"),
    Stop("invitation-by-mail", "/invitations/{mailed}/", "", end="/invitations/"),
    Stop("invitation-over", "/invitations/no-such-thing/", status=410),
    Stop("refused", "/invitations/refused/", "amina"),
    Stop("refused-empty", "/invitations/refused/", "felipe"),
    Stop("between-requests", "/networks/riverside-tenants-circle/affiliations/requests/", "stella"),
    Stop("between-requests-empty", "/networks/{lonely}/affiliations/requests/", "amina"),
    Stop("between-find", "/networks/riverside-tenants-circle/affiliations/ask/?q=water", "stella"),
    Stop("between-find-error", "/networks/riverside-tenants-circle/affiliations/ask/?q=", "stella"),
    Stop("between-invite", "/networks/common-table/affiliations/invite/", "stella"),
    Stop("between-write", "/networks/slow-streets/affiliations/ask/?to=common-table", "stella"),
    Stop("between-write-error", "/networks/slow-streets/affiliations/ask/?to=common-table",
         "stella", press),
    Stop("between-write-refused", "/networks/slow-streets/affiliations/ask/?to=shore-to-shore",
         "stella"),
    Stop("between-terms", "/networks/common-table/affiliations/terms/", "stella"),
    Stop("between-terms-error", "/networks/common-table/affiliations/terms/", "stella",
         name_nothing),
    Stop("between", "/affiliations/{approach}/", "stella"),
    Stop("between-error", "/affiliations/{approach}/", "stella", press_last),
    Stop("between-accept", "/affiliations/{invited}/accept/", "stella"),
    Stop("between-decline", "/affiliations/{approach}/decline/", "stella"),
    Stop("between-decline-error", "/affiliations/{approach}/decline/", "stella", press),
    Stop("between-recall", "/affiliations/{approach}/recall/", "stella"),
    Stop("between-end", "/networks/riverside-tenants-circle/affiliations/{affiliation}/end/",
         "stella", end="/networks/shore-to-shore/leaving/riverside-tenants-circle/"),
    Stop("between-end-error", "/networks/riverside-tenants-circle/affiliations/{affiliation}/end/",
         "stella", press, end="/networks/shore-to-shore/leaving/riverside-tenants-circle/"),
    Stop("affiliations-deep", "/networks/shore-to-shore/affiliations/", "stella"),
    Stop("ties", "/networks/riverside-tenants-circle/alliances/", "stella"),
    Stop("ties", "/networks/harbour-kitchen/alliances/"),
    Stop("ties-empty", "/networks/{lonely}/alliances/"),
    Stop("tie-find", "/networks/riverside-tenants-circle/alliances/new/?q=water", "stella"),
    Stop("tie-write", "/networks/riverside-tenants-circle/alliances/new/?to=vecinas-del-agua",
         "stella"),
    Stop("tie-write-error", "/networks/riverside-tenants-circle/alliances/new/?to=vecinas-del-agua",
         "stella", press),
    Stop("tie-end", "/networks/riverside-tenants-circle/alliances/{tie}/end/", "stella"),
    Stop("thread-shared", "/networks/slow-streets/talk/{shared}/", "stella"),
    Stop("thread-off", "/networks/slow-streets/talk/{shared}/off/", "stella"),
    Stop("thread-off-error", "/networks/slow-streets/talk/{shared}/off/", "stella", press),
    Stop("letters", "/inbox/conversations/", "amina"),
    Stop("letters-empty", "/inbox/conversations/", "admin"),
    Stop("letter", "/inbox/conversations/{conversation}/", "amina"),
    Stop("letter-error", "/inbox/conversations/{conversation}/", "amina", press_last),
    Stop("letter-edit", "/posts/{letter}/edit/", "amina"),
    Stop("letter-delete", "/posts/{letter}/delete/", "amina"),
    Stop("write", "/people/kofi/write/", "amina"),
    Stop("write-error", "/people/kofi/write/", "amina", press),
    Stop("reach", "/account/reach/", "amina"),
    Stop("reach-error", "/account/reach/", "amina", name_nobody),
    Stop("distance", "/people/kofi/distance/", "amina"),
    Stop("settings-network", "/networks/riverside-tenants-circle/settings/", "stella"),
    Stop("values", "/values/", "amina"),
    Stop("values-half-way", "/values/", "felipe"),
    Stop("values-nothing", "/values/", "stella"),
    Stop("values-theory", "/values/theory/"),
    Stop("values-consent", "/values/consent/", "stella"),
    Stop("values-consent-error", "/values/consent/", "stella", press),
    Stop("values-consented", "/values/consent/", "amina"),
    Stop("values-withdraw", "/values/withdraw/", "amina"),
    Stop("values-compare", "/values/compare/", "amina"),
    Stop("values-compare-error", "/values/compare/?before=0&after=0", "amina", status=422),
    Stop("values-compare-empty", "/values/compare/", "stella"),
    Stop("values-sheet", "/values/sheets/{sheet}/", "amina"),
    Stop("values-throw-away", "/values/sheets/{sheet}/delete/", "amina"),
    Stop("values-screen", "/values/sheets/{half_way}/3/", "felipe"),
    Stop("values-end", "/values/sheets/{half_way}/end/", "felipe"),
    Stop("values-withheld", "/values/sheets/{withheld}/", "admin"),
    Stop("cards", "/values/cards/", "amina"),
    Stop("cards-half-way", "/values/cards/", "felipe"),
    Stop("cards-nothing", "/values/cards/", "stella"),
    Stop("cards-picture", "/values/cards/{sorted}/", "amina"),
    Stop("cards-piles", "/values/cards/{sorting}/2/", "felipe"),
    Stop("cards-few", "/values/cards/{sorted}/few/", "amina"),
    Stop("cards-few-error", "/values/cards/{sorted}/few/", "amina", untick_and_press),
    Stop("cards-meanings", "/values/cards/{sorted}/meanings/", "amina"),
    Stop("cards-throw-away", "/values/cards/{sorted}/delete/", "amina"),
    Stop("own", "/values/own/", "amina"),
    Stop("own-nothing", "/values/own/", "felipe"),
    Stop("own-new", "/values/own/new/", "amina"),
    Stop("own-new-error", "/values/own/new/", "amina", press),
    Stop("own-change", "/values/own/{own_value}/", "amina"),
    Stop("own-forget", "/values/own/{own_value}/delete/", "amina"),
    Stop("words-find", "/values/words/"),
    Stop("words-find", "/values/words/", "amina"),
    Stop("words-find-typed", "/values/words/?q=neighbours+and+water"),
    Stop("words-find-nothing", "/values/words/?q=zzzzzz", "amina"),
    Stop("off-the-map", "/values/off-the-map/"),
    Stop("networks-shared", "/networks/?sort=shared", "amina"),
    Stop("networks-shared-no-circle", "/networks/?sort=shared", "stella"),
    Stop("own-words", "/networks/harbour-kitchen/values/words/"),
    Stop("own-words", "/networks/harbour-kitchen/values/words/", "amina"),
    Stop("own-words-nothing", "/networks/slow-streets/values/words/", "stella"),
    Stop("own-words-script", "/networks/seed-keepers-of-the-dry-valley/values/words/"),
    Stop("value-new", "/networks/harbour-kitchen/values/words/new/", "amina"),
    Stop("value-new-error", "/networks/harbour-kitchen/values/words/new/", "amina", press),
    Stop("value", "/networks/harbour-kitchen/values/words/{value}/", "amina"),
    Stop("value-steward", "/networks/riverside-tenants-circle/values/words/{value_hers}/",
         "stella"),
    Stop("value-wording", "/networks/harbour-kitchen/values/words/{value}/1/"),
    Stop("value-change", "/networks/harbour-kitchen/values/words/{value}/change/", "amina"),
    Stop("value-place", "/networks/harbour-kitchen/values/words/{value}/place/", "amina"),
    Stop("value-readers", "/networks/riverside-tenants-circle/values/words/{value_hers}/readers/",
         "stella"),
    Stop("value-let-go", "/networks/riverside-tenants-circle/values/words/{value_hers}/let-go/",
         "stella"),
    Stop("value-let-go-error",
         "/networks/riverside-tenants-circle/values/words/{value_hers}/let-go/", "stella", press),
    Stop("wording", "/networks/harbour-kitchen/values/words/proposed/{wording}/", "amina"),
    Stop("wording-keep", "/networks/riverside-tenants-circle/values/words/proposed/{wording_too}/",
         "stella"),
    Stop("wording-decline",
         "/networks/riverside-tenants-circle/values/words/proposed/{wording_too}/decline/",
         "stella"),
    Stop("near", "/networks/seed-keepers-of-the-dry-valley/values/near/"),
    Stop("near-nothing", "/networks/slow-streets/values/near/", "amina"),
    Stop("together", "/networks/land-and-bread/values/together/"),
    Stop("together-nothing", "/networks/shore-to-shore/values/together/"),
    Stop("found", "/networks/new/", "felipe"),
    Stop("found-error", "/networks/new/", "felipe", press),
    Stop("found-reach", "/networks/new/reach/", "amina"),
    Stop("found-reach-error", "/networks/new/reach/", "felipe", press),
    Stop("found-work", "/networks/new/work/", "amina"),
    Stop("found-work-error", "/networks/new/work/", "felipe", type_a_wrong_year),
    Stop("found-door", "/networks/new/door/", "amina"),
    Stop("found-check", "/networks/new/check/", "amina"),
    Stop("person", "/people/amina/"),
    Stop("person", "/people/felipe/", "amina"),
    Stop("person-me", "/people/amina/", "amina"),
    Stop("account", "/account/", "amina"),
    Stop("profile", "/account/profile/", "amina"),
    Stop("profile-error", "/account/profile/", "amina", clear_and_press),
    Stop("settings", "/account/settings/", "amina"),
    Stop("data", "/account/data/", "amina"),
    Stop("data-ready", "/account/data/", "felipe"),
    Stop("data-fetched", "/account/data/", "stella"),
    Stop("data-resting", "/account/data/", "wanda"),
    Stop("data-kept", "/account/data/kept/"),
    Stop("data-kept", "/account/data/kept/", "amina"),
    Stop("rest", "/account/pause/", "stella"),
    Stop("depart", "/account/delete/", "amina"),
    Stop("depart-error", "/account/delete/", "amina", choose_nothing),
    Stop("depart-only-admin", "/account/delete/", "admin"),
    Stop("resting", "/account/resting/", "wanda"),
    Stop("leaving", "/account/resting/", "tomas"),
    Stop("forgetting", "/networks/slow-streets/settings/forgetting/", "stella"),
    Stop("forgetting-error", "/networks/slow-streets/settings/forgetting/", "stella",
         choose_nonsense),
    Stop("sign-in", "/account/login/"),
    Stop("sign-in-error", "/account/login/", "", press),
    Stop("sign-up", "/account/signup/"),
    Stop("sign-up-error", "/account/signup/", "", press),
    Stop("sign-up-code", "/account/signup/", "", ask_for_a_code, end="/account/confirm-email/"),
    Stop("sign-in-by-password", "/account/login/?by=password"),
    Stop("sign-in-by-code", "/account/login/code/"),
    Stop("sign-in-code", "/account/login/", "", ask_for_a_code,
         end="/account/login/code/confirm/"),
    Stop("sign-in-code-error", "/account/login/", "", type_a_wrong_code,
         end="/account/login/code/confirm/"),
    Stop("sign-out", "/account/logout/", "amina"),
    Stop("password-set", "/account/password/set/", "amina"),
    Stop("password-set-error", "/account/password/set/", "amina", press),
    Stop("password-change", "/account/password/change/", "felipe"),
    Stop("password-reset", "/account/password/reset/"),
    Stop("password-reset-code", "/account/password/reset/", "", ask_for_a_code,
         end="/account/password/reset/confirm/"),
    Stop("password-reset-new", "/account/password/reset/", "", type_the_code,
         end="/account/password/reset/complete/"),
    Stop("password-reset-done", "/account/password/reset/done/"),
    Stop("address", "/account/email/", "amina"),
    Stop("security", "/account/security/", "amina"),
    Stop("security", "/account/security/", "stella"),
    Stop("app", "/account/security/app/", "amina"),
    Stop("app-error", "/account/security/app/", "amina", press),
    Stop("app-has-one", "/account/security/app/", "stella"),
    Stop("passkeys", "/account/security/passkeys/", "amina"),
    Stop("remove-step", "/account/security/steps/{step}/remove/", "stella"),
    Stop("codes", "/account/security/codes/", "stella"),
    Stop("friends-link", "/account/security/link/", "felipe"),
    Stop("friends-link-made", "/account/security/link/", "felipe", make_a_link),
    Stop("friends-link-use", "/freeze/{friend}/", "", end="/freeze/"),
    Stop("friends-link-over", "/freeze/no-such-thing/", status=410),
    Stop("freeze", "/account/security/freeze/", "amina"),
    Stop("frozen", "/account/frozen/"),
    Stop("frozen-hers", "/account/login/", "", come_back_frozen, end="/account/frozen/"),
    Stop("second-step", "/account/login/", "", come_to_the_second_step,
         end="/account/login/step/"),
    Stop("second-step-error", "/account/login/", "", type_a_wrong_step,
         end="/account/login/step/"),
    Stop("confirm-it-is-you", "/account/reauthenticate/", "stella"),
    Stop("desk-frozen", "/desk/frozen/", "admin"),
    Stop("desk-frozen-error", "/desk/frozen/", "admin", press),
    Stop("confirm-it-is-you", "/account/reauthenticate/", "felipe"),
    Stop("account-inactive", "/account/inactive/"),
    Stop("not-there", "/networks/not-there/", status=404),
    Stop("not-there", "/networks/not-there/", "amina", status=404),
    Stop("mailbox", "/dev/mailbox/"),
    Stop("dev-sign-in", "/dev/sign-in/"),
    Stop("components", "/dev/ui/"),
)  # fmt: skip

# No page of their own: they answer to a form, to a machine, or lead on at once.
ACTS = {
    "networks:values_leave",
    "values:sharing_leave",
    "healthz", "readyz", "set_language", "desk:revive", "desk:bury", "inbox:read_all",
    "inbox:read", "inbox:mark", "inbox:end_feed", "feed", "networks:admit", "people:keep_draft",
    "networks:found_step",
    "networks:send_again", "networks:revoke", "take_back_no",
    "networks:post_answer",
    "searches:look", "searches:forget",
    "networks:text_delete", "networks:ways_accept",
    "approaches:send_again", "networks:tie_confirm", "threads:post_answer",
    "leave", "passkey", "people:codes_file", "people:end_sessions", "desk:open_account",
    "people:ask_export", "people:fetch_export",
    "desk:run_import", "desk:drop_import", "desk:import_report", "desk:decide_alike",
    "networks:directory_csv", "networks:directory_atom", "networks:profile",
    "decisions:export", "decisions:put_up", "decisions:talk", "decisions:take_back",
    "decisions:drop_template", "decisions:mandate_back", "decisions:concern_take_back",
    "decisions:voice_back", "decisions:voices_handed_back", "decisions:unname",
    "decisions:circle_out",
    "values:begin", "values:go_on", "values:begin_cards",
    "networks:wording_take_back",
    *registers.ACTS,
    *coalitions_ground.ACTS,
    *coalitions_agreement.ACTS,
    *coalitions_governing.ACTS,
    *coalitions_joining.ACTS,
    *coalitions_hard.ACTS,
    *meetings.ACTS,
    *cohorts_gathering.ACTS,
    *cohorts_running.ACTS,
    *cohorts_seen.ACTS,
    *cohorts_care.ACTS,
}  # fmt: skip

PREPARE = """
import json
from datetime import timedelta
from django.utils.timezone import now
from networks.actions.answering import say_no
from networks.actions.editions import load_file
from networks.actions.founding import found
from networks.actions.petitions import ask_to_take_away, claim, hidden_proof
from networks.actions.inviting import (
    hidden_token, invite_by_link, invite_by_mail, new_token, revoke)
from networks.actions.keeping import remove
from networks.actions.searching import save_search
from networks.finding import Asked
from networks.models import (Affiliation, AnswerText, Approach, Edition, Listing, Measure,
    Membership, Network, Objection, Petition, Progress, Proposal, Report, SharedThread, Tie)
from solidarity.inbox.actions import way_out
from solidarity.inbox.models import Mail
from solidarity.outbox.models import Job, State
from solidarity.people.actions import keep_draft
from solidarity.people.actions.freezing import freeze, make_link
from solidarity.people.models import Export, Person
from solidarity.people.queries import second_steps_of
from solidarity.threads.models import Post
from solidarity.threads.queries import conversations_of
from values.actions import begin, consent, finish, keep_screen
from values.models import CardSort, Sheet
from values.screens import screens
amina = Person.objects.get(handle="amina")
lonely = found(by=amina, at=now(), questions=[], fields={
    "name": "Lane of Lanterns", "summary": "One street, one evening a week, every lamp lit.",
    "causes": ["community"]})
felipe = Person.objects.get(handle="felipe")
felipe.set_password("four plain words here")
felipe.save(update_fields=["password"])
keep_draft(amina, "found", at=now(), fields={
    "name": ["Bread for the Night Shift"],
    "summary": ["Bakers who leave a warm loaf where people work at night."],
    "causes": ["food", "work"], "languages": ["en", "sw"], "place": ["Mombasa, Old Town"],
    "aims_short": ["An oven of our own."], "organising": ["We meet on Mondays, by consent."],
    "visibility": ["public"], "join_policy": ["ask"],
    "questions": ["Which night do you work?\\nWhat do you bake?"]})
save_search(Asked("", {"cause": "food"}), name="Food", by=amina, at=now())
Job.objects.create(kind="inbox.mail", key="inbox.mail:0", state=State.DEAD, attempts=12,
    asked_at=now() - timedelta(days=3), due_at=now() - timedelta(days=1), ended_at=now(),
    last_error="SMTPServerDisconnected")
circle = Network.objects.get(slug="riverside-tenants-circle")
stella = Person.objects.get(handle="stella")
link, old_link, declined, never = (
    invite_by_link(circle.pk, most_uses=25, days=14, message="Bring biscuits.", by=stella,
                   at=now()) for each in range(4))
say_no(declined.token_digest, by=amina, forever=False, at=now())
say_no(never.token_digest, by=amina, forever=True, at=now())
revoke(old_link.pk, by=stella, at=now())
mailed = new_token()
invite_by_mail(circle.pk, "olu@example.org", language="en", message="", by=stella, at=now())
circle.invitations.filter(address="olu@example.org").update(token_digest=hidden_token(mailed))
admin = Person.objects.get(handle="admin")
done = Edition.objects.filter(state="done").first()
table = b"id,name,town\\n1,Lark Bakery,Leeds\\n2,,York\\n"
file, checked, running, stopped = (
    load_file(table, "bakeries.csv", mapping={"source": name, "fields": {}}, by=admin, at=now())
    for name in ("", "Bakeries", "Bakeries", "Bakeries"))
Edition.objects.filter(pk=checked.pk).update(
    state="checked", counts={"new": 1, "refused": 1}, report=done.report)
for each, state in ((running, State.WAITING), (stopped, State.DEAD)):
    Edition.objects.filter(pk=each.pk).update(state="running")
    Progress.objects.create(edition=each, done=4000)
    Job.objects.create(kind="networks.bring_in", key=f"networks.bring_in:{each.pk}-running-1",
        payload={"edition": each.pk}, state=state, asked_at=now(),
        due_at=now() + timedelta(days=9))
pot = Network.objects.get(slug="la-olla-del-puerto")
ask_to_take_away(pot.pk, by=None, place="", mailbox="info", words="", at=now())
claim(pot.pk, by=amina, mailbox="hola", words="", at=now())
proofs = {}
for wish in ("removal", "claim"):
    proofs[wish] = new_token()
    pot.petitions.filter(wish=wish).update(token_digest=hidden_proof(proofs[wish]))
Listing.objects.create(source=done.source, key="L", network=lonely, seen_at=now(), fields={
    "name": "Lane of Lamps", "summary": lonely.summary, "place": "Leeds", "country": "GB",
    "website": ""})
pots = Post.objects.get(author=amina, is_opening=True, thread__title__contains="nuts")
for slug in ("common-table", "slow-streets"):
    Membership.objects.update_or_create(network=Network.objects.get(slug=slug), person=stella,
        defaults={"role": "steward", "state": "active", "asked_at": now(), "answered_at": now()})
asking = Approach.objects.get(member=circle, side="member")
invited = Approach.objects.get(member=circle, side="body")
letter = Post.objects.get(author=amina, thread__in=conversations_of(amina))
news = Post.objects.get(thread__is_announcement=True, is_opening=False)
gone = remove(
    Membership.objects.get(network__slug="vecinas-del-agua", person=felipe).pk, bars=True,
    reason="Hablaste en nuestro nombre sin preguntar.", days=90,
    by=Person.objects.get(handle="marisol"), at=now())
freeze(Person.objects.get(handle="ousmane"), "herself", at=now())
Export.objects.create(person=felipe, asked_at=now(), ready_at=now(), content=b"zip")
Export.objects.create(person=stella, asked_at=now(), ready_at=now(), fetched_at=now())
consent(admin, wording=1, at=now())
withheld = begin(admin, at=now())
keep_screen(withheld.pk, 0, by=admin,
            answers=dict.fromkeys(screens(range(1, 31), withheld.order)[0], 4))
finish(withheld.pk, by=admin, at=now())
from networks.actions.naming import propose_words
from networks.models import OurValue, Wording
from values.models import OwnValue
other_words = propose_words(
    "riverside-tenants-circle", by=Person.objects.get(handle="rosa"), why="", words={
           "name": "The kettle is on", "meaning": "Whoever knocks is let in, and asked then.",
           "story": "", "language": "en"}, at=now())
print(json.dumps({
    "own_value": OwnValue.objects.filter(person=amina).first().pk,
    "value": OurValue.objects.filter(network__slug="harbour-kitchen").earliest("pk").pk,
    "value_hers": OurValue.objects.get(network=circle).pk,
    "wording": Wording.objects.get(network__slug="harbour-kitchen", number=None).pk,
    "wording_too": other_words.pk,
    "withheld": withheld.pk,
    "sorted": CardSort.objects.get(person=amina).pk,
    "sorting": CardSort.objects.get(person=felipe).pk,
    "sheet": Sheet.objects.filter(person=amina, about="self").latest("pk").pk,
    "half_way": Sheet.objects.get(person=felipe).pk,
    "step": second_steps_of(stella).app.pk,
    "friend": make_link(Person.objects.get(handle="tala"), at=now()),
    "approach": asking.pk, "invited": invited.pk, "letter": letter.pk,
    "conversation": letter.thread.owner_id,
    "affiliation": Affiliation.objects.get(member=circle).pk,
    "tie": Tie.objects.filter(one=circle, state="active").first().pk,
    "shared": SharedThread.objects.first().thread_id,
    "link": link.pk, "old_link": old_link.pk, "token": link.link_token, "mailed": mailed,
    "thread": pots.thread_id, "mine": pots.pk, "news": news.thread_id, "theirs": news.pk,
    "file": file.pk, "checked": checked.pk, "running": running.pk,
    "stopped": stopped.pk,
    "done": done.pk, "proof": proofs["claim"], "proof_removal": proofs["removal"],
    "petition": Petition.objects.filter(state="waiting").latest("pk").pk,
    "lonely": lonely.slug,
    "mail": Mail.objects.filter(person=stella, day__isnull=False).latest("pk").pk,
    "out": way_out(Person.objects.get(handle="tala").pk).split("/")[-2],
    "removal": Measure.objects.get(person__handle="kostas").pk,
    "mine_too": gone.pk,
    "proposed": Proposal.objects.get(person=amina).pk,
    "report": Report.objects.get(whom__handle="gulnara").pk,
    "at_desk": Report.objects.get(whom__handle="kofi").pk,
    "unclaimed": Network.objects.filter(state="unclaimed").order_by("pk").first().slug,
    "asked_too": Membership.objects.get(network=circle, person__handle="mei").pk,
    "said": Post.objects.get(author=amina, thread__owner_id=Membership.objects.get(
        network=circle, person=amina).pk, thread__title="").pk,
    "text": AnswerText.objects.filter(network=circle).first().pk,
    "objection": Objection.objects.get(person__handle="eleni").pk,
    "asked": Membership.objects.get(network__slug="riverside-tenants-circle",
                                    person=amina, state="asked").pk}))
"""

# What is decided, with the letter that the names of its places begin with.
DECIDING = (
    ("d", deciding), ("d", deciding_secretly), ("c", councilling), ("g", coalitions_ground),
    ("a", coalitions_agreement), ("v", coalitions_governing), ("j", coalitions_joining),
    ("k", coalitions_hard), ("m", meetings), ("p", cohorts_gathering),
    ("w", cohorts_care), ("r", cohorts_running),
)  # fmt: skip
ALL_STOPS = [
    *STOPS, *deciding.STOPS, *deciding_secretly.STOPS, *councilling.STOPS, *registers.STOPS,
    *coalitions_ground.STOPS, *coalitions_agreement.STOPS, *coalitions_governing.STOPS,
    *coalitions_joining.STOPS, *coalitions_hard.STOPS, *meetings.STOPS,
    *cohorts_gathering.STOPS, *cohorts_running.STOPS, *cohorts_seen.STOPS, *cohorts_care.STOPS,
]  # fmt: skip
# Rates are not what is looked at here, and a tour asks for many codes.
ENVIRONMENT = {"ACCOUNT_RATE_LIMITS": "false"}


def prepare(stack: Stack) -> list[Stop]:
    """Load the demo and what it lacks; returns the stops with their addresses filled in."""
    stack.manage("demo")
    places = json.loads(stack.manage("shell", "-v", "0", "-c", PREPARE).splitlines()[-1])
    for letter, each in DECIDING:
        asked = json.loads(stack.manage("shell", "-v", "0", "-c", each.PREPARE).splitlines()[-1])
        places |= {f"{letter}_{name}": number for name, number in asked.items()}
    return [replace(stop, path=stop.path.format_map(places)) for stop in ALL_STOPS]


def pages() -> Iterator[str]:
    """The names of all addresses that the resolver knows."""
    return _names(get_resolver(), "")


def _names(resolver: URLResolver, space: str) -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _names(entry, f"{entry.namespace}:" if entry.namespace else space)
        else:
            yield f"{space}{entry.name}"


def visited() -> set[str]:
    """The names of the addresses that the stops lead to."""
    some = {"unclaimed": "some", "lonely": "some", "asked": 1, "link": 1, "old_link": 2}
    some |= {
        "step": 1,
        "mail": 1,
        "out": "some",
        "friend": "some",
        "token": "some",
        "mailed": "some",
        "proof": "some",
        "proof_removal": "some",
    }
    some |= dict.fromkeys(("file", "checked", "running", "stopped", "done", "petition"), 1)
    some |= dict.fromkeys(("thread", "mine", "news", "theirs"), 1)
    some |= dict.fromkeys(("asked_too", "said", "text", "objection"), 1)
    some |= dict.fromkeys(("removal", "mine_too", "proposed", "report", "at_desk"), 1)
    named = ("own_value", "value", "value_hers", "wording", "wording_too")
    some |= dict.fromkeys(named, 1)
    some |= dict.fromkeys(("sheet", "half_way", "withheld", "sorted", "sorting"), 1)
    between = ("approach", "invited", "affiliation", "tie", "shared", "conversation", "letter")
    some |= dict.fromkeys(between, 1)
    for letter, each in DECIDING:
        some |= dict.fromkeys((f"{letter}_{name}" for name in each.NAMES), 1)
    paths = [path for stop in ALL_STOPS for path in (stop.path, stop.end) if path]
    return {resolve(urlsplit(path.format_map(some)).path).view_name for path in paths}
