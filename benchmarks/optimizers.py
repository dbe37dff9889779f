"""A step of each optimizer: ours beside PyTorch's, its default and its fused form.

Double precision, one thread; first one tensor of 1000 x 1000, then the six tensors of a net with
layers 64-128-128-10. All take turns in one process,
and the parameters after the first steps are compared first. Printed are the best and the median
step: on a machine that does other work as well, the best is the fairer one.
"""

import os
import statistics
import time
from collections.abc import Callable

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"

import numpy as np
import torch

from lecture_lib import optimizers
from lecture_lib.autodiff import Tensor

MILLION = [(1000, 1000)]
NET = [(64, 128), (128,), (128, 128), (128,), (128, 10), (10,)]
ROUNDS = 60
STEPS = 3  # a round times this many steps of each

rng = np.random.default_rng(0)

# name: (ours, PyTorch's class, its arguments); not all of PyTorch's have a fused form
METHODS = {
    "SGD": (lambda p: optimizers.SGD(p, 1e-3), torch.optim.SGD, {"lr": 1e-3}),
    "Momentum": (
        lambda p: optimizers.Momentum(p, 1e-3, convention="pytorch"),
        torch.optim.SGD,
        {"lr": 1e-3, "momentum": 0.9},
    ),
    "Nesterov": (
        lambda p: optimizers.Nesterov(p, 1e-3, convention="pytorch"),
        torch.optim.SGD,
        {"lr": 1e-3, "momentum": 0.9, "nesterov": True},
    ),
    "AdaGrad": (
        lambda p: optimizers.AdaGrad(p, 1e-3),
        torch.optim.Adagrad,
        {"lr": 1e-3, "eps": 1e-10},
    ),
    "RMSProp": (
        lambda p: optimizers.RMSProp(p, 1e-3, beta=0.99),
        torch.optim.RMSprop,
        {"lr": 1e-3, "alpha": 0.99},
    ),
    "Adam": (lambda p: optimizers.Adam(p, 1e-3), torch.optim.Adam, {"lr": 1e-3}),
    "AMSGrad": (
        lambda p: optimizers.AMSGrad(p, 1e-3, convention="pytorch"),
        torch.optim.Adam,
        {"lr": 1e-3, "amsgrad": True},
    ),
    "AdamW": (
        lambda p: optimizers.AdamW(p, 1e-3, weight_decay=0.01, convention="pytorch"),
        torch.optim.AdamW,
        {"lr": 1e-3, "weight_decay": 0.01},
    ),
}

Arrays = list[np.ndarray]
Step = tuple[Callable[[], None], Callable[[], Arrays]]


def ours(
    make: Callable[[list[Tensor]], optimizers.Optimizer], start: Arrays, grads: Arrays
) -> Step:
    """Return our step, and what reads the parameters."""
    parameters = [Tensor(array, requires_grad=True) for array in start]
    for parameter, gradient in zip(parameters, grads, strict=True):
        parameter.grad = gradient.copy()
    return make(parameters).step, lambda: [p.data for p in parameters]


def theirs(
    make: Callable[..., torch.optim.Optimizer], start: Arrays, grads: Arrays, **options: object
) -> Step:
    """Return PyTorch's step, and what reads the parameters."""
    parameters = [torch.tensor(array, requires_grad=True) for array in start]
    for parameter, gradient in zip(parameters, grads, strict=True):
        parameter.grad = torch.tensor(gradient)
    return make(parameters, **options).step, lambda: [p.detach().numpy() for p in parameters]


def contenders(name: str, shapes: list[tuple[int, ...]]) -> dict[str, Step]:
    """Return the steps that take turns for a method."""
    make, kind, options = METHODS[name]
    start = [rng.normal(size=shape) for shape in shapes]
    grads = [rng.normal(size=shape) for shape in shapes]
    found = {"ours": ours(make, start, grads), "default": theirs(kind, start, grads, **options)}
    if kind is not torch.optim.RMSprop:
        found["fused"] = theirs(kind, start, grads, fused=True, **options)
    return found


def measure(steps: dict[str, Step], repeat: int) -> dict[str, list[float]]:
    """Return the times of single steps in microseconds, after comparing what they do."""
    for _ in range(3):
        for step, _read in steps.values():
            step()
    results = [read() for _step, read in steps.values()]
    for result in results[1:]:
        for mine, other in zip(results[0], result, strict=True):
            np.testing.assert_allclose(mine, other, rtol=1e-12, atol=1e-13)
    times: dict[str, list[float]] = {who: [] for who in steps}
    for _ in range(ROUNDS):
        for who, (step, _read) in steps.items():
            for _ in range(repeat):
                start = time.perf_counter()
                step()
                times[who].append(1e6 * (time.perf_counter() - start))
    return times


def table(title: str, shapes: list[tuple[int, ...]], repeat: int) -> None:
    """Print the times of all methods for parameters of these shapes."""
    print(f"\n{title}: us a step, best and median; ours / theirs, best and median")
    columns = ("ours", "default", "fused", "ours/default", "ours/fused")
    print(f"  {'method':10}" + "".join(f"{name:>16}" for name in columns))
    for name in METHODS:
        times = measure(contenders(name, shapes), repeat)
        pairs = {who: (min(t), statistics.median(t)) for who, t in times.items()}
        row = f"  {name:10}"
        for who in columns[:3]:
            row += "{:9.0f}{:7.0f}".format(*pairs[who]) if who in pairs else f"{'-':>16}"
        for who in columns[1:3]:
            ratios = [a / b for a, b in zip(pairs["ours"], pairs.get(who, ()), strict=False)]
            row += "{:9.2f}{:7.2f}".format(*ratios) if ratios else f"{'-':>16}"
        print(row, flush=True)


def main() -> None:
    """Print the tables."""
    torch.set_num_threads(1)
    table("one tensor of 1,000,000 numbers", MILLION, STEPS)
    table("the six tensors of 64-128-128-10", NET, 10 * STEPS)


if __name__ == "__main__":
    main()
