"""Each convention for AdaGrad, RMSProp and Adam, run for 50 steps beside its source's formula."""

import json
from itertools import combinations
from math import sqrt
from pathlib import Path

import numpy as np
import pytest
from references.convention_cases import LR, START, STEPS, gradient

from lecture_lib.optimizers import CONVENTIONS, AdaGrad, Adam, RMSProp

STORE = Path(__file__).parents[1] / "references" / "conventions.json"
FRAMEWORKS = json.loads(STORE.read_text(encoding="utf-8"))
KINDS = {"AdaGrad": AdaGrad, "RMSProp": RMSProp, "Adam": Adam}


def ours(where, kind):
    """Return the library's path with the settings for a source."""
    w = START.copy()
    optimizer = kind(w, lr=LR, **CONVENTIONS[where][kind])
    path = []
    for t in range(STEPS):
        optimizer.step(gradient(w, t))
        path.append(w.copy())
    return np.array(path)


def adagrad(step, start=0.0):
    """The sum of squares r; `step` makes a step over the rate of g and r."""

    def rule():
        r = start
        while True:
            g = yield
            r += g**2
            yield step(g, r)

    return rule


def rmsprop(step, rho=0.9, late=False):
    """A moving average r of the squares, of the gradients before the present one if `late`."""

    def rule():
        r = last = 0.0
        while True:
            g = yield
            r = rho * r + (1 - rho) * (last if late else g) ** 2
            last = g
            yield step(g, r)

    return rule


def adam(step, rho1=0.9, rho2=0.999):
    """Moving averages s and r of the gradient and its square; `step` knows t as well."""

    def rule():
        s = r = 0.0
        t = 0
        while True:
            g = yield
            t += 1
            s, r = rho1 * s + (1 - rho1) * g, rho2 * r + (1 - rho2) * g**2
            yield step(s, r, 1 - rho1**t, 1 - rho2**t)

    return rule


def outside(eps):
    return lambda g, r: g / (sqrt(r) + eps)


def inside(eps):
    return lambda g, r: g / sqrt(r + eps)


def corrected(eps):
    return lambda s, r, c1, c2: (s / c1) / (sqrt(r / c2) + eps)


PLAIN = {
    ("papers", AdaGrad): adagrad(outside(1e-8)),
    ("papers", RMSProp): rmsprop(outside(0.0)),
    ("papers", Adam): adam(corrected(1e-8)),
    ("slides", AdaGrad): adagrad(inside(1e-8)),
    ("slides", RMSProp): rmsprop(inside(1e-8), late=True),
    ("slides", Adam): adam(lambda s, r, c1, c2: s / (sqrt(r) + 1e-8)),
    ("Goodfellow", AdaGrad): adagrad(outside(1e-7)),
    ("Goodfellow", RMSProp): rmsprop(inside(1e-6)),
    ("Goodfellow", Adam): adam(corrected(1e-8)),
    ("D2L", AdaGrad): adagrad(inside(1e-6)),
    ("D2L", RMSProp): rmsprop(inside(1e-6)),
    ("D2L", Adam): adam(corrected(1e-6)),
    ("PyTorch", AdaGrad): adagrad(outside(1e-10)),
    ("PyTorch", RMSProp): rmsprop(outside(1e-8), rho=0.99),
    ("PyTorch", Adam): adam(corrected(1e-8)),
    ("Keras", AdaGrad): adagrad(inside(1e-7), start=0.1),
    ("Keras", RMSProp): rmsprop(inside(1e-7)),
    ("Keras", Adam): adam(lambda s, r, c1, c2: sqrt(c2) / c1 * s / (sqrt(r) + 1e-7)),
    ("Optax", AdaGrad): adagrad(inside(1e-7), start=0.1),
    ("Optax", RMSProp): rmsprop(inside(1e-8)),
    ("Optax", Adam): adam(corrected(1e-8)),
}


def by_formula(rule):
    """Return the path that a rule takes, each coordinate by itself, on plain numbers."""
    rules = [rule() for _ in START]
    w, path = START.tolist(), []
    for t in range(STEPS):
        for k, (one, g) in enumerate(zip(rules, gradient(np.array(w), t).tolist(), strict=True)):
            next(one)
            w[k] -= LR * one.send(g)
        path.append(w.copy())
    return np.array(path)


def test_every_source_has_a_formula_for_every_method():
    assert list(PLAIN) == [(where, kind) for where, row in CONVENTIONS.items() for kind in row]
    assert all(list(row) == list(KINDS.values()) for row in CONVENTIONS.values())


@pytest.mark.parametrize(("where", "kind"), PLAIN)
def test_fifty_steps_are_those_of_the_formula(where, kind):
    path = ours(where, kind)
    np.testing.assert_allclose(path, by_formula(PLAIN[where, kind]), rtol=1e-10, atol=1e-10)
    assert np.all(np.isfinite(path))


@pytest.mark.parametrize("case", sorted(FRAMEWORKS.keys() - {"made with"}))
def test_fifty_steps_are_those_of_the_library_itself(case):
    where, method = case.split(": ")
    path = ours(where, KINDS[method])[9::10]
    np.testing.assert_allclose(path, FRAMEWORKS[case], rtol=1e-10, atol=1e-10)


def test_all_libraries_are_there():
    cases = {f"{where}: {method}" for where in ("PyTorch", "Keras", "Optax") for method in KINDS}
    assert cases == FRAMEWORKS.keys() - {"made with"}


@pytest.mark.parametrize(("kind", "count"), [(AdaGrad, 6), (RMSProp, 6), (Adam, 4)])
def test_how_many_different_methods_have_the_same_name(kind, count):
    ends = {tuple(ours(where, kind)[-1]) for where in CONVENTIONS}
    assert len(ends) == count
    for one, other in combinations(ends, 2):
        assert np.abs(np.subtract(one, other)).max() > 1e-6
