"""What hyper-parameters may be; an error says what was given and what is allowed."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

__all__ = [
    "Rate",
    "check_betas",
    "check_choice",
    "check_decay",
    "check_number",
    "check_rate",
    "check_switch",
    "rate_at",
]

Rate: TypeAlias = float | Callable[[int], float]
"""A learning rate: a number, or a schedule that gives one for steps 1, 2, 3, ..."""


def check_number(name: str, value: Any, *, positive: bool = False) -> float:
    """Return `value` as a float if it is finite and at least 0, or above 0 if `positive`.

    Raises
    ------
    TypeError
        If it is no number.
    ValueError
        If it is out of range.

    Examples
    --------
    >>> check_number("eps", 1e-8)
    1e-08
    >>> check_number("eps", -1.0)
    Traceback (most recent call last):
    ValueError: eps is -1.0, but must be finite and at least 0
    """
    number = _as_float(name, value)
    if not math.isfinite(number) or number < 0.0 or (positive and number == 0.0):
        allowed = "finite and above 0" if positive else "finite and at least 0"
        raise ValueError(f"{name} is {value!r}, but must be {allowed}")
    return number


def check_decay(name: str, value: Any) -> float:
    """Return `value` as a float if it can be the weight of the past: at least 0 and below 1.

    Examples
    --------
    >>> check_decay("beta", 1.0)
    Traceback (most recent call last):
    ValueError: beta is 1.0, but must be at least 0 and below 1
    """
    number = _as_float(name, value)
    if not 0.0 <= number < 1.0:
        raise ValueError(f"{name} is {value!r}, but must be at least 0 and below 1")
    return number


def check_betas(values: Any) -> tuple[float, float]:
    """Return beta1 and beta2 as floats, if each can be the weight of the past.

    Examples
    --------
    >>> check_betas((0.9,))
    Traceback (most recent call last):
    ValueError: betas is (0.9,), but must be a pair: beta1 and beta2
    """
    if not isinstance(values, Sequence) or len(values) != 2:
        raise ValueError(f"betas is {values!r}, but must be a pair: beta1 and beta2")
    return (check_decay("beta1", values[0]), check_decay("beta2", values[1]))


def check_choice(name: str, value: Any, allowed: Sequence[str]) -> str:
    """Return `value` if it is one of the names allowed.

    Examples
    --------
    >>> check_choice("convention", "slides", ("published", "lecture"))
    Traceback (most recent call last):
    ValueError: convention is 'slides', but must be one of 'published', 'lecture'
    """
    if value not in allowed:
        raise ValueError(f"{name} is {value!r}, but must be one of {', '.join(map(repr, allowed))}")
    return str(value)


def check_switch(name: str, value: Any) -> bool:
    """Return `value` if it is True or False.

    Examples
    --------
    >>> check_switch("nesterov", "yes")
    Traceback (most recent call last):
    TypeError: nesterov is 'yes', but must be True or False
    """
    if value is not True and value is not False:
        raise TypeError(f"{name} is {value!r}, but must be True or False")
    return bool(value)


def check_rate(value: Any) -> Rate:
    """Return a learning rate: a schedule as it is, or a number, finite and at least 0.

    Examples
    --------
    >>> check_rate(float("nan"))
    Traceback (most recent call last):
    ValueError: lr is nan, but must be finite and at least 0
    """
    return value if callable(value) else check_number("lr", value)


def rate_at(lr: Rate, step: int) -> float:
    """Return the learning rate of step 1, 2, 3, ...

    Raises
    ------
    TypeError, ValueError
        If the schedule does not give a finite number of at least 0.

    Examples
    --------
    >>> rate_at(lambda step: 1.0 / step, 4)
    0.25
    """
    if type(lr) is float and 0.0 <= lr < math.inf:
        return lr
    return check_number(f"lr at step {step}", lr(step)) if callable(lr) else check_number("lr", lr)


def _as_float(name: str, value: Any) -> float:
    if isinstance(value, (bool, str)):
        raise TypeError(f"{name} is {value!r}, but must be a number")
    try:
        return float(value)
    except (TypeError, ValueError) as error:
        raise TypeError(f"{name} is {value!r}, but must be a number") from error
