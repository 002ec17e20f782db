"""Controls as HTML, drawn in a tenth of the time that Django's templates take.

A form has dozens of controls, a list of countries 250 choices; a template for each of them is
most of what a page of settings would cost.
"""

from collections.abc import Callable, Iterable
from html import escape
from typing import Any

from django.utils.safestring import SafeString, mark_safe  # noqa: TID251 ui makes HTML

Widget = dict[str, Any]


def escaped(words: Any) -> str:
    """`words` as they stand in HTML; what is HTML already stays as it is."""
    return str(words.__html__()) if hasattr(words, "__html__") else escape(str(words))


def as_attributes(named: dict[str, Any]) -> str:
    """Attributes, each with a space before it; True has no value, False is left out."""
    return "".join(
        f" {name}" if value is True else f' {name}="{escaped(value)}"'
        for name, value in named.items()
        if value is not False
    )


def _choices(widget: Widget) -> Iterable[tuple[str, list[Widget]]]:
    return ((escaped(name) if name else "", options) for name, options, _ in widget["optgroups"])


def named(label: Any) -> str:
    """What a control is called: people write labels, too, in whatever direction they write."""
    words = escaped(label)
    return words if hasattr(label, "__html__") else f"<bdi>{words}</bdi>"


def option(value: Any, label: Any, attributes: dict[str, Any]) -> str:
    """One choice of a list."""
    return f'<option value="{escaped(value)}"{as_attributes(attributes)}>{escaped(label)}</option>'


def select_in_html(name: str, attributes: dict[str, Any], options: Iterable[str]) -> SafeString:
    """A list to choose from, of options that are drawn already."""
    drawn = f'<select name="{escaped(name)}"{as_attributes(attributes)}>{"".join(options)}</select>'
    return mark_safe(drawn)  # noqa: S308 escaped here, and each option where it was drawn


def select(widget: Widget) -> str:
    """A list to choose from."""
    inside = []
    for name, options in _choices(widget):
        drawn = "".join(option(each["value"], each["label"], each["attrs"]) for each in options)
        inside.append(f'<optgroup label="{name}">{drawn}</optgroup>' if name else drawn)
    return select_in_html(widget["name"], widget["attrs"], inside)


def control(widget: Widget) -> str:
    """A line to type in, or a box to tick."""
    value = widget["value"]
    typed = "" if value is None else f' value="{escaped(value)}"'
    name, attributes = escaped(widget["name"]), as_attributes(widget["attrs"])
    return f'<input type="{widget["type"]}" name="{name}"{typed}{attributes}>'


def area(widget: Widget) -> str:
    """Several lines to type in; the first line break belongs to the tag."""
    typed = escaped(widget["value"] or "")
    name, attributes = escaped(widget["name"]), as_attributes(widget["attrs"])
    return f'<textarea name="{name}"{attributes}>\n{typed}</textarea>'


def number(widget: Widget) -> str:
    """A number to type in; browsers throw away what is none where they are told its type."""
    attributes = dict(widget["attrs"])
    limits = [attributes.pop(name, None) for name in ("min", "max", "step")]
    attributes.setdefault("inputmode", "numeric" if limits[2] in {None, 1} else "decimal")
    return control({**widget, "type": "text", "attrs": attributes})


def choices(widget: Widget) -> str:
    """Boxes to tick or buttons of which one is chosen, each with its label beside it."""
    drawn = []
    for name, options in _choices(widget):
        drawn += [f'<p class="choice-group">{name}</p>'] if name else []
        drawn += [f'<div class="choice">{_choice(each)}</div>' for each in options]
    kind = " ".join(filter(None, ["choices", widget["attrs"].get("class")]))
    own = as_attributes({"class": kind, "id": widget["attrs"].get("id") or False})
    return f"<div{own}>{''.join(drawn)}</div>"


def _choice(each: Widget) -> str:
    if not each["wrap_label"]:
        return control(each)
    meant = as_attributes({"for": each["attrs"].get("id") or False})
    return f"{control(each)}<label{meant}>{named(each['label'])}</label>"


DRAWN: dict[str, Callable[[Widget], str]] = {
    "select": select,
    "textarea": area,
    "number": number,
    "radio": choices,
    "checkbox_select": choices,
    **dict.fromkeys(("text", "email", "url", "password", "hidden", "checkbox", "date"), control),
}


def drawn(template_name: str, context: dict[str, Any]) -> SafeString | None:
    """The control that Django would draw with this template; None for those it draws itself."""
    folder, _, name = template_name.removesuffix(".html").rpartition("/")
    if folder != "django/forms/widgets" or name not in DRAWN:
        return None
    return mark_safe(DRAWN[name](context["widget"]))  # noqa: S308 escaped above


def options_in_html(options: Iterable[Widget]) -> SafeString:
    """The options of a list, one after the other."""
    parts = (option(each["value"], each["label"], each["attrs"]) for each in options)
    return mark_safe("".join(parts))  # noqa: S308 escaped above


def together(drawn: Iterable[SafeString]) -> SafeString:
    """What is drawn already, one after the other."""
    return mark_safe("".join(drawn))  # noqa: S308 each part is safe
