"""Adam and kin: bias correction, invariances, where Adam fails, two kinds of weight decay."""

import numpy as np
import pytest
from every_method import run
from hypothesis import given
from hypothesis import strategies as st

from lecture_lib.optimizers import Adam, AdamW, AMSGrad, adam_longest_step

lists = st.lists(st.floats(0.01, 100).flatmap(lambda m: st.sampled_from([m, -m])), min_size=1)
gradients = lists.filter(lambda g: len(g) <= 30)
scales = st.floats(-3, 3).map(lambda k: 10.0**k)

TINY = 1e-100


def steps_on_a_constant_gradient(convention, count, lr=1.0):
    path = run(Adam(np.zeros(1), lr, eps=TINY, convention=convention), [4.0] * count)
    return -np.diff(path[:, 0], prepend=0.0)


def test_with_the_correction_every_step_on_a_constant_gradient_is_lr():
    np.testing.assert_allclose(steps_on_a_constant_gradient("published", 2000), 1.0, rtol=1e-9)


@pytest.mark.parametrize("betas", [(0.9, 0.999), (0.3, 0.5)])
def test_the_corrected_averages_have_the_mean_of_gradients_that_depend_on_each_other(betas):
    """Over all equally likely paths: the second gradient repeats the first, the third is new."""
    draws = np.array(np.meshgrid([5.0, -3.0], [5.0, -3.0])).reshape(2, -1)  # mean 1, of squares 17
    optimizer = Adam(np.zeros(draws.shape[1]), 0.1, betas)
    for t, g in enumerate([draws[0], draws[0], draws[1], draws[0]], start=1):
        optimizer.step(g)
        first, second = (optimizer.state[0][f"{name}_moment"] for name in ("first", "second"))
        assert first.mean() == pytest.approx(1 - betas[0] ** t, rel=1e-12)
        assert second.mean() == pytest.approx(17 * (1 - betas[1] ** t), rel=1e-12)


def test_without_it_steps_are_too_long():
    factor = steps_on_a_constant_gradient("lecture", 3000)
    t = np.arange(1, 3001)
    np.testing.assert_allclose(factor, (1 - 0.9**t) / np.sqrt(1 - 0.999**t), rtol=1e-9)
    assert np.isclose(factor[0], 3.16, atol=0.005)
    assert factor.argmax() + 1 == 12
    assert np.isclose(factor.max(), 6.57, atol=0.005)
    assert np.flatnonzero(factor > 1.1).max() + 1 in range(1740, 1760)


@pytest.mark.parametrize("kind", [Adam, AMSGrad])
@given(gradients, scales)
def test_the_scale_of_the_gradient_does_not_matter_and_its_sign_turns_the_path(kind, gs, scale):
    path = run(kind(np.zeros(1), 0.1, eps=TINY), gs)
    scaled = run(kind(np.zeros(1), 0.1, eps=TINY), [scale * g for g in gs])
    turned = run(kind(np.zeros(1), 0.1, eps=TINY), [-g for g in gs])
    np.testing.assert_allclose(scaled, path, rtol=1e-9, atol=1e-9)
    np.testing.assert_array_equal(turned, -path)


@given(gradients)
def test_the_first_step_is_lr_whatever_the_gradient(gs):
    first = run(Adam(np.zeros(len(gs)), 0.1), [gs])[0]
    np.testing.assert_allclose(first, -0.1 * np.sign(gs), rtol=1e-5)


@pytest.mark.parametrize(
    ("kind", "convention"), [(Adam, "published"), (Adam, "lecture"), (AMSGrad, "published")]
)
@given(gradients, st.floats(0, 0.95), st.floats(0.01, 0.999))
def test_no_step_is_longer_than_the_longest(kind, convention, gs, beta1, share):
    betas = (beta1, beta1**2 + share * (0.9999 - beta1**2))
    path = run(kind(np.zeros(1), 1.0, betas, eps=TINY, convention=convention), gs)
    steps = np.abs(np.diff(path[:, 0], prepend=0.0))
    assert steps.max() <= adam_longest_step(betas) * (1 + 1e-9)


