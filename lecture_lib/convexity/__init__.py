"""Is a function convex, smooth, strongly convex? Checks that answer "no" with a witness.

Where an inequality fails, the answer is a `Witness`: the points, both sides, and by how much. Where
it does not fail, the answer says how often it was tried, and no more: a check of finitely many
pairs can refute a claim about all pairs, and cannot prove it.

>>> from lecture_lib import convexity
>>> from lecture_lib.problems import double_well
>>> print(convexity.convex_by_tangents(double_well(), [[-0.5], [0.25], [1.0]]))
the tangent bound fails at x1 = 1, x2 = -0.5: 0.5625 > 0, by 0.5625
"""

from .checks import (
    ROUNDING,
    NotRefuted,
    Witness,
    convex_by_definition,
    convex_by_hessian,
    convex_by_tangents,
    points_around,
    smooth_by_gradients,
    smooth_by_hessian,
    smooth_by_upper_bound,
)
from .sides import chord_sides, gradient_sides, tangent_sides, upper_bound_sides

__all__ = [
    "ROUNDING",
    "NotRefuted",
    "Witness",
    "chord_sides",
    "convex_by_definition",
    "convex_by_hessian",
    "convex_by_tangents",
    "gradient_sides",
    "points_around",
    "smooth_by_gradients",
    "smooth_by_hessian",
    "smooth_by_upper_bound",
    "tangent_sides",
    "upper_bound_sides",
]
