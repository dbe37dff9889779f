"""Traits of widgets that say what they allow: numbers, choices, points."""

from __future__ import annotations

import math
from collections.abc import Sequence
from numbers import Integral, Real
from typing import Any

import numpy as np
import traitlets

from lecture_lib.widgets.fixed import fixed

__all__ = ["Choice", "Flag", "Number", "Point", "Whole"]


def _is_number(value: Any) -> bool:
    return isinstance(value, Real) and not isinstance(value, bool) and math.isfinite(value)


class _Saved(traitlets.TraitType[Any, Any]):
    """A trait shared with the browser and kept in the notebook; bad values are explained."""

    def __init__(self, default: Any, allowed: str, help: str) -> None:
        super().__init__(default_value=fixed(default), help=f"{help}: {allowed}.")
        self.allowed = allowed
        self.tag(sync=True, saved=True)

    def accepted(self, value: Any) -> Any:
        """Return the value as it is kept, or raise ValueError."""
        raise NotImplementedError

    def validate(self, obj: Any, value: Any) -> Any:
        """Return the value as it is kept, or raise a TraitError that says what is allowed."""
        try:
            return fixed(self.accepted(value))
        except ValueError:
            message = f"{self.name} must be {self.allowed}, got {value!r}"
            raise traitlets.TraitError(message) from None


class Number(_Saved):
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
        start = f"above {low:g} and at most" if above else f"from {low:g} to"
        super().__init__(float(default), f"a number {start} {high:g}", help)

    def accepted(self, value: Any) -> float:
        """Return the number as a float."""
        if not _is_number(value) or not self.low <= value <= self.high:
            raise ValueError
        if self.above and value == self.low:
            raise ValueError
        return float(value)


class Whole(_Saved):
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


class Choice(_Saved):
    """One of several texts."""

    def __init__(self, default: str, options: Sequence[str], help: str) -> None:
        self.options = tuple(options)
        super().__init__(default, f"one of {', '.join(map(repr, self.options))}", help)

    def accepted(self, value: Any) -> str:
        """Return the text."""
        if not isinstance(value, str) or value not in self.options:
            raise ValueError
        return str(value)


class Flag(_Saved):
    """True or False."""

    def __init__(self, default: bool, help: str) -> None:
        super().__init__(default, "True or False", help)

    def accepted(self, value: Any) -> bool:
        """Return the truth value."""
        if not isinstance(value, bool | np.bool_):
            raise ValueError
        return bool(value)


class Point(_Saved):
    """A point of a rectangle: one number for each pair of bounds, kept as a list."""

    def __init__(
        self, default: Sequence[float], bounds: Sequence[tuple[float, float]], help: str
    ) -> None:
        self.bounds = tuple(bounds)
        spans = ", ".join(f"{low:g} to {high:g}" for low, high in self.bounds)
        allowed = f"a list of {len(self.bounds)} numbers from {spans}"
        super().__init__([float(x) for x in default], allowed, help)

    def accepted(self, value: Any) -> list[float]:
        """Return the numbers as a list of floats."""
        if isinstance(value, np.ndarray):
            value = value.tolist()
        if not isinstance(value, list | tuple) or len(value) != len(self.bounds):
            raise ValueError
        for x, (low, high) in zip(value, self.bounds, strict=True):
            if not _is_number(x) or not low <= x <= high:
                raise ValueError
        return [float(x) for x in value]
