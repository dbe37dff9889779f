"""What the bounds accept: positive constants, whole horizons, step sizes in an interval."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..arguments import within

__all__ = ["curvatures", "horizon", "nonnegative", "positive", "step"]


def positive(**named: float) -> None:
    """Raise ValueError for a constant that is not a positive finite number."""
    for name, value in named.items():
        within(name, value, above=0.0)


def nonnegative(**named: float) -> None:
    """Raise ValueError for a constant that is negative or not finite."""
    for name, value in named.items():
        within(name, value, least=0.0)


def horizon(T: Any, least: int) -> Any:
    """Return a number of iterations as a float, or an array of them as floats.

    Raises
    ------
    ValueError
        If a number is not whole or is smaller than `least`.
    """
    steps = np.asarray(T, dtype=float)
    if not np.all((steps >= least) & (steps == np.floor(steps)) & np.isfinite(steps)):
        raise ValueError(f"T is {T}, but must be a whole number of iterations, at least {least}")
    return steps if steps.ndim else float(steps)


def step(step_size: float | None, L: float, limit: float, default: float = 1.0) -> float:
    """Return h = L * step_size, or `default` if the step size is None.

    Raises
    ------
    ValueError
        Unless 0 < h <= limit (a strict bound is the caller's: pass the largest float below it).
    """
    if step_size is None:
        return default
    h = L * step_size
    # Rounding: the step 1/L, written as a float, may give L * (1/L) a hair above 1.
    if not 0 < h <= limit * (1 + 4e-16):
        raise ValueError(
            f"step_size is {step_size}, which is {h:.6g}/L, but must be above 0 and at most"
            f" {limit:.6g}/L for this bound"
        )
    return h


def curvatures(L: float, mu: float) -> None:
    """Raise ValueError unless 0 < mu <= L."""
    positive(L=L, mu=mu)
    if mu > L:
        raise ValueError(f"mu is {mu} and L is {L}, but mu cannot exceed L")
