"""The Python side of the SamplingExplorer."""

import itertools
import math

import numpy as np
import pytest
import traitlets

from lecture_lib.descent import gradient_descent
from lecture_lib.stochastic.noise import batch_variance, gradient_variance, stationary_variance
from lecture_lib.widgets import SamplingExplorer


def test_gradient_descent_is_gradient_descent():
    explorer = SamplingExplorer(axis="iterations", budget=50, copies=3)
    full = gradient_descent(explorer.problem, explorer.start, 0.2, steps=50)
    assert np.allclose(explorer.runs["gd"].iterates, full.iterates, rtol=1e-12)


def test_copies_change_what_gradient_descent_costs_and_not_the_function():
    few, many = (SamplingExplorer(copies=copies) for copies in (1, 20))
    w = [0.3, -1.2]
    assert many.problem.value(w) == pytest.approx(few.problem.value(w))
    assert many.problem.w_star == pytest.approx(few.problem.w_star)
    assert (few.runs["gd"].steps, many.runs["gd"].steps) == (50, 2)


def test_copies_do_not_change_the_path_of_sgd():
    # index i is example i // copies, and floor(u m) // copies = floor(8 u)
    paths = [SamplingExplorer(copies=copies).runs["sgd"].iterates for copies in (1, 7, 20)]
    assert np.allclose(paths[0], paths[1], rtol=1e-9)
    assert np.allclose(paths[0], paths[2], rtol=1e-9)


def test_a_batch_of_one_is_sgd_and_one_of_all_is_gradient_descent():
    one = SamplingExplorer(batch_size=1, rule="reshuffled").runs
    assert np.array_equal(one["sgd"].iterates, one["minibatch"].iterates)
    for rule in ("randomized", "cyclic", "reshuffled"):
        full = SamplingExplorer(batch_size=8, copies=1, rule=rule).runs
        assert np.allclose(full["gd"].iterates, full["minibatch"].iterates, rtol=1e-9)


