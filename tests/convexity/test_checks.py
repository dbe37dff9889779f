"""The checks refute what is false, with a witness, and do not refute what is true."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from problem_catalogue import ENTRIES

from lecture_lib import convexity, problems
from lecture_lib.convexity import NotRefuted, Witness

brief = settings(max_examples=10)
seeds = st.integers(0, 2**32 - 1)


def chosen(holds):
    return pytest.mark.parametrize("name", [n for n, e in ENTRIES.items() if holds(e.problem)])


def around(problem, seed=0, radius=3.0):
    return convexity.points_around(problem, 30, radius, seed)


@chosen(lambda p: p.is_convex)
@brief
@given(seed=seeds)
def test_convex_functions_are_not_refuted_three_ways(name, seed):
    problem = ENTRIES[name].problem
    points = around(problem, seed)
    assert convexity.convex_by_definition(problem, points).tried == 3 * 30 * 29
    assert convexity.convex_by_definition(problem, points).holds
    assert convexity.convex_by_tangents(problem, points, problem.mu).holds
    if problem.hessian is not None:
        # the eigenvalues of a computed Hessian carry its rounding
        below = problem.mu - 1e-12 * max(1.0, min(problem.L, 1e6))
        assert convexity.convex_by_hessian(problem, points, below).holds


@chosen(lambda p: not p.is_convex)
def test_functions_that_are_not_convex_are_refuted_three_ways(name):
    entry = ENTRIES[name]
    points = entry.flattest + 0.3 * np.random.default_rng(1).normal(
        size=(40, entry.problem.dimension)
    )
    for check in ("convex_by_definition", "convex_by_tangents", "convex_by_hessian"):
        witness = getattr(convexity, check)(entry.problem, points)
        assert isinstance(witness, Witness)
        assert witness.violation == witness.left - witness.right > 1e-6
        assert not witness.holds


@chosen(lambda p: math.isfinite(p.L))
@brief
@given(seed=seeds)
def test_the_smoothness_constant_is_not_refuted_and_less_is(name, seed):
    entry = ENTRIES[name]
    problem, L = entry.problem, entry.problem.L
    points = around(problem, seed)
    checks = [convexity.smooth_by_gradients, convexity.smooth_by_upper_bound]
    for check in (*checks, convexity.smooth_by_hessian):
        assert check(problem, points, L * (1 + 1e-12)).holds
    spectrum, vectors = np.linalg.eigh(problem.hessian(entry.steepest))
    direction = 1e-3 * vectors[:, np.abs(spectrum).argmax()]
    pair = np.array([entry.steepest - direction, entry.steepest + direction])
    assert not convexity.smooth_by_gradients(problem, pair, 0.99 * L).holds
    if spectrum.max() > 0.999 * L:  # of the two signs, the upper bound sees one
        pair = entry.steepest + 1e-3 * np.outer([-1.0, 1.0], vectors[:, -1])
        assert not convexity.smooth_by_upper_bound(problem, pair, 0.99 * L).holds
    assert not convexity.smooth_by_hessian(problem, [entry.steepest], 0.99 * L).holds


@chosen(lambda p: p.mu is not None and p.mu > 0)
def test_more_than_mu_is_refuted(name):
    entry = ENTRIES[name]
    vectors = np.linalg.eigh(entry.problem.hessian(entry.flattest))[1]
    pair = np.array([entry.flattest + vectors[:, 0], entry.flattest - vectors[:, 0]])
    mu = entry.problem.mu
    assert convexity.convex_by_tangents(entry.problem, pair, mu * (1 - 1e-9)).holds
    assert not convexity.convex_by_tangents(entry.problem, pair, 1.5 * mu).holds
    assert not convexity.convex_by_hessian(entry.problem, pair, 1.5 * mu).holds


def test_the_absolute_value_is_not_smooth_for_any_constant():
    for L in (1.0, 1e3, 1e6):
        pair = [[-0.1 / L], [0.1 / L]]
        for check in (convexity.smooth_by_gradients, convexity.smooth_by_upper_bound):
            assert not check(problems.absolute_value(), pair, L).holds


@pytest.mark.parametrize("name", ["bowl", "sine", "saddle", "log_sum_exp"])
@brief
@given(seed=seeds, weight=st.floats(0, 1), constant=st.floats(0, 9))
def test_the_sides_are_those_of_the_formulas(name, seed, weight, constant):
    problem = ENTRIES[name].problem
    x1, x2 = around(problem, seed)[:2]
    f, step, g = problem.value, x1 - x2, problem.gradient
    exactly = lambda *numbers: pytest.approx(numbers, rel=1e-9, abs=1e-12)
    between = x1 + weight * (x2 - x1)
    chord = f(x1) + weight * (f(x2) - f(x1))
    assert convexity.chord_sides(problem, x1, x2, weight) == exactly(f(between), chord)
    parabola = f(x2) + g(x2) @ step + constant / 2 * np.sum(step**2)
    assert convexity.tangent_sides(problem, x1, x2, constant) == exactly(parabola, f(x1))
    assert convexity.upper_bound_sides(problem, x1, x2, constant) == exactly(f(x1), parabola)
    norms = np.linalg.norm(g(x1) - g(x2)), constant * np.linalg.norm(step)
    assert convexity.gradient_sides(problem, x1, x2, constant) == exactly(*norms)


@brief
@given(seed=seeds)
def test_a_witness_is_the_worst_pair_and_can_be_checked_by_hand(seed):
    problem = problems.saddle()
    points = np.random.default_rng(seed).normal(size=(6, 2))
    worst = max(
        (float(np.subtract(*convexity.tangent_sides(problem, a, b))), tuple(a), tuple(b))
        for a in points
        for b in points
    )
    answer = convexity.convex_by_tangents(problem, points)
    assert answer.tried == 30
    if answer.holds:
        assert worst[0] <= 1e-9
    else:
        assert answer.violation == pytest.approx(worst[0], rel=1e-12)
        assert (tuple(answer.x1), tuple(answer.x2)) == worst[1:]
        sides = convexity.tangent_sides(problem, answer.x1, answer.x2)
        assert (answer.left, answer.right) == pytest.approx(sides, rel=1e-12)


def test_points_are_spread_over_the_ball_and_repeat():
    problem = problems.quadratic([1.0, 2.0], w_star=[5.0, 5.0])
    points = convexity.points_around(problem, 4000, radius=2.0, seed=3)
    distances = np.linalg.norm(points - problem.start, axis=1)
    assert distances.max() <= 2.0
    assert np.median(distances) == pytest.approx(2.0 / math.sqrt(2), rel=0.05)
    assert (points == convexity.points_around(problem, 4000, radius=2.0, seed=3)).all()


def test_what_they_say():
    assert str(NotRefuted("it", 7)) == "it: not refuted by 7 tries"
    witness = Witness("it", np.array([1.0, 2.0]), np.array([0.5, 0.0]), 3.0, 2.5, 9)
    assert str(witness) == "it fails at x1 = (1, 2), x2 = (0.5, 0): 3 > 2.5, by 0.5"


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: convexity.convex_by_tangents(problems.sine(), [[1.0]]), "give at least 2"),
        (lambda: convexity.convex_by_tangents(problems.sine(), [1.0]), "give at least 2"),
        (lambda: convexity.convex_by_tangents(problems.sine(), [[1.0, 2.0]]), "a point has shape"),
        (lambda: convexity.convex_by_hessian(problems.sine(), [1.0]), r"must have \(n, d\)"),
        (lambda: convexity.convex_by_hessian(problems.absolute_value(), [[1.0]]), "no Hessian"),
    ],
)
def test_what_cannot_be_checked_is_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()
