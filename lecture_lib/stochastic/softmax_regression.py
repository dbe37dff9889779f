"""Softmax regression: a linear model with softmax and cross entropy, as a mean of functions."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..arguments import shaped, within
from ..losses import cross_entropy
from ..problems.finite_sum import indices_of
from ..problems.problem import point
from ..signatures import Numbers, checked

__all__ = ["SoftmaxRegression"]


class SoftmaxRegression:
    """f(w) = 1/m sum_i (logsumexp(W x_i) - (W x_i)_(y_i)) + ridge/2 ||w||^2.

    Row c of the k x d matrix W scores class c; the point w is W read row by row.

    Parameters
    ----------
    X : array of shape (m, d)
        One example a row.
    labels : array of int, shape (m,)
        Class numbers 0..k-1.
    classes : int, optional
        k; by default the largest label plus 1.
    ridge : float
        At least 0.

    Attributes
    ----------
    X, labels, ridge
        As given, copied.
    m, classes : int
    dimension : int
        k d, the length of w.
    start : array of shape (k d,)
        Zeros, where every class has probability 1/k.

    Raises
    ------
    TypeError, ValueError
        If shapes do not fit, numbers are not finite, or a label is no class number.

    Examples
    --------
    >>> problem = SoftmaxRegression([[1.0], [-1.0]], [0, 1])
    >>> round(problem.value(problem.start), 6)  # log 2
    0.693147
    >>> problem.gradient(problem.start).tolist()
    [-0.5, 0.5]
    """

    @checked
    def __init__(
        self, X: Numbers, labels: Numbers, classes: int | None = None, ridge: float = 0.0
    ) -> None:
        self.X, self.labels = np.array(X, dtype=float), np.array(labels)
        if self.X.ndim != 2 or not self.X.size or self.labels.shape != self.X.shape[:1]:
            raise ValueError(
                f"X has shape {self.X.shape} and labels {self.labels.shape}; "
                "they must be (m, d) and (m,)"
            )
        if not np.isfinite(self.X).all():
            raise ValueError("X must be finite")
        if not np.issubdtype(self.labels.dtype, np.integer):
            raise TypeError(f"labels are {self.labels.dtype}, but must be integers")
        if classes is not None:
            within("classes", classes, least=1)
        self.classes = int(self.labels.max()) + 1 if classes is None else classes
        if self.labels.min() < 0 or self.labels.max() >= self.classes:
            raise ValueError(f"labels must be from 0 to {self.classes - 1}")
        within("ridge", ridge, least=0.0)
        self.m, self.ridge = len(self.X), float(ridge)
        self.dimension = self.classes * self.X.shape[1]
        self.start = np.zeros(self.dimension)

    def weights(self, w: Any) -> np.ndarray:
        """Return the point as the matrix W, shape (k, d).

        Raises
        ------
        TypeError, ValueError
            If w is not made of numbers or has another shape than (k d,). All methods do the same.
        """
        w = point(w, self.dimension)
        if w.ndim > 1:
            raise ValueError(f"w has shape {w.shape}, but must have ({self.dimension},)")
        return w.reshape(self.classes, -1)

    def value(self, w: Any) -> Any:
        """Return f at one point (k d,) or at many (..., k d)."""
        w = point(w, self.dimension)
        if w.ndim > 1:
            return np.array([self.value(row) for row in w])
        loss = cross_entropy(self.labels, self.X @ self.weights(w).T)
        return float(loss + 0.5 * self.ridge * float(w @ w))

    def gradient(self, w: Any) -> np.ndarray:
        """Return the gradient of f, shape (k d,)."""
        return self._mean_gradient(w, self.X, self.labels)

    def sample_gradient(self, w: Any, indices: Any) -> np.ndarray:
        """Return the mean of the gradients of f_i over the indices, shape (k d,)."""
        indices = indices_of(indices)
        return self._mean_gradient(w, self.X[indices], self.labels[indices])

    def sample_gradients(self, w: Any) -> np.ndarray:
        """Return all m gradients, shape (m, k d)."""
        p = self._error(w, self.X, self.labels)
        gradients = (p[:, :, None] * self.X[:, None, :]).reshape(self.m, -1)
        return gradients + self.ridge * np.asarray(w, dtype=float)

    @checked
    def accuracy(self, w: Any, X: Numbers, labels: Numbers) -> float:
        """Return the part of the examples whose class has the highest score.

        Raises
        ------
        TypeError, ValueError
            If X has not the shape (n, d) or labels not (n,).
        """
        X, labels = shaped("X", X, "(n, d)"), shaped("labels", labels, "(n,)")
        if X.shape[1] != self.X.shape[1] or len(labels) != len(X):
            raise ValueError(
                f"X has shape {X.shape} and labels {labels.shape}, but must have "
                f"(n, {self.X.shape[1]}) and (n,)"
            )
        return float(((X @ self.weights(w).T).argmax(axis=1) == labels).mean())

    def _error(self, w: Any, X: np.ndarray, labels: np.ndarray) -> np.ndarray:
        """Return p - y, one row per example."""
        p = X @ self.weights(w).T
        p -= p.max(axis=1, keepdims=True)
        np.exp(p, out=p)
        p /= p.sum(axis=1, keepdims=True)
        p[np.arange(len(labels)), labels] -= 1.0
        return p

    def _mean_gradient(self, w: Any, X: np.ndarray, labels: np.ndarray) -> np.ndarray:
        gradient = (self._error(w, X, labels).T @ X).ravel()
        gradient /= len(labels)
        if self.ridge:
            gradient += self.ridge * np.asarray(w, dtype=float)
        return gradient
