"""The Python side of the MomentumExplorer."""

from __future__ import annotations

from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from lecture_lib import heavy_ball
from lecture_lib.expression import Function
from lecture_lib.widgets.lecture_widget import LectureWidget
from lecture_lib.widgets.momentum_explorer.near import Near, near, run_from
from lecture_lib.widgets.optimizer_race.own import own
from lecture_lib.widgets.optimizer_race.race import Run
from lecture_lib.widgets.typed import TypedFunction

#: Steps that the picture shows.
STEPS = 60


class MomentumExplorer(LectureWidget):
    """Momentum against gradient descent on f(x) = (x1^2 / kappa + x2^2) / 2, or on one's own f.

    The curvatures are mu = 1/kappa and L = 1; the method is the lecture's,
    ``m_t = beta m_{t-1} + g_{t-1}``, ``x_t = x_{t-1} - eta m_t``, with m_0 = 0.

    On one's own f(x, y) both methods run on f itself, with eta in units of 1/L, where L is the
    larger curvature at the minimum that `near.near` finds. Rates, regimes and the best parameters
    are those of the quadratic with the curvatures of f there: true of f near this minimum.

    Parameters
    ----------
    step_size, beta, condition : float, optional
        eta, beta and kappa. A Python function of two tensors before them is one's own f.
    start : sequence of 2 floats, optional
        The first iterate on the quadratic.
    rival : "same" or "best", optional
        Whether gradient descent runs with the same step size or with its best, 2 / (L + mu).
    function : "quadratic" or "own", optional
        What is minimised; "own" if a formula is given.
    formula : str or callable, optional
        A function of x and y as a text, or a Python function of two tensors, which becomes one.
    own_start : sequence of 2 floats, optional
        The first iterate on one's own f; if left out, the one that the OptimizerRace has for it.

    Attributes
    ----------
    step_size, beta, condition, start, rival, function, formula, own_start
        The state, shared with the browser; every one can be set and observed.
    near : lecture_lib.widgets.momentum_explorer.near.Near or None
        The minimum of one's own f that is looked at, None in it if none is found, and L.
    curvatures : tuple of 2 floats or None
        In units of L, in the flat and in the steep direction; None if no minimum is found, and
        then `rates`, `regimes` and `best` are None, too.
    rates : tuple of 2 floats or None
        Spectral radius in the flat and in the steep direction; it diverges if one is above 1.
    regimes : tuple of 2 str or None
        Their names, as `lecture_lib.heavy_ball.regime` gives them.
    effective_rate : float
        eta / (1 - beta).
    best : lecture_lib.heavy_ball.HeavyBall or None
        The best step size and momentum for these curvatures, with their rate.
    runs : dict of str to Run
        On one's own f the runs of "momentum" and of the "rival", each with where it ends early: at
        which step it diverged, or left where f is defined. Empty on the quadratic.
    path, rival_path : array, shape (61, 2) or less
        The iterates of momentum, and those of gradient descent.

    Raises
    ------
    traitlets.TraitError
        For a value that is not allowed; the message says what is, and the widget stays as it was.

    Examples
    --------
    >>> explorer = MomentumExplorer(step_size=1.0, beta=0.81, condition=10.0)
    >>> explorer.rates, explorer.regimes
    ((0.9, 0.9), ('under-damped', 'under-damped'))
    >>> explorer = MomentumExplorer(lambda x, y: (x - 1) ** 2 + 5 * y**2)
    >>> explorer.formula, explorer.near.L, explorer.curvatures
    ('(x - 1)^2 + 5*y^2', 10.0, (0.2, 1.0))
    """

    step_size: float
    beta: float
    condition: float
    start: list[float]
    rival: str
    function: str
    formula: str
    own_start: list[float]

    def begun(self, values: tuple[Any, ...], state: dict[str, Any]) -> dict[str, Any]:
        """Return the traits to begin with: a formula is what is shown, and brings its start."""
        if values and (callable(values[0]) or isinstance(values[0], Function)):
            if "formula" in state:
                raise TypeError("a function is given twice, in the first place and as formula")
            values, state = values[1:], {"formula": values[0], **state}
        given = super().begun(values, state)
        if "formula" not in given:
            return given
        told = cast(TypedFunction, type(self).formula)
        text = told.validate(self, given["formula"])
        begin: dict[str, Any] = {"function": "own"}
        if text != told.default_value:
            begin["own_start"] = list(own(text).start)
        return {**begin, **given, "formula": text}

    @property
    def near(self) -> Near | None:
        """Which minimum of one's own f is looked at."""
        if self.function != "own":
            return None
        x, y = self.own_start
        return near(self.formula, (x, y))

    @property
    def curvatures(self) -> tuple[float, float] | None:
        """Those in the flat and in the steep direction, where L is 1."""
        if self.near is not None:
            return self.near.curvatures
        return 1.0 / self.condition, 1.0

    @property
    def rates(self) -> tuple[float, float] | None:
        """The factor of the error per step, in the long run, in each direction."""
        if self.curvatures is None:
            return None
        flat, steep = (
            heavy_ball.spectral_radius(curvature, self.step_size, self.beta)
            for curvature in self.curvatures
        )
        return flat, steep

    @property
    def regimes(self) -> tuple[str, str] | None:
        """What happens in each direction, in a word."""
        if self.curvatures is None:
            return None
        flat, steep = (
            heavy_ball.regime(curvature, self.step_size, self.beta) for curvature in self.curvatures
        )
        return flat, steep

    @property
    def effective_rate(self) -> float:
        """The limit eta / (1 - beta) of what a step does per unit of a constant gradient."""
        return heavy_ball.effective_rate(self.step_size, self.beta)

    @property
    def best(self) -> heavy_ball.HeavyBall | None:
        """The best step size and momentum for these curvatures."""
        return None if self.curvatures is None else heavy_ball.best_parameters(*self.curvatures)

    @property
    def runs(self) -> dict[str, Run]:
        """The runs of both methods on one's own f."""
        if self.near is None:
            return {}
        each = {"momentum": (self.step_size, self.beta), "rival": (self._rival_step, 0.0)}
        return {
            name: run_from(self.formula, self.own_start, step_size / self.near.L, beta, STEPS)
            for name, (step_size, beta) in each.items()
        }

    @property
    def path(self) -> NDArray[np.float64]:
        """The iterates of momentum."""
        return self._path("momentum", self.step_size, self.beta)

    @property
    def rival_path(self) -> NDArray[np.float64]:
        """The iterates of gradient descent."""
        return self._path("rival", self._rival_step, 0.0)

    @property
    def _rival_step(self) -> float:
        if self.rival == "same" or self.curvatures is None:
            return self.step_size
        return 2.0 / sum(self.curvatures)

    def _path(self, name: str, step_size: float, beta: float) -> NDArray[np.float64]:
        if self.function == "own":
            return self.runs[name].iterates
        return heavy_ball.path((1.0 / self.condition, 1.0), self.start, step_size, beta, STEPS)

    def __repr__(self) -> str:
        is_own = self.function == "own"
        what = f"formula={self.formula!r}" if is_own else f"condition={self.condition:g}"
        return f"MomentumExplorer(step_size={self.step_size:g}, beta={self.beta:g}, {what})"
