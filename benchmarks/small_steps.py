"""Many steps over two numbers: Rosenbrock's function with SGD and with Adam, beside micrograd.

micrograd has no optimizers: its update is written by hand on Python floats, the shortest way there
is. The contenders take turns in one process, 10^4 steps a turn. Before they are timed, the points
after a hundred steps are compared.
"""

import gc
import math
import statistics
import time
from collections.abc import Callable
from typing import Any

from micrograd.engine import Value

from lecture_lib import Tensor
from lecture_lib.optimizers import SGD, Adam

STEPS = 10**4
ROUNDS = 7
START = (-1.2, 1.0)


def rosenbrock(x: Any, y: Any) -> Any:
    """(1 - x)^2 + 100 (y - x^2)^2, written so that all engines run the same operations."""
    a = 1.0 - x
    b = y - x * x
    return a * a + 100.0 * (b * b)


def ours(make: Callable[[list[Tensor]], Any], steps: int) -> tuple[float, ...]:
    """Take the steps with an optimizer of the library."""
    parameters = [Tensor(value, requires_grad=True) for value in START]
    optimizer = make(parameters)
    for _ in range(steps):
        optimizer.zero_grad()
        rosenbrock(*parameters).backward()
        optimizer.step()
    return tuple(p.item() for p in parameters)


def micrograd_sgd(lr: float, steps: int) -> tuple[float, ...]:
    """Take the steps with micrograd."""
    parameters = [Value(value) for value in START]
    for _ in range(steps):
        for p in parameters:
            p.grad = 0.0
        rosenbrock(*parameters).backward()
        for p in parameters:
            p.data -= lr * p.grad
    return tuple(p.data for p in parameters)


def micrograd_adam(lr: float, steps: int) -> tuple[float, ...]:
    """Take the steps with micrograd."""
    parameters = [Value(value) for value in START]
    first, second = [0.0, 0.0], [0.0, 0.0]
    for t in range(1, steps + 1):
        for p in parameters:
            p.grad = 0.0
        rosenbrock(*parameters).backward()
        c1, c2 = 1.0 - 0.9**t, 1.0 - 0.999**t
        for i, p in enumerate(parameters):
            first[i] = 0.9 * first[i] + 0.1 * p.grad
            second[i] = 0.999 * second[i] + 0.001 * p.grad**2
            p.data -= lr * (first[i] / c1) / (math.sqrt(second[i] / c2) + 1e-8)
    return tuple(p.data for p in parameters)


CONTENDERS: dict[str, dict[str, Callable[[int], tuple[float, ...]]]] = {
    "SGD": {
        "lecture_lib": lambda steps: ours(lambda p: SGD(p, lr=1e-3), steps),
        "micrograd": lambda steps: micrograd_sgd(1e-3, steps),
    },
    "Adam": {
        "lecture_lib": lambda steps: ours(lambda p: Adam(p, lr=1e-2), steps),
        "micrograd": lambda steps: micrograd_adam(1e-2, steps),
    },
}


def main() -> None:
    """Print a line for each method."""
    for method, contenders in CONTENDERS.items():
        mine, others = (run(100) for run in contenders.values())
        assert all(math.isclose(a, b, rel_tol=1e-9) for a, b in zip(mine, others, strict=True))
        times: dict[str, list[float]] = {name: [] for name in contenders}
        for _ in range(ROUNDS):
            for name, run in contenders.items():
                gc.collect()
                start = time.perf_counter()
                run(STEPS)
                times[name].append(1e6 * (time.perf_counter() - start) / STEPS)
        best = {name: min(t) for name, t in times.items()}
        median = {name: statistics.median(t) for name, t in times.items()}
        print(f"\n{method}, {STEPS} steps: us a step, best and median; ours / theirs")
        for name in contenders:
            row = (best[name], median[name])
            ratios = (best["lecture_lib"] / row[0], median["lecture_lib"] / row[1])
            print(f"  {name:14}" + "".join(f"{number:8.2f}" for number in row + ratios))


if __name__ == "__main__":
    main()
