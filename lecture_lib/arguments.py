"""What arguments may be: one wording for all functions, and one place where it is checked.

An error says which argument it is, what was given and what is allowed: "steps is 1000.0, but must
be an integer". What kind of thing an argument is, stands in the signature already; `signatures`
makes it hold. In what range a number has to lie, is said by `within`.
"""

from __future__ import annotations

import numbers
from typing import Any, NoReturn

import numpy as np

__all__ = [
    "alike",
    "columns",
    "fitting",
    "number",
    "numbers_of",
    "refuse",
    "shaped",
    "whole",
    "within",
]

LONGEST = 60  # letters of a value that an error repeats


def refuse(name: str, value: Any, allowed: str, kind: type[Exception] = ValueError) -> NoReturn:
    """Raise an error that names an argument, what it is, and what it must be.

    Examples
    --------
    >>> refuse("beta", 1.0, "at least 0 and below 1")
    Traceback (most recent call last):
    ValueError: beta is 1.0, but must be at least 0 and below 1
    """
    shown = repr(value).replace("\n", " ")
    if len(shown) > LONGEST:
        shown = f"{shown[: LONGEST - 3]}..."
    raise kind(f"{name} is {shown}, but must be {allowed}")


def number(name: str, value: Any) -> float:
    """Return a real number as a float: NumPy's numbers too, but no text, boolean or array.

    Raises
    ------
    TypeError
        If it is no number.

    Examples
    --------
    >>> number("lr", np.float32(0.5))
    0.5
    >>> number("lr", [0.5])
    Traceback (most recent call last):
    TypeError: lr is [0.5], but must be a number
    """
    if type(value) is not float:
        if isinstance(value, np.ndarray) and value.ndim == 0:
            value = value[()]
        if isinstance(value, bool | np.bool_) or not isinstance(value, numbers.Real):
            refuse(name, value, "a number", TypeError)
    return float(value)


def whole(name: str, value: Any) -> int:
    """Return an integer as an int, NumPy's integers too; 2.0 is none, and neither is True.

    Raises
    ------
    TypeError, ValueError
        If it is no integer; ValueError if it is a number with a fraction.

    Examples
    --------
    >>> whole("steps", np.int64(3))
    3
    >>> whole("steps", 1e3)
    Traceback (most recent call last):
    TypeError: steps is 1000.0, but must be an integer
    """
    if type(value) is int:
        return value
    if isinstance(value, np.ndarray) and value.ndim == 0:
        value = value[()]
    if isinstance(value, bool | np.bool_) or not isinstance(value, numbers.Integral):
        has_fraction = isinstance(value, numbers.Real) and value % 1 != 0
        refuse(name, value, "an integer", ValueError if has_fraction else TypeError)
    return int(value)


def numbers_of(name: str, value: Any) -> np.ndarray:
    """Return an array of numbers, not copied if it is one.

    Raises
    ------
    TypeError
        If there is anything else in it: text, None, rows of different lengths, or a tensor that
        requires a gradient.

    Examples
    --------
    >>> numbers_of("X", [[1.0, 2.0], [3.0]])
    Traceback (most recent call last):
    TypeError: X is [[1.0, 2.0], [3.0]], but must be a number or an array of numbers
    """
    try:
        found = np.asarray(value)
    except ValueError:  # rows of different lengths
        found = np.empty(0, dtype=object)
    except RuntimeError as error:  # a tensor that requires a gradient
        raise TypeError(f"{name} is a tensor: {error}") from error
    if found.dtype.kind not in "fiub":
        refuse(name, value, "a number or an array of numbers", TypeError)
    return found


