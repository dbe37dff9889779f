"""Two answers side by side: whether they have the same form, and whether they are near."""

from __future__ import annotations

from typing import Any

import numpy as np

__all__ = ["difference_of_form", "near", "shown", "unchanged"]


def difference_of_form(given: Any, right: Any, name: str) -> str | None:
    """Say in what kind, number or shape an answer differs from the right one; None if in nothing.

    Examples
    --------
    >>> difference_of_form(np.ones((2, 1)), np.ones(2), "m")
    'the shape of m is (2, 1), but should be (2,)'
    >>> difference_of_form([1, 2], np.ones(2), "m") is None
    True
    """
    if isinstance(right, tuple | list):
        several = isinstance(given, tuple | list) or (
            isinstance(given, np.ndarray) and given.ndim > 0
        )
        if not several or len(given) != len(right):
            what = len(given) if isinstance(given, tuple | list) else kind(given)
            return f"as {name} there should be {len(right)} things, not {what}"
        pairs = enumerate(zip(given, right, strict=True))
        parts = (difference_of_form(a, b, f"{name}[{i}]") for i, (a, b) in pairs)
        return next((part for part in parts if part), None)
    array = numbers(given)
    if array is None:
        return f"as {name} there should be {kind(right)}, not {kind(given)}"
    if array.shape != np.shape(right):
        return f"the shape of {name} is {array.shape}, but should be {np.shape(right)}"
    return None


def numbers(value: Any) -> np.ndarray | None:
    """Return real numbers or truth values as an array, and None if it is something else."""
    try:
        array = np.asarray(value)
    except ValueError:  # rows of different lengths
        return None
    return array if array.dtype.kind in "biuf" else None


def kind(value: Any) -> str:
    """Return what a value is, in words."""
    if value is None:
        return "None"
    if isinstance(value, bool | np.bool_):
        return "True or False"
    if isinstance(value, int | float | np.number):
        return "a number"
    if isinstance(value, np.ndarray):
        what = "" if value.dtype.kind in "biuf" else f" of {value.dtype}"
        return f"an array{what} of the shape {value.shape}"
    return f"a {type(value).__name__}"


def near(given: Any, right: Any, rtol: float, atol: float, equal_nan: bool = False) -> bool:
    """Whether two answers have one form and are equal, up to rounding."""
    if difference_of_form(given, right, "it"):
        return False
    if isinstance(right, tuple | list):
        return all(near(a, b, rtol, atol, equal_nan) for a, b in zip(given, right, strict=True))
    return bool(np.allclose(given, right, rtol=rtol, atol=atol, equal_nan=equal_nan))


def unchanged(now: Any, before: Any) -> bool:
    """Whether an argument is after a call, to the last bit, what it was before."""
    if isinstance(before, np.ndarray):
        return np.array_equal(now, before, equal_nan=True)
    if isinstance(before, tuple | list):
        pairs = zip(now, before, strict=False)
        return len(now) == len(before) and all(unchanged(a, b) for a, b in pairs)
    return not isinstance(before, dict) or now == before


def shown(value: Any, indent: str = "") -> str:
    """Return the text of an input or an answer, short enough to be read; `indent` is what precedes.

    Examples
    --------
    >>> shown(np.array([1.0, 0.75])), shown((2, True, 0.25))
    ('[1.  , 0.75]', '(2, True, 0.25)')
    """
    if isinstance(value, np.ndarray) and value.ndim:
        clean = value + 0.0 if value.dtype.kind == "f" else value  # no minus before a zero
        return np.array2string(clean, precision=4, separator=", ", prefix=indent)
    if isinstance(value, tuple | list):
        inner = ", ".join(shown(part, indent) for part in value)
        return f"({inner})" if isinstance(value, tuple) else f"[{inner}]"
    if isinstance(value, float | np.floating):
        return f"{float(value) + 0.0:.6g}"
    if isinstance(value, np.integer | np.bool_ | np.ndarray):
        return shown(value.item())
    if isinstance(value, np.random.Generator):
        return "a random generator"
    return repr(value)
