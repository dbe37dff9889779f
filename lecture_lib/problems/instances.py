"""Problems that attain a bound, and an ordinary one to compare them with."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np

from ..arguments import within
from ..signatures import checked
from .problem import Problem, point
from .smooth_convex import huber

__all__ = ["chain", "huber_worst_case", "log_cosh", "zigzag"]


def _line(
    name: str, value: Any, gradient: Any, L: float, mu: float | None, start: float, **more: Any
) -> Problem:
    """Return a problem of one variable from a value and a slope that take arrays of any shape."""
    return Problem(
        name=name,
        dimension=1,
        value=lambda w: value(point(w, 1)[..., 0]),
        gradient=lambda w: gradient(point(w, 1)),
        hessian=None,
        L=L,
        mu=mu,
        start=np.array([start]),
        **{"f_star": 0.0, "w_star": np.zeros(1), **more},
    )


def log_cosh() -> Problem:
    """f(w) = log cosh w = log(1 + 2 sinh(w/2)^2): convex and smooth, L = 1, mu = 0.

    The second form keeps small values; far out |w| - log 2 + log(1 + exp(-2|w|)) is used, which
    cannot overflow.

    Examples
    --------
    >>> problem = log_cosh()
    >>> float(problem.value([0.0])), problem.gradient([30.0]).tolist(), problem.L
    (0.0, [1.0], 1.0)
    """

    def value(w: Any) -> Any:
        size = np.abs(w)
        near = np.log1p(2 * np.sinh(np.minimum(size, 2.0) / 2) ** 2)
        return np.where(size < 2, near, size - math.log(2) + np.log1p(np.exp(-2 * size)))

    return _line("log-cosh", value, np.tanh, 1.0, 0.0, 2.0)


@checked
def zigzag(slope: float = 1.0, L: float = 1.0) -> Problem:
    """Return a line that falls, its slope between `slope` and slope/2, as fast as L allows.

    With p = slope/L, f'(w) = slope - L min(w mod p, -w mod p). Gradient descent with step 1/L goes
    from multiple to multiple of p, sees the slope `slope` everywhere, and gains only
    (3/4) slope^2 / L a step: the slowest decrease that is possible.

    Returns
    -------
    Problem
        Not convex, not bounded below.

    Raises
    ------
    ValueError
        If a number is not positive and finite.

    Notes
    -----
    Attains `rates.gradient_descent_nonconvex`.

    Examples
    --------
    >>> problem = zigzag()
    >>> problem.value([[0.0], [-0.5], [-1.0]]).tolist()
    [0.0, -0.375, -0.75]
    """
    for name, number in (("slope", slope), ("L", L)):
        within(name, number, above=0.0)
    period = slope / L

    def phase(w: Any) -> tuple[Any, Any]:
        """Return how many periods lie below w, and the rest; a hair below a multiple is on it."""
        count = np.round(w / period)
        count = np.where(np.abs(w / period - count) < 1e-9, count, np.floor(w / period))
        return count, w - count * period

    def value(w: Any) -> Any:
        count, rest = phase(w)
        second = np.maximum(rest - period / 2, 0.0)
        first = np.minimum(rest, period / 2)
        area = slope * first - L * first**2 / 2 + slope / 2 * second + L * second**2 / 2
        return 0.75 * slope * period * count + area

    def gradient(w: Any) -> Any:
        _, rest = phase(w)
        return slope - L * np.minimum(np.abs(rest), period - rest)

    return _line("zigzag", value, gradient, L, None, 0.0, f_star=-math.inf, w_star=None)


@checked
def huber_worst_case(L: float, R: float, T: int, step_size: float | None = None) -> Problem:
    """Return the Huber function of threshold R / (2Th + 1), h = L * step_size, to start at R.

    All T steps of gradient descent stay on its straight part, and the gap at the end is
    L R^2 / (4Th + 2).

    Parameters
    ----------
    L, R : float
    T : int, at least 1
    step_size : float, optional
        1/L if left out.

    Notes
    -----
    Attains `rates.gradient_descent_convex_tight`, for T steps and no others, as long as the first
    of its two terms is the larger. Source: Drori & Teboulle (2014).

    Examples
    --------
    >>> problem = huber_worst_case(L=1.0, R=3.0, T=1)
    >>> problem.start.tolist(), float(problem.value([2.0]))
    ([3.0], 1.5)
    """
    within("L", L, above=0.0)
    within("R", R, above=0.0)
    within("T", T, least=1)
    if step_size is not None:
        within("step_size", step_size, above=0.0)
    h = 1.0 if step_size is None else L * step_size
    problem = huber(R / (2 * T * h + 1), 1, L)
    return replace(problem, start=np.array([float(R)]))


@checked
def chain(L: float, T: int) -> Problem:
    """f(w) = L/8 (w_1^2 + sum_i (w_i - w_{i+1})^2 + w_n^2) - L/4 w_1 + const, n = 2T + 1.

    From 0, each gradient reveals one more coordinate: after T of them w_{T+1}, ..., w_n are still
    0, whatever the method does with the gradients. The minimiser is w_i = 1 - i/(n + 1), and the
    constant makes the minimum 0.

    Parameters
    ----------
    L : float, > 0
    T : int, at least 1

    Notes
    -----
    Convex and L-smooth: the eigenvalues are L sin(k pi / (2n + 2))^2, k = 1, ..., n, given here as
    L and mu. Every method of its kind respects `rates.first_order_convex_lower` on it. Source:
    Nesterov (2004), section 2.1.2.

    Examples
    --------
    >>> problem = chain(L=8.0, T=1)
    >>> problem.w_star.tolist(), problem.gradient([0.0, 0.0, 0.0]).tolist()
    ([0.75, 0.5, 0.25], [-2.0, 0.0, 0.0])
    """
    within("L", L, above=0.0)
    within("T", T, least=1)
    n = 2 * T + 1
    w_star = 1 - np.arange(1, n + 1) / (n + 1)

    def differences(w: Any) -> np.ndarray:
        """Return w_1, w_1 - w_2, ..., w_{n-1} - w_n, w_n."""
        w = point(w, n)
        ends = np.zeros((*w.shape[:-1], 1))
        return -np.diff(np.concatenate([-ends, w, ends], axis=-1)) * np.r_[-1.0, np.ones(n)]

    def value(w: Any) -> Any:
        return L / 8 * np.sum(differences(point(w, n) - w_star) ** 2, axis=-1)

    def gradient(w: Any) -> np.ndarray:
        d = differences(w)
        first = np.concatenate([d[..., :1], -d[..., 1:-1]], axis=-1)
        slopes = L / 4 * (first + d[..., 1:])
        slopes[..., 0] -= L / 4
        return slopes

    matrix = L / 4 * (2 * np.eye(n) - np.eye(n, k=1) - np.eye(n, k=-1))
    largest, smallest = (L * math.sin(k * math.pi / (2 * n + 2)) ** 2 for k in (n, 1))
    return Problem(
        name="chain",
        dimension=n,
        value=value,
        gradient=gradient,
        hessian=lambda w: matrix.copy(),
        L=largest,
        mu=smallest,
        f_star=0.0,
        w_star=w_star,
        start=np.zeros(n),
        pl=smallest,
        quadratic=True,
    )
