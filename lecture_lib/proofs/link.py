"""One inequality of a proof along a run, and a chain of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..arguments import within
from ..signatures import checked

__all__ = ["Broken", "Floats", "Link", "Proof"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Link:
    """One inequality ``lhs <= rhs``, or identity ``lhs = rhs``, at each step t = 0 ... T-1.

    Attributes
    ----------
    key, name, statement, reason : str
        Its number in the chain ("I.1"), its name, the formula, and why it holds.
    assumption : str
        What it needs; empty for what always holds.
    identity : bool
        Whether both sides are claimed to be equal.
    lhs, rhs, scale : ndarray, shape (T,)
        Both sides, and the size of the terms that they are summed from: rounding is judged by it.
    """

    key: str
    name: str
    statement: str
    reason: str
    assumption: str
    identity: bool
    lhs: Floats
    rhs: Floats
    scale: Floats

    @property
    def slack(self) -> Floats:
        """Return rhs - lhs at each step."""
        return self.rhs - self.lhs

    @checked
    def holds(self, tolerance: float = 1e-12) -> NDArray[np.bool_]:
        """Return for each step whether the claim is true, up to rounding: tolerance * scale."""
        within("tolerance", tolerance, least=0.0)
        if self.identity:
            return np.abs(self.slack) <= tolerance * self.scale
        return self.slack >= -tolerance * self.scale


class Broken(NamedTuple):
    """A link and the first step at which it fails."""

    link: Link
    step: int


@dataclass(frozen=True, eq=False)
class Proof:
    """A chain of links, in the order of the argument, along one trajectory of T steps."""

    links: tuple[Link, ...]
    steps: int

    def __iter__(self) -> Iterator[Link]:
        return iter(self.links)

    @checked
    def __getitem__(self, key: str) -> Link:
        for link in self.links:
            if link.key == key:
                return link
        known = ", ".join(link.key for link in self.links)
        raise KeyError(f"there is no link {key!r}; there are {known}")

    @checked
    def broken(self, tolerance: float = 1e-12) -> list[Broken]:
        """Return every link that fails somewhere, with its first step, in the proof's order."""
        fails = [(link, ~link.holds(tolerance)) for link in self.links]
        return [Broken(link, int(np.argmax(bad))) for link, bad in fails if bad.any()]

    @checked
    def first_broken(self, tolerance: float = 1e-12) -> Broken | None:
        """Return the link that fails at the earliest step, the first of the chain among several."""
        return min(self.broken(tolerance), key=lambda broken: broken.step, default=None)

    @checked
    def table(self, step: int) -> str:
        """Return both sides and the slack of every link at one step, as lines that fit a phone."""
        within("step", step, least=0, most=self.steps - 1)
        rows = [f"{'':5} {'left':>8}   {'right':>8} {'slack':>9}"]
        for link in self.links:
            sign = "=" if link.identity else "≤"
            left, right, slack = (x[step] for x in (link.lhs, link.rhs, link.slack))
            slack = 0.0 if abs(slack) <= 1e-12 * link.scale[step] else slack
            verdict = "" if link.holds()[step] else "  FAILS"
            rows.append(f"{link.key:5} {left:8.4f} {sign} {right:8.4f} {slack:9.4f}{verdict}")
        return "\n".join(rows)
