"""A step of training, the lecture's five lines: ours, NumPy by hand, PyTorch; time and memory.

The net 64-128-128-10 with biases, ReLU and softmax cross entropy, trained by SGD in double
precision on one thread (or on as many as the first argument says). All take turns in one process,
and their losses and weights are compared first. Then the memory of ten million parameters.
"""

import itertools
import os
import statistics
import sys
import time
import tracemalloc
from collections.abc import Callable
from typing import Any

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = (sys.argv[1:] or ["1"])[0]

import numpy as np
import torch

from lecture_lib import nn
from lecture_lib.optimizers import SGD

THREADS = int(os.environ["OMP_NUM_THREADS"])
SIZES = (64, 128, 128, 10)
LARGE = (1000, 3000, 2000, 500)  # ten million parameters
LR = 0.05
COMPARED = 20  # steps after which all must agree
SECONDS = 6.0  # for each batch size

rng = np.random.default_rng(0)


def first_weights(sizes: tuple[int, ...]) -> list[np.ndarray]:
    """Return W and b of every layer, W of shape (outputs, inputs)."""
    return [
        array
        for m, n in itertools.pairwise(sizes)
        for array in (rng.normal(size=(n, m)) / np.sqrt(m), np.zeros(n))
    ]


def ours(x: np.ndarray, y: np.ndarray, weights: list[np.ndarray]) -> Callable[[], float]:
    """Make a step of lecture_lib."""
    model = _net(nn, weights)
    model.load_state_dict(dict(zip(model.state_dict(), weights, strict=True)))
    loss_fn, optimizer = nn.CrossEntropyLoss(), SGD(model.parameters(), lr=LR)

    def step() -> float:
        pred = model(x)
        loss = loss_fn(pred, y)
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        return loss.item()

    return step


def by_hand(x: np.ndarray, y: np.ndarray, weights: list[np.ndarray]) -> Callable[[], float]:
    """Make the step as one writes it down in NumPy."""
    w1, b1, w2, b2, w3, b3 = (w.copy() for w in weights)
    one_hot, n = np.eye(len(b3))[y], len(y)

    def step() -> float:
        z1 = np.maximum(x @ w1.T + b1, 0.0)
        z2 = np.maximum(z1 @ w2.T + b2, 0.0)
        scores = z2 @ w3.T + b3
        shifted = scores - scores.max(axis=1, keepdims=True)
        log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
        loss = -(one_hot * log_p).sum() / n
        delta3 = (np.exp(log_p) - one_hot) / n
        delta2 = (delta3 @ w3) * (z2 > 0.0)
        delta1 = (delta2 @ w2) * (z1 > 0.0)
        for w, b, delta, z in ((w3, b3, delta3, z2), (w2, b2, delta2, z1), (w1, b1, delta1, x)):
            w -= LR * (delta.T @ z)
            b -= LR * delta.sum(axis=0)
        return float(loss)

    return step


def in_place(x: np.ndarray, y: np.ndarray, weights: list[np.ndarray]) -> Callable[[], float]:
    """Make the fastest step that we could write, which overwrites what is not needed any more."""
    w1, b1, w2, b2, w3, b3 = (w.copy() for w in weights)
    rows, n = np.arange(len(y)), len(y)

    def descend(w: np.ndarray, b: np.ndarray, delta: np.ndarray, z: np.ndarray) -> None:
        gradient = delta.T @ z
        gradient *= LR
        w -= gradient
        b -= LR * delta.sum(axis=0)

    def step() -> float:
        z1 = x @ w1.T
        z1 += b1
        np.maximum(z1, 0.0, out=z1)
        z2 = z1 @ w2.T
        z2 += b2
        np.maximum(z2, 0.0, out=z2)
        p = z2 @ w3.T
        p += b3
        p -= p.max(axis=1, keepdims=True)
        exps = np.exp(p)
        sums = exps.sum(axis=1, keepdims=True)
        loss = -(p[rows, y] - np.log(sums[:, 0])).mean()
        delta = np.divide(exps, sums, out=exps)
        delta[rows, y] -= 1.0
        delta /= n
        below = delta @ w3
        descend(w3, b3, delta, z2)
        below *= z2 > 0.0
        delta, below = below, below @ w2
        descend(w2, b2, delta, z1)
        below *= z1 > 0.0
        descend(w1, b1, below, x)
        return float(loss)

    return step


