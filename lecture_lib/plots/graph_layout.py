"""Where the nodes of a graph go: in columns from left to right, each next to what it feeds.

The method is that of Sugiyama, Tagawa & Toda (1981): columns by the longest way to the result,
places to pass where an edge leaps over a column, and few crossings by putting each node at the mean
height of its neighbours.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

__all__ = ["Layout", "lay_out"]

SWEEPS = 60

Place = Hashable
Point = tuple[float, float]


class Layout(NamedTuple):
    """Positions of nodes, and the points through which each edge goes.

    Attributes
    ----------
    nodes : dict
        Node to (column, height): columns from 0 on the left, heights at least 1 apart in a column.
    edges : dict
        (operand, node) to the points of the edge, its ends among them.
    """

    nodes: dict[Hashable, Point]
    edges: dict[tuple[Hashable, Hashable], list[Point]]


def lay_out(operands: Mapping[Hashable, Sequence[Hashable]]) -> Layout:
    """Lay out a graph with one result.

    Parameters
    ----------
    operands : mapping of node to sequence of nodes
        Operands before results, the result last.

    Returns
    -------
    Layout

    Raises
    ------
    ValueError
        If there is no node, or if a node comes before one of its operands.

    Examples
    --------
    >>> lay_out({"x": [], "y": [], "f": ["x", "y"]}).nodes
    {'x': (0, 0.5), 'y': (0, -0.5), 'f': (1, 0.0)}
    """
    if not operands:
        raise ValueError("a graph to lay out has at least one node")
    column = _columns(operands)
    columns: list[list[Place]] = [[] for _ in range(max(column.values()) + 1)]
    for node in operands:
        columns[column[node]].append(node)
    left: dict[Place, list[Place]] = {node: [] for node in operands}
    right: dict[Place, list[Place]] = {node: [] for node in operands}
    ways = {}
    for node, parents in operands.items():
        for parent in dict.fromkeys(parents):
            between = range(column[parent] + 1, column[node])
            way = [parent, *((parent, node, c) for c in between), node]
            for c, place in zip(between, way[1:-1], strict=True):
                columns[c].append(place)
                left[place], right[place] = [], []
            for a, b in pairwise(way):
                left[b].append(a)
                right[a].append(b)
            ways[parent, node] = way
    height = _heights(columns, left, right)
    at = {place: (c, height[place]) for c, places in enumerate(columns) for place in places}
    return Layout(
        {node: at[node] for node in operands},
        {edge: [at[place] for place in way] for edge, way in ways.items()},
    )


def _columns(operands: Mapping[Hashable, Sequence[Hashable]]) -> dict[Hashable, int]:
    """Return the column of each node: all columns but the last feed the next ones."""
    rank = {node: i for i, node in enumerate(operands)}
    steps = dict.fromkeys(operands, 0)
    for node in reversed(list(operands)):
        for parent in operands[node]:
            if rank.get(parent, len(rank)) >= rank[node]:
                raise ValueError(f"{parent!r} is an operand of {node!r}, but does not come before")
            steps[parent] = max(steps[parent], steps[node] + 1)
    last = max(steps.values())
    return {node: last - count for node, count in steps.items()}


def _heights(
    columns: list[list[Place]],
    left: Mapping[Place, list[Place]],
    right: Mapping[Place, list[Place]],
) -> dict[Place, float]:
    height: dict[Place, float] = {}
    for places in columns:
        middle = (len(places) - 1) / 2
        height |= {place: middle - i for i, place in enumerate(places)}
    for sweep in range(SWEEPS):
        rightward = sweep % 2 == 0
        for places in columns if rightward else columns[::-1]:
            near, far = (left, right) if rightward else (right, left)
            wish = {}
            for place in places:
                around = near[place] or far[place]
                if sweep >= SWEEPS // 2:  # the order stands; now straighten
                    around = near[place] + far[place]
                wish[place] = sum(height[p] for p in around) / len(around) if around else 0.0
            if sweep < SWEEPS // 2:
                places.sort(key=lambda place: -wish[place])
            height |= _apart(places, wish)
    return height


def _apart(places: Sequence[Place], wish: Mapping[Place, float]) -> dict[Place, float]:
    """Return heights in the given order, at least 1 apart, near what each place wishes.

    Places that get too near each other move as a block, to the mean of what they wish.
    """
    blocks: list[tuple[float, int]] = []  # height of the middle, number of places
    for place in places:
        middle, size = wish[place], 1
        while blocks and blocks[-1][0] - middle < (blocks[-1][1] + size) / 2:
            above, count = blocks.pop()
            # what the block wishes for its middle, each part by its number of places
            middle = (count * (above - size / 2) + size * (middle + count / 2)) / (count + size)
            size += count
        blocks.append((middle, size))
    heights = [middle + (size - 1) / 2 - i for middle, size in blocks for i in range(size)]
    return dict(zip(places, heights, strict=True))
