"""Least squares and logistic regression on given data."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..activations import sigmoid, sigmoid_derivative
from ..arguments import refuse
from ..signatures import Numbers, checked
from .finite_sum import FiniteSum, indices_of
from .problem import point

__all__ = ["least_squares", "logistic_regression"]


@checked
def least_squares(X: Numbers, y: Numbers, mean: bool = False) -> FiniteSum:
    """f(w) = 1/2 ||y - X w||^2; with `mean`, that over m.

    Parameters
    ----------
    X : array of shape (m, d)
        One example a row.
    y : array of shape (m,)
    mean : bool
        False is the lecture's sum, L = lambda_max(X'X); True divides by m, and L with it.

    Returns
    -------
    FiniteSum
        As 1/m sum_i f_i, with f_i(w) = 1/2 (x_i'w - y_i)^2 for the mean and m times that for the
        sum, so that the mean of single gradients is the gradient in both. `mu` is the smallest
        eigenvalue of X'X (or of X'X/m), and `pl` the smallest that is not zero. `w_star` is the
        minimiser of least norm.

    Raises
    ------
    ValueError
        If shapes do not fit, or numbers are not finite.

    Notes
    -----
    An eigenvalue counts as zero as in ``numpy.linalg.matrix_rank``. Values are computed as
    f_star + 1/2 ||X (w - w_star)||^2, which keeps the digits of a small gap. Source: lecture
    slides "GD for Linear regression".

    Examples
    --------
    >>> problem = least_squares([[1.0, 0.0], [0.0, 2.0]], [1.0, 2.0])
    >>> problem.w_star.tolist(), problem.L, problem.mu
    ([1.0, 1.0], 4.0, 1.0)
    >>> problem.gradient([0.0, 0.0]).tolist()
    [-1.0, -4.0]
    """
    X, y, m, d = _examples(X, y)
    scale = 1.0 / m if mean else 1.0
    U, singular, V = np.linalg.svd(X, full_matrices=False)
    zero = max(m, d) * np.finfo(float).eps * singular[0]
    rank = int((singular > zero).sum())
    U, V, kept = U[:, :rank], V[:rank], singular[:rank]
    w_star = V.T @ ((U.T @ y) / kept)
    residual = X @ w_star - y
    f_star = 0.5 * scale * float(residual @ residual)
    spectrum = scale * kept**2
    factor = m * scale  # of one f_i

    def value(w: Any) -> Any:
        coordinates = (point(w, d) - w_star) @ V.T
        return f_star + 0.5 * (coordinates**2 @ spectrum)

    def gradient(w: Any) -> np.ndarray:
        w = point(w, d)
        if w.ndim == 1:
            return scale * (X.T @ (X @ w - y)) if mean else X.T @ (X @ w - y)
        return scale * ((w @ X.T - y) @ X)

    def sample_gradient(w: Any, indices: Any) -> np.ndarray:
        w, indices = point(w, d), indices_of(indices)
        rows = X[indices]
        error = rows @ w - y[indices]
        return (factor / len(error)) * (error @ rows)

    return FiniteSum(
        name="least squares",
        dimension=d,
        value=value,
        gradient=gradient,
        hessian=lambda w: scale * (X.T @ X),
        L=float(scale * singular[0] ** 2),
        mu=float(spectrum[-1]) if rank == d else 0.0,
        f_star=f_star,
        w_star=w_star,
        start=np.zeros(d),
        pl=float(spectrum[-1]) if rank else None,
        quadratic=True,
        project=(lambda w: w - (w - w_star) @ V.T @ V) if rank < d else None,
        m=m,
        sample_gradient=sample_gradient,
        sample_gradients=lambda w: factor * (X @ point(w, d) - y)[:, None] * X,
        sample_values=lambda w: 0.5 * factor * (X @ point(w, d) - y) ** 2,
        sample_L=factor * (X**2).sum(axis=1),
    )


@checked
def logistic_regression(X: Numbers, y: Numbers, ridge: float) -> FiniteSum:
    """f(w) = 1/m sum_i log(1 + exp(-y_i x_i'w)) + ridge/2 ||w||^2.

    Parameters
    ----------
    X : array of shape (m, d)
    y : array of shape (m,)
        Labels -1 and 1.
    ridge : float, > 0
        Without it a minimiser need not exist: data that a plane separates have none.

    Returns
    -------
    FiniteSum
        L = lambda_max(X'X)/(4m) + ridge, the norm of the Hessian at w = 0; mu = ridge, to which
        the Hessian tends far away. The minimiser is found by Newton's method, to rounding.

    Raises
    ------
    ValueError
        If shapes do not fit, numbers are not finite, a label is not -1 or 1, or ridge <= 0.

    Examples
    --------
    >>> problem = logistic_regression([[1.0], [-1.0]], [1.0, -1.0], ridge=0.5)
    >>> problem.L, problem.mu
    (0.75, 0.5)
    >>> problem.gradient([0.0]).tolist()
    [-0.5]
    """
    X, y, m, d = _examples(X, y)
    if not np.isin(y, (-1.0, 1.0)).all():
        raise ValueError("labels are -1 or 1")
    if not (np.isfinite(ridge) and ridge > 0):
        refuse("ridge", ridge, "positive, else a minimiser need not exist")
    A = -y[:, None] * X

    def value(w: Any) -> Any:
        w = point(w, d)
        return np.logaddexp(0.0, w @ A.T).mean(axis=-1) + 0.5 * ridge * (w * w).sum(axis=-1)

    def gradient(w: Any) -> np.ndarray:
        w = point(w, d)
        return sigmoid(w @ A.T) @ A / m + ridge * w

    def hessian(w: Any) -> np.ndarray:
        weighted = A * np.sqrt(sigmoid_derivative(A @ point(w, d)))[:, None]
        return weighted.T @ weighted / m + ridge * np.eye(d)

    def sample_gradient(w: Any, indices: Any) -> np.ndarray:
        rows, w = A[indices_of(indices)], point(w, d)
        return sigmoid(rows @ w) @ rows / len(rows) + ridge * w

    def sample_gradients(w: Any) -> np.ndarray:
        w = point(w, d)
        return sigmoid(A @ w)[:, None] * A + ridge * w

    def sample_values(w: Any) -> np.ndarray:
        w = point(w, d)
        return np.logaddexp(0.0, A @ w) + 0.5 * ridge * (w @ w)

    w_star = _newton(value, gradient, hessian, np.zeros(d))
    return FiniteSum(
        name="logistic regression",
        dimension=d,
        value=value,
        gradient=gradient,
        hessian=hessian,
        L=float(np.linalg.norm(X, 2) ** 2 / (4 * m) + ridge),
        mu=float(ridge),
        f_star=float(value(w_star)),
        w_star=w_star,
        start=np.zeros(d),
        pl=float(ridge),
        m=m,
        sample_gradient=sample_gradient,
        sample_gradients=sample_gradients,
        sample_values=sample_values,
        sample_L=(X**2).sum(axis=1) / 4 + ridge,
    )


def _examples(X: Any, y: Any) -> tuple[np.ndarray, np.ndarray, int, int]:
    """Check the data; return them with their sizes."""
    X, y = np.array(X, dtype=float), np.array(y, dtype=float)
    if X.ndim != 2 or not X.size or y.shape != X.shape[:1]:
        raise ValueError(f"X has shape {X.shape} and y {y.shape}, but must have (m, d) and (m,)")
    if not (np.isfinite(X).all() and np.isfinite(y).all()):
        raise ValueError("X and y must be finite")
    return X, y, *X.shape


def _newton(value: Any, gradient: Any, hessian: Any, w: np.ndarray) -> np.ndarray:
    """Newton's method: whole steps while they halve the gradient, else shortened until f falls."""
    g = gradient(w)
    while g.any():
        direction = np.linalg.solve(hessian(w), g)
        candidate, decrement = w - direction, float(g @ direction)
        smaller = np.linalg.norm(gradient(candidate)) / np.linalg.norm(g)
        if smaller > 0.5 and decrement < 1e-12:  # rounding hides what is left
            return candidate if smaller < 1.0 else w
        step = 1.0
        while smaller > 0.5 and value(candidate) > value(w) - 0.25 * step * decrement:
            step /= 2
            candidate = w - step * direction
        w, g = candidate, gradient(candidate)
    return w
