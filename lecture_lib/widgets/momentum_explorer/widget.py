"""The Python side of the MomentumExplorer."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lecture_lib import heavy_ball
from lecture_lib.widgets.lecture_widget import LectureWidget

#: Steps that the picture shows.
STEPS = 60


class MomentumExplorer(LectureWidget):
    """Momentum against gradient descent on f(x) = (x1^2 / kappa + x2^2) / 2.

    The curvatures are mu = 1/kappa and L = 1; the method is the lecture's,
    ``m_t = beta m_{t-1} + g_{t-1}``, ``x_t = x_{t-1} - eta m_t``, with m_0 = 0.

    Parameters
    ----------
    step_size, beta, condition : float, optional
        eta, beta and kappa.
    start : sequence of 2 floats, optional
        The first iterate.
    rival : "same" or "best", optional
        Whether gradient descent runs with the same step size or with its best, 2 / (L + mu).

    Attributes
    ----------
    step_size, beta, condition, start, rival
        The state, shared with the browser; every one can be set and observed.
    rates : tuple of 2 floats
        Spectral radius in the flat and in the steep direction; it diverges if one is above 1.
    regimes : tuple of 2 str
        Their names, as `lecture_lib.heavy_ball.regime` gives them.
    effective_rate : float
        eta / (1 - beta).
    best : lecture_lib.heavy_ball.HeavyBall
        The best step size and momentum for this condition number, with their rate.
    path, rival_path : array, shape (61, 2)
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
    """

    step_size: float
    beta: float
    condition: float
    start: list[float]
    rival: str

    @property
    def curvatures(self) -> tuple[float, float]:
        """1/kappa in the flat direction, and 1 in the steep one."""
        return 1.0 / self.condition, 1.0

    @property
    def rates(self) -> tuple[float, float]:
        """The factor of the error per step, in the long run, in each direction."""
        flat, steep = (
            heavy_ball.spectral_radius(curvature, self.step_size, self.beta)
            for curvature in self.curvatures
        )
        return flat, steep

    @property
    def regimes(self) -> tuple[str, str]:
        """What happens in each direction, in a word."""
        flat, steep = (
            heavy_ball.regime(curvature, self.step_size, self.beta) for curvature in self.curvatures
        )
        return flat, steep

    @property
    def effective_rate(self) -> float:
        """The limit eta / (1 - beta) of what a step does per unit of a constant gradient."""
        return heavy_ball.effective_rate(self.step_size, self.beta)

    @property
    def best(self) -> heavy_ball.HeavyBall:
        """The best step size and momentum for this condition number."""
        return heavy_ball.best_parameters(*self.curvatures)

    @property
    def path(self) -> NDArray[np.float64]:
        """The iterates of momentum."""
        return heavy_ball.path(self.curvatures, self.start, self.step_size, self.beta, STEPS)

    @property
    def rival_path(self) -> NDArray[np.float64]:
        """The iterates of gradient descent."""
        step_size = self.step_size if self.rival == "same" else 2.0 / sum(self.curvatures)
        return heavy_ball.path(self.curvatures, self.start, step_size, 0.0, STEPS)

    def __repr__(self) -> str:
        return (
            f"MomentumExplorer(step_size={self.step_size:g}, beta={self.beta:g}, "
            f"condition={self.condition:g})"
        )
