"""Gradient descent: the run, the path that it leaves, and what is known of it in closed form.

The parts: `gradient_descent` with its `step_rules`, `accelerated` Nesterov's method, `trajectory`
what any of them leaves behind, `eigen_coordinates` descent on a quadratic without running it.
"""

from .accelerated import accelerated_gradient_descent
from .eigen_coordinates import EigenCoordinates
from .gradient_descent import gradient_descent
from .step_rules import Backtracking, ExactLineSearch
from .trajectory import DIVERGED, Trajectory, longest_step

__all__ = [
    "DIVERGED",
    "Backtracking",
    "EigenCoordinates",
    "ExactLineSearch",
    "Trajectory",
    "accelerated_gradient_descent",
    "gradient_descent",
    "longest_step",
]
