"""Run an optimizer on a problem, and keep the whole path."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

import numpy as np

from ..arguments import within
from ..descent.trajectory import Trajectory, longest_step
from ..problems.finite_sum import FiniteSum, indices_of
from ..problems.problem import Problem
from ..signatures import Numbers, checked
from .hyperparameters import rate_at
from .optimizer import Optimizer

__all__ = ["minimize"]


@checked
def minimize(
    problem: Problem,
    optimizer: Optimizer,
    w0: Numbers | None = None,
    steps: int = 1000,
    *,
    batches: Iterable[Any] | None = None,
    tolerance: float = 0.0,
) -> Trajectory:
    """Return the path w_0, w_1, ..., w_T of an optimizer on a problem.

    Parameters
    ----------
    problem : Problem
    optimizer : Optimizer
        Its settings, as in ``Adam(lr=0.1)``. It is not changed: each run starts afresh.
    w0 : array of shape (d,), optional
        The start, by default the problem's own. It is not changed.
    steps : int
        At least 0.
    batches : iterable of indices, optional
        For a `FiniteSum`: what the gradient of each step is the mean over. Without it, the
        gradient is the whole one.
    tolerance : float
        Stop when the norm of the whole gradient is at most this; not with `batches`.

    Returns
    -------
    Trajectory
        Its status is "diverged" if a step was longer than `longest_step` allows, or a value,
        gradient, iterate or the optimizer's memory was no longer finite; the path ends before that
        step. `step_sizes` are the learning rates.

    Raises
    ------
    TypeError, ValueError
        If the optimizer has parameters already, or an argument is out of range.

    Examples
    --------
    >>> from lecture_lib.optimizers import SGD
    >>> from lecture_lib.problems import quadratic
    >>> path = minimize(quadratic([1.0, 2.0]), SGD(lr=0.5), [1.0, 1.0], steps=3)
    >>> path.iterates.tolist()
    [[1.0, 1.0], [0.5, 0.0], [0.25, 0.0], [0.125, 0.0]]
    """
    if optimizer.parameters is not None:
        raise ValueError("the optimizer has parameters already; minimize takes settings: SGD(lr=1)")
    within("steps", steps, least=0)
    within("tolerance", tolerance, least=0.0, finite=False)
    if batches is not None and not isinstance(problem, FiniteSum):
        raise TypeError(f"batches need a problem that is a mean of functions, not {problem.name}")
    w = np.array(problem.start if w0 is None else w0, dtype=float)
    if w.shape != (problem.dimension,):
        raise ValueError(f"w0 has shape {w.shape}; {problem.name} needs ({problem.dimension},)")
    return _Run(problem, optimizer.bound_to([w]), w, batches).take(int(steps), float(tolerance))


def _finite(array: Any) -> bool:
    """Whether all entries are finite; one fast sum tells, unless squares overflow."""
    return math.isfinite(np.vdot(array, array)) or bool(np.all(np.isfinite(array)))


class _Run:
    """A path that is being made."""

    def __init__(self, problem: Problem, worker: Optimizer, w: Any, batches: Any) -> None:
        self.problem, self.worker, self.w = problem, worker, w
        self.batches = None if batches is None else iter(batches)
        self.iterates: list[Any] = []
        self.values: list[float] = []
        self.gradients: list[Any] = []
        self.rates: list[float] = []
        self.evaluations = [0]
        self.longest = longest_step(w)

    def take(self, steps: int, tolerance: float) -> Trajectory:
        status, message = "finished", f"all {steps} steps were taken"
        with np.errstate(all="ignore"):
            if fault := self._look():
                raise ValueError(f"w0 is {self.w}: {fault} at the start")
            while len(self.rates) < steps:
                step = len(self.rates) + 1
                if self.batches is None and np.linalg.norm(self.gradients[-1]) <= tolerance:
                    status = "converged"
                    message = (
                        f"the gradient's norm was at most {tolerance:g} after {step - 1} steps"
                    )
                    break
                rate = rate_at(self.worker.lr, step)
                cost, fault = self._step(step)
                fault = fault or self._look()
                if fault:
                    status, message = "diverged", f"{fault} at step {step}"
                    break
                self.rates.append(rate)
                self.evaluations.append(self.evaluations[-1] + cost)
        return Trajectory(
            np.array(self.iterates),
            np.array(self.values),
            None if self.batches is not None else np.array(self.gradients),
            np.array(self.rates),
            np.array(self.evaluations),
            status,
            message,
        )

    def _step(self, step: int) -> tuple[int, str]:
        """Take a step; return how many gradients it needed, and what went wrong or ""."""
        if self.batches is None:
            gradient, cost = self.gradients[-1], getattr(self.problem, "m", 1)
        else:
            try:
                indices = indices_of(next(self.batches), "an entry of batches")
            except StopIteration:
                raise ValueError(f"the batches ended before step {step}") from None
            assert isinstance(self.problem, FiniteSum)
            gradient, cost = self.problem.sample_gradient(self.w, indices), indices.size
            if not _finite(gradient):
                return cost, "the gradient of a batch was not finite"
        self.worker.step([gradient])
        state = self.worker.state[0]
        if not all(_finite(state[name]) for name in self.worker.slots):
            return cost, "the optimizer's memory overflowed"
        return cost, ""

    def _look(self) -> str:
        """Note where the run is, if all there is finite; return what is not, or ""."""
        if not _finite(self.w):
            return "the iterate was not finite"
        value = float(self.problem.value(self.w))
        if not math.isfinite(value):
            return "the value was not finite"
        if self.batches is None:
            gradient = np.array(self.problem.gradient(self.w), dtype=float)
            if not _finite(gradient):
                return "the gradient was not finite"
        if self.iterates:
            step = self.w - self.iterates[-1]
            length = math.sqrt(np.vdot(step, step))
            if length > self.longest:
                return f"a step was {length:.4g} long"
        if self.batches is None:
            self.gradients.append(gradient)
        self.iterates.append(self.w.copy())
        self.values.append(value)
        return ""
