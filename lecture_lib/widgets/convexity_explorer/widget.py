"""The Python side of the ConvexityExplorer."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lecture_lib import convexity, problems
from lecture_lib.autodiff.ieee import quietly
from lecture_lib.convexity import NotRefuted, Witness
from lecture_lib.expression import parse_function
from lecture_lib.expression.survey import Survey, survey
from lecture_lib.problems import Problem
from lecture_lib.widgets.lecture_widget import LectureWidget

#: Each function with the part of the line that its picture shows.
FUNCTIONS: dict[str, tuple[Problem, tuple[float, float]]] = {
    "square": (problems.quadratic([2.0]), (-2.0, 2.0)),
    "huber": (problems.huber(1.0), (-3.0, 3.0)),
    "softplus": (problems.log_one_plus_exp(), (-5.0, 5.0)),
    "abs": (problems.absolute_value(), (-2.0, 2.0)),
    "double_well": (problems.double_well(), (-1.25, 1.25)),
    "sine": (problems.sine(), (-5.0, 5.0)),
    "exp": (problems.exponential(), (-3.0, 2.0)),
}
#: Points of the search for a pair that fails.
GRID = 81


class ConvexityExplorer(LectureWidget):
    """One inequality at two points of a function of one variable.

    Parameters
    ----------
    function : str, optional
        "square" x^2, "huber" with threshold 1, "softplus" log(1 + e^x), "abs" |x|, "double_well"
        x^4 - x^2, "sine" or "exp"; or "own", the function that `formula` tells.
    inequality : "chord", "tangent" or "upper", optional
        f((1-t) x1 + t x2) <= (1-t) f(x1) + t f(x2); or f(x2) + f'(x2)(x1 - x2) <= f(x1); or
        f(x1) <= f(x2) + f'(x2)(x1 - x2) + L/2 (x1 - x2)^2.
    x1, x2 : float, optional
        The two points.
    weight, L : float, optional
        t of the chord; L of the upper bound.
    formula : str or callable, optional
        A function of x as a text, or a Python function of a tensor, which becomes one.
    interval : pair of floats, optional
        Where one's own function is looked at, from -6 to 6.

    Attributes
    ----------
    function, inequality, x1, x2, weight, L, formula, interval
        The state, shared with the browser; every one can be set and observed.
    problem : lecture_lib.problems.Problem
        The function, with what is known about it; of one's own nothing is.
    survey : lecture_lib.expression.survey.Survey or None
        What is seen of one's own function at 2001 points of the interval and between them: kinks,
        largest and least curvature, where it is undefined. That is no proof.
    sides : tuple of two floats
        Left and right side at the two points.
    holds : bool
        Whether left <= right, up to rounding; False where a side is undefined.
    grid : array of shape (81,)
        The points that the picture's search tries, evenly over what the picture shows.
    search : lecture_lib.convexity.Witness or NotRefuted
        Where the inequality fails most, of all pairs of grid points.

    Raises
    ------
    traitlets.TraitError
        For a value that is not allowed; the message says what is, and the widget stays as it was.

    Examples
    --------
    >>> explorer = ConvexityExplorer("double_well", "chord", x1=-0.75, x2=0.75)
    >>> explorer.holds, explorer.sides
    (False, (0.0, -0.24609375))
    >>> explorer.x2 = -0.5
    >>> explorer.holds
    True
    >>> own = ConvexityExplorer("own", formula="x^2 + 2*sin(2*x)", inequality="upper")
    >>> round(own.survey.L, 6), own.survey.is_convex
    (10.0, False)
    """

    function: str
    inequality: str
    x1: float
    x2: float
    weight: float
    L: float
    formula: str
    interval: tuple[float, float]

    @property
    def problem(self) -> Problem:
        """The function with its constants."""
        if self.function == "own":
            return parse_function(self.formula, ["x"]).problem([sum(self.interval) / 2.0])
        return FUNCTIONS[self.function][0]

    @property
    def survey(self) -> Survey | None:
        """What is seen of one's own function on the interval."""
        if self.function != "own":
            return None
        return survey(parse_function(self.formula, ["x"]), *self.interval)

    @property
    def sides(self) -> tuple[float, float]:
        """Left and right side of the inequality."""
        return quietly(self._sides)

    def _sides(self) -> tuple[float, float]:
        x1, x2 = [self.x1], [self.x2]
        if self.inequality == "chord":
            left, right = convexity.chord_sides(self.problem, x1, x2, self.weight)
        elif self.inequality == "tangent":
            left, right = convexity.tangent_sides(self.problem, x1, x2)
        else:
            left, right = convexity.upper_bound_sides(self.problem, x1, x2, self.L)
        return float(left) + 0.0, float(right) + 0.0  # no -0

    @property
    def holds(self) -> bool:
        """Whether the inequality holds for these two points."""
        left, right = self.sides
        return left - right <= convexity.ROUNDING * (1.0 + abs(left) + abs(right))

    @property
    def grid(self) -> NDArray[np.float64]:
        """81 points over the picture, which widens if one of the two points lies outside."""
        low, high = self.interval if self.function == "own" else FUNCTIONS[self.function][1]
        low, high = min(low, self.x1, self.x2), max(high, self.x1, self.x2)
        return low + (high - low) * np.arange(GRID) / (GRID - 1)

    @property
    def search(self) -> Witness | NotRefuted:
        """The worst of all pairs of grid points."""
        return quietly(self._search)

    def _search(self) -> Witness | NotRefuted:
        points = self.grid[:, None]
        if self.inequality == "chord":
            return convexity.convex_by_definition(self.problem, points, (self.weight,))
        if self.inequality == "tangent":
            return convexity.convex_by_tangents(self.problem, points)
        return convexity.smooth_by_upper_bound(self.problem, points, self.L)

    def __repr__(self) -> str:
        return (
            f"ConvexityExplorer(function={self.function!r}, inequality={self.inequality!r}, "
            f"x1={self.x1:g}, x2={self.x2:g})"
        )
