"""Step I and Step II evaluated along a run."""

from __future__ import annotations

from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import ArrayLike

from ..signatures import checked
from .link import Floats, Link, Proof
from .wording import WORDS

__all__ = ["both_steps", "step_one", "step_two"]


class _Problem(Protocol):
    @property
    def L(self) -> float: ...  # noqa: N802
    @property
    def f_star(self) -> float: ...
    def gradient(self, w: Any) -> Any: ...
    def nearest_minimiser(self, w: Any) -> Any: ...


class _Trajectory(Protocol):
    @property
    def iterates(self) -> Floats: ...
    @property
    def values(self) -> Floats: ...
    @property
    def gradients(self) -> Floats | None: ...
    @property
    def step_sizes(self) -> Floats: ...


class _Run(NamedTuple):
    """What the links are computed from: of each quantity one number per step."""

    eta: Floats
    f: Floats
    f_next: Floats
    g: Floats
    w: Floats
    w_next: Floats
    f_star: float


def _run(problem: _Problem, trajectory: _Trajectory) -> _Run:
    w, f = (np.asarray(x, dtype=float) for x in (trajectory.iterates, trajectory.values))
    finite = np.isfinite(f) & np.all(np.isfinite(w), axis=1)
    count = len(f) if finite.all() else int(np.argmin(finite))
    if count < 2:
        raise ValueError("the trajectory has no step with finite values, so there is no link")
    g = trajectory.gradients
    slopes = np.asarray(problem.gradient(w[: count - 1]) if g is None else g[: count - 1], float)
    eta = np.asarray(trajectory.step_sizes, dtype=float)[: count - 1]
    f_star = problem.f_star
    return _Run(eta, f[: count - 1], f[1:count], slopes, w[: count - 1], w[1:count], f_star)


def _dot(a: Floats, b: Floats) -> Floats:
    return np.asarray(np.sum(a * b, axis=1))


def _norm(a: Floats) -> Floats:
    return np.asarray(np.sqrt(_dot(a, a)))


def _link(words: tuple[str, str, str, str, str], lhs: Floats, rhs: Floats, scale: Floats) -> Link:
    key, name, statement, reason, assumption = words
    return Link(key, name, statement, reason, assumption, " = " in statement, lhs, rhs, scale)


@checked
def step_one(problem: _Problem, trajectory: _Trajectory, L: float | None = None) -> Proof:
    """Return the links I.1 to I.4: f(w_{t+1}) <= f(w_t) - (eta/2) |g_t|^2 for eta <= 1/L.

    Parameters
    ----------
    problem : Problem
    trajectory : Trajectory
        A run of gradient descent. Of one that diverges, the steps before the first value that is
        not finite.
    L : float, optional
        The smoothness constant to argue with; the problem's own if left out. A function that is not
        smooth has none: give one to see where it fails.

    Raises
    ------
    ValueError
        If L is not finite, or the trajectory has no finite step.
    """
    run = _run(problem, trajectory)
    constant = float(problem.L if L is None else L)
    if not (np.isfinite(constant) and constant > 0):
        raise ValueError(f"L is {constant}: give a positive finite L to argue with")
    eta, f = run.eta, run.f
    move = run.w_next - run.w
    square = _dot(run.g, run.g)
    slope, bend = _dot(run.g, move), constant / 2 * _dot(move, move)
    upper = f + slope + bend
    sharp = f - eta * (1 - constant * eta / 2) * square
    short = f - eta / 2 * square
    size = np.abs(f) + np.abs(run.f_next) + np.abs(slope) + bend
    size = size + eta * (1 + constant * eta / 2) * square
    # w and w₊ are rounded themselves, and so is their difference.
    size = size + (np.sqrt(square) + constant * _norm(move)) * (_norm(run.w) + _norm(run.w_next))
    return Proof(
        (
            _link(WORDS["I.1"], run.f_next, upper, size),
            _link(WORDS["I.2"], upper, sharp, size),
            _link(WORDS["I.3"], sharp, short, size),
            _link(WORDS["I.4"], run.f_next, short, size),
        ),
        len(eta),
    )


