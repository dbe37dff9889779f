"""Gradient descent beside bare loops: least squares (10^4 x 200), and 10^4 steps in the plane.

Ours keeps every point, gradient and value, and stops when it diverges; the bare loops only walk,
with the points kept in the plane, where a picture needs them. All take turns in one process, on
one thread, and end at the same point. Printed are the best and the median run, and ratios of ours
to the others: on a machine that does other work as well, the best is the fairer one.
"""

import os
import statistics
import time
from collections.abc import Callable

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"

import numpy as np

from lecture_lib.descent import gradient_descent
from lecture_lib.problems import least_squares, quadratic, rosenbrock

rng = np.random.default_rng(0)
X, Y = rng.normal(size=(10_000, 200)), rng.normal(size=10_000)
REGRESSION, REGRESSION_STEPS = least_squares(X, Y), 50
VALLEY, BOWL, PLANE_STEPS = rosenbrock(), quadratic([1.0, 10.0], 0.5), 10_000


def ours_regression() -> np.ndarray:
    """Run lecture_lib."""
    return gradient_descent(REGRESSION, steps=REGRESSION_STEPS).iterates[-1]


def numpy_regression() -> np.ndarray:
    """Run the loop that one writes down."""
    w, eta = np.zeros(200), 1 / REGRESSION.L
    for _ in range(REGRESSION_STEPS):
        w = w - eta * (X.T @ (X @ w - Y))
    return w


def ours_valley() -> np.ndarray:
    """Run lecture_lib."""
    return gradient_descent(VALLEY, step_size=1e-3, steps=PLANE_STEPS).iterates[-1]


def numbers_valley() -> np.ndarray:
    """Run a loop on plain numbers."""
    x, y = -1.2, 1.0
    path = [(x, y)]
    for _ in range(PLANE_STEPS):
        v = 200.0 * (y - x * x)
        x, y = x - 1e-3 * (-2.0 * (1.0 - x) - 2.0 * x * v), y - 1e-3 * v
        path.append((x, y))
    return np.array(path)[-1]


def numpy_valley() -> np.ndarray:
    """Run a loop on arrays of two numbers."""
    w = np.array([-1.2, 1.0])
    path = [w]
    for _ in range(PLANE_STEPS):
        v = 200.0 * (w[1] - w[0] ** 2)
        w = w - 1e-3 * np.array([-2.0 * (1.0 - w[0]) - 2.0 * w[0] * v, v])
        path.append(w)
    return np.array(path)[-1]


def ours_bowl() -> np.ndarray:
    """Run lecture_lib."""
    return gradient_descent(BOWL, step_size=0.01, steps=PLANE_STEPS).iterates[-1]


def numbers_bowl() -> np.ndarray:
    """Run a loop on plain numbers."""
    (a, b), (_, c) = BOWL.hessian(BOWL.start).tolist()
    x, y = BOWL.start.tolist()
    path = [(x, y)]
    for _ in range(PLANE_STEPS):
        x, y = x - 0.01 * (a * x + b * y), y - 0.01 * (b * x + c * y)
        path.append((x, y))
    return np.array(path)[-1]


def numpy_bowl() -> np.ndarray:
    """Run a loop on arrays of two numbers."""
    H, w = BOWL.hessian(BOWL.start), BOWL.start
    path = [w]
    for _ in range(PLANE_STEPS):
        w = w - 0.01 * (H @ w)
        path.append(w)
    return np.array(path)[-1]


RACES = {
    "least squares 10^4 x 200, 50 steps": (ours_regression, numpy_regression, 15),
    "Rosenbrock, 10^4 steps, numbers": (ours_valley, numbers_valley, 60),
    "Rosenbrock, 10^4 steps, arrays": (ours_valley, numpy_valley, 20),
    "quadratic, 10^4 steps, numbers": (ours_bowl, numbers_bowl, 60),
    "quadratic, 10^4 steps, arrays": (ours_bowl, numpy_bowl, 20),
}


def race(
    ours: Callable[[], np.ndarray], bare: Callable[[], np.ndarray], rounds: int
) -> list[list[float]]:
    """Return the seconds of each run of both, which take turns."""
    np.testing.assert_allclose(ours(), bare(), rtol=1e-9, atol=1e-12)
    seconds: list[list[float]] = [[], []]
    for _ in range(rounds):
        for times, contender in zip(seconds, (ours, bare), strict=True):
            start = time.perf_counter()
            contender()
            times.append(time.perf_counter() - start)
    return seconds


def main() -> None:
    """Race all pairs and print the table."""
    print(f"{'milliseconds':36}{'ours':>9}{'bare':>9}{'ratio':>8}{'median':>8}")
    for name, (ours, bare, rounds) in RACES.items():
        mine, theirs = race(ours, bare, rounds)
        best = min(mine) / min(theirs)
        middle = statistics.median(mine) / statistics.median(theirs)
        numbers = f"{1e3 * min(mine):9.2f}{1e3 * min(theirs):9.2f}{best:8.2f}{middle:8.2f}"
        print(f"{name:36}{numbers}")


if __name__ == "__main__":
    main()
