"""Pages as a reader without JavaScript meets them: what they say, and the forms one can send."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.test import Client

from solidarity.people.models import Person
from tests.roles.cells import client_for, session_of

VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "use"}


@dataclass
class Form:
    """A form, with what a browser would send of it untouched."""

    action: str
    method: str
    fields: dict[str, list[str]] = field(default_factory=dict)

    def filled(self, **typed: Any) -> dict[str, Any]:
        """What is sent when `typed` was typed into it; the token is the client's affair."""
        kept = {name: values for name, values in self.fields.items() if values}
        kept.pop("csrfmiddlewaretoken", None)
        return kept | typed


@dataclass
class Element:
    """A start tag."""

    tag: str
    attributes: dict[str, str]


class Page(HTMLParser):
    """What one reads in an answer."""

    def __init__(self, response: Any) -> None:
        super().__init__(convert_charrefs=True)
        self.status = response.status_code
        self.elements: list[Element] = []
        self.forms: list[Form] = []
        self._open: list[str] = []
        self._words: dict[str, list[str]] = {}
        self._textarea: list[str] | None = None
        self._select: tuple[str, list[str]] | None = None
        self.html = response.content.decode()
        self.feed(self.html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the element, and what it adds to the form it stands in."""
        attributes = {name: value or "" for name, value in attrs}
        self.elements.append(Element(tag, attributes))
        if tag not in VOID:
            self._open.append(tag)
        if tag == "form":
            self.forms.append(Form(attributes.get("action", ""), attributes.get("method", "get")))
        elif self.forms and "form" in self._open:
            self._control(tag, attributes)

    def _control(self, tag: str, attributes: dict[str, str]) -> None:
        name, fields = attributes.get("name", ""), self.forms[-1].fields
        if tag == "input" and name:
            ticked = attributes.get("type") not in {"checkbox", "radio"} or "checked" in attributes
            usual = "on" if attributes.get("type") == "checkbox" else ""
            fields.setdefault(name, []).extend([attributes.get("value", usual)] if ticked else [])
        elif tag == "textarea":
            fields[name] = self._textarea = []
        elif tag == "select":
            self._select = name, fields.setdefault(name, [])
        elif tag == "option" and self._select and "selected" in attributes:
            self._select[1].append(attributes.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        """Close what was open."""
        if tag == "textarea" and self._textarea is not None:
            # A browser leaves the line break after the start tag away.
            self._textarea[:] = ["".join(self._textarea).removeprefix("\n")]
            self._textarea = None
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        """Note words by the elements they stand in."""
        if self._textarea is not None:
            self._textarea.append(data)
        for tag in {*self._open, "*"}:
            self._words.setdefault(tag, []).append(data)

    def words_in(self, tag: str) -> str:
        """All words inside elements of that name, white space made one."""
        return " ".join("".join(self._words.get(tag, [])).split())

    @property
    def title(self) -> str:
        """What the browser writes on its tab."""
        return self.words_in("title")

    @property
    def heading(self) -> str:
        """The one heading of the first level."""
        return self.words_in("h1")

    @property
    def main(self) -> str:
        """What stands in the page's own part."""
        return self.words_in("main")

    @property
    def links(self) -> list[str]:
        """Where its links lead."""
        return [one.attributes.get("href", "") for one in self.elements if one.tag == "a"]

    def form(self, *names: str) -> Form:
        """The form that has fields of these names."""
        return next(form for form in self.forms if set(names) <= set(form.fields))


def visit(person: Person | None = None, **options: Any) -> Client:
    """A browser, in which `person` is signed in."""
    return client_for(session_of(person) if person else "", **options)
