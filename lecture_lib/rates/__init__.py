"""Closed-form bounds, one theorem a function, named ``<method>_<assumption>``.

Each says in its docstring what it assumes, whether it is tight, and who proved it. They know
nothing of any run: what a run measures is compared with them in the tests and in the chapters.
"""

from .acceleration import first_order_convex_lower, nesterov_convex
from .convex import (
    GOLDEN_RATIO,
    gradient_descent_convex,
    gradient_descent_convex_best_step,
    gradient_descent_convex_iterations,
    gradient_descent_convex_one_step,
    gradient_descent_convex_silver,
    gradient_descent_convex_tight,
    silver_steps,
)
from .linear import (
    gradient_descent_polyak_lojasiewicz,
    gradient_descent_quadratic,
    gradient_descent_strongly_convex,
    gradient_descent_strongly_convex_best_step,
    heavy_ball_quadratic,
    heavy_ball_quadratic_best_parameters,
)
from .smooth import (
    gradient_descent_nonconvex,
    gradient_descent_smooth,
    gradient_descent_smooth_short_step,
)

__all__ = [
    "GOLDEN_RATIO",
    "first_order_convex_lower",
    "gradient_descent_convex",
    "gradient_descent_convex_best_step",
    "gradient_descent_convex_iterations",
    "gradient_descent_convex_one_step",
    "gradient_descent_convex_silver",
    "gradient_descent_convex_tight",
    "gradient_descent_nonconvex",
    "gradient_descent_polyak_lojasiewicz",
    "gradient_descent_quadratic",
    "gradient_descent_smooth",
    "gradient_descent_smooth_short_step",
    "gradient_descent_strongly_convex",
    "gradient_descent_strongly_convex_best_step",
    "heavy_ball_quadratic",
    "heavy_ball_quadratic_best_parameters",
    "nesterov_convex",
    "silver_steps",
]
