"""Usual mistakes in the exercises on gradient descent: convexity, proofs, linear regression."""

from itertools import combinations, pairwise

import numpy as np
from wrong_forms import mistake_of


def height_over_chord(f, a, b):
    return 2 * f(0.5 * a + 0.5 * b) - f(a) - f(b)


@mistake_of("lies_below_chords", "You asked neighbours only")
def chords_of_neighbours(f, points):
    return max(height_over_chord(f, a, b) for a, b in pairwise(points)) <= 0


@mistake_of("lies_below_chords", "A straight line is convex")
def chords_not_touched(f, points):
    return max(height_over_chord(f, a, b) for a, b in combinations(points, 2)) < 0


@mistake_of("lies_below_chords", "A straight line is convex")
def chords_not_touched_even_from_a_point_to_itself(f, points):
    return max(height_over_chord(f, a, b) for a in points for b in points) < 0


@mistake_of("lies_below_chords", "One chord above")
def chords_of_which_one_is_above(f, points):
    return min(height_over_chord(f, a, b) for a, b in combinations(points, 2)) <= 0


@mistake_of("lies_below_chords", "One chord above")
def chords_of_which_one_may_be_a_point(f, points):
    return min(height_over_chord(f, a, b) for a in points for b in points) <= 0


@mistake_of("lies_below_chords", "The other way round")
def chords_below(f, points):
    return min(height_over_chord(f, a, b) for a, b in combinations(points, 2)) >= 0


@mistake_of("descent_lemma_holds", "The factor one half")
def bound_twice_as_curved(f, slope, L, a, b):
    step = b - a
    return f(b) - f(a) <= step * (slope(a) + L * step)


@mistake_of("descent_lemma_holds", "The slope is that at a")
def bound_with_the_other_slope(f, slope, L, a, b):
    step = b - a
    return f(b) - f(a) <= step * (slope(b) + L * step / 2)


@mistake_of("descent_lemma_holds", "The tangent alone")
def bound_by_a_tangent(f, slope, L, a, b):
    return f(b) - f(a) <= (b - a) * slope(a)


@mistake_of("descent_lemma_holds", "The last distance is squared")
def bound_by_a_line(f, slope, L, a, b):
    return f(b) - f(a) <= (b - a) * (slope(a) + L / 2)


@mistake_of("descent_lemma_holds", "The last distance is squared")
def bound_by_a_roof(f, slope, L, a, b):
    return f(b) - f(a) - (b - a) * slope(a) <= abs(a - b) * L / 2


@mistake_of("descent_lemma_holds", "The tangent goes from a to b")
def bound_with_a_turned_tangent(f, slope, L, a, b):
    step = a - b
    return f(b) - f(a) <= step * (slope(a) + L * step / 2)


def changes_and_ways(gradient, points, pairs):
    """How far gradients and points of these pairs of rows are from each other."""
    slopes = [gradient(point) for point in points]
    changes = [np.sqrt(np.sum((slopes[i] - slopes[j]) ** 2)) for i, j in pairs]
    ways = [np.sqrt(np.sum((points[i] - points[j]) ** 2)) for i, j in pairs]
    return np.array(changes), np.array(ways)


@mistake_of("smoothness_seen", "You divide by nothing")
def largest_change(gradient, points):
    changes, _ = changes_and_ways(gradient, points, [*combinations(range(len(points)), 2)])
    return changes.max()


@mistake_of("smoothness_seen", "The least quotient")
def least_quotient(gradient, points):
    changes, ways = changes_and_ways(gradient, points, [*combinations(range(len(points)), 2)])
    return np.min(changes / ways)


@mistake_of("smoothness_seen", "You took neighbouring rows only")
def largest_quotient_of_neighbours(gradient, points):
    changes, ways = changes_and_ways(gradient, points, [*pairwise(range(len(points)))])
    return np.max(changes / ways)


@mistake_of("smoothness_seen", "A mean can be exceeded")
def mean_quotient(gradient, points):
    changes, ways = changes_and_ways(gradient, points, [*combinations(range(len(points)), 2)])
    return np.average(changes / ways)


@mistake_of("descend", "A step of L")
def descend_by_the_bound_itself(gradient, w, L, steps):
    path = [w]
    while len(path) <= steps:
        path.append(path[-1] - L * gradient(path[-1]))
    return path


@mistake_of("descend", "You go up")
def ascend(gradient, w, L, steps):
    path = [w]
    while len(path) <= steps:
        path.append(path[-1] + gradient(path[-1]) / L)
    return path


@mistake_of("descend", "The start belongs to the path")
def descend_without_a_start(gradient, w, L, steps):
    path = np.zeros((steps, len(w)))
    for t in range(steps):
        path[t] = w = w - gradient(w) / L
    return path


