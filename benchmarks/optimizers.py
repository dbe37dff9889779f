"""A step of each optimizer: ours beside PyTorch's, its default and its fused form.

Double precision, one thread; first one tensor of 1000 x 1000, then the six tensors of a net with
layers 64-128-128-10. All take turns in one process, and the parameters after the first steps are
compared first. Times are those of the thread on its processor, so that other work on the machine
takes no part in them but through the caches. Printed are the best and the median step.

For SGD there is one more contender, "bare": the two passes that NumPy needs for theta - lr g, and
no look at whether the gradient is finite. No step that is written in NumPy can be much faster.
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
from lecture_lib.optimizers.optimizer import CHUNK

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


def bare(start: Arrays, grads: Arrays) -> Step:
    """Return SGD's step in two passes over a piece at a time, and what reads the parameters."""
    parameters = [array.copy() for array in start]
    pairs = [(p.reshape(-1), g.reshape(-1)) for p, g in zip(parameters, grads, strict=True)]
    scratch = np.empty(CHUNK)

    def step() -> None:
        for p, g in pairs:
            for begin in range(0, p.size, CHUNK):
                piece = p[begin : begin + CHUNK]
                change = scratch[: piece.size]
                np.multiply(g[begin : begin + CHUNK], 1e-3, out=change)
                piece -= change

    return step, lambda: parameters


def contenders(name: str, shapes: list[tuple[int, ...]]) -> dict[str, Step]:
    """Return the steps that take turns for a method."""
    make, kind, options = METHODS[name]
    start = [rng.normal(size=shape) for shape in shapes]
    grads = [rng.normal(size=shape) for shape in shapes]
    found = {"ours": ours(make, start, grads), "default": theirs(kind, start, grads, **options)}
    if kind is not torch.optim.RMSprop:
        found["fused"] = theirs(kind, start, grads, fused=True, **options)
    if name == "SGD":
        found["bare"] = bare(start, grads)
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
                start = time.thread_time()
                step()
                times[who].append(1e6 * (time.thread_time() - start))
    return times


def table(title: str, shapes: list[tuple[int, ...]], repeat: int) -> None:
    """Print the times of all methods for parameters of these shapes."""
    print(f"\n{title}: us a step, best and median; ours / theirs, best and median")
    columns = ("ours", "default", "fused", "bare")
    ratios = [f"ours/{name}" for name in columns[1:]]
    print(f"  {'method':9}" + "".join(f"{name:>15}" for name in (*columns, *ratios)))
    for name in METHODS:
        times = measure(contenders(name, shapes), repeat)
        pairs = {who: (min(t), statistics.median(t)) for who, t in times.items()}
        row = f"  {name:9}"
        for who in columns:
            row += "{:8.0f}{:7.0f}".format(*pairs[who]) if who in pairs else f"{'-':>15}"
        for who in columns[1:]:
            shares = [a / b for a, b in zip(pairs["ours"], pairs.get(who, ()), strict=False)]
            row += "{:8.2f}{:7.2f}".format(*shares) if shares else f"{'-':>15}"
        print(row, flush=True)


def main() -> None:
    """Print the tables."""
    torch.set_num_threads(1)
    table("one tensor of 1,000,000 numbers", MILLION, STEPS)
    table("the six tensors of 64-128-128-10", NET, 10 * STEPS)


if __name__ == "__main__":
    main()
