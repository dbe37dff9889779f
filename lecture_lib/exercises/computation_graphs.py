"""Exercises of the chapter on graphs: an order of nodes, a VJP, and the sweep backward."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from .draws import quarters
from .exercise import Exercise, Mistake

__all__ = ["EXERCISES"]

Array = np.ndarray
Parents = list[list[int]]
Tape = list[list[tuple[int, float]]]


def forward_order(parents: Parents) -> list[int]:
    """Return the nodes, each after those that it is computed from."""
    order: list[int] = []

    def visit(node: int) -> None:
        if node not in order:
            for parent in parents[node]:
                visit(parent)
            order.append(node)

    for node in range(len(parents)):
        visit(node)
    return order


def _graphs(rng: np.random.Generator) -> Iterator[tuple[Parents]]:
    yield ([[], [0]],)
    yield ([[1], []],)
    yield ([[1, 2], [2], []],)
    yield ([[], [0], [0], [1, 2]],)
    yield ([[], [3], [0], [2], [1, 3, 0]],)
    for size in (5, 6, 7, 8):
        names = rng.permutation(size)
        parents: Parents = [[] for _ in range(size)]
        for place in range(1, size):
            chosen = rng.choice(place, size=min(place, int(rng.integers(1, 4))), replace=False)
            parents[names[place]] = [int(names[each]) for each in chosen]
        yield (parents,)


def _misplaced(order: list[int], parents: Parents) -> str | None:
    nodes = [int(node) for node in order]
    if sorted(nodes) != list(range(len(parents))):
        return f"each of the nodes 0 to {len(parents) - 1} has to stand in it once"
    for place, node in enumerate(nodes):
        for parent in parents[node]:
            if parent not in nodes[:place]:
                return (
                    f"node {node} is computed from node {parent}, which then has no value yet: "
                    f"{parent} has to stand before {node}"
                )
    return None


ORDER = Exercise("computation_graphs", forward_order, _graphs, fault=_misplaced)


def vjp_of_product(upstream: Array, A: Array, B: Array) -> tuple[Array, Array]:
    """Take a gradient back through C = A @ B."""
    return upstream @ B.T, A.T @ upstream


def _matrices(rng: np.random.Generator) -> Iterator[tuple]:
    yield np.array([[1.0]]), np.array([[2.0]]), np.array([[3.0]])
    for m, k, n in ((1, 2, 1), (2, 2, 2), (2, 2, 2), (2, 3, 2), (2, 1, 3), (3, 2, 1), (3, 2, 4)):
        yield quarters(rng, m, n), quarters(rng, m, k), quarters(rng, k, n)


PRODUCT = Exercise(
    "computation_graphs",
    vjp_of_product,
    _matrices,
    results=("dA", "dB"),
    mistakes=(
        Mistake(
            "The two are there, in the other order: first that of A",
            lambda upstream, A, B: (A.T @ upstream, upstream @ B.T),
        ),
        Mistake(
            "The gradient from above is missing: it takes part in both products",
            lambda upstream, A, B: (
                np.ones_like(upstream) @ B.T,
                A.T @ np.ones_like(upstream),
            ),
            lambda upstream, A, B: (B.T, A.T),
        ),
    ),
)


def reverse_sweep(tape: Tape) -> Array:
    """Return the derivatives of the last node with respect to each, by solving for them all."""
    local = np.zeros((len(tape), len(tape)))
    for node, edges in enumerate(tape):
        for parent, slope in edges:
            local[node, parent] += slope
    return np.linalg.solve(np.eye(len(tape)) - local.T, np.eye(len(tape))[-1])


def _tapes(rng: np.random.Generator) -> Iterator[tuple[Tape]]:
    yield ([[], [(0, 3.0)]],)
    yield ([[], [(0, 3.0)], [(1, 2.0)]],)
    yield ([[], [], [(0, 2.0), (1, -1.0)]],)
    yield ([[], [(0, 2.0), (0, 2.0)]],)
    yield ([[], [(0, 3.0)], [(0, 1.0), (1, 2.0)]],)
    for size in (4, 5, 6, 7):
        tape: Tape = [[]]
        for node in range(1, size):
            chosen = rng.choice(node, size=min(node, 2), replace=False)
            slopes = quarters(rng, len(chosen)) + 0.125  # none is 0
            tape.append(
                [(int(each), float(slope)) for each, slope in zip(chosen, slopes, strict=True)]
            )
        yield (tape,)


def _overwritten(tape: Tape) -> Array:
    grad = np.eye(len(tape))[-1]
    for node in reversed(range(len(tape))):
        for parent, slope in tape[node]:
            grad[parent] = slope * grad[node]
    return grad


def _forward(tape: Tape) -> Array:
    grad = np.eye(len(tape))[-1]
    for node in range(len(tape)):
        for parent, slope in tape[node]:
            grad[parent] += slope * grad[node]
    return grad


def _edges_alone(tape: Tape) -> Array:
    grad = np.eye(len(tape))[-1]
    for edges in tape:
        for parent, slope in edges:
            grad[parent] += slope
    return grad


def _nodes_alone(tape: Tape) -> Array:
    return reverse_sweep([[(parent, 1.0) for parent, _ in edges] for edges in tape])


SWEEP = Exercise(
    "computation_graphs",
    reverse_sweep,
    _tapes,
    mistakes=(
        Mistake(
            "Where paths meet their products add up: += instead of =, or the last one wins",
            _overwritten,
        ),
        Mistake(
            "You go forward. A node hands on a gradient that is complete: the last comes first",
            _forward,
        ),
        Mistake(
            "What is handed on is the slope of the edge times the gradient of the node",
            _edges_alone,
            _nodes_alone,
        ),
        Mistake(
            "All is 0, since nothing begins it: the last node's derivative by itself is 1",
            lambda tape: np.zeros(len(tape)),
        ),
    ),
)

EXERCISES = (ORDER, PRODUCT, SWEEP)
