"""A step of training a 64-128-128-10 net, batch 64: ours, NumPy by hand, PyTorch, HIPS autograd.

Forward and backward with ReLU and softmax cross entropy, double precision, one thread. All take
turns in one process, and their gradients are compared first. Printed are the best and the median
step: on a machine that does other work as well, the best is the fairer one.
"""

import itertools
import os
import statistics
import time
from collections.abc import Callable

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"

import autograd
import autograd.numpy as anp
import numpy as np
import torch
from torch.nn import functional

from lecture_lib.autodiff import Tensor, cross_entropy, linear, relu

SIZES = (64, 128, 128, 10)
BATCH = 64
ROUNDS = 100
STEPS = 20  # a round times this many steps of each

rng = np.random.default_rng(0)
X = rng.normal(size=(BATCH, SIZES[0]))
LABELS = rng.integers(SIZES[-1], size=BATCH)
PARAMETERS = [
    array
    for m, n in itertools.pairwise(SIZES)
    for array in (rng.normal(size=(m, n)) / np.sqrt(m), np.zeros(n))
]


def ours() -> list[np.ndarray]:
    """Run lecture_lib."""
    w1, b1, w2, b2, w3, b3 = OUR_TENSORS
    for w in OUR_TENSORS:
        w.zero_grad()
    hidden = relu(linear(relu(linear(X, w1, b1)), w2, b2))
    cross_entropy(LABELS, linear(hidden, w3, b3)).backward()
    return [w.grad.T for w in OUR_TENSORS]


def by_hand() -> list[np.ndarray]:
    """Run NumPy as one writes it down."""
    w1, b1, w2, b2, w3, b3 = PARAMETERS
    z1 = np.maximum(X @ w1 + b1, 0.0)
    z2 = np.maximum(z1 @ w2 + b2, 0.0)
    scores = z2 @ w3 + b3
    shifted = scores - scores.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    one_hot = np.eye(SIZES[-1])[LABELS]
    _loss = -(one_hot * log_p).sum(axis=1).mean()
    delta3 = (np.exp(log_p) - one_hot) / BATCH
    delta2 = (delta3 @ w3.T) * (z2 > 0.0)
    delta1 = (delta2 @ w2.T) * (z1 > 0.0)
    return [
        *(X.T @ delta1, delta1.sum(axis=0)),
        *(z1.T @ delta2, delta2.sum(axis=0)),
        *(z2.T @ delta3, delta3.sum(axis=0)),
    ]


def in_place() -> list[np.ndarray]:
    """Run the fastest NumPy we could write, which overwrites whatever is not needed any more."""
    w1, b1, w2, b2, w3, b3 = PARAMETERS
    z1 = X @ w1
    z1 += b1
    np.maximum(z1, 0.0, out=z1)
    z2 = z1 @ w2
    z2 += b2
    np.maximum(z2, 0.0, out=z2)
    p = z2 @ w3
    p += b3
    p -= p.max(axis=1, keepdims=True)
    exps = np.exp(p)
    sums = exps.sum(axis=1, keepdims=True)
    rows = np.arange(BATCH)
    _loss = -(p[rows, LABELS] - np.log(sums[:, 0])).mean()
    delta = np.divide(exps, sums, out=exps)
    delta[rows, LABELS] -= 1.0
    delta /= BATCH
    g3, c3 = z2.T @ delta, delta.sum(axis=0)
    delta = delta @ w3.T
    delta *= z2 > 0.0
    g2, c2 = z1.T @ delta, delta.sum(axis=0)
    delta = delta @ w2.T
    delta *= z1 > 0.0
    return [X.T @ delta, delta.sum(axis=0), g2, c2, g3, c3]


def pytorch() -> list[np.ndarray]:
    """Run PyTorch."""
    w1, b1, w2, b2, w3, b3 = TORCH_TENSORS
    for w in TORCH_TENSORS:
        w.grad = None
    hidden = torch.relu(functional.linear(torch.relu(functional.linear(TORCH_X, w1, b1)), w2, b2))
    functional.cross_entropy(functional.linear(hidden, w3, b3), TORCH_LABELS).backward()
    return [w.grad.numpy().T for w in TORCH_TENSORS]


def _hips_loss(parameters: list[np.ndarray]) -> float:
    w1, b1, w2, b2, w3, b3 = parameters
    z1 = anp.maximum(anp.dot(X, w1) + b1, 0.0)
    z2 = anp.maximum(anp.dot(z1, w2) + b2, 0.0)
    scores = anp.dot(z2, w3) + b3
    shifted = scores - anp.max(scores, axis=1, keepdims=True)
    log_p = shifted - anp.log(anp.sum(anp.exp(shifted), axis=1, keepdims=True))
    return -anp.mean(log_p[np.arange(BATCH), LABELS])


_hips_step = autograd.value_and_grad(_hips_loss)


def hips() -> list[np.ndarray]:
    """Run HIPS autograd."""
    return _hips_step(PARAMETERS)[1]


TRANSPOSED = [np.ascontiguousarray(w.T) for w in PARAMETERS]  # W of shape (outputs, inputs)
OUR_TENSORS = [Tensor(w, requires_grad=True) for w in TRANSPOSED]
TORCH_TENSORS = [torch.tensor(w, requires_grad=True) for w in TRANSPOSED]
TORCH_X, TORCH_LABELS = torch.tensor(X), torch.tensor(LABELS)
CONTENDERS: dict[str, Callable[[], list[np.ndarray]]] = {
    "lecture_lib": ours,
    "NumPy by hand": by_hand,
    "NumPy by hand, in place": in_place,
    "PyTorch": pytorch,
    "HIPS autograd": hips,
}


def main() -> None:
    """Print the table."""
    torch.set_num_threads(1)
    for step in CONTENDERS.values():
        for ours_, theirs in zip(ours(), step(), strict=True):
            np.testing.assert_allclose(ours_, theirs, rtol=1e-9, atol=1e-12)
    times: dict[str, list[float]] = {name: [] for name in CONTENDERS}
    for _ in range(ROUNDS):
        for name, step in CONTENDERS.items():
            for _ in range(STEPS):
                start = time.perf_counter()
                step()
                times[name].append(1e6 * (time.perf_counter() - start))
    net = "-".join(map(str, SIZES))
    print(f"\nnet {net}, batch {BATCH}   us a step: best  median   ours / theirs")
    best, median = min(times["lecture_lib"]), statistics.median(times["lecture_lib"])
    for name, values in times.items():
        row = f"  {name:30}{min(values):9.0f}{statistics.median(values):8.0f}"
        print(f"{row}{best / min(values):10.2f}{median / statistics.median(values):6.2f}")


if __name__ == "__main__":
    main()
