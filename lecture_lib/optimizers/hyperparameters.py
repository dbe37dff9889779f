"""What hyper-parameters may be; an error says what was given and what is allowed."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from ..arguments import number, refuse, within

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
    ValueError: eps is -1.0, but must be at least 0 and finite
    """
    found = number(name, value)
    within(name, value, least=None if positive else 0.0, above=0.0 if positive else None)
    return found


def check_decay(name: str, value: Any) -> float:
    """Return `value` as a float if it can be the weight of the past: at least 0 and below 1.

    Examples
    --------
    >>> check_decay("beta", 1.0)
    Traceback (most recent call last):
    ValueError: beta is 1.0, but must be at least 0 and below 1
    """
    found = number(name, value)
    within(name, value, least=0.0, below=1.0)
    return found


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
    if not isinstance(value, str) or value not in allowed:
        refuse(name, value, f"one of {', '.join(map(repr, allowed))}")
    return value


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
    ValueError: lr is nan, but must be at least 0 and finite
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
