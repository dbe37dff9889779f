"""The Python side of the ProofExplorer."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lecture_lib import proofs, rates
from lecture_lib.autodiff.ieee import quietly
from lecture_lib.descent.trajectory import Trajectory
from lecture_lib.expression.survey import Survey
from lecture_lib.problems import Problem
from lecture_lib.proofs import Proof
from lecture_lib.widgets.lecture_widget import LectureWidget
from lecture_lib.widgets.proof_explorer.examples import (
    EXAMPLES,
    STEPS,
    Example,
    descend,
    look_at,
    own_example,
)


class ProofExplorer(LectureWidget):
    """Watch each inequality of Step I and Step II along gradient descent on a line.

    Parameters
    ----------
    function : str, optional
        "quadratic", "Huber" (the worst function for this step size and 20 steps), "log-cosh",
        "double well" (not convex) or "absolute value" (not smooth); or "own", the function that
        `formula` tells.
    h : float, optional
        The step size times L: eta = h / L.
    step : int, optional
        The step t, from w_t to w_{t+1}, whose inequalities are shown; 0 to 19.
    formula : str or callable, optional
        A function of w as a text, or a Python function of a tensor, which becomes one.
    interval : pair of floats, optional
        Where the L and the minimiser of one's own function are looked for, from -6 to 6.
    start : float, optional
        w_0 of the run on one's own function.

    Attributes
    ----------
    function, h, step, formula, interval, start
        The state, shared with the browser; every one can be set and observed.
    problem : Problem
    L, step_size : float
        The smoothness constant that the proof argues with, and eta. Of one's own function it is the
        largest abs(f'') seen on the interval, at 2001 points and by a search between them, which is
        no proof; where there is no L, at a kink or a pole, it is 1, or what is seen beside it, as a
        claim.
    survey : lecture_lib.expression.survey.Survey or None
        All that is seen of one's own function on the interval.
    trajectory : Trajectory
        20 steps of gradient descent; fewer if a point or value is no finite number.
    proof : lecture_lib.proofs.Proof
        All links of both steps.
    lecture_bound, exact_bound : array of shape (20,), or None
        Bounds on the gap after 1, ..., 20 steps; None where the theorem does not speak of this
        function or this step size, and where one's own function is not seen to be convex and
        smooth, or the run leaves the interval.

    Raises
    ------
    traitlets.TraitError
        For a value that is not allowed; the message says what is, and the widget stays as it was.

    Examples
    --------
    >>> explorer = ProofExplorer("quadratic", h=1.2)
    >>> explorer.proof.first_broken().link.name
    'short step'
    >>> float(explorer.trajectory.values[-1]) < float(explorer.lecture_bound[-1])
    True
    """

    function: str
    h: float
    step: int
    formula: str
    interval: tuple[float, float]
    start: float

    @property
    def _example(self) -> Example:
        if self.function == "own":
            return own_example(self.formula, self.interval, self.start)
        return EXAMPLES[self.function]

    @property
    def survey(self) -> Survey | None:
        """What is seen of one's own function."""
        return look_at(self.formula, *self.interval) if self.function == "own" else None

    @property
    def problem(self) -> Problem:
        """The function with its constants."""
        return self._example.problem(self.h)

    @property
    def L(self) -> float:  # noqa: N802
        """The smoothness constant to argue with."""
        return self._example.L

    @property
    def step_size(self) -> float:
        """The step size h / L."""
        return self.h / self.L

    @property
    def trajectory(self) -> Trajectory:
        """The run."""
        return descend(self.problem, self._example.start, self.step_size)

    @property
    def proof(self) -> Proof:
        """Every link along the run."""
        proof: Proof = quietly(proofs.both_steps, self.problem, self.trajectory, L=self.L)
        return proof

    @property
    def lecture_bound(self) -> NDArray[np.float64] | None:
        """R^2 / (2 eta T), where it is a theorem: for steps up to 1.618.../L."""
        if not self._covered or self.h > rates.GOLDEN_RATIO:
            return None
        counts = np.arange(1, STEPS + 1)
        return rates.gradient_descent_convex(self.L, self._distance, counts, self.step_size)

    @property
    def exact_bound(self) -> NDArray[np.float64] | None:
        """The exact worst case, where there is one: for steps up to 2/L."""
        if not self._covered or self.h > 2:
            return None
        counts = np.arange(1, STEPS + 1)
        return rates.gradient_descent_convex_tight(self.L, self._distance, counts, self.step_size)

    @property
    def _covered(self) -> bool:
        if self.function != "own" or not self._example.covered:
            return self._example.covered
        w = self.trajectory.iterates
        return bool(((w >= self.interval[0]) & (w <= self.interval[1])).all())

    @property
    def _distance(self) -> float:
        start = np.array([self._example.start])
        return float(abs(start - self.problem.nearest_minimiser(start))[0])

    def __repr__(self) -> str:
        return f"ProofExplorer({self.function!r}, h={self.h:g}, step={self.step})"
