"""A problem: a function to minimise, with all that theorems about it need to know."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..arguments import numbers_of
from ..signatures import Numbers, checked

__all__ = ["Problem", "point"]

Function = Callable[[Any], Any]


def point(w: Any, dimension: int) -> np.ndarray:
    """Return one or many points as floats: shape (..., d).

    Raises
    ------
    TypeError, ValueError
        If it is not made of numbers, or the last axis does not have length d.

    Examples
    --------
    >>> point([1, 2], 2)
    array([1., 2.])
    """
    if type(w) is not np.ndarray or w.dtype != np.float64:
        w = numbers_of("a point", w).astype(float)
    if w.ndim == 0 or w.shape[-1] != dimension:
        raise ValueError(f"a point has shape (..., {dimension}); this one has {w.shape}")
    return w


@dataclass(frozen=True, kw_only=True, eq=False)
class Problem:
    """minimise f(w) over w in R^d, with constants that are known exactly, not estimated.

    L and f_star are NaN where they are not known, as of a function that somebody has typed.

    Attributes
    ----------
    name : str
    dimension : int
        d.
    value, gradient : callable
        w of shape (..., d) to f(w) of shape (...), and to its gradient of shape (..., d). Where f
        has a kink, the gradient is one of the subgradients.
    hessian : callable or None
        w of shape (d,) to the Hessian, shape (d, d).
    L : float
        The smallest number such that the gradient is L-Lipschitz on all of R^d; inf if none is.
    mu : float or None
        The largest number such that f is mu-strongly convex; 0 if f is convex only, None if not
        even that.
    f_star : float
        inf f, whether attained or not; -inf if f is not bounded below.
    w_star : array of shape (d,), or None
        One minimiser; None if there is none.
    start : array of shape (d,)
        A point to begin a picture or an experiment at.
    pl : float or None
        A Polyak-Lojasiewicz constant, where one is known: ||gradient||^2 >= 2 pl (f - f_star).
    quadratic : bool
        Whether the Hessian is the same everywhere.
    project : callable or None
        w of shape (..., d) to the minimiser nearest to it, where there are many.
    partials : callable or None
        The gradient on plain numbers: (w_1, ..., w_d) to the tuple of d partial derivatives. It
        makes short vectors fast.

    Examples
    --------
    >>> from lecture_lib.problems import quadratic
    >>> problem = quadratic([1.0, 10.0])
    >>> problem.L, problem.mu, problem.condition_number
    (10.0, 1.0, 10.0)
    >>> float(problem.value([1.0, 1.0])), problem.gradient([1.0, 1.0]).tolist()
    (5.5, [1.0, 10.0])
    """

    name: str
    dimension: int
    value: Function
    gradient: Function
    hessian: Function | None
    L: float
    mu: float | None
    f_star: float
    w_star: np.ndarray | None
    start: np.ndarray
    pl: float | None = None
    quadratic: bool = False
    project: Function | None = None
    partials: Callable[..., tuple[float, ...]] | None = None

    @property
    def is_convex(self) -> bool:
        """Whether f is convex."""
        return self.mu is not None

    @property
    def condition_number(self) -> float:
        """The condition number kappa = L/mu; inf if f is not strongly convex or not smooth."""
        return self.L / self.mu if self.mu else np.inf

    @checked
    def nearest_minimiser(self, w: Numbers) -> np.ndarray:
        """Return the minimiser nearest to w, for one point (d,) or many (..., d).

        Raises
        ------
        ValueError
            If there is no minimiser: the infimum is not attained, or is -inf.
        """
        w = point(w, self.dimension)
        if self.w_star is None:
            raise ValueError(f"{self.name} has no minimiser; its infimum is {self.f_star}")
        if self.project is not None:
            return self.project(w)
        return np.broadcast_to(self.w_star, w.shape)

    def __repr__(self) -> str:
        mu = "not convex" if self.mu is None else f"mu={self.mu:.4g}"
        return f"<{self.name}: d={self.dimension}, L={self.L:.4g}, {mu}>"
