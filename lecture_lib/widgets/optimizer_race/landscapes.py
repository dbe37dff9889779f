"""The landscapes of the race, and what each method starts with on them."""

from __future__ import annotations

from typing import Any, NamedTuple

from lecture_lib.problems import Problem, beale, quadratic, rosenbrock, saddle

__all__ = ["LANDSCAPES", "METHODS", "RATES", "Landscape", "default_settings"]


class Landscape(NamedTuple):
    """A problem in the plane, and whether every method sees a noisy gradient of it."""

    problem: Problem
    start: tuple[float, float]
    noisy: bool


#: The condition number of the quadratics is 20; the rotated one is turned by 0.6 radians.
SPECTRUM, ANGLE = (1.0, 20.0), 0.6

LANDSCAPES = {
    "aligned": Landscape(quadratic(SPECTRUM), (-2.0, 1.2), False),
    "rotated": Landscape(quadratic(SPECTRUM, angle=ANGLE), (-2.3, -0.1), False),
    "rosenbrock": Landscape(rosenbrock(), (-1.2, 1.0), False),
    "beale": Landscape(beale(), (1.0, 1.5), False),
    "saddle": Landscape(saddle(), (1.5, 0.01), False),
    "noisy": Landscape(quadratic(SPECTRUM), (-2.0, 1.2), True),
}

#: Who can run, and what each has besides a learning rate and a weight decay (0 unless given).
METHODS: dict[str, dict[str, Any]] = {
    "gd": {},
    "sgd": {},
    "momentum": {"beta": 0.9, "convention": "lecture"},
    "nesterov": {"beta": 0.9, "convention": "published"},
    "adagrad": {"eps": 1e-10, "initial_accumulator": 0.0, "convention": "published"},
    "rmsprop": {"beta": 0.9, "eps": 1e-8, "convention": "published"},
    "adam_lecture": {"beta1": 0.9, "beta2": 0.999, "eps": 1e-8},
    "adam": {"beta1": 0.9, "beta2": 0.999, "eps": 1e-8, "convention": "published"},
    "adamw": {
        "beta1": 0.9,
        "beta2": 0.999,
        "eps": 1e-8,
        "weight_decay": 0.001,
        "convention": "published",
    },
}

_QUADRATIC = (0.05, 0.05, 0.01, 0.02, 1.0, 0.02, 0.1, 0.1, 0.1)
#: Learning rates that do well in 300 steps, among 1, 2 and 5 times powers of ten; methods in order.
RATES = {
    "aligned": _QUADRATIC,
    "rotated": _QUADRATIC,
    "rosenbrock": (0.002, 0.002, 0.001, 0.001, 0.5, 0.02, 0.2, 0.2, 0.2),
    "beale": (0.01, 0.01, 0.002, 0.002, 1.0, 0.02, 0.2, 0.2, 0.2),
    "saddle": (0.1, 0.1, 0.05, 0.05, 0.5, 0.02, 0.1, 0.1, 0.1),
    "noisy": _QUADRATIC,
}


def default_settings(landscape: str) -> dict[str, dict[str, Any]]:
    """Return the settings of every method on a landscape, in new dictionaries."""
    return {
        method: {"lr": rate, "weight_decay": 0.0, **rest}
        for (method, rest), rate in zip(METHODS.items(), RATES[landscape], strict=True)
    }