def within(
    name: str,
    value: Any,
    *,
    least: float | None = None,
    above: float | None = None,
    below: float | None = None,
    most: float | None = None,
    finite: bool = True,
) -> None:
    """Refuse a number, or an array of them, outside of an interval.

    Parameters
    ----------
    name : str
    value : float or array
    least, above : float, optional
        What it must be at least, or above.
    below, most : float, optional
        What it must be below, or at most.
    finite : bool
        Whether infinity is refused; NaN always is.

    Raises
    ------
    ValueError
        If it lies outside.

    Examples
    --------
    >>> within("mu", 0.5, above=0.0)
    >>> within("beta", 1.0, least=0.0, below=1.0)
    Traceback (most recent call last):
    ValueError: beta is 1.0, but must be at least 0 and below 1
    """
    inside = np.isfinite(value) if finite else np.asarray(value) == value
    for bound, holds in (
        (least, np.greater_equal),
        (above, np.greater),
        (below, np.less),
        (most, np.less_equal),
    ):
        if bound is not None:
            inside = inside & holds(value, bound)
    if not np.all(inside):
        refuse(name, value, _interval(least, above, below, most, finite and type(value) is not int))


def _interval(least: Any, above: Any, below: Any, most: Any, finite: bool) -> str:
    if least is not None and most is not None:
        return f"from {least:.17g} to {most:.17g}"
    parts = [f"at least {least:g}"] if least is not None else []
    if above is not None:
        parts.append("positive" if above == 0 else f"above {above:g}")
    if below is not None:
        parts = [part.replace("positive", "above 0") for part in parts] + [f"below {below:g}"]
    if most is not None:
        parts = [part.replace("positive", "above 0") for part in parts] + [f"at most {most:g}"]
    if finite and below is None and most is None:
        parts.append("finite")
    return " and ".join(parts)


def shaped(name: str, value: Any, *allowed: str) -> np.ndarray:
    """Return an array of numbers whose axes are as many as in one of the shapes that are allowed.

    Raises
    ------
    TypeError, ValueError
        If it is not made of numbers; if it has no entries, or another number of axes.

    Examples
    --------
    >>> shaped("X", [1.0, 2.0], "(n, d)")
    Traceback (most recent call last):
    ValueError: X has shape (2,), but must have (n, d), with at least one entry
    """
    found = numbers_of(name, value)
    axes = [len([part for part in shape.strip("()").split(",") if part]) for shape in allowed]
    if found.ndim not in axes or not found.size:
        said = f"{' or '.join(allowed)}, with at least one entry"
        raise ValueError(f"{name} has shape {found.shape}, but must have {said}")
    return found


def _shape(name: str, value: Any) -> tuple[int, ...]:
    try:
        return np.shape(value)
    except ValueError:  # rows of different lengths
        return numbers_of(name, value).shape


def alike(**two: Any) -> None:
    """Refuse two arrays of different shapes; a single number goes with every shape.

    NumPy would pair each entry of a column with each of a row: (n, 1) and (n,) give n^2 numbers.

    Raises
    ------
    ValueError
        If the shapes differ.

    Examples
    --------
    >>> alike(y=[1.0, 2.0], prediction=[[1.0], [2.0]])
    Traceback (most recent call last):
    ValueError: y has shape (2,) and prediction (2, 1), but both must have the same
    """
    (first, a), (second, b) = ((name, _shape(name, value)) for name, value in two.items())
    if a != b and a and b:
        raise ValueError(f"{first} has shape {a} and {second} {b}, but both must have the same")


def columns(**several: Any) -> list[np.ndarray]:
    """Return arrays of one axis and one length, of floats.

    Raises
    ------
    TypeError, ValueError
        If one is not made of numbers; if it has no entries, other axes or another length.

    Examples
    --------
    >>> columns(x=[1, 2], y=[3.0])
    Traceback (most recent call last):
    ValueError: x has shape (2,) and y (1,), but both must have the same
    """
    found = [shaped(name, value, "(n,)").astype(float) for name, value in several.items()]
    (first, a), *others = zip(several, found, strict=True)
    for name, other in others:
        alike(**{first: a, name: other})
    return found


def fitting(**two: Any) -> None:
    """Refuse two arrays that do not broadcast against each other.

    Examples
    --------
    >>> fitting(y=[1.0, 2.0], prediction=[1.0, 2.0, 3.0])
    Traceback (most recent call last):
    ValueError: y has shape (2,) and prediction (3,), which do not fit
    """
    (first, a), (second, b) = ((name, _shape(name, value)) for name, value in two.items())
    try:
        np.broadcast_shapes(a, b)
    except ValueError:
        raise ValueError(f"{first} has shape {a} and {second} {b}, which do not fit") from None
