"""An epoch of mini-batch SGD, b = 64, for softmax regression on 100000 x 100 data, 10 classes.

Ours beside a bare NumPy loop, PyTorch and scikit-learn, double precision, one thread, all taking
turns in one process. The first three take the same batches and end at the same weights, which is
checked first; scikit-learn's MLPClassifier without hidden layers does the same in an order of its
own, and its SGDClassifier takes single examples, one binary problem a class.
"""

import os
import statistics
import time
from collections.abc import Callable

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"

import warnings

import numpy as np
import torch
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import SGDClassifier
from sklearn.neural_network import MLPClassifier

from lecture_lib.stochastic import sgd
from lecture_lib.stochastic.sampling import reshuffled
from lecture_lib.stochastic.softmax_regression import SoftmaxRegression

M, D, CLASSES, BATCH, STEP = 100_000, 100, 10, 64, 0.1
STEPS = -(-M // BATCH)
ROUNDS = 15

rng = np.random.default_rng(0)
X = rng.normal(size=(M, D))
LABELS = (X @ rng.normal(size=(D, CLASSES)) + rng.gumbel(size=(M, CLASSES))).argmax(axis=1)
PROBLEM = SoftmaxRegression(X, LABELS)
TORCH_X, TORCH_LABELS = torch.tensor(X), torch.tensor(LABELS)


def ours() -> np.ndarray:
    """Run lecture_lib, which keeps the last point only, and like the others no loss."""
    rule = reshuffled(M, np.random.default_rng(1), BATCH)
    run = sgd(
        PROBLEM, step_size=STEP, batches=rule, steps=STEPS, record_every=STEPS, evaluate=False
    )
    return run.iterates[-1].reshape(CLASSES, D)


def bare() -> np.ndarray:
    """Run NumPy as one writes it down, with no checks and no record."""
    W, order = np.zeros((CLASSES, D)), np.random.default_rng(1).permutation(M)
    for start in range(0, M, BATCH):
        batch = order[start : start + BATCH]
        rows, labels = X[batch], LABELS[batch]
        p = rows @ W.T
        p -= p.max(axis=1, keepdims=True)
        np.exp(p, out=p)
        p /= p.sum(axis=1, keepdims=True)
        p[np.arange(len(labels)), labels] -= 1.0
        W -= (STEP / len(labels)) * (p.T @ rows)
    return W


def pytorch() -> np.ndarray:
    """Run PyTorch: cross entropy, backward, and its own SGD."""
    W = torch.zeros((CLASSES, D), dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.SGD([W], lr=STEP)
    order = torch.tensor(np.random.default_rng(1).permutation(M))
    for start in range(0, M, BATCH):
        batch = order[start : start + BATCH]
        optimizer.zero_grad()
        scores = TORCH_X[batch] @ W.T
        torch.nn.functional.cross_entropy(scores, TORCH_LABELS[batch]).backward()
        optimizer.step()
    return W.detach().numpy()


def scikit_mlp() -> np.ndarray:
    """Run scikit-learn's network with no hidden layer for an epoch."""
    model = MLPClassifier(
        hidden_layer_sizes=(),
        solver="sgd",
        alpha=0.0,
        batch_size=BATCH,
        learning_rate_init=STEP,
        momentum=0.0,
        max_iter=1,
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        model.fit(X, LABELS)
    return model.coefs_[0].T


def scikit_single() -> np.ndarray:
    """Run scikit-learn's SGD on single examples, one class against the rest, for an epoch."""
    model = SGDClassifier(
        loss="log_loss",
        alpha=1e-9,
        learning_rate="constant",
        eta0=STEP / BATCH,
        max_iter=1,
        tol=None,
    )
    return model.fit(X, LABELS).coef_


CONTENDERS: dict[str, Callable[[], np.ndarray]] = {
    "lecture_lib": ours,
    "NumPy by hand": bare,
    "PyTorch": pytorch,
    "scikit-learn, MLP without layers": scikit_mlp,
    "scikit-learn, single examples": scikit_single,
}


def main() -> None:
    """Print the table."""
    torch.set_num_threads(1)
    weights = ours()
    np.testing.assert_allclose(weights, bare(), rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(weights, pytorch(), rtol=1e-9, atol=1e-12)
    times: dict[str, list[float]] = {name: [] for name in CONTENDERS}
    for _ in range(ROUNDS):
        for name, epoch in CONTENDERS.items():
            start = time.perf_counter()
            last = epoch()
            times[name].append(time.perf_counter() - start)
            agree = ((X @ last.T).argmax(axis=1) == LABELS).mean()
            assert agree > 0.6, name
    print(f"\nan epoch of {STEPS} steps   ms: best  median   ours / theirs")
    best, median = min(times["lecture_lib"]), statistics.median(times["lecture_lib"])
    for name, values in times.items():
        row = f"  {name:34}{1e3 * min(values):7.0f}{1e3 * statistics.median(values):8.0f}"
        print(f"{row}{best / min(values):10.2f}{median / statistics.median(values):6.2f}")


if __name__ == "__main__":
    main()
