"""The landscapes of the race, and what each method starts with on them."""

from __future__ import annotations

from typing import Any, NamedTuple

from lecture_lib.problems import Problem, beale, quadratic, rosenbrock, saddle
from lecture_lib.widgets.optimizer_race.own import own
from lecture_lib.widgets.optimizer_race.records import CONVENTIONS, RACERS, RECORDS, rate

__all__ = ["LANDSCAPES", "METHODS", "OWN", "WINDOWS", "Landscape", "default_settings"]


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

#: The landscape that is typed; see `own`.
OWN = "own"

#: What the picture of each shows: x0, x1, y0, y1.
WINDOWS: dict[str, tuple[float, float, float, float]] = {
    "aligned": (-2.4, 2.4, -2.3, 2.3),
    "rotated": (-2.4, 2.4, -2.3, 2.3),
    "rosenbrock": (-2.0, 2.0, -0.9, 2.9),
    "beale": (-0.5, 4.5, -2.4, 2.4),
    "saddle": (-2.1, 2.1, -2.0, 2.0),
    "noisy": (-2.4, 2.4, -2.3, 2.3),
}

#: The methods, and what each has besides a learning rate and a weight decay (0 unless given).
METHODS: dict[str, dict[str, Any]] = {
    method: {
        **record["settings"],
        **({"convention": CONVENTIONS[method][0]} if method in CONVENTIONS else {}),
    }
    for method, record in RECORDS.items()
}


def default_settings(landscape: str, formula: str = "") -> dict[str, dict[str, Any]]:
    """Return the settings of every racer on a landscape, in new dictionaries."""
    found = own(formula) if landscape == OWN else None
    return {
        racer: {
            "lr": found.rate(racer) if found else rate(racer, landscape),
            "weight_decay": 0.0,
            **METHODS[method],
        }
        for racer, method in RACERS.items()
    }