def test_the_longest_step_is_reached_and_is_not_that_of_one_gradient():
    for betas in ((0.9, 0.999), (0.5, 0.99), (0.3, 0.9)):
        growing = [0.0] * 20_000 + [(betas[1] / betas[0]) ** k for k in range(120)]
        path = run(Adam(np.zeros(1), 1.0, betas, eps=TINY), growing)[:, 0]
        assert np.isclose(path[-2] - path[-1], adam_longest_step(betas), rtol=1e-6)
    assert np.isclose(adam_longest_step(), 7.27, atol=0.005)
    one = run(Adam(np.zeros(1), 1.0, eps=TINY), [0.0] * 20_000 + [5.0])[:, 0]
    assert np.isclose(one[-2] - one[-1], 0.1 / np.sqrt(0.001), rtol=1e-6)


def test_betas_without_a_longest_step():
    with pytest.raises(ValueError, match="beta1\\^2 must be below beta2"):
        adam_longest_step((0.9, 0.81))


@given(gradients)
def test_amsgrads_divisor_never_shrinks(gs):
    optimizer = AMSGrad(np.zeros(1), 0.1, betas=(0.9, 0.5))
    largest = []
    for g in gs:
        optimizer.step(np.array([g]))
        largest.append(float(optimizer.state[0]["largest"][0]))
        assert largest[-1] >= optimizer.state[0]["second_moment"][0]
    assert largest == sorted(largest)


def reddi(kind, steps=3000, c=3.0):
    """f_t(x) = c x if t mod 3 is 1, else -x, on [-1, 1]: the best fixed x is -1."""
    x = np.zeros(1)
    optimizer = kind(x, lambda t: 0.5 / np.sqrt(t), betas=(0.0, 1 / (1 + c * c)))
    for t in range(1, steps + 1):
        optimizer.step(np.array([c if t % 3 == 1 else -1.0]))
        np.clip(x, -1.0, 1.0, out=x)
    return x[0]


def test_adam_goes_to_the_worst_point_and_amsgrad_to_the_best():
    assert reddi(Adam) > 0.9
    assert reddi(AMSGrad) < -0.9


def test_decoupled_decay_shrinks_all_weights_alike_and_l2_does_not():
    gs = [[1.0, 0.01]] * 50 + [[-1.0, -0.01]] * 50
    without = run(Adam(np.ones(2), 1e-3), gs)[-1]
    decoupled = run(AdamW(np.ones(2), 1e-3, weight_decay=1e-3), gs)[-1]
    l2 = run(Adam(np.ones(2), 1e-3, weight_decay=1e-3), gs)[-1]
    shrunk = 1 - decoupled / without
    assert np.isclose(shrunk[0], shrunk[1], rtol=1e-3)
    assert abs(without[1] - l2[1]) > 5 * abs(without[0] - l2[0])


@given(st.floats(0, 0.5), st.floats(0, 0.1))
def test_the_two_conventions_of_adamw_differ_by_the_rate(decay, lr):
    gs = [1.0, -0.5, 0.25]
    published = run(AdamW(np.ones(1), lr, weight_decay=decay * lr), gs)
    pytorch = run(AdamW(np.ones(1), lr, weight_decay=decay, convention="pytorch"), gs)
    np.testing.assert_allclose(published, pytorch, rtol=1e-12)


def test_a_schedule_of_adamw_multiplies_step_and_decay():
    half = AdamW(np.ones(1), 0.1, weight_decay=0.5, schedule=lambda step: 1 / step)
    path = run(half, [0.0, 0.0, 0.0])
    np.testing.assert_allclose(path[:, 0], [0.5, 0.375, 0.3125])


def test_the_default_rate_is_pytorch_s():
    theta = np.array([1.0])
    AdamW(theta, weight_decay=0.0).step(np.array([4.0]))
    assert theta[0] == pytest.approx(1.0 - 1e-3, rel=1e-9)
    assert AdamW(weight_decay=0.0).lr == Adam().lr == AMSGrad().lr == 1e-3
