"""Whose a web address is: the domain of a website, unless many share it."""

from urllib.parse import urlsplit

# Where pages of many stand under one name; mail there proves nothing about any of them.
_SAID = """
    about.me academia.edu aol.com appspot.com bandcamp.com bitbucket.org bit.ly blogger.com
    blogspot.com blogspot.co.uk blogspot.de bsky.app business.site canva.com canva.site
    carrd.co codeberg.org codeberg.page discord.com discord.gg dropbox.com eventbrite.com
    eventbrite.co.uk facebook.com fb.com fb.me firebaseapp.com flickr.com forumotion.com
    free.fr freewebs.com geocities.com gitbook.io github.com github.io gitlab.com gitlab.io
    glitch.me godaddysites.com gofundme.com goo.gl google.com groups.io gumroad.com
    hackpad.com herokuapp.com hotmail.com icloud.com instagram.com issuu.com jimdo.com
    jimdofree.com jimdosite.com justgiving.com ko-fi.com libero.it linkedin.com linktr.ee
    live.com livejournal.com lycos.fr mailchimp.com mastodon.social matrix.to medium.com
    meetup.com mystrikingly.com neocities.org netlify.app netlify.com ning.com notion.site
    notion.so onmicrosoft.com onrender.com opencollective.com orange.fr over-blog.com
    pages.dev patreon.com pinterest.com posterous.com read-the-docs.io readthedocs.io
    reddit.com riseup.net rocket.chat sharepoint.com signal.group site123.me sites.google.com
    skyrock.com slack.com soundcloud.com squarespace.com steadyhq.com strikingly.com
    substack.com t.co t.me telegram.me telegram.org tiktok.com tinyurl.com tripod.com
    tumblr.com twitch.tv twitter.com typepad.com vercel.app vimeo.com vk.com voog.com
    wanadoo.fr web.app webnode.com webs.com weebly.com weeblysite.com whatsapp.com wikidot.com
    wikipedia.org wiki.openstreetmap.org wix.com wixsite.com wordpress.com workers.dev x.com
    xing.com xmpp.link yahoo.com yolasite.com youtu.be youtube.com 126.com 163.com bluewin.ch
    btinternet.com disroot.org fastmail.com gmail.com gmx.at gmx.ch gmx.com gmx.de gmx.net
    googlemail.com hey.com hotmail.co.uk hotmail.fr inbox.lv laposte.net mac.com mail.com
    mail.ru mailbox.org me.com msn.com naver.com outlook.com pm.me posteo.de proton.me
    protonmail.com qq.com rediffmail.com seznam.cz sfr.fr t-online.de tuta.com tutanota.com
    ukr.net virgilio.it web.de wp.pl yahoo.co.uk yahoo.fr yandex.com yandex.ru ymail.com
    zoho.com
"""
SHARED = frozenset(_SAID.split())
# Names that many countries give out below their own: nobody's own domain.
_SECOND = {"ac", "co", "com", "edu", "gob", "gov", "gouv", "ltd", "ne", "net", "or", "org", "plc"}
_PLAIN = 2
NOWHERE = {"local", "localhost", "internal", "onion", "test", "invalid"}


def own_domain(website: str) -> str:
    """The domain that belongs to whoever has this website, "www." aside; "" where many share it.

    A page of one user ("/~ana"), a port or a name before the host: it may be anybody's there.
    """
    try:
        parts = urlsplit(website)
        if parts.port or "@" in parts.netloc or parts.path.startswith(("/~", "/%7e", "/%7E")):
            return ""
        host = (parts.hostname or "").rstrip(".")
        host = host.removeprefix("www.").encode("idna").decode() if host else ""
    except (ValueError, UnicodeError):
        return ""
    return "" if not host or is_shared(host) else host


def is_shared(host: str) -> bool:
    """Whether `host`, in small letters, is nobody's own: shared, a public suffix, or a number."""
    rest = host
    while rest:
        if rest in SHARED:
            return True
        rest = rest.partition(".")[2]
    labels = host.split(".")
    if len(labels) < _PLAIN or (
        len(labels) == _PLAIN and len(labels[1]) == _PLAIN and labels[0] in _SECOND
    ):
        return True
    # A number, however it is written: no name ends like that.
    return labels[-1][:1].isdigit() or labels[-1] in NOWHERE
