"""One of each kind of problem, and where its constants are attained, or nearly."""

from dataclasses import dataclass

import numpy as np

from lecture_lib import problems
from lecture_lib.problems import Problem

RNG = np.random.default_rng(6)
X = RNG.normal(size=(12, 3))
Y = RNG.normal(size=12)
SIGNS = np.where(RNG.normal(size=12) > 0, 1.0, -1.0)
SHORT = X[:2]  # fewer examples than unknowns
FAR = 1e3 * RNG.normal(size=3)
TURN = np.linalg.qr(RNG.normal(size=(3, 3)))[0]


@dataclass
class Entry:
    problem: Problem
    steepest: list | None = None  # where the Hessian's norm is L, or within 1e-6 of it
    flattest: list | None = None  # where its least eigenvalue is mu; if not convex, where negative


def _entry(name, *arguments, at=None, flat=None, **options):
    return Entry(getattr(problems, name)(*arguments, **options), at, flat)


ZEROS = [0.0, 0.0, 0.0]
ENTRIES = {
    "bowl": _entry("quadratic", [1.0, 25.0], 0.7, [1.0, -2.0], f_star=3.0, at=[0, 0], flat=[0, 0]),
    "trough": _entry("quadratic", [0.0, 2.0, 5.0], rotation=TURN, at=ZEROS, flat=ZEROS),
    "pass": _entry("quadratic", [1.0, -1.0], at=[0, 0], flat=[0, 0]),
    "least_squares": _entry("least_squares", X, Y, at=ZEROS, flat=ZEROS),
    "mean_squares": _entry("least_squares", X, Y, mean=True, at=ZEROS, flat=ZEROS),
    "short_data": _entry("least_squares", SHORT, Y[:2], at=ZEROS, flat=ZEROS),
    "logistic": _entry("logistic_regression", X, SIGNS, 0.1, at=ZEROS, flat=FAR),
    "huber": _entry("huber", 0.7, at=[0.1], flat=[3.0]),
    "huber_plane": _entry("huber", 2.0, 2, 5.0, at=[0.1, 0.2], flat=[1e12, 0.0]),
    "log_sum_exp": _entry("log_sum_exp", [0.2, 0.3, 0.5], at=[0.0, 0.0, -20.0], flat=ZEROS),
    "rosenbrock": _entry("rosenbrock", flat=[0.0, 1.0]),
    "beale": _entry("beale", flat=[0.0, 1.0]),
    "saddle": _entry("saddle", flat=[0.0, 0.0]),
    "absolute_value": _entry("absolute_value"),
    "log_one_plus_exp": _entry("log_one_plus_exp", at=[0.0], flat=[-40.0]),
    "exponential": _entry("exponential", flat=[-40.0]),
    "double_well": _entry("double_well", flat=[0.0]),
    "sine": _entry("sine", at=[-np.pi / 2], flat=[np.pi / 2]),
    "wavy": _entry("wavy", at=[0.0], flat=[np.pi / 2]),
}
