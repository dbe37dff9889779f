"""A forward and a backward pass of a 64-128-128-10 net: DeepNet against NumPy written by hand.

Double precision, one thread. By hand is what one would write for this net and this activation
alone, overwriting what is not needed any more; "all kept" returns a, z and delta too, as DeepNet
does. Nobody computes the gradient by x. Both take turns in one process, and their gradients are
compared first. Printed are the best and the median time.
"""

import os
import statistics
import time
from collections.abc import Callable

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"

import numpy as np

from lecture_lib.deep_net import DeepNet, multiply_adds

WIDTHS, OUTPUTS = (64, 128, 128), 10
BATCHES = (1, 64, 1024)
ROUNDS = 60
Gradients = list[np.ndarray]


def by_deep_net(net: DeepNet, x: np.ndarray, upstream: np.ndarray) -> Gradients:
    """Run lecture_lib."""
    back = net.backprop(net.forward(x), upstream, with_dx=False)
    return [*back.dW.values(), back.dw]


def relu_by_hand(net: DeepNet, x: np.ndarray, upstream: np.ndarray) -> Gradients:
    """Run NumPy: z overwrites a, and tells where the slope is 1."""
    w1, w2, w = net.W[1], net.W[2], net.w
    z1 = x @ w1.T
    np.maximum(z1, 0.0, out=z1)
    z2 = z1 @ w2.T
    np.maximum(z2, 0.0, out=z2)
    _f = z2 @ w.T
    delta2 = upstream @ w
    delta2 *= z2 > 0.0
    delta1 = delta2 @ w2
    delta1 *= z1 > 0.0
    return [delta1.T @ x, delta2.T @ z1, upstream.T @ z2]


def relu_keeping_all(net: DeepNet, x: np.ndarray, upstream: np.ndarray) -> Gradients:
    """Run NumPy, and return what DeepNet returns: every a, z and delta beside the gradients."""
    w1, w2, w = net.W[1], net.W[2], net.w
    a1 = x @ w1.T
    z1 = np.maximum(a1, 0.0)
    a2 = z1 @ w2.T
    z2 = np.maximum(a2, 0.0)
    f = z2 @ w.T
    delta2 = upstream @ w
    delta2 *= a2 > 0.0
    delta1 = delta2 @ w2
    delta1 *= a1 > 0.0
    gradients = [delta1.T @ x, delta2.T @ z1, upstream.T @ z2]
    return [*gradients, a1, z1, a2, z2, f, delta1, delta2]


def relu_of_one_example(net: DeepNet, x: np.ndarray, upstream: np.ndarray) -> Gradients:
    """Run NumPy on a batch of one: the gradients are outer products, and BLAS is slow at those."""
    w1, w2, w = net.W[1], net.W[2], net.w
    z1 = x @ w1.T
    np.maximum(z1, 0.0, out=z1)
    z2 = z1 @ w2.T
    np.maximum(z2, 0.0, out=z2)
    _f = z2 @ w.T
    delta2 = upstream @ w
    delta2 *= z2 > 0.0
    delta1 = delta2 @ w2
    delta1 *= z1 > 0.0
    return [delta1.T * x, delta2.T * z1, upstream.T * z2]


def tanh_by_hand(net: DeepNet, x: np.ndarray, upstream: np.ndarray) -> Gradients:
    """Run NumPy: z overwrites a, and the slope is 1 - z^2, which is wrong from abs(a) = 19 on."""
    w1, w2, w = net.W[1], net.W[2], net.w
    z1 = x @ w1.T
    np.tanh(z1, out=z1)
    z2 = z1 @ w2.T
    np.tanh(z2, out=z2)
    _f = z2 @ w.T
    delta2 = upstream @ w
    delta2 *= 1.0 - z2 * z2
    delta1 = delta2 @ w2
    delta1 *= 1.0 - z1 * z1
    return [delta1.T @ x, delta2.T @ z1, upstream.T @ z2]


def _sigmoid_in_place(a: np.ndarray) -> None:
    np.negative(a, out=a)
    np.exp(a, out=a)
    a += 1.0
    np.reciprocal(a, out=a)


def sigmoid_by_hand(net: DeepNet, x: np.ndarray, upstream: np.ndarray) -> Gradients:
    """Run NumPy: 1/(1 + e^-a), which overflows below a = -709, and the slope z (1 - z)."""
    w1, w2, w = net.W[1], net.W[2], net.w
    z1 = x @ w1.T
    _sigmoid_in_place(z1)
    z2 = z1 @ w2.T
    _sigmoid_in_place(z2)
    _f = z2 @ w.T
    delta2 = upstream @ w
    delta2 *= z2 * (1.0 - z2)
    delta1 = delta2 @ w2
    delta1 *= z1 * (1.0 - z1)
    return [delta1.T @ x, delta2.T @ z1, upstream.T @ z2]


BY_HAND: dict[str, Callable[[DeepNet, np.ndarray, np.ndarray], Gradients]] = {
    "relu": relu_by_hand,
    "relu, all kept": relu_keeping_all,
    "relu, one only": relu_of_one_example,
    "tanh": tanh_by_hand,
    "sigmoid": sigmoid_by_hand,
}


def measure(activation: str, m: int) -> tuple[list[float], list[float]]:
    """Return the times in microseconds of both contenders, which take turns."""
    rng = np.random.default_rng(0)
    net = DeepNet.random(WIDTHS, rng, activation=activation.split(",")[0], outputs=OUTPUTS)
    x, upstream = rng.normal(size=(m, WIDTHS[0])), rng.normal(size=(m, OUTPUTS)) / m
    contenders = (by_deep_net, BY_HAND[activation])
    for ours, theirs in zip(*(run(net, x, upstream) for run in contenders), strict=False):
        np.testing.assert_allclose(ours, theirs, rtol=1e-9, atol=1e-12)
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        for run, kept in zip(contenders, times, strict=True):
            for _ in range(max(1, 640 // m // 4)):
                start = time.perf_counter()
                run(net, x, upstream)
                kept.append(1e6 * (time.perf_counter() - start))
    return times


def main() -> None:
    """Print the tables."""
    net = "-".join(map(str, (*WIDTHS, OUTPUTS)))
    print(f"\nnet {net}            us: ours  by hand   ours / by hand: best  median")
    for activation in BY_HAND:
        for m in BATCHES[:1] if activation.endswith("one only") else BATCHES:
            ours, theirs = measure(activation, m)
            best = min(ours), min(theirs)
            ratios = best[0] / best[1], statistics.median(ours) / statistics.median(theirs)
            row = f"  {activation:15} batch {m:5}{best[0]:14.0f}{best[1]:9.0f}"
            print(f"{row}{ratios[0]:23.2f}{ratios[1]:8.2f}")
    cost = multiply_adds(WIDTHS, OUTPUTS)
    print(f"\nmultiply-adds, (forward + backward) / forward: {cost.ratio:.3f}")


if __name__ == "__main__":
    main()
