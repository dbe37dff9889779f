"""The Python side of the RegressionExplorer."""

from __future__ import annotations

import math

import numpy as np

from lecture_lib import rates
from lecture_lib.descent.eigen_coordinates import EigenCoordinates
from lecture_lib.problems import FiniteSum, least_squares
from lecture_lib.widgets.lecture_widget import LectureWidget
from lecture_lib.widgets.regression_explorer.fit import LineFit

__all__ = ["RegressionExplorer"]

W_STAR = (0.5, 0.5)


class RegressionExplorer(LectureWidget):
    """Gradient descent on f(w) = 1/2 ||y - X w||^2 with two weights, or to points of your own.

    X'X has the eigenvalues 1 and 1/kappa, or 1 and 0, and eigenvectors turned by an angle. A step
    of size eta multiplies the coordinate along eigenvalue lambda by 1 - eta lambda.

    With `data` it is the line through these points instead, y = w0 + w1 x, of least mean loss: all
    numbers of its descent are those of `fit`.

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
        Step size times the largest eigenvalue, which is 1; above 0 and at most 2.2. With `data`,
        in the unit that `fit` says.
    epsilon : float
        The gap f(w_t) - f* that is asked for, 1e-12 to 0.1.
    start : list of two floats
        w_0, each from -3 to 3.
    deficient : bool
        Whether the second eigenvalue is 0 instead: then a line of points is optimal.
    frame, axis : str
        Axes of the picture: "weights" or "eigenvectors"; axis of iterations: "linear" or "log".
    data : list of pairs of floats, or an array (n, 2)
        2 to 60 points (x, y), none larger than 10^6 in size, with x that differ; or none at all,
        for the problem of `kappa` and `angle`.
    loss : str
        What a residual r of `data` costs: "square", r^2/2; "absolute", |r|; "huber".
    delta : float
        Huber's loss is r^2/2 up to |r| = delta and straight from there; above 0, at most 10^6.
    standardise : bool
        Whether x is brought to mean 0 and spread 1 before the descent.
    start_line : list of two floats
        Intercept and slope of the line at the start, in the plane of the points.
    t : int
        The step of the descent to the points that is shown, 0 to 100.

    Examples
    --------
    >>> explorer = RegressionExplorer(kappa=10.0, step=1.0, epsilon=3e-3)
    >>> round(explorer.problem.condition_number, 9)
    10.0
    >>> explorer.iterations, explorer.linear_iterations, explorer.sublinear_iterations
    (21, 30, 1209)
    >>> mine = RegressionExplorer(data=[(1, 1), (2, 3), (3, 2), (70, 4)], loss="huber")
    >>> round(mine.fit.kappa), round(mine.without(3).kappa, 1)
    (1741, 46.1)
    """

    kappa: float
    angle: float
    step: float
    epsilon: float
    start: list[float]
    deficient: bool
    frame: str
    axis: str
    data: list[list[float]]
    loss: str
    delta: float
    standardise: bool
    start_line: list[float]
    t: int

    @property
    def fit(self) -> LineFit | None:
        """The descent to the points of `data`, with all its numbers; None without points."""
        return self._fit(self.data) if self.data else None

    def without(self, index: int) -> LineFit:
        """Return the same descent without one of the points, as for an outlier.

        Parameters
        ----------
        index : int
            Its number, from 0.

        Raises
        ------
        IndexError
            If there is no such point.
        traitlets.TraitError
            If no line is left without it.
        """
        if not 0 <= index < len(self.data):
            raise IndexError(f"index must be from 0 to {len(self.data) - 1}, got {index}")
        rest = [point for i, point in enumerate(self.data) if i != index]
        return self._fit(self.traits()["data"].validate(self, rest))

    def _fit(self, data: list[list[float]]) -> LineFit:
        return LineFit(data, self.loss, self.delta, self.standardise, self.start_line, self.step)

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
        if self.data:
            return f"RegressionExplorer(data={len(self.data)} points, loss={self.loss!r})"
        return f"RegressionExplorer(kappa={self.kappa:g}, step={self.step:g})"