@mistake_of("descend", "The start belongs to the path")
def descend_with_a_list_of_steps(gradient, w, L, steps):
    path = []
    while len(path) < steps:
        w = w - gradient(w) / L
        path.append(w)
    return np.array(path)  # of no step: without a width


@mistake_of("descend", "The last point alone")
def descend_to_the_end(gradient, w, L, steps):
    for _ in range(steps):
        w = w - gradient(w) / L
    return w


@mistake_of("descend", "Every step has the gradient of the start")
def descend_straight(gradient, w, L, steps):
    return [w - t * gradient(w) / L for t in range(steps + 1)]


def falls_enough(f, gradient, w, eta):
    g = gradient(w)
    return f(w - eta * g) <= f(w) - eta * sum(g * g) / 2


@mistake_of("armijo", "That f falls at all")
def halve_until_it_falls(f, gradient, w, eta):
    while not f(w - eta * gradient(w)) < f(w):
        eta = eta / 2
    return eta


@mistake_of("armijo", "That f falls at all")
def halve_until_it_does_not_rise(f, gradient, w, eta):
    while not f(w - eta * gradient(w)) <= f(w):
        eta = eta / 2
    return eta


@mistake_of("armijo", "You halve once: ")
def halve_once(f, gradient, w, eta):
    return eta if falls_enough(f, gradient, w, eta) else eta / 2


@mistake_of("armijo", "You halve once too often")
def halve_at_the_end(f, gradient, w, eta):
    while not falls_enough(f, gradient, w, eta):
        eta = eta / 2
    return eta / 2


@mistake_of("armijo", "You halve once too often")
def halve_before_asking(f, gradient, w, eta):
    while True:
        eta = eta / 2
        if falls_enough(f, gradient, w, eta):
            return eta


@mistake_of("armijo", "The norm is to be squared")
def halve_by_the_norm(f, gradient, w, eta):
    g = gradient(w)
    while f(w - eta * g) > f(w) - eta * np.sqrt(sum(g * g)) / 2:
        eta = eta / 2
    return eta


@mistake_of("armijo", "Both sides of the condition")
def halve_until_a_fixed_fall(f, gradient, w, eta):
    g = gradient(w)
    wanted = f(w) - eta / 2 * sum(g * g)
    while not f(w - eta * g) <= wanted:
        eta = eta / 2
    return eta


@mistake_of("armijo", "Both sides of the condition")
def halve_and_ask_of_the_first_eta(f, gradient, w, eta):
    fails = not falls_enough(f, gradient, w, eta)
    while fails:
        eta = eta / 2
    return eta


@mistake_of("regression_gradient", "The sign is wrong")
def regression_turned(X, y, w):
    return sum((label - x @ w) * x for x, label in zip(X, y, strict=True))


@mistake_of("regression_gradient", "A factor 2 too much")
def regression_of_the_whole_sum(X, y, w):
    return sum(2 * (x @ w - label) * x for x, label in zip(X, y, strict=True))


@mistake_of("regression_gradient", "That is the gradient of the mean")
def regression_of_the_mean(X, y, w):
    return np.mean([(x @ w - label) * x for x, label in zip(X, y, strict=True)], axis=0)


@mistake_of("regression_gradient", "The labels are missing")
def regression_without_labels(X, y, w):
    return sum((x @ w) * x for x in X)


@mistake_of("regression_gradient", "You return the errors")
def regression_errors(X, y, w):
    return [x @ w - label for x, label in zip(X, y, strict=True)]


@mistake_of("power_iteration", "v grows without end")
def power_that_grows(A, v, steps):
    v = np.linalg.matrix_power(A, steps) @ v
    return v @ A @ v


@mistake_of("power_iteration", "v grows without end")
def power_that_grows_in_length(A, v, steps):
    v = np.linalg.matrix_power(A, steps) @ v
    return np.sqrt(sum(v * v))


@mistake_of("power_iteration", "That is the length of v")
def power_as_a_length(A, v, steps):
    for _ in range(steps):
        v = np.dot(A, v) / np.sqrt(sum(np.dot(A, v) ** 2))
    return np.sqrt(sum(v * v))


@mistake_of("power_iteration", "That is the eigenvector")
def power_as_a_direction(A, v, steps):
    for _ in range(steps):
        v = np.dot(A, v) / np.sqrt(sum(np.dot(A, v) ** 2))
    return v


@mistake_of("power_iteration", "One step is not enough")
def power_of_one_step(A, v, steps):
    v = A @ v
    return (v @ A @ v) / (v @ v)


@mistake_of("power_iteration", "One step is not enough")
def power_by_the_first_stretch(A, v, steps):
    return np.sqrt(sum((A @ v) ** 2) / sum(v**2))


@mistake_of("power_iteration", "The trace")
def power_as_a_trace(A, v, steps):
    return sum(A[i, i] for i in range(len(v)))
