"""Convex and smooth functions of one variable: one inequality at two points, and all parabolas."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from .. import convexity
from ..arguments import refuse
from ..problems import Problem
from ..signatures import checked
from .style import BACKWARD, FORWARD, INK, THIRD, end_label

__all__ = ["inequality", "sandwich"]

KINDS = ("chord", "tangent", "upper bound")


@checked
def inequality(
    axes: Axes,
    problem: Problem,
    kind: str,
    x1: float,
    x2: float,
    span: tuple[float, float],
    constant: float = 0.5,
) -> Axes:
    """Draw a function, what it is compared with at two points, and the gap with a word.

    Parameters
    ----------
    problem : Problem
        Of one variable.
    kind : {"chord", "tangent", "upper bound"}
        Compared with is the chord from x1 to x2, the tangent at x2, or the parabola at x2.
    x1, x2 : float
        The two points.
    span : tuple of two floats
        The part of the line that is shown.
    constant : float
        Where on the chord the gap stands, 0 at x1 and 1 at x2; or the curvature L of the parabola.

    Raises
    ------
    ValueError
        If the kind is unknown or the problem has more than one variable.
    """
    if kind not in KINDS:
        refuse("kind", kind, f"one of {', '.join(KINDS)}")
    x = _line(problem, span)
    axes.plot(x, problem.value(x[:, None]), color=FORWARD.line)
    if kind == "chord":
        at = (1 - constant) * x1 + constant * x2
        left, right = convexity.chord_sides(problem, [x1], [x2], constant)
        ends = np.array([[x1], [x2]])
        axes.plot(ends, problem.value(ends), color=BACKWARD.line, linestyle="--")
    else:
        at, curvature = x1, constant if kind == "upper bound" else 0.0
        model = convexity.upper_bound_sides(problem, x[:, None], [x2], curvature)[1]
        left, right = convexity.upper_bound_sides(problem, [x1], [x2], curvature)
        if kind == "tangent":
            left, right = right, left
        axes.plot(x, model, color=BACKWARD.line, linestyle="--")
    holds = left <= right
    axes.plot([at, at], [left, right], color=THIRD.line if holds else INK, linewidth=5)
    axes.annotate(
        "holds" if holds else "fails",
        (at, (left + right) / 2),
        xytext=(9, 0),
        textcoords="offset points",
        va="center",
        weight="bold",
        color=THIRD.text if holds else INK,
    )
    for place, name in ((x1, "$x_1$"), (x2, "$x_2$")):
        value = problem.value([place])
        axes.plot([place], [value], "o", color=INK, markersize=6)
        axes.annotate(
            name, (place, value), xytext=(0, -15), textcoords="offset points", ha="center"
        )
    axes.margins(y=0.16)  # room for the names of the points
    axes.set_xlabel("$x$")
    return axes


@checked
def sandwich(axes: Axes, problem: Problem, x2: float, span: tuple[float, float]) -> Axes:
    """Draw a function between the parabolas of curvature mu and L that touch it at one point.

    Parameters
    ----------
    problem : Problem
        Of one variable, convex and smooth.
    x2 : float
        Where the parabolas touch.
    span : tuple of two floats
        The part of the line that is shown.

    Raises
    ------
    ValueError
        If the problem has more than one variable, or no mu or L.
    """
    if problem.mu is None or not np.isfinite(problem.L):
        raise ValueError(f"{problem.name} has mu = {problem.mu} and L = {problem.L}: no parabolas")
    x = _line(problem, span)
    for curvature, name in ((problem.L, "curvature $L$"), (problem.mu, r"curvature $\mu$")):
        model = convexity.upper_bound_sides(problem, x[:, None], [x2], curvature)[1]
        axes.plot(x, model, color=BACKWARD.line, linestyle="--", linewidth=1.6)
        end_label(axes, name, x[-1], model[-1], BACKWARD)
    values = problem.value(x[:, None])
    axes.plot(x, values, color=FORWARD.line)
    end_label(axes, "$f$", x[-1], values[-1], FORWARD)
    axes.plot([x2], problem.value([[x2]]), "o", color=INK, markersize=6)
    axes.set_xlabel("$w$")
    return axes


def _line(problem: Problem, span: tuple[float, float]) -> np.ndarray:
    """Return points over the span, for a problem of one variable."""
    if problem.dimension != 1:
        raise ValueError(f"{problem.name} has {problem.dimension} variables, but must have one")
    return np.linspace(*span, 201)
