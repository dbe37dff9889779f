"""The Python side of the RegressionExplorer."""

from __future__ import annotations

import math

import numpy as np

from lecture_lib import rates
from lecture_lib.descent.eigen_coordinates import EigenCoordinates
from lecture_lib.problems import FiniteSum, least_squares
from lecture_lib.widgets.lecture_widget import LectureWidget

__all__ = ["RegressionExplorer"]

W_STAR = (0.5, 0.5)


class RegressionExplorer(LectureWidget):
    """Gradient descent on f(w) = 1/2 ||y - X w||^2 with two weights.

    X'X has the eigenvalues 1 and 1/kappa, or 1 and 0, and eigenvectors turned by an angle. A step
    of size eta multiplies the coordinate along eigenvalue lambda by 1 - eta lambda.

    Parameters
    ----------
    **state
        Any of the attributes below, by name.

    Attributes
    ----------
    kappa : float
        Condition number, 1 to 1000.
    angle : float
        Direction of the first eigenvector, -90 to 90 degrees from the axis of w1.
    step : float
        Step size times the largest eigenvalue, which is 1; above 0 and at most 2.2.
    epsilon : float
        The gap f(w_t) - f* that is asked for, 1e-12 to 0.1.
    start : list of two floats
        w_0, each from -3 to 3.
    deficient : bool
        Whether the second eigenvalue is 0 instead: then a line of points is optimal.
    frame, axis : str
        Axes of the picture: "weights" or "eigenvectors"; axis of iterations: "linear" or "log".

    Examples
    --------
    >>> explorer = RegressionExplorer(kappa=10.0, step=1.0, epsilon=3e-3)
    >>> round(explorer.problem.condition_number, 9)
    10.0
    >>> explorer.iterations, explorer.linear_iterations, explorer.sublinear_iterations
    (21, 30, 1209)
    """

    kappa: float
    angle: float
    step: float
    epsilon: float
    start: list[float]
    deficient: bool
    frame: str
    axis: str

    @property
    def problem(self) -> FiniteSum:
        """The least-squares problem, with two examples."""
        radians = math.radians(self.angle)
        c, s = math.cos(radians), math.sin(radians)
        second = 0.0 if self.deficient else 1.0 / math.sqrt(self.kappa)
        X = np.array([[c, s], [-second * s, second * c]])
        return least_squares(X, X @ W_STAR)

    @property
    def eigen(self) -> EigenCoordinates:
        """Coordinates along the eigenvectors, measured from w*."""
        return EigenCoordinates.of(self.problem)

    @property
    def gap(self) -> float:
        """The gap f(w_0) - f* at the start."""
        eigen = self.eigen
        return float(eigen.gap(eigen.coordinates(self.start)))

    @property
    def converges(self) -> bool:
        """Whether the gap tends to zero."""
        eigenvalues = self.eigen.eigenvalues
        return bool((np.abs(1.0 - self.step * eigenvalues[eigenvalues > 0]) < 1.0).all())

    @property
    def iterations(self) -> int | None:
        """The first t with a gap of at most epsilon; None if there is none."""
        if self.gap <= self.epsilon:
            return 0
        return (
            self.eigen.iterations(self.start, self.step, self.epsilon) if self.converges else None
        )

    @property
    def sublinear_iterations(self) -> int | None:
        """How many steps the lecture's bound R^2/(2 eta epsilon) allows; None if eta > 1/L."""
        if self.step > 1.0:
            return None
        nearest = self.problem.nearest_minimiser(self.start)
        R = float(np.linalg.norm(np.asarray(self.start) - nearest))
        return rates.gradient_descent_convex_iterations(1.0, R, self.epsilon, self.step)

    @property
    def linear_iterations(self) -> int | None:
        """How many steps the linear rate allows; None if the gap does not tend to zero."""
        if self.gap <= self.epsilon:
            return 0
        if not self.converges:
            return None
        mu = 1.0 if self.deficient else 1.0 / self.kappa
        rho = float(rates.gradient_descent_quadratic(1.0, mu, 1.0, 1, self.step))
        return 1 if rho == 0.0 else math.ceil(math.log(self.gap / self.epsilon) / -math.log(rho))

    def __repr__(self) -> str:
        return f"RegressionExplorer(kappa={self.kappa:g}, step={self.step:g})"
