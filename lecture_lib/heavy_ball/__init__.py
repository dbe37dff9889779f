"""Momentum on a quadratic, one eigen-direction at a time: when it converges, and how fast.

The lecture's method is ``m_t = beta m_{t-1} + g_{t-1}``, ``x_t = x_{t-1} - eta m_t`` with
``m_0 = 0`` (slide "Momentum"; Polyak's heavy ball). On a quadratic it acts on each eigenvector of
the Hessian by itself: a direction with eigenvalue ``curvature`` has the gradient ``curvature * x``,
and there only ``h = step_size * curvature`` and ``beta``, with 0 <= beta < 1, matter.
"""

from .cycle import CYCLE, CYCLE_L, CYCLE_MU, CYCLE_START, cycle_gradient, cycle_value
from .direction import eigenvalues, iteration_matrix, path, regime, spectral_radius
from .nesterov import nesterov_parameters, nesterov_radius
from .tuning import (
    HeavyBall,
    best_beta,
    best_parameters,
    effective_rate,
    stability_limit,
    stationary_variance,
)

__all__ = [
    "CYCLE",
    "CYCLE_L",
    "CYCLE_MU",
    "CYCLE_START",
    "HeavyBall",
    "best_beta",
    "best_parameters",
    "cycle_gradient",
    "cycle_value",
    "effective_rate",
    "eigenvalues",
    "iteration_matrix",
    "nesterov_parameters",
    "nesterov_radius",
    "path",
    "regime",
    "spectral_radius",
    "stability_limit",
    "stationary_variance",
]
