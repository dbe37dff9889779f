"""AdaGrad and RMSProp: invariances, where eps stands, AdaGrad's regret, the slide's time index."""

import numpy as np
import pytest
from every_method import run
from hypothesis import given
from hypothesis import strategies as st

from lecture_lib.optimizers import AdaGrad, RMSProp

lists = st.lists(st.floats(0.01, 100).flatmap(lambda m: st.sampled_from([m, -m])), min_size=1)
gradients = lists.filter(lambda g: len(g) <= 30)
scales = st.floats(-3, 3).map(lambda k: 10.0**k)

TINY = 1e-100


@pytest.mark.parametrize("kind", [AdaGrad, RMSProp])
@given(gradients, scales)
def test_the_scale_of_the_gradient_does_not_matter_and_its_sign_turns_the_path(kind, gs, scale):
    path = run(kind(np.zeros(1), 0.1, eps=TINY), gs)
    scaled = run(kind(np.zeros(1), 0.1, eps=TINY), [scale * g for g in gs])
    turned = run(kind(np.zeros(1), 0.1, eps=TINY), [-g for g in gs])
    np.testing.assert_allclose(scaled, path, rtol=1e-9, atol=1e-10)
    np.testing.assert_array_equal(turned, -path)


@given(gradients)
def test_adagrads_regret_along_any_run(gs):
    """sum_t g_t^2 / sqrt(s_t) <= 2 sqrt(s_T): Duchi, Hazan & Singer (2011)."""
    w = np.zeros(1)
    optimizer = AdaGrad(w, lr=1.0, eps=TINY)
    total = 0.0
    for g in gs:
        before = w[0]
        optimizer.step(np.array([g]))
        total += g * (before - w[0])
    assert total <= 2 * np.sqrt(np.sum(np.square(gs))) * (1 + 1e-12)


@given(st.integers(1, 300))
def test_adagrads_rate_on_a_constant_gradient_falls_as_the_root(steps):
    path = np.append(0.0, run(AdaGrad(np.zeros(1), 0.1, eps=TINY), [7.0] * steps))
    assert np.isclose(path[-2] - path[-1], 0.1 / np.sqrt(steps))


def test_rmsprops_rate_does_not():
    path = run(RMSProp(np.zeros(1), 0.1, 0.9), [7.0] * 300)[:, 0]
    assert np.isclose(path[-2] - path[-1], 0.1, rtol=1e-6)


def test_first_step_with_the_slides_time_index():
    right = run(RMSProp(np.zeros(1), 0.01), [1.0])[0, 0]
    slide = run(RMSProp(np.zeros(1), 0.01, convention="lecture"), [1.0])[0, 0]
    assert np.isclose(right, -0.01 / np.sqrt(0.1), rtol=1e-6)
    assert np.isclose(slide, -0.01 / np.sqrt(1e-8))
    assert 3100 < slide / right < 3200


@given(st.floats(1e-6, 1.0), st.floats(1e-10, 1e-2))
def test_eps_inside_the_root_matters_more(g, eps):
    """sqrt(s + eps) <= sqrt(s) + sqrt(eps), and for eps < 1 it is above sqrt(s) + eps at s = 0."""
    outside, inside = (
        -run(AdaGrad(np.zeros(1), 1.0, eps=eps, convention=c), [g])[0, 0]
        for c in ("published", "lecture")
    )
    assert np.isclose(outside, g / (g + eps))
    assert np.isclose(inside, g / np.sqrt(g * g + eps))


def test_an_accumulator_may_start_above_zero():
    optimizer = AdaGrad(np.zeros(1), 1.0, initial_accumulator=3.0)
    assert np.isclose(run(optimizer, [1.0])[0, 0], -0.5)
    assert optimizer.state[0]["squares"].tolist() == [4.0]


@pytest.mark.parametrize("kind", [AdaGrad, RMSProp])
def test_a_coordinate_without_gradient_stays(kind):
    path = run(kind(np.ones(2), 0.1), [[1.0, 0.0]] * 5)
    assert np.all(path[:, 1] == 1.0)
    assert np.all(np.diff(path[:, 0]) < 0)
