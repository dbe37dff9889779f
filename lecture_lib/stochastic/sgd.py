"""Stochastic gradient descent on a mean of functions f_i: w_k = w_(k-1) - t_k grad f_i(w_(k-1)).

The same loop is SGD (batches of one), mini-batch SGD, and gradient descent (batches of all).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Protocol

import numpy as np

from ..arguments import within
from ..descent.trajectory import Trajectory, longest_step
from ..problems.finite_sum import indices_of
from ..schedules import Schedule, as_schedule
from ..signatures import Numbers, checked

__all__ = ["MeanOfFunctions", "averaged", "sgd"]


class MeanOfFunctions(Protocol):
    """What `sgd` needs to know of f(w) = 1/m sum_i f_i(w); a `FiniteSum` has it."""

    @property
    def dimension(self) -> int:
        """The length d of w."""

    @property
    def start(self) -> np.ndarray:
        """Where to begin, shape (d,)."""

    @property
    def value(self) -> Any:
        """The function f, from shape (n, d) to shape (n,)."""

    @property
    def sample_gradient(self) -> Any:
        """The function (w, indices) to the mean of the gradients of f_i over the indices."""


@checked
def sgd(
    problem: MeanOfFunctions,
    w0: Numbers | None = None,
    *,
    step_size: float | Schedule,
    batches: Iterable[Any],
    steps: int,
    record_every: int = 1,
    evaluate: bool = True,
) -> Trajectory:
    """w_k = w_(k-1) - t_k / b sum_(i in I_k) grad f_i(w_(k-1)), for k = 1, ..., steps.

    Parameters
    ----------
    problem : FiniteSum, or any object with the attributes of `MeanOfFunctions`
    w0 : array of shape (d,)
        The problem's own start if not given.
    step_size : float or schedule
        A positive number, or a function of k from `lecture_lib.schedules`.
    batches : iterable of arrays of indices
        I_1, I_2, ...: a rule of `lecture_lib.stochastic.sampling`, or a list. A batch may also be
        one index, or a mask of length m.
    steps : int, at least 0
        The most steps that are taken; fewer if `batches` ends before.
    record_every : int, at least 1
        Keep w_k for every so many k only, and the last: a long run on a large problem fits into
        memory. ``step_sizes[j]`` is then the size of the last step before point j + 1.
    evaluate : bool
        Whether to compute f at the points kept, which takes about as long as m/b steps for each. If
        False, `values` are NaN.

    Returns
    -------
    Trajectory
        `values` are those of the whole f, computed afterwards and not counted; `evaluations` count
        the gradients of single functions, b per step; `gradients` is None. Status "diverged" if
        the next step would be longer than `longest_step` allows, or a number was not finite.

    Raises
    ------
    ValueError
        If w0 does not have the shape (d,), or `steps` or `record_every` is out of range.

    Notes
    -----
    Source: lecture slides "Stochastic Gradient Descent", "Mini-batch SGD"; Robbins & Monro (1951).

    Examples
    --------
    >>> from lecture_lib.problems import least_squares
    >>> from lecture_lib.stochastic.sampling import cyclic
    >>> problem = least_squares([[1.0], [1.0]], [0.0, 4.0], mean=True)
    >>> run = sgd(problem, [0.0], step_size=0.5, batches=cyclic(2), steps=3)
    >>> run.iterates[:, 0].tolist(), run.evaluations.tolist()
    ([0.0, 0.0, 2.0, 1.0], [0, 1, 2, 3])
    >>> run.values.round(9).tolist()
    [4.0, 4.0, 2.0, 2.5]
    """
    w = np.array(problem.start if w0 is None else w0, dtype=float)
    if w.shape != (problem.dimension,):
        raise ValueError(f"w0 has shape {w.shape}, but must have ({problem.dimension},)")
    within("steps", steps, least=0)
    within("record_every", record_every, least=1)
    schedule, gradient = as_schedule(step_size), problem.sample_gradient
    iterates, sizes, evaluations = [w.copy()], [], [0]
    status, message = "finished", f"finished: {steps} steps"
    k = count = 0
    size, limit = 0.0, longest_step(w)
    feed = iter(batches)
    with np.errstate(over="ignore", invalid="ignore"):
        while k < steps:
            batch = next(feed, feed)
            if batch is feed:
                message = f"finished: the batches ended after {k} steps"
                break
            k += 1
            t, batch = schedule(k), indices_of(batch, "an entry of batches")
            step = t * gradient(w, batch)
            length = math.sqrt(step @ step)
            if not length <= limit:
                status, message = "diverged", _how(k, length)
                k -= 1
                break
            w -= step
            size = t
            count += len(batch)
            if k % record_every == 0:
                iterates.append(w.copy())
                sizes.append(size)
                evaluations.append(count)
    if k and evaluations[-1] != count:
        iterates.append(w.copy())
        sizes.append(size)
        evaluations.append(count)
    points = np.array(iterates)
    values = np.asarray(problem.value(points)) if evaluate else np.full(len(points), np.nan)
    return Trajectory(points, values, None, np.array(sizes), np.array(evaluations), status, message)


def _how(k: int, length: float) -> str:
    if math.isfinite(length):
        return f"diverged: step {k} would be {length:.4g} long"
    return f"diverged: step {k} would lead to numbers that are not finite"


@checked
def averaged(trajectory: Trajectory, problem: MeanOfFunctions, start: int = 0) -> Trajectory:
    """Return the trajectory of the means of w_start, ..., w_k, for k = start, ..., T.

    Parameters
    ----------
    trajectory : Trajectory
        A run of `sgd` on the problem.
    problem : MeanOfFunctions
        Gives the values at the means.
    start : int
        The first point to average, 0 to T.

    Returns
    -------
    Trajectory
        Of T - start + 1 points. Averaging costs no gradients: `evaluations` are those of w_k.

    Raises
    ------
    ValueError
        If `start` is out of range.

    Notes
    -----
    Source: Polyak & Juditsky (1992).

    Examples
    --------
    >>> from lecture_lib.problems import least_squares
    >>> problem = least_squares([[1.0], [1.0]], [0.0, 4.0], mean=True)
    >>> run = sgd(problem, [0.0], step_size=0.5, batches=[[1], [0], [1]], steps=3)
    >>> averaged(run, problem, start=1).iterates[:, 0].tolist()
    [2.0, 1.5, 1.8333333333333333]
    """
    within("start", start, least=0, most=trajectory.steps)
    points = trajectory.iterates[start:]
    means = points.cumsum(axis=0) / np.arange(1, len(points) + 1)[:, None]
    return replace(
        trajectory,
        iterates=means,
        values=problem.value(means),
        gradients=None,
        step_sizes=trajectory.step_sizes[start:],
        evaluations=trajectory.evaluations[start:],
    )
