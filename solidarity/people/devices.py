"""What kind of browser somebody sits at: in two words, and nothing by which it is known again."""

from django.utils.translation import gettext as _

# The first that is found in what a browser says of itself; the order matters.
BROWSERS = (
    ("edge", ("Edg/", "EdgA/", "EdgiOS/"), "Edge"),
    ("opera", ("OPR/",), "Opera"),
    ("samsung", ("SamsungBrowser/",), "Samsung Internet"),
    ("firefox", ("Firefox/", "FxiOS/"), "Firefox"),
    ("chrome", ("Chrome/", "CriOS/", "Chromium/"), "Chrome"),
    ("safari", ("Safari/",), "Safari"),
)
SYSTEMS = (
    ("iphone", ("iPhone", "iPad"), "iPhone, iPad"),
    ("android", ("Android",), "Android"),
    ("windows", ("Windows",), "Windows"),
    ("mac", ("Macintosh",), "Mac"),
    ("linux", ("Linux", "X11"), "Linux"),
)
OTHER = "other"


def kind_of(user_agent: str) -> str:
    """Such as `firefox-android`; `other-other` for what we do not know."""
    return f"{_first(BROWSERS, user_agent)}-{_first(SYSTEMS, user_agent)}"


def words_for(kind: str) -> str:
    """What people read for it: “Firefox on Android”."""
    browser, _dash, system = kind.partition("-")
    names = {key: name for key, _signs, name in (*BROWSERS, *SYSTEMS)}
    if browser in names and system in names:
        return _("%(browser)s on %(system)s") % {"browser": names[browser], "system": names[system]}
    return names.get(browser) or names.get(system) or _("A browser that we do not know")


def _first(known: tuple[tuple[str, tuple[str, ...], str], ...], user_agent: str) -> str:
    return next((key for key, signs, _name in known if any(s in user_agent for s in signs)), OTHER)
