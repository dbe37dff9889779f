"""What a descent leaves behind: every point, value, gradient and step size, and how it ended."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..problems.problem import point
from ..signatures import Numbers, checked

__all__ = ["DIVERGED", "STATUSES", "Trajectory", "longest_step"]

STATUSES = ("finished", "converged", "diverged")

DIVERGED = 1e20
"""A run has diverged when a step is this many times max(1, ||w_0||) long, or not finite."""


@checked
def longest_step(w0: Numbers) -> float:
    """`DIVERGED` times max(1, ||w_0||): a run with a longer step has diverged.

    It is a length, whatever the run's first gradient was, which may be next to nothing at a hilltop
    or where the first example happens to fit. Doubles have 16 digits: a step of 10^20 leaves
    nothing of the point that it came from.

    Examples
    --------
    >>> longest_step([3.0, 4.0])
    5e+20
    """
    return DIVERGED * max(1.0, float(np.linalg.norm(w0)))


@dataclass(frozen=True, eq=False)
class Trajectory:
    """The points w_0, w_1, ..., w_T of a descent, with all that was computed on the way.

    Attributes
    ----------
    iterates : array of shape (T+1, d)
        Row t is w_t. All numbers are finite: what overflows is left out, and `message` says so.
    values : array of shape (T+1,)
        f(w_t).
    gradients : array of shape (T+1, d), or None
        The gradient of f at w_t; None if the method never computed the whole gradient.
    step_sizes : array of shape (T,)
        Entry t is the step size between w_t and w_(t+1).
    evaluations : array of shape (T+1,)
        How many gradients of single functions were computed to reach w_t; 0 for w_0. The gradient
        of a mean of m functions counts m, that of any other function 1.
    status : {"finished", "converged", "diverged"}
        All steps were taken; or the stopping rule was met before; or the run went to infinity:
        a step was longer than `longest_step` of its start, or led to what is not finite.
    message : str
        What happened, and at which step.

    Raises
    ------
    ValueError
        If shapes do not fit each other, or the status is unknown.

    Examples
    --------
    >>> path = Trajectory([[4.0], [2.0], [1.0]], [8.0, 2.0, 0.5], None, [0.5, 0.5], [0, 1, 2])
    >>> path.steps, path.status
    (2, 'finished')
    >>> path.gaps(0.0).tolist(), path.distances([0.0]).tolist()
    ([8.0, 2.0, 0.5], [4.0, 2.0, 1.0])
    """

    iterates: np.ndarray
    values: np.ndarray
    gradients: np.ndarray | None
    step_sizes: np.ndarray
    evaluations: np.ndarray
    status: str = "finished"
    message: str = ""

    def __post_init__(self) -> None:
        for name in ("iterates", "values", "gradients", "step_sizes", "evaluations"):
            if getattr(self, name) is not None:
                kind = None if name == "evaluations" else float
                object.__setattr__(self, name, np.asarray(getattr(self, name), dtype=kind))
        if self.iterates.ndim != 2 or not self.iterates.size:
            raise ValueError(f"iterates have shape {self.iterates.shape}, but must have (T+1, d)")
        points = len(self.iterates)
        expected = {
            "values": (points,),
            "gradients": self.iterates.shape,
            "step_sizes": (points - 1,),
            "evaluations": (points,),
        }
        for name, shape in expected.items():
            value = getattr(self, name)
            if value is not None and value.shape != shape:
                raise ValueError(f"{name} have shape {value.shape}; for {points} iterates: {shape}")
        if self.status not in STATUSES:
            raise ValueError(f"status {self.status!r} is not one of {', '.join(STATUSES)}")

    @property
    def steps(self) -> int:
        """T, the number of steps that were taken."""
        return len(self.step_sizes)

    @property
    def gradient_norms(self) -> np.ndarray:
        """The norms of the gradients, shape (T+1,)."""
        if self.gradients is None:
            raise ValueError("this method never computed the whole gradient")
        return np.linalg.norm(self.gradients, axis=1)

    @checked
    def gaps(self, f_star: float) -> np.ndarray:
        """f(w_t) - f_star, shape (T+1,)."""
        return self.values - float(f_star)

    @checked
    def distances(self, w_star: Numbers) -> np.ndarray:
        """||w_t - w_star||, shape (T+1,); `w_star` is one point (d,), or one a row (T+1, d)."""
        return np.linalg.norm(self.iterates - point(w_star, self.iterates.shape[1]), axis=1)
