"""The state of a widget as the end of an address: short, readable, and checked when it is read.

``#step=9`` is the BackpropStepper at its ninth step: only what differs from the first state is
said, and each trait says in its own way what may be said of it (`lecture_lib.widgets.traits`). A
trait that chooses what the others are at first, such as a landscape, comes before them. The twin
in JavaScript is ``share/link.js``.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Protocol, Self, TypeVar
from urllib.parse import quote, unquote_to_bytes

from lecture_lib.widgets.traits import Number

__all__ = ["Entries", "Field", "Finite", "LinkError", "Names", "read", "written"]

#: What may stand in an address as it is, beside letters, digits and ``_.-~``.
KEPT = "!$()*+,/:;=?@"
#: Of what a link says so much is repeated, in characters.
REPEATED = 40
#: And so many of the names that it may say.
NAMED = 12

#: What stands before the state in a link; one without ``#`` leads to the first state.
ADDRESS = re.compile(r"^[^#]*(#|\.html$)")


class Linked(Protocol):
    """What links need of a widget: `lecture_lib.widgets.lecture_widget.LectureWidget` says more."""

    leads: ClassVar[tuple[str, ...]]

    @classmethod
    def kind(cls) -> type[Self]:
        """Return the class as it is written."""

    @classmethod
    def led_by(cls, lead: dict[str, Any]) -> Self:
        """Return a widget as it is at first where some of its `leads` are chosen."""

    def state(self) -> dict[str, Any]:
        """Return the JSON state."""

    def link_fields(self) -> dict[str, Field]:
        """Return the traits of which a link speaks now, each with how it does."""


Widget = TypeVar("Widget", bound=Linked)


class LinkError(ValueError):
    """A link that cannot be read: the message says which part, and what is allowed."""


class Field(Protocol):
    """How a part of a state stands in a link."""

    @property
    def allowed_in_links(self) -> str:
        """What a link may say."""

    def written(self, value: Any) -> str:
        """Return a value as it stands in a link."""

    def read(self, text: str) -> Any:
        """Return the value of a text, or raise ValueError."""


class Names:
    """Some of several names, in their order: ``gd,adam``."""

    def __init__(self, options: Sequence[str]) -> None:
        self.options = list(options)
        self.allowed_in_links = f"some of {', '.join(options)}, each once and parted by commas"

    def written(self, value: Sequence[str]) -> str:
        """Return the names, parted by commas."""
        return ",".join(value)

    def read(self, text: str) -> list[str]:
        """Return the names between commas in the order of the options."""
        names = text.split(",") if text else []
        if len(set(names)) < len(names) or not set(names) <= set(self.options):
            raise ValueError
        return [name for name in self.options if name in names]


class Entries:
    """Named values, of which a link says those that differ from `now`: ``x1:3,w3:0.5``."""

    def __init__(self, fields: Mapping[str, Field], now: Mapping[str, Any]) -> None:
        self.fields, self.now = fields, now
        names = ", ".join(list(fields)[:NAMED]) + (", ..." if len(fields) > NAMED else "")
        self.allowed_in_links = f"name:value, parted by commas, with names of {names}"

    def written(self, value: Mapping[str, Any]) -> str:
        """Return the entries that differ."""
        return ",".join(
            f"{name}:{field.written(value[name])}"
            for name, field in self.fields.items()
            if name in value and value[name] != self.now.get(name)
        )

    def read(self, text: str) -> dict[str, Any]:
        """Return all entries, those of the text and the others as they are."""
        pairs = [entry.partition(":") for entry in text.split(",")]
        said = {name: value for name, colon, value in pairs if colon}
        if len(said) < len(pairs) or not set(said) <= set(self.fields):
            raise ValueError
        return {**self.now, **{name: checked(name, self.fields[name], said[name]) for name in said}}


class Finite(Number):
    """Any number but the infinite ones."""

    def __init__(self) -> None:
        super().__init__(0.0, -sys.float_info.max, sys.float_info.max, "A number")

    @property
    def allowed_in_links(self) -> str:
        """What a link may say."""
        return "a finite number"


def quoted(text: str) -> str:
    """Return a text as an address has it."""
    return quote(text, safe=KEPT)


def unquoted(text: str) -> str:
    """Return the text of a part of an address.

    Raises
    ------
    LinkError
        If a ``%`` is not followed by the digits of a character.
    """
    try:
        if re.search("%(?![0-9A-Fa-f]{2})", text):
            raise ValueError
        return unquote_to_bytes(text).decode()
    except ValueError:
        problem = f'a % stands before the digits of a character, but not in "{cut(text)}"'
        raise LinkError(problem) from None


def cut(text: str) -> str:
    """Return a text, or how it begins if it is long."""
    return text if len(text) <= REPEATED else f"{text[:REPEATED]}…"


def checked(name: str, field: Field, text: str) -> Any:
    """Return the value that a link says of a field, or raise a LinkError."""
    try:
        return field.read(text)
    except LinkError:
        raise
    except ValueError as problem:
        allowed = str(problem) or field.allowed_in_links
        raise LinkError(f'{name} must be {allowed}; the link says "{cut(text)}"') from None


def parts(text: str) -> dict[str, str]:
    """Return what a link says, by name."""
    said: dict[str, str] = {}
    for part in text.split("&") if text else []:
        key, sign, what = part.partition("=")
        if not sign:
            raise LinkError(f'a link says name=value, parted by &; this one says "{cut(part)}"')
        name, value = unquoted(key), unquoted(what)
        if name in said:
            raise LinkError(f"{name} is said twice")
        said[name] = value
    return said


def written(widget: Linked) -> str:
    """Return what a link says of a widget: nothing of a widget in its first state.

    Examples
    --------
    >>> from lecture_lib.widgets import MomentumExplorer, OptimizerRace
    >>> written(MomentumExplorer(beta=0.9, start=[-1, 0.5]))
    'beta=0.9&start=-1,0.5'
    >>> written(OptimizerRace("beale", ["gd", "adam"], {"adam": {"lr": 0.5}}))
    'landscape=beale&methods=gd,adam&settings=adam.lr:0.5'
    """
    state, kind = widget.state(), widget.kind()
    first = kind.led_by({})
    base = kind.led_by({name: state[name] for name in kind.leads})
    return "&".join(
        f"{name}={quoted(field.written(state[name]))}"
        for name, field in base.link_fields().items()
        if state[name] != getattr(first if name in kind.leads else base, name)
    )


def read(kind: type[Widget], link: str) -> Widget:
    """Return the widget that a link, or what in it follows ``#``, tells.

    Raises
    ------
    LinkError
        If a part is unknown, said twice, or not allowed; the message says what is.

    Examples
    --------
    >>> from lecture_lib.widgets import MomentumExplorer
    >>> read(MomentumExplorer, "https://book.example/widgets/MomentumExplorer.html#beta=0.9").beta
    0.9
    >>> read(MomentumExplorer, "beta=2")
    Traceback (most recent call last):
        ...
    lecture_lib.widgets.links.LinkError: beta must be a number from 0 to 0.99; the link says "2"
    """
    said = parts(ADDRESS.sub("", link))
    fields = kind.led_by({}).link_fields()
    for name in said:
        if name not in fields:
            raise LinkError(f'a link has no "{cut(name)}" here; it has {", ".join(fields)}')
    lead = {name: checked(name, fields[name], said[name]) for name in kind.leads if name in said}
    widget = kind.led_by(lead)
    for name in fields:
        if name not in said:
            continue
        now = widget.link_fields()
        if name not in now:
            others = " and ".join(other for other in lead if other != name)
            raise LinkError(f"{name} cannot be said beside {others}")
        setattr(widget, name, checked(name, now[name], said[name]))
    return widget
