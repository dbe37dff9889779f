"""Convex functions that are smooth, but not strongly convex."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from ..arguments import within
from ..signatures import Numbers, checked
from ..softmax import log_softmax, softmax
from .problem import Problem, point

__all__ = ["huber", "log_sum_exp"]


@checked
def huber(threshold: float, dimension: int = 1, L: float = 1.0) -> Problem:
    """f(w) = L/2 ||w||^2 if ||w|| <= threshold, else L threshold (||w|| - threshold/2).

    A bowl with straight walls: the gradient is L w, cut off at length L threshold. With threshold
    R/(2T+1) no convex function is slower for T steps of gradient descent from distance R.

    Parameters
    ----------
    threshold : float, > 0
    dimension : int, at least 1
    L : float, > 0

    Returns
    -------
    Problem
        mu = 0; the only minimiser is 0. The Hessian on the sphere ||w|| = threshold, where there
        is none, is that of the inside.

    Raises
    ------
    ValueError
        If a number is not in its range.

    Notes
    -----
    Source: Drori and Teboulle (2014) for the worst case.

    Examples
    --------
    >>> problem = huber(threshold=1.0, L=2.0)
    >>> problem.value([[0.5], [3.0]]).tolist(), problem.gradient([[0.5], [3.0]]).tolist()
    ([0.25, 5.0], [[1.0], [2.0]])
    """
    for name, number in (("threshold", threshold), ("L", L)):
        within(name, number, above=0.0)
    within("dimension", dimension, least=1)
    d = dimension

    def value(w: Any) -> Any:
        norm = np.linalg.norm(point(w, d), axis=-1)
        inside = np.minimum(norm, threshold)
        return L * (0.5 * inside**2 + threshold * (norm - inside))

    def gradient(w: Any) -> np.ndarray:
        w = point(w, d)
        norm = np.linalg.norm(w, axis=-1, keepdims=True)
        return L * w * (threshold / np.maximum(norm, threshold))

    def hessian(w: Any) -> np.ndarray:
        w = point(w, d)
        norm = float(np.linalg.norm(w))
        if norm <= threshold:
            return L * np.eye(d)
        return L * threshold / norm * (np.eye(d) - np.outer(w, w) / norm**2)

    return Problem(
        name="Huber function",
        dimension=d,
        value=value,
        gradient=gradient,
        hessian=hessian,
        L=float(L),
        mu=0.0,
        f_star=0.0,
        w_star=np.zeros(d),
        start=np.full(d, 3.0 * threshold / math.sqrt(d)),
    )


@checked
def log_sum_exp(labels: Numbers) -> Problem:
    """f(w) = log sum_i exp(w_i) - c'w: the cross entropy of softmax(w) to soft labels c.

    Parameters
    ----------
    labels : array of shape (d,), d >= 2
        c: positive numbers that sum to 1.

    Returns
    -------
    Problem
        L = 1/2: the Hessian diag(p) - pp' with p = softmax(w) has this norm where p is 1/2 at two
        coordinates; for d > 2 that is a limit. mu = 0. The minimisers are the line log c + s 1,
        and the minimum is the entropy of c.

    Raises
    ------
    ValueError
        If the labels are not at least two positive numbers that sum to 1.

    Examples
    --------
    >>> problem = log_sum_exp([0.5, 0.25, 0.25])
    >>> problem.gradient([0.0, 0.0, 0.0]).round(4).tolist()
    [-0.1667, 0.0833, 0.0833]
    >>> problem.nearest_minimiser([2.0, 2.0, 2.0]).round(4).tolist()
    [2.4621, 1.769, 1.769]
    """
    c = np.array(labels, dtype=float)
    if c.ndim != 1 or c.size < 2 or not (c > 0).all() or abs(c.sum() - 1.0) > 1e-12:
        raise ValueError(f"labels are at least two positive numbers that sum to 1, not {labels!r}")
    d = c.size
    center = np.log(c) - np.log(c).mean()  # the minimiser of least norm

    def hessian(w: Any) -> np.ndarray:
        p = softmax(point(w, d))
        return np.diag(p) - np.outer(p, p)

    return Problem(
        name="log-sum-exp",
        dimension=d,
        value=lambda w: -(log_softmax(point(w, d)) @ c),
        gradient=lambda w: softmax(point(w, d)) - c,
        hessian=hessian,
        L=0.5,
        mu=0.0,
        f_star=float(-c @ np.log(c)),
        w_star=center,
        start=np.zeros(d),
        project=lambda w: center + w.mean(axis=-1, keepdims=True),
    )
