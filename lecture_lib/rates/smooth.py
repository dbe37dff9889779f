"""Gradient descent on L-smooth functions that need not be convex."""

from __future__ import annotations

from typing import Any

from ..signatures import Numbers, checked
from .arguments import horizon, nonnegative, positive, step

__all__ = [
    "gradient_descent_nonconvex",
    "gradient_descent_smooth",
    "gradient_descent_smooth_short_step",
]


@checked
def gradient_descent_smooth(L: float, gradient_norm: float, step_size: float) -> float:
    """f(w) - f(w - step_size g) >= step_size (1 - L step_size / 2) |g|^2: the descent lemma.

    Parameters
    ----------
    L : float
    gradient_norm : float
        |g|, g = grad f(w).
    step_size : float
        Any positive number; beyond 2/L the guaranteed decrease is negative.

    Returns
    -------
    float
        The decrease that is guaranteed.

    Notes
    -----
    Assumes f L-smooth. Tight: attained by f(w) = L |w|^2 / 2.
    Source: Nesterov (2004), section 1.2.3.

    Examples
    --------
    >>> gradient_descent_smooth(L=2.0, gradient_norm=3.0, step_size=0.5)
    2.25
    """
    positive(L=L, step_size=step_size)
    nonnegative(gradient_norm=gradient_norm)
    return step_size * (1 - L * step_size / 2) * gradient_norm**2


@checked
def gradient_descent_smooth_short_step(L: float, gradient_norm: float, step_size: float) -> float:
    """f(w) - f(w - step_size g) >= step_size |g|^2 / 2 for steps up to 1/L: the lecture's Step I.

    Parameters
    ----------
    L, gradient_norm
        As for `gradient_descent_smooth`.
    step_size : float
        Above 0 and at most 1/L.

    Notes
    -----
    Assumes f L-smooth. Tight for the step 1/L only, by f(w) = L |w|^2 / 2.
    Source: lecture slide "Step I: The Descend".

    Examples
    --------
    >>> gradient_descent_smooth_short_step(L=2.0, gradient_norm=3.0, step_size=0.5)
    2.25
    """
    positive(L=L)
    nonnegative(gradient_norm=gradient_norm)
    return step(step_size, L, 1.0) / L * gradient_norm**2 / 2


@checked
def gradient_descent_nonconvex(L: float, decrease: float, T: Numbers) -> Any:
    """|grad f(w_t)|^2 <= (4/3) (L / T) (f(w_0) - f(w_T)) for some t from 0 to T, step 1/L.

    Parameters
    ----------
    L : float
    decrease : float
        f(w_0) - f(w_T), or anything above it, as f(w_0) - f*.
    T : int or array of int, at least 1

    Notes
    -----
    Assumes f L-smooth; it need not be convex. Tight: attained by a function of one variable whose
    slope is a zigzag between 1 and 1/2 (`problems.instances.zigzag`).
    Source: Abbaszadehpeivasti, de Klerk & Zamani (2022), at the step 1/L.

    Examples
    --------
    >>> gradient_descent_nonconvex(L=3.0, decrease=1.0, T=4)
    1.0
    """
    positive(L=L)
    nonnegative(decrease=decrease)
    return 4 * L * decrease / (3 * horizon(T, 1))
