"""Right forms of the exercises on gradient descent, and on stochastic gradients."""

import random
from itertools import product

import numpy as np
from right_forms import form_of

from lecture_lib.descent import Backtracking
from lecture_lib.stochastic.sampling import reshuffled


@form_of("lies_below_chords")
def by_two_loops(f, points):
    for a in points:
        for b in points:
            if 2 * f((a + b) / 2) > f(a) + f(b):
                return False
    return True


@form_of("lies_below_chords")
def by_the_worst_chord(f, points):
    gaps = [f(a) + f(b) - 2 * f(0.5 * a + 0.5 * b) for a, b in product(points, points)]
    return np.min(gaps) >= 0


@form_of("descent_lemma_holds")
def all_on_one_side(f, slope, L, a, b):
    return f(b) - f(a) - slope(a) * (b - a) - 0.5 * L * (a - b) * (a - b) <= 0


@form_of("descent_lemma_holds")
def by_the_step(f, slope, L, a, b):
    step = b - a
    bound = f(a) + step * (slope(a) + L * step / 2)
    return bool(bound >= f(b))


@form_of("smoothness_seen")
def by_loops_over_rows(gradient, points):
    L = 0.0
    for i, a in enumerate(points):
        for b in points[:i]:
            change, way = gradient(a) - gradient(b), a - b
            L = max(L, np.sqrt(change @ change) / np.sqrt(way @ way))
    return L


@form_of("smoothness_seen")
def by_arrays(gradient, points):
    slopes = np.array([gradient(point) for point in points])
    changes = np.linalg.norm(slopes[:, None] - slopes[None], axis=-1)
    ways = np.linalg.norm(points[:, None] - points[None], axis=-1)
    return np.max(changes[ways > 0] / ways[ways > 0])


@form_of("descend")
def with_eta(gradient, w, L, steps):
    eta, path = 1 / L, np.zeros((steps + 1, len(w)))
    path[0] = w
    for t in range(steps):
        path[t + 1] = path[t] - eta * gradient(path[t])
    return path


@form_of("descend")
def with_a_list_that_grows(gradient, w, L, steps):
    return (
        [w]
        if steps == 0
        else [w, *with_a_list_that_grows(gradient, w - gradient(w) / L, L, steps - 1)]
    )


@form_of("armijo")
def with_a_break(f, gradient, w, eta):
    g = gradient(w)
    while True:
        if f(w) - f(w - eta * g) >= 0.5 * eta * np.linalg.norm(g) ** 2 - 1e-13:
            return eta
        eta = 0.5 * eta


@form_of("armijo")
def of_the_library(f, gradient, w, eta):
    class Problem:
        value = staticmethod(f)

    g = gradient(w)
    return Backtracking(first=eta).step_size(Problem, w, g, f(w))


@form_of("regression_gradient")
def row_by_row(X, y, w):
    return sum((x @ w - label) * x for x, label in zip(X, y, strict=True))


@form_of("regression_gradient")
def by_the_normal_equations(X, y, w):
    return X.T @ X @ w - X.T @ y


@form_of("power_iteration")
def by_the_stretch(A, v, steps):
    for _ in range(steps):
        v = A @ v
        stretch = np.linalg.norm(v)
        v = v / stretch
    return stretch


@form_of("power_iteration")
def by_rayleighs_quotient(A, v, steps):
    for _ in range(steps):
        v = A @ v / max(abs(A @ v))
    return (v @ A @ v) / (v @ v)


@form_of("indices_of_epoch")
def by_drawing_cards(rule, m, rng):
    cards = list(range(m))
    if rule == "cyclic":
        return cards
    if rule == "randomized":
        return [int(rng.random() * m) for _ in range(m)]
    return [cards.pop(rng.integers(len(cards))) for _ in range(m)]


@form_of("indices_of_epoch")
def by_sorting_random_numbers(rule, m, rng):
    rules = {
        "cyclic": lambda: np.arange(m),
        "reshuffled": lambda: np.argsort(rng.random(m)),
        "randomized": lambda: rng.choice(m, size=m),
    }
    return rules[rule]()


@form_of("run_sgd")
def with_a_path(slopes, w, order, eta):
    path = [w]
    for i in order:
        path.append(path[-1] - slopes[i](path[-1]) * eta)
    return path[-1]


@form_of("run_sgd")
def by_recursion(slopes, w, order, eta):
    if not order:
        return w
    return by_recursion(slopes, w - eta * slopes[order[0]](w), order[1:], eta)


@form_of("batch_gradient")
def by_products(X, y, w, batch):
    rows = X[batch]
    return rows.T @ (rows @ w - y[batch]) / len(batch)


@form_of("batch_gradient")
def by_a_sum(X, y, w, batch):
    total = np.zeros(len(w))
    for i in batch:
        total = total + X[i] * (w @ X[i] - y[i])
    return total / batch.size


@form_of("batches_of_epoch")
def by_the_librarys_rule(m, b, rng):
    rule = iter(reshuffled(m, rng, batch_size=b))
    return [next(rule) for _ in range(-(-m // b))]


@form_of("batches_of_epoch")
def from_a_hat(m, b, rng):
    hat = list(range(m))
    random.Random(int(rng.integers(1000))).shuffle(hat)
    batches = []
    while hat:
        batches.append(hat[:b])
        hat = hat[b:]
    return batches
