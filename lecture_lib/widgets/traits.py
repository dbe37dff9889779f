"""Traits of widgets that say what they allow: numbers, choices, texts, points.

A widget's ``traits.json`` is the one place where they are told, and its Python and its JavaScript
both read it. Each trait has a ``label``, by which the page calls it, and a ``help`` where that says
too little. Its ``default`` makes it a trait of Python, of the kind that the rest tells:

- ``min`` and ``max``: a number, ``above`` the least if so marked, or a ``whole`` one;
- ``options``, each with its text in the page: a choice;
- ``variables``, their names: a function of them (`lecture_lib.widgets.typed`);
- ``interval``, its least and its greatest end: an interval;
- ``bounds``, a pair for each coordinate: a point, of ``whole`` numbers if so marked;
- ``columns`` and ``rows`` beside them: rows of numbers (`lecture_lib.widgets.rows`);
- nothing else: true or false.

``slider`` is for the page alone: the sign of the number, the steps, and a range where the slider
has a narrower one. A trait without a default is made by the class itself.

In a link a value is a text (`lecture_lib.widgets.links`): 0.5, cyclic, yes, ``1,-2``.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from numbers import Integral, Real
from typing import Any

import numpy as np
import traitlets

from lecture_lib.expression.notation import exact_number
from lecture_lib.widgets.fixed import fixed

__all__ = ["Choice", "Flag", "Interval", "Line", "Number", "Point", "Saved", "Whole"]


NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?(e[+-]?[0-9]+)?")


def _is_number(value: Any) -> bool:
    return isinstance(value, Real) and not isinstance(value, bool) and math.isfinite(value)


def _exact(x: float) -> str:
    return exact_number(float(x))


class Saved(traitlets.TraitType[Any, Any]):
    """A trait shared with the browser and kept in the notebook; bad values are explained."""

    def __init__(self, default: Any, allowed: str, help: str) -> None:
        super().__init__(default_value=fixed(default), help=f"{help}: {allowed}.")
        self.allowed = allowed
        self.tag(sync=True, saved=True)

    def accepted(self, value: Any) -> Any:
        """Return the value as it is kept, or raise ValueError."""
        raise NotImplementedError

    @property
    def allowed_in_links(self) -> str:
        """What a link may say."""
        return self.allowed

    def written(self, value: Any) -> str:
        """Return a value as it stands in a link."""
        return str(value)

    def read(self, text: str) -> Any:
        """Return the value of a text from a link, or raise ValueError."""
        return self.accepted(text)

    def validate(self, obj: Any, value: Any) -> Any:
        """Return the value as it is kept, or raise a TraitError that says what is allowed."""
        try:
            return fixed(self.accepted(value))
        except ValueError:
            message = f"{self.name} must be {self.allowed}, got {value!r}"
            raise traitlets.TraitError(message) from None


class Number(Saved):
    """A finite number from `low` to `high`, or beyond `low` alone with ``above=True``.

    Examples
    --------
    >>> class Model(traitlets.HasTraits):
    ...     rate = Number(0.1, 0.0, 2.0, "Step size")
    >>> Model(rate=3)
    Traceback (most recent call last):
        ...
    traitlets.traitlets.TraitError: rate must be a number from 0 to 2, got 3
    """

    def __init__(
        self, default: float, low: float, high: float, help: str, *, above: bool = False
    ) -> None:
        self.low, self.high, self.above = low, high, above
        start = f"above {_exact(low)} and at most" if above else f"from {_exact(low)} to"
        super().__init__(float(default), f"a number {start} {_exact(high)}", help)

    def accepted(self, value: Any) -> float:
        """Return the number as a float."""
        if not _is_number(value) or not self.low <= value <= self.high:
            raise ValueError
        if self.above and value == self.low:
            raise ValueError
        return float(value)

    def written(self, value: float) -> str:
        """Return all digits of a number, as JavaScript writes them."""
        return exact_number(value + 0.0)  # no zero has a sign

    def read(self, text: str) -> float:
        """Return the number of a text such as -0.5 or 1e-7."""
        if not NUMBER.fullmatch(text):
            raise ValueError
        return self.accepted(float(text) + 0.0)


class Whole(Saved):
    """A whole number from `low` to `high`."""

    def __init__(self, default: int, low: int, high: int, help: str) -> None:
        self.low, self.high = low, high
        super().__init__(default, f"a whole number from {low} to {high}", help)

    def accepted(self, value: Any) -> int:
        """Return the number as an int."""
        if not isinstance(value, Integral) or isinstance(value, bool):
            raise ValueError
        if not self.low <= int(value) <= self.high:
            raise ValueError
        return int(value)

    def read(self, text: str) -> int:
        """Return the number of a text of at most nine digits."""
        if not re.fullmatch("-?[0-9]{1,9}", text):
            raise ValueError
        return self.accepted(int(text))


class Choice(Saved):
    """One of several texts."""

    def __init__(self, default: str, options: Sequence[str], help: str) -> None:
        self.options = tuple(options)
        super().__init__(default, f"one of {', '.join(map(repr, self.options))}", help)

    def accepted(self, value: Any) -> str:
        """Return the text."""
        if not isinstance(value, str) or value not in self.options:
            raise ValueError
        return str(value)


class Line(Saved):
    """A text of at most `most` characters."""

    def __init__(self, default: str, allowed: str, help: str, *, most: int = 200) -> None:
        self.most = most
        super().__init__(default, allowed, help)

    def accepted(self, value: Any) -> str:
        """Return the text."""
        if not isinstance(value, str) or len(value) > self.most:
            raise ValueError
        return str(value)


class Flag(Saved):
    """True or False."""

    def __init__(self, default: bool, help: str) -> None:
        super().__init__(default, "True or False", help)

    def accepted(self, value: Any) -> bool:
        """Return the truth value."""
        if not isinstance(value, bool | np.bool_):
            raise ValueError
        return bool(value)

    @property
    def allowed_in_links(self) -> str:
        """What a link may say."""
        return "yes or no"

    def written(self, value: bool) -> str:
        """Return yes or no."""
        return "yes" if value else "no"

    def read(self, text: str) -> bool:
        """Return the truth value of yes or no."""
        if text not in ("yes", "no"):
            raise ValueError
        return text == "yes"


class Point(Saved):
    """A list of numbers, or of `whole` ones: one for each pair of bounds."""

    def __init__(
        self,
        default: Sequence[float],
        bounds: Sequence[tuple[float, float]],
        help: str,
        *,
        whole: bool = False,
    ) -> None:
        coordinate: Any = Whole if whole else Number
        self.coordinates = [
            coordinate(x, *pair, help) for x, pair in zip(default, bounds, strict=True)
        ]
        spans = [f"{_exact(low)} to {_exact(high)}" for low, high in bounds]
        several = ", ".join(spans if len(set(spans)) > 1 else spans[:1])
        allowed = f"a list of {len(spans)} {'whole ' * whole}numbers from {several}"
        super().__init__([each.default_value for each in self.coordinates], allowed, help)

    def accepted(self, value: Any) -> list[float]:
        """Return the numbers as a list of floats, or of ints."""
        if isinstance(value, np.ndarray):
            value = value.tolist()
        if not isinstance(value, list | tuple) or len(value) != len(self.coordinates):
            raise ValueError
        return [each.accepted(x) for each, x in zip(self.coordinates, value, strict=True)]

    def written(self, value: Sequence[float]) -> str:
        """Return the numbers, parted by commas."""
        return ",".join(each.written(x) for each, x in zip(self.coordinates, value, strict=True))

    def read(self, text: str) -> list[float]:
        """Return the numbers between commas."""
        parts = text.split(",")
        if len(parts) != len(self.coordinates):
            raise ValueError
        return [each.read(part) for each, part in zip(self.coordinates, parts, strict=True)]


class Interval(Point):
    """Two numbers, the first below the second by at least `NARROWEST`."""

    NARROWEST = 0.1

    def __init__(self, default: Sequence[float], ends: tuple[float, float], help: str) -> None:
        super().__init__(default, [(ends[0], ends[1])] * 2, help)
        self.allowed += f", the first below the second by at least {self.NARROWEST:g}"
        self.help = f"{help}: {self.allowed}."

    def accepted(self, value: Any) -> list[float]:
        """Return the ends as a list of two floats."""
        low, high = super().accepted(value)
        if not high - low >= self.NARROWEST:
            raise ValueError
        return [low, high]

    def read(self, text: str) -> list[float]:
        """Return the ends, parted by a comma."""
        return self.accepted(super().read(text))
