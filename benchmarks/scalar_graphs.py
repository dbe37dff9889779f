"""Graphs of 10^5 scalar nodes, a chain and a tree: ours, micrograd, PyTorch.

The three take turns in one process, forward and backward timed apart, rubbish collected before
each turn and outside the clock. Printed are medians over the rounds.
"""

import gc
import os
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

os.environ["OMP_NUM_THREADS"] = "1"

import torch
from micrograd.engine import Value

from lecture_lib import Tensor

NODES = 10**5
ROUNDS = 7


def chain(x: Any) -> Any:
    """Compute x (0.999 y + x) and so on, one after the other."""
    y = x
    for _ in range(NODES // 2):
        y = y * 0.999 + x
    return y


def tree(x: Any) -> Any:
    """Add up NODES/2 products in pairs, the sums in pairs, and so on."""
    level = [x * 0.5 for _ in range(NODES // 2)]
    while len(level) > 1:
        rest = level[len(level) & ~1 :]
        level = [a + b for a, b in zip(level[::2], level[1::2], strict=False)] + rest
    return level[0]


LEAVES: dict[str, Callable[[], Any]] = {
    "lecture_lib": lambda: Tensor(0.5, requires_grad=True),
    "micrograd": lambda: Value(0.5),
    "PyTorch": lambda: torch.tensor(0.5, dtype=torch.float64, requires_grad=True),
}


def measure(graph: Callable[[Any], Any], leaf: Any) -> tuple[float, float]:
    """Return microseconds a node, forward and backward."""
    gc.collect()
    start = time.perf_counter()
    result = graph(leaf)
    middle = time.perf_counter()
    result.backward()
    end = time.perf_counter()
    return 1e6 * (middle - start) / NODES, 1e6 * (end - middle) / NODES


def main() -> None:
    """Print a table for each graph."""
    sys.setrecursionlimit(10 * NODES)  # micrograd walks back recursively
    torch.set_num_threads(1)
    for graph in (chain, tree):
        times: dict[str, list[tuple[float, float]]] = {name: [] for name in LEAVES}
        for _ in range(ROUNDS):
            gradients = set()
            for name, make_leaf in LEAVES.items():
                leaf = make_leaf()
                times[name].append(measure(graph, leaf))
                gradients.add(round(float(leaf.grad), 6))
            assert len(gradients) == 1, gradients
        print(f"\n{graph.__name__} of {NODES} nodes   us a node: forward  backward   sum   ratio")
        ours = statistics.median(sum(t) for t in times["lecture_lib"])
        for name, pairs in times.items():
            forward, backward = (statistics.median(column) for column in zip(*pairs, strict=True))
            total = statistics.median(sum(pair) for pair in pairs)
            print(f"  {name:32}{forward:9.2f}{backward:10.2f}{total:6.2f}{total / ours:8.2f}")


if __name__ == "__main__":
    main()
