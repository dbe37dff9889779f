"""Proofs along a run: which links hold with how much slack, and measured gaps beside bounds."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator
from numpy.typing import ArrayLike, NDArray

from lecture_lib.proofs import Proof

from ..signatures import checked
from .methods import hues
from .style import BACKWARD, FORWARD, INK, MUTED, THIRD, Hue

__all__ = ["ladder", "link_grid"]

KEY_SIZE = 11.5  # points: of all letters these are looked up the most

MEASURED = (FORWARD, THIRD, Hue(MUTED, MUTED))
BOUND = (BACKWARD, Hue(INK, INK), Hue(MUTED, MUTED), FORWARD)
DASHES = ((0, (5, 2)), (0, (1, 1.2)), (0, (5, 2, 1, 2)), (0, (2, 2)))


@checked
def link_grid(axes: Axes, proof: Proof) -> Axes:
    """Draw a row for each link that is no identity, named by its key, and a mark for each step.

    A disc where the link holds, its area the slack relative to the larger side (a dot if the sides
    are equal); a vermilion cross where it fails.

    Parameters
    ----------
    proof : Proof
        Up to about 30 steps.
    """
    links = [link for link in proof if not link.identity]
    steps = np.arange(proof.steps)
    for row, link in enumerate(links):
        holds = link.holds()
        sides = np.maximum(np.abs(link.lhs), np.abs(link.rhs))
        with np.errstate(invalid="ignore"):
            part = np.where(np.isfinite(sides) & (sides > 0), link.slack / sides, 1.0)
        part = np.clip(np.nan_to_num(part, nan=1.0), 0.0, 1.0)
        level = np.full(proof.steps, row)
        axes.scatter(steps[holds], level[holds], 3 + 52 * part[holds], FORWARD.line, linewidths=0)
        axes.scatter(steps[~holds], level[~holds], 34, BACKWARD.line, marker="x", linewidths=2)
    axes.set_yticks(range(len(links)), [link.key for link in links])
    axes.set(xlabel="step $t$", ylim=(len(links) - 0.4, -0.6), xlim=(-0.6, proof.steps - 0.4))
    axes.xaxis.set_major_locator(MaxNLocator(nbins=5, integer=True))
    axes.tick_params(axis="y", length=0, labelsize=KEY_SIZE, labelcolor=INK)
    axes.spines["left"].set_visible(False)
    return axes


@checked
def ladder(
    axes: Axes,
    measured: Mapping[str, tuple[ArrayLike, ArrayLike]],
    bounds: Mapping[str, tuple[ArrayLike, ArrayLike]],
    floor: float,
) -> Axes:
    """Draw measured gaps solid and bounds dashed, on two logarithmic axes, named at their ends.

    A line that ends before the others is named below its start.

    Parameters
    ----------
    measured, bounds : mapping of str to (T, gap)
        At most three measured and four bounds; T positive.
    floor : float
        The lowest gap shown; a line ends where it falls below it.

    Raises
    ------
    ValueError
        If there are too many lines, `floor` is not positive, or a line has no point to show.
    """
    if len(measured) > len(MEASURED) or len(bounds) > len(BOUND):
        raise ValueError(
            f"{len(measured)} measured lines and {len(bounds)} bounds; "
            f"at most {len(MEASURED)} and {len(BOUND)} can be told apart"
        )
    if not floor > 0:
        raise ValueError(f"floor is {floor}, but must be positive: the axis is logarithmic")
    own = hues(measured, MEASURED)
    solid = [(*pair, hue, "-") for pair, hue in zip(measured.items(), own, strict=True)]
    dashed = [
        (*pair, hue, dashes)
        for pair, hue, dashes in zip(bounds.items(), BOUND, DASHES, strict=False)
    ]
    ends = []
    last = max(np.max(np.asarray(t)) for t, _ in [*measured.values(), *bounds.values()])
    for name, (t, gap), hue, dashes in [*solid, *dashed]:
        x, y = np.asarray(t, dtype=float), np.asarray(gap, dtype=float)
        shown = (y >= floor) & (x > 0)
        if not shown.any():
            raise ValueError(f"{name!r} has no point above the floor {floor}")
        axes.loglog(x[shown], y[shown], color=hue.line, linestyle=dashes)
        if x[shown][-1] < last:
            words = axes.annotate(
                name, (x[shown][0], y[shown][0]), (4, -6), textcoords="offset points", va="top"
            )
            words.set(color=hue.text, fontsize=9.5)
        else:
            ends.append((name, x[shown][-1], y[shown][-1], hue))
    axes.set(xlabel="steps $T$", ylabel=r"$f(w_T) - f^\star$")
    axes.set_ylim(bottom=floor)
    _name_ends(axes, ends)
    return axes


def _name_ends(axes: Axes, ends: list[tuple[str, float, float, Hue]]) -> None:
    """Write names right of the frame, at the heights of the ends, but apart from each other."""
    low, high = np.log10(axes.get_ylim())
    height = {name: (np.log10(y) - low) / (high - low) for name, _, y, _ in ends}
    order = sorted(ends, key=lambda end: height[end[0]])
    places: NDArray[np.float64] = np.array([height[name] for name, *_ in order])
    for _ in range(200):
        for i in range(len(places) - 1):
            missing = 0.075 - (places[i + 1] - places[i])
            if missing > 0:
                places[i] -= missing / 2
                places[i + 1] += missing / 2
    for (name, _, _, hue), place in zip(order, places, strict=True):
        axes.annotate(
            name, (1.02, place), xycoords="axes fraction", va="center", color=hue.text, fontsize=9.5
        )
