"""Gradient descent on convex L-smooth functions: the lecture's rate, and the exact one.

Throughout ``w_{t+1} = w_t - step_size * grad f(w_t)``, R is the distance of w_0 from a minimiser,
T the number of steps, h = L * step_size. T may be an array; then so is the bound.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..signatures import Numbers, checked
from .arguments import horizon, nonnegative, positive, step

__all__ = [
    "GOLDEN_RATIO",
    "gradient_descent_convex",
    "gradient_descent_convex_best_step",
    "gradient_descent_convex_iterations",
    "gradient_descent_convex_one_step",
    "gradient_descent_convex_silver",
    "gradient_descent_convex_tight",
    "silver_steps",
]

#: (1 + sqrt 5)/2, the positive root of h^2 = h + 1.
GOLDEN_RATIO = (1 + math.sqrt(5)) / 2
SILVER_RATIO = 1 + math.sqrt(2)


@checked
def gradient_descent_convex(L: float, R: float, T: Numbers, step_size: float | None = None) -> Any:
    """f(w_T) - f* <= R^2 / (2 step_size T), which is L R^2 / (2T) for the step 1/L.

    Parameters
    ----------
    L, R : float
        Smoothness constant, and distance of w_0 from a minimiser; R may be 0.
    T : int or array of int, at least 1
    step_size : float, optional
        At most 1/L on the slide, whose proof stops there. Another one reaches GOLDEN_RATIO / L, see
        `gradient_descent_convex_one_step`. 1/L if left out.

    Raises
    ------
    ValueError
        For arguments out of these ranges.

    Notes
    -----
    Assumes f convex and L-smooth, with a minimiser. Not tight: `gradient_descent_convex_tight` is.
    Source: lecture slide "Step II: Convergence Rate"; Beck & Teboulle (2009), theorem 3.1.

    Examples
    --------
    >>> gradient_descent_convex(L=4.0, R=3.0, T=6)
    3.0
    """
    positive(L=L)
    nonnegative(R=R)
    return L * R**2 / (2 * step(step_size, L, GOLDEN_RATIO) * horizon(T, 1))


@checked
def gradient_descent_convex_iterations(
    L: float, R: float, epsilon: float, step_size: float | None = None
) -> int:
    """T = ceil(R^2 / (2 step_size epsilon)) iterations suffice for f(w_T) - f* <= epsilon.

    Parameters
    ----------
    L, R, step_size
        As for `gradient_descent_convex`.
    epsilon : float
        The error allowed, positive.

    Returns
    -------
    int, at least 1.

    Notes
    -----
    Sufficient, not needed. The lecture's O(L/epsilon) (slide "Step II: Convergence Rate") leaves
    out the factor R^2 / 2.

    Examples
    --------
    >>> gradient_descent_convex_iterations(L=4.0, R=3.0, epsilon=0.5)
    36
    """
    positive(L=L, epsilon=epsilon)
    nonnegative(R=R)
    return max(1, math.ceil(L * R**2 / (2 * step(step_size, L, GOLDEN_RATIO) * epsilon)))


@checked
def gradient_descent_convex_one_step(L: float, R: float, step_size: float) -> float:
    """Excess of the lecture's one-step inequality <= max(0, L R^2 (h^2 - h - 1) / 2).

    The excess is f(w_{t+1}) - f* - (|w_t - w*|^2 - |w_{t+1} - w*|^2) / (2 step_size), with
    R = |w_t - w*|; the inequality claims that it is at most 0. So it holds exactly for
    h = L * step_size up to the golden ratio 1.618..., not only for h <= 1.

    Parameters
    ----------
    L, R : float
    step_size : float
        Any positive number.

    Returns
    -------
    float, at least 0.

    Notes
    -----
    Assumes f convex and L-smooth. Tight: attained by f(w) = L |w|^2 / 2 beyond the golden ratio,
    and by w_t = w* before it. The proof is in the chapter on convergence proofs.

    Examples
    --------
    >>> gradient_descent_convex_one_step(L=1.0, R=1.0, step_size=1.6)
    0.0
    >>> gradient_descent_convex_one_step(L=1.0, R=1.0, step_size=2.0)
    0.5
    """
    positive(L=L, step_size=step_size)
    nonnegative(R=R)
    h = L * step_size
    return max(0.0, L * R**2 * (h * h - h - 1) / 2)


@checked
def gradient_descent_convex_tight(
    L: float, R: float, T: Numbers, step_size: float | None = None
) -> Any:
    """f(w_T) - f* <= (L R^2 / 2) max(1 / (2Th + 1), (1 - h)^(2T)): the exact worst case.

    For the step 1/L this is L R^2 / (4T + 2).

    Parameters
    ----------
    L, R : float
    T : int or array of int, at least 0
    step_size : float, optional
        Above 0 and at most 2/L; 1/L if left out.

    Notes
    -----
    Assumes f convex and L-smooth, with a minimiser. Tight: the first term is attained by a Huber
    function of threshold R / (2Th + 1), the second by a quadratic of curvature L.
    Source: Drori & Teboulle (2014), theorem 3.1 for h <= 1 and a conjecture for the rest; Taylor,
    Hendrickx & Glineur (2017); proved for all h in Kim (2024).

    Examples
    --------
    >>> gradient_descent_convex_tight(L=4.0, R=3.0, T=1)
    6.0
    """
    positive(L=L)
    nonnegative(R=R)
    h, steps = step(step_size, L, 2.0), horizon(T, 0)
    worst = np.maximum(1 / (2 * steps * h + 1), (1 - h) ** (2 * steps))
    bound = L * R**2 / 2 * worst
    return bound if np.ndim(bound) else float(bound)


@checked
def gradient_descent_convex_best_step(L: float, T: int) -> float:
    """1 / (2Th + 1) = (h - 1)^(2T), 1 < h < 2: h / L is the best constant step for T steps.

    Parameters
    ----------
    L : float
    T : int, at least 1

    Returns
    -------
    float in [1.5/L, 2/L)
        It grows with T.

    Notes
    -----
    The first term of `gradient_descent_convex_tight` falls and the second rises with h, so that
    the larger of them is least where they are equal. Found by bisection to the last digit.
    Source: Drori & Teboulle (2014), conjecture 3.1; proved in Kim (2024).

    Examples
    --------
    >>> [round(gradient_descent_convex_best_step(1.0, T), 4) for T in (1, 2, 10, 100)]
    [1.5, 1.6058, 1.8341, 1.9705]
    """
    positive(L=L)
    steps = horizon(T, 1)
    low, high = 1.0, 2.0
    while low < (middle := (low + high) / 2) < high:
        falls = (2 * steps * middle + 1) * (middle - 1) ** (2 * steps) < 1
        low, high = (middle, high) if falls else (low, middle)
    return high / L


@checked
def silver_steps(L: float, T: int) -> NDArray[np.float64]:
    """h_t = 1 + (1 + sqrt 2)^(v(t) - 1), t = 1 ... T, over L; v(t) counts the factors 2 of t.

    Parameters
    ----------
    L : float
    T : int, at least 1
        The rate of `gradient_descent_convex_silver` is for T = 1, 3, 7, 15, ...

    Returns
    -------
    ndarray of float64, shape (T,)

    Notes
    -----
    Source: Altschuler & Parrilo (2025).

    Examples
    --------
    >>> silver_steps(1.0, 7).round(3).tolist()
    [1.414, 2.0, 1.414, 3.414, 1.414, 2.0, 1.414]
    """
    positive(L=L)
    t = np.arange(1, int(horizon(T, 1)) + 1)
    twos = np.log2(t & -t)
    return (1 + SILVER_RATIO ** (twos - 1)) / L


@checked
def gradient_descent_convex_silver(L: float, R: float, T: int) -> float:
    """f(w_T) - f* <= L R^2 / (1 + sqrt(4 (T+1)^(2 log2(1 + sqrt 2)) - 3)), steps `silver_steps`.

    That is of the order T^(-1.2716): no momentum, only steps of different length.

    Parameters
    ----------
    L, R : float
    T : int
        One less than a power of two.

    Notes
    -----
    Assumes f convex and L-smooth, with a minimiser. Not tight.
    Source: Altschuler & Parrilo (2025), theorem 1.1.

    Examples
    --------
    >>> round(gradient_descent_convex_silver(L=10.0, R=1.0, T=7), 6)
    0.343775
    """
    positive(L=L)
    nonnegative(R=R)
    doublings = math.log2(horizon(T, 1) + 1)
    if not doublings.is_integer():
        raise ValueError(f"T is {T}, but must be one less than a power of two: 1, 3, 7, 15, ...")
    return L * R**2 / (1 + math.sqrt(4 * SILVER_RATIO ** (2 * doublings) - 3))
