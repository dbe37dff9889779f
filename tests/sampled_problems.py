"""Hypothesis strategies: random smooth convex functions whose L, minimiser and minimum are known.

A sum ``g(w) = sum_i c_i phi_i(a_i . w - b_i)`` of half squares, Hubers, log-coshs and softplus,
each with second derivative at most 1, has the smoothness constant ``lambda_max(sum c_i a_i a_i')``.
Its Bregman divergence ``f(w) = g(w) - g(w*) - grad g(w*) . (w - w*)`` is as convex and as smooth,
and its minimum is 0 at whatever point w* one likes.
"""

from dataclasses import dataclass

import numpy as np
from hypothesis import strategies as st


def _huber(t):
    near = np.abs(t) <= 0.5
    return np.where(near, t * t / 2, 0.5 * np.abs(t) - 0.125)


PHI = [  # value, derivative
    (lambda t: t * t / 2, lambda t: t),
    (_huber, lambda t: np.clip(t, -0.5, 0.5)),
    (lambda t: np.logaddexp(t, -t) - np.log(2), np.tanh),
    (lambda t: 4 * np.logaddexp(t, 0), lambda t: 2 * (1 + np.tanh(t / 2))),
]


@dataclass
class Sampled:
    """A problem with the attributes of the library's."""

    a: np.ndarray
    b: np.ndarray
    c: np.ndarray
    kinds: np.ndarray
    w_star: np.ndarray
    start: np.ndarray
    f_star: float = 0.0
    name: str = "sampled"

    def _sum(self, w, part):
        t = np.asarray(w) @ self.a.T - self.b
        return [self.c[i] * PHI[k][part](t[..., i]) for i, k in enumerate(self.kinds)]

    def _g(self, w):
        return np.sum(self._sum(w, 0), axis=0)

    def _grad_g(self, w):
        return np.stack(self._sum(w, 1), axis=-1) @ self.a

    def value(self, w):
        slope = self._grad_g(self.w_star)
        return self._g(w) - self._g(self.w_star) - (np.asarray(w) - self.w_star) @ slope

    def gradient(self, w):
        return self._grad_g(w) - self._grad_g(self.w_star)

    def nearest_minimiser(self, w):
        return self.w_star

    @property
    def dimension(self):
        return self.w_star.size

    @property
    def mu(self):
        square = self.kinds == 0
        matrix = (self.a[square].T * self.c[square]) @ self.a[square]
        return max(0.0, float(np.linalg.eigvalsh(matrix)[0])) if square.any() else 0.0

    @property
    def L(self):  # noqa: N802
        return float(np.linalg.eigvalsh((self.a.T * self.c) @ self.a)[-1])

    @property
    def R(self):  # noqa: N802
        return float(np.linalg.norm(self.start - self.w_star))


@st.composite
def convex_problems(draw, kinds=(0, 1, 2, 3), dimensions=(1, 4)):
    dimension, terms = draw(st.integers(*dimensions)), draw(st.integers(1, 5))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    a = rng.normal(size=(terms, dimension))
    return Sampled(
        a=a,
        b=rng.normal(size=terms),
        c=10 ** rng.uniform(-1, 1, size=terms),
        kinds=np.array(draw(st.lists(st.sampled_from(kinds), min_size=terms, max_size=terms))),
        w_star=rng.normal(size=dimension),
        start=10 ** draw(st.floats(-1, 1.5)) * rng.normal(size=dimension),
    )


@st.composite
def spectra(draw, zeros=False):
    """Eigenvalues and a start of a quadratic in its own coordinates: mu the least nonzero one."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    values = 10 ** rng.uniform(-2, 1, size=draw(st.integers(1, 5)))
    if zeros:
        values = np.append(values, [0.0])
    return values, rng.normal(size=values.size)


def descend(gradient, w0, step_sizes):
    """Plain gradient descent, the tests' own: return all iterates, shape (T+1, d)."""
    iterates = [np.asarray(w0, dtype=float)]
    for step_size in step_sizes:
        iterates.append(iterates[-1] - step_size * gradient(iterates[-1]))
    return np.array(iterates)


def huber(L, threshold):
    """Value and gradient of the Huber function of one variable, written down once more."""

    def value(w):
        size = np.abs(w[..., 0])
        return L * np.where(size <= threshold, size**2 / 2, threshold * size - threshold**2 / 2)

    return value, lambda w: L * np.clip(w, -threshold, threshold)