@checked
def step_two(problem: _Problem, trajectory: _Trajectory, w_star: ArrayLike | None = None) -> Proof:
    """Return the links II.1 to II.10: f(w_T) - f* <= |w_0 - w*|^2 / (2 eta T).

    Parameters
    ----------
    problem, trajectory
        As for `step_one`.
    w_star : array_like, shape (d,), optional
        The minimiser to measure distances from; that nearest to w_0 if left out.
    """
    run = _run(problem, trajectory)
    star = np.asarray(
        problem.nearest_minimiser(run.w[0]) if w_star is None else w_star, dtype=float
    )
    if star.shape != run.w[0].shape:
        raise ValueError(f"w_star has shape {star.shape}, but must have {run.w[0].shape}")
    eta, f_star, T = run.eta, run.f_star, np.arange(1.0, len(run.eta) + 1)
    away, away_next = run.w - star, run.w_next - star
    slope, half = _dot(run.g, away), eta / 2 * _dot(run.g, run.g)
    near, near_next = _dot(away, away), _dot(away_next, away_next)
    gap = run.f_next - f_star
    fall = (near - near_next) / (2 * eta)
    whole = (near[0] - near_next) / (2 * eta[0])
    budget = np.full_like(eta, near[0] / (2 * eta[0]))
    sums, falls = np.cumsum(gap), np.cumsum(fall)
    values = np.abs(run.f) + np.abs(run.f_next) + abs(f_star)
    sizes = np.abs(slope) + half
    # w and w₊ are rounded themselves, and so are their distances from the minimiser.
    places = _norm(run.w) + _norm(run.w_next) + np.sqrt(star @ star)
    sizes = sizes + np.sqrt(_dot(run.g, run.g)) * places
    spans = places * (np.sqrt(near) + np.sqrt(near_next)) / (2 * eta) + sizes
    all_values, all_spans = np.cumsum(values), np.cumsum(spans) + budget
    with np.errstate(divide="ignore", over="ignore"):
        enough = np.where(gap > 0, budget / np.where(gap > 0, gap, 1.0), np.inf)
        doubt = enough * (1 + values / np.where(gap > 0, gap, 1.0))
    return Proof(
        (
            _link(WORDS["II.1"], run.f, f_star + slope, values + sizes),
            _link(WORDS["II.2"], run.f_next, f_star + slope - half, values + sizes),
            _link(WORDS["II.3"], slope - half, fall, spans),
            _link(WORDS["II.4"], gap, fall, values + spans),
            _link(WORDS["II.5"], falls, whole, all_spans),
            _link(WORDS["II.6"], whole, budget, all_spans),
            _link(WORDS["II.7"], sums, budget, all_values + budget),
            _link(WORDS["II.8"], T * gap, sums, all_values + T * values),
            _link(WORDS["II.9"], gap, budget / T, values + budget / T),
            _link(WORDS["II.10"], T, enough, T + doubt),
        ),
        len(eta),
    )


@checked
def both_steps(
    problem: _Problem,
    trajectory: _Trajectory,
    L: float | None = None,
    w_star: ArrayLike | None = None,
) -> Proof:
    """Return the links of Step I and Step II as one chain.

    Examples
    --------
    >>> from lecture_lib.problems import quadratic
    >>> from lecture_lib.descent import gradient_descent
    >>> bowl = quadratic([1.0, 4.0])
    >>> proof = both_steps(bowl, gradient_descent(bowl, [1.0, 1.0], step_size=0.25, steps=5))
    >>> proof.first_broken() is None
    True
    """
    one, two = step_one(problem, trajectory, L), step_two(problem, trajectory, w_star)
    return Proof(one.links + two.links, one.steps)
