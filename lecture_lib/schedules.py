"""Step-size schedules: the step size as a function of the number k = 1, 2, ... of the step.

Each schedule is a frozen object that is called with k, so that it can be printed, compared and
kept beside its results.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .arguments import whole, within
from .signatures import checked

__all__ = ["Constant", "Cosine", "Inverse", "InverseSqrt", "Schedule", "as_schedule"]

#: What all of these are to the methods: a callable that gives the size of step k = 1, 2, ...
Schedule = Callable[[int], float]


def _check_step(k: Any) -> None:
    if type(k) is not int or k < 1:
        within("k", whole("k", k), least=1)


@checked
@dataclass(frozen=True)
class Constant:
    """t_k = step_size.

    Parameters
    ----------
    step_size : float
        Positive and finite.

    Raises
    ------
    TypeError, ValueError
        If `step_size` is no positive finite number; when called, if k is no integer from 1 on.
        The other schedules do the same.

    Examples
    --------
    >>> Constant(0.1)(1), Constant(0.1)(1000)
    (0.1, 0.1)
    """

    step_size: float

    def __post_init__(self) -> None:
        within("step_size", self.step_size, above=0.0)

    def __call__(self, k: int) -> float:
        """Return the size of step k."""
        _check_step(k)
        return self.step_size


@checked
@dataclass(frozen=True)
class Inverse:
    """t_k = step_size / (1 + (k - 1) / delay), which is step_size / k for delay = 1.

    The sum of t_k is infinite and that of t_k^2 is finite, the condition of Robbins and Monro.

    Parameters
    ----------
    step_size : float
        The first step size, positive.
    delay : float
        The number of steps after which it has halved, positive.

    Notes
    -----
    On a mu-strongly convex function step_size * delay should be more than 1/(2 mu), so that
    E||w_k - w*||^2 falls like 1/k: the sum of the steps grows only like a logarithm, and a smaller
    one hardly moves. (For the gap f - f* of smooth functions Bottou, Curtis & Nocedal (2018),
    theorem 4.7, ask for more than 1/mu.) Sources: Robbins & Monro (1951); Nemirovski, Juditsky,
    Lan & Shapiro (2009), section 2.1.

    Examples
    --------
    >>> [Inverse(1.0)(k) for k in (1, 2, 4)]
    [1.0, 0.5, 0.25]
    >>> Inverse(1.0, delay=10)(11)
    0.5
    """

    step_size: float
    delay: float = 1.0

    def __post_init__(self) -> None:
        within("step_size", self.step_size, above=0.0)
        within("delay", self.delay, above=0.0)

    def __call__(self, k: int) -> float:
        """Return the size of step k."""
        _check_step(k)
        return self.step_size / (1.0 + (k - 1) / self.delay)


@checked
@dataclass(frozen=True)
class InverseSqrt:
    """t_k = step_size / sqrt(1 + (k - 1) / delay), which is step_size / sqrt(k) for delay = 1.

    Parameters
    ----------
    step_size : float
        The first step size, positive.
    delay : float
        A third of the number of steps after which it has halved, positive.

    Notes
    -----
    The choice for functions that are convex and no more. Source: Nemirovski, Juditsky, Lan &
    Shapiro (2009), section 2.2.

    Examples
    --------
    >>> [InverseSqrt(1.0)(k) for k in (1, 4, 16)]
    [1.0, 0.5, 0.25]
    """

    step_size: float
    delay: float = 1.0

    def __post_init__(self) -> None:
        within("step_size", self.step_size, above=0.0)
        within("delay", self.delay, above=0.0)

    def __call__(self, k: int) -> float:
        """Return the size of step k."""
        _check_step(k)
        return self.step_size / math.sqrt(1.0 + (k - 1) / self.delay)


@checked
@dataclass(frozen=True)
class Cosine:
    """Up a line in `warmup` steps, then down half a cosine to `final` after `steps` steps.

    t_k = step_size k / (warmup + 1) for k <= warmup, and then
    t_k = final + (step_size - final) (1 + cos(pi (k - 1 - warmup) / (steps - warmup))) / 2.

    Parameters
    ----------
    step_size : float
        The largest step size, that of step ``warmup + 1``, positive.
    steps : int
        How many steps there will be; the schedule ends there.
    warmup : int
        Steps below `step_size` at the start, 0 to ``steps - 1``.
    final : float
        What step ``steps + 1`` would get, 0 to `step_size`.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of range; when called, if k is not from 1 to `steps`.

    Notes
    -----
    Source: Loshchilov & Hutter (2017), equation 5, without restarts; the warm-up of Goyal et al.
    (2017). PyTorch's ``CosineAnnealingLR`` is this with ``warmup = 0`` and k counted from 0.

    Examples
    --------
    >>> schedule = Cosine(1.0, steps=5, warmup=1)
    >>> [round(schedule(k), 4) for k in (1, 2, 3, 4, 5)]
    [0.5, 1.0, 0.8536, 0.5, 0.1464]
    """

    step_size: float
    steps: int
    warmup: int = 0
    final: float = 0.0

    def __post_init__(self) -> None:
        within("step_size", self.step_size, above=0.0)
        for name, value, low, high in (
            ("steps", self.steps, 1, None),
            ("warmup", self.warmup, 0, self.steps - 1),
        ):
            within(name, value, least=low, most=high)
        within("final", self.final, least=0.0, most=self.step_size)

    def __call__(self, k: int) -> float:
        """Return the size of step k."""
        _check_step(k)
        if k > self.steps:
            raise ValueError(f"k is {k}, but this schedule ends at step {self.steps}")
        if k <= self.warmup:
            return self.step_size * k / (self.warmup + 1)
        part = (k - 1 - self.warmup) / (self.steps - self.warmup)
        return self.final + (self.step_size - self.final) * (1.0 + math.cos(math.pi * part)) / 2.0


@checked
def as_schedule(step_size: float | Schedule) -> Schedule:
    """Return a schedule as it is, and a number as the constant schedule.

    Examples
    --------
    >>> as_schedule(0.1)
    Constant(step_size=0.1)
    >>> as_schedule(Inverse(1.0))
    Inverse(step_size=1.0, delay=1.0)
    """
    return step_size if callable(step_size) else Constant(step_size)