def pytorch(x: np.ndarray, y: np.ndarray, weights: list[np.ndarray]) -> Callable[[], float]:
    """Make a step of PyTorch."""
    model = _net(torch.nn, weights).double()
    tensors = map(torch.tensor, weights)
    model.load_state_dict(dict(zip(model.state_dict(), tensors, strict=True)))
    loss_fn, optimizer = torch.nn.CrossEntropyLoss(), torch.optim.SGD(model.parameters(), lr=LR)
    inputs, labels = torch.tensor(x), torch.tensor(y)

    def step() -> float:
        pred = model(inputs)
        loss = loss_fn(pred, labels)
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        return loss.item()

    return step


def _net(names: Any, weights: list[np.ndarray]) -> Any:
    """Make a net of the modules of PyTorch or of lecture_lib."""
    layers = []
    for w in weights[::2]:
        layers += [names.Linear(w.shape[1], w.shape[0]), names.ReLU()]
    return names.Sequential(*layers[:-1])


MAKERS = {
    "lecture_lib": ours,
    "NumPy by hand": by_hand,
    "NumPy by hand, in place": in_place,
    "PyTorch": pytorch,
}


def compare_times(batch: int) -> None:
    """Print the table of one batch size."""
    x, y = rng.normal(size=(batch, SIZES[0])), rng.integers(SIZES[-1], size=batch)
    weights = first_weights(SIZES)
    steps = {name: make(x, y, weights) for name, make in MAKERS.items()}
    for _ in range(COMPARED):
        losses = [step() for step in steps.values()]
        np.testing.assert_allclose(losses, losses[0], rtol=1e-9)
    times: dict[str, list[float]] = {name: [] for name in steps}
    end = time.perf_counter() + SECONDS
    while time.perf_counter() < end:
        for name, step in steps.items():
            for _ in range(5):
                start = time.perf_counter()
                step()
                times[name].append(1e6 * (time.perf_counter() - start))
    net = "-".join(map(str, SIZES))
    print(f"\nnet {net}, batch {batch}, {THREADS} thread(s)", end="")
    print("   us a step: best  median   ours / theirs")
    best, median = min(times["lecture_lib"]), statistics.median(times["lecture_lib"])
    for name, values in times.items():
        row = f"  {name:30}{min(values):9.0f}{statistics.median(values):8.0f}"
        print(f"{row}{best / min(values):10.2f}{median / statistics.median(values):6.2f}")


def measure_memory(batch: int) -> None:
    """Print the peak of three steps of training, beside the parameters and the activations."""
    x, y = rng.normal(size=(batch, LARGE[0])), rng.integers(LARGE[-1], size=batch)
    tracemalloc.start()
    model = _net(nn, first_weights(LARGE))
    loss_fn, optimizer = nn.CrossEntropyLoss(), SGD(model.parameters(), lr=LR)
    count = sum(p.size for p in model.parameters())
    tracemalloc.reset_peak()
    for _ in range(3):
        loss = loss_fn(model(x), y)
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    held = 8 * (count + batch * (2 * sum(LARGE[1:-1]) + LARGE[-1]))  # a and z of each hidden layer
    print(f"\n{count:,} parameters, batch {batch}: peak {peak / 2**20:.0f} MiB,", end=" ")
    print(f"parameters and activations {held / 2**20:.0f} MiB, ratio {peak / held:.2f}")


if __name__ == "__main__":
    torch.set_num_threads(THREADS)
    for size in (64, 1024):
        compare_times(size)
    for size in (64, 1024):
        measure_memory(size)