@pytest.mark.parametrize("schedule", ["constant", "inverse", "inverse_sqrt", "cosine"])
def test_the_budget_holds_in_both_currencies(schedule):
    for axis in ("evaluations", "iterations"):
        for budget in (10, 37):
            explorer = SamplingExplorer(axis=axis, budget=budget, schedule=schedule, copies=2)
            for name, run in explorer.runs.items():
                b = explorer.batch_sizes[name]
                assert run.steps == (budget // b if axis == "evaluations" else budget)
                assert run.evaluations[-1] == b * run.steps


def test_runs_end_near_their_floor():
    # means over the last half of long runs; 4 standard errors from blocks of 250 steps
    explorer = SamplingExplorer(axis="iterations", budget=4000, batch_size=2)
    f_star = explorer.problem.f_star
    runs = explorer.runs
    for name, floor in explorer.floors.items():
        blocks = runs[name].gaps(f_star)[-2000:].reshape(8, 250).mean(axis=1)
        assert abs(blocks.mean() - floor) < 4 * blocks.std(ddof=1) / math.sqrt(8)


def test_the_level_is_the_mean_of_the_last_tenth_of_the_steps():
    explorer = SamplingExplorer(budget=25, axis="iterations")
    gaps = explorer.runs["sgd"].gaps(explorer.problem.f_star)
    assert explorer.levels["sgd"] == pytest.approx((gaps[24] + gaps[25]) / 2)
    poor = SamplingExplorer(budget=10, copies=20)  # too little for one step of gradient descent
    assert poor.runs["gd"].steps == 0
    assert poor.levels["gd"] == pytest.approx(poor.problem.value(poor.start) - poor.problem.f_star)


def test_a_step_too_long_for_single_examples_has_no_floor():
    explorer = SamplingExplorer(step_size=2.0, copies=1)
    assert explorer.floors["sgd"] == math.inf
    assert 0 < explorer.floors["minibatch"] < math.inf


UNEQUAL = [(0.0, 1.0), (1.0, 3.0)]  # the chapter's, and a few more
MORE = [(-2.0, 1.0), (1.0, 3.0), (2.0, 0.1), (0.5, 8.0), (0.0, 1.0)]


def test_of_equal_curvatures_the_floor_is_the_chapters_formula():
    for b in (1, 2, 3):
        explorer = SamplingExplorer(
            terms=[(-1, 2), (0.5, 2), (2, 2)], copies=2, batch_size=b, step_size=0.3
        )
        assert explorer.floors == pytest.approx(explorer.equal_floors)
        single = gradient_variance(explorer.problem, explorer.problem.w_star)
        V = stationary_variance(2.0, 0.3, batch_variance(single, 6, b))
        assert explorer.floors["minibatch"] == pytest.approx(0.5 * 2.0 * V)


@pytest.mark.parametrize("terms", [UNEQUAL, MORE])
@pytest.mark.parametrize("b", [1, 2])
def test_of_unequal_ones_it_is_higher_and_is_what_all_draws_lead_to(terms, b):
    """The mean over all batches, each step: the map of mean and mean square, to its fixed point."""
    explorer = SamplingExplorer(terms=terms, copies=1, batch_size=b, step_size=0.2)
    c, a = np.array(terms).T
    w_star = (a @ c) / a.sum()
    first, second = 0.0, 0.0  # E e and E e^2 of e = w - w*
    batches = [list(one) for one in itertools.combinations(range(len(terms)), b)]
    for _ in range(400):
        steps = [(a[i].mean(), (a[i] * (w_star - c[i])).mean()) for i in batches]
        second = np.mean(
            [
                (1 - 0.2 * h) ** 2 * second - 2 * 0.2 * (1 - 0.2 * h) * g * first + 0.04 * g * g
                for h, g in steps
            ]
        )
        first = np.mean([(1 - 0.2 * h) * first - 0.2 * g for h, g in steps])
    assert explorer.floors["minibatch"] == pytest.approx(0.5 * a.mean() * second)
    if b < len(terms):
        assert explorer.floors["minibatch"] > 1.01 * explorer.equal_floors["minibatch"]


def test_of_a_curvature_too_steep_for_its_step_there_is_no_floor_where_equal_ones_have_one():
    explorer = SamplingExplorer(terms=[(0, 0.1), (1, 9)], copies=1, step_size=0.3)
    assert explorer.floors["sgd"] == math.inf
    assert explorer.equal_floors["sgd"] < math.inf
    assert SamplingExplorer(terms=[(0, 9), (1, 9)], step_size=0.3).equal_floors["sgd"] == math.inf


def test_parabolas_have_one_weight_and_their_centres_mean_by_curvature():
    explorer = SamplingExplorer(terms=np.array(UNEQUAL), start=[2.0, -3.0], copies=1)
    assert explorer.problem.w_star == pytest.approx([0.75])
    assert explorer.problem.value([2.0]) == pytest.approx((0.5 * 4 + 1.5 * 1) / 2)
    assert explorer.batch_sizes == {"gd": 2, "sgd": 1, "minibatch": 2}
    assert [run.iterates[0].tolist() for run in explorer.runs.values()] == 3 * [[2.0]]
    assert SamplingExplorer().equal_floors == {}
    assert repr(explorer) == "SamplingExplorer(terms=2 parabolas, rule='randomized')"


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        ([(0, 1)], "got 1 of them"),
        ([(0, 1), (4, 1)], r"row 1 is \(4, 1\)"),
        ([(0, 1), (1, 0)], r"c,a of numbers from -3 to 3, 0.01 to 10, or none; row 1 is \(1, 0\)"),
    ],
)
def test_what_is_no_list_of_parabolas_is_refused(terms, words):
    with pytest.raises(traitlets.TraitError, match=words):
        SamplingExplorer(terms=terms)


def test_it_can_be_observed():
    explorer, seen = SamplingExplorer(), []
    explorer.observe(lambda change: seen.append((change["name"], change["new"])), "copies")
    explorer.copies = 9
    assert seen == [("copies", 9)]
    assert "copies=9" in repr(explorer)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("step_size", 0.0, "step_size must be a number from 0.01 to 2"),
        ("batch_size", 9, "batch_size must be a whole number from 1 to 8"),
        ("batch_size", 2.0, "must be a whole number"),
        ("copies", 0, "copies must be a whole number from 1 to 20"),
        ("budget", 9, "budget must be a whole number from 10 to 10000"),
        ("rule", "random", "rule must be one of 'randomized', 'cyclic', 'reshuffled'"),
        ("schedule", "step", "one of 'constant', 'inverse', 'inverse_sqrt', 'cosine'"),
        ("axis", "seconds", "axis must be one of 'evaluations', 'iterations'"),
        ("seed", -1, "seed must be a whole number from 0 to 9999"),
        ("start", [4.0, 0.0], "start must be a list of 2 numbers from -3 to 3"),
    ],
)
def test_a_bad_value_is_explained_and_changes_nothing(name, value, words):
    explorer = SamplingExplorer()
    before = explorer.state()
    with pytest.raises(traitlets.TraitError, match=words):
        setattr(explorer, name, value)
    assert explorer.state() == before
