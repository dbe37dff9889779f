"""Losses: their formulas, their gradients, and what they refuse."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lecture_lib import autodiff, losses
from lecture_lib.autodiff import Tensor
from lecture_lib.losses import cross_entropy, cross_entropy_gradient, softmax

seeds = st.integers(0, 2**32 - 1).map(np.random.default_rng)
sizes = st.integers(1, 5)


@given(y=st.floats(-1e3, 1e3), f=st.floats(-1e3, 1e3))
def test_square_loss_has_its_half(y, f):
    assert losses.square_loss(y, f) == pytest.approx((f - y) ** 2 / 2)
    assert losses.square_loss_gradient(y, f) == f - y


def test_square_loss_broadcasts():
    assert losses.square_loss(1.0, np.array([1.0, 3.0])).tolist() == [0.0, 2.0]
    assert losses.square_loss([1, 2], [[2], [4]]).tolist() == [[0.5, 0.0], [4.5, 2.0]]


def test_square_loss_at_extreme_numbers():
    assert losses.square_loss(0.0, 1e200) == math.inf
    assert losses.square_loss(np.zeros(2), np.array([1e200, -np.inf])).tolist() == [math.inf] * 2
    assert math.isnan(losses.square_loss(math.nan, 1.0))


@given(n=sizes, k=sizes, rng=seeds)
def test_class_numbers_and_one_hot_rows_mean_the_same(n, k, rng):
    logits, classes = rng.normal(size=(n, k)), rng.integers(k, size=n)
    for reduction in losses.REDUCTIONS:
        by_number = cross_entropy(classes, logits, reduction)
        by_row = cross_entropy(np.eye(k)[classes], logits, reduction)
        by_formula = -np.log(softmax(logits)[np.arange(n), classes])
        np.testing.assert_array_equal(by_number, by_row)
        if reduction == "none":
            np.testing.assert_allclose(by_number, by_formula, rtol=1e-12, atol=1e-15)


@given(n=sizes, k=sizes, rng=seeds)
def test_reductions(n, k, rng):
    logits, labels = rng.normal(size=(n, k)), rng.random((n, k))
    each = cross_entropy(labels, logits, "none")
    assert each.shape == (n,)
    assert cross_entropy(labels, logits, "sum") == pytest.approx(each.sum())
    assert cross_entropy(labels, logits, "mean") == pytest.approx(each.mean())
    assert each[0] == pytest.approx(cross_entropy(labels[0], logits[0]))
    total = cross_entropy_gradient(labels, logits, "sum")
    np.testing.assert_allclose(cross_entropy_gradient(labels, logits) * n, total, atol=1e-12)
    np.testing.assert_array_equal(cross_entropy_gradient(labels, logits, "none"), total)


@given(n=sizes, k=sizes, rng=seeds)
def test_gradient_is_the_slope(n, k, rng):
    """Soft labels that do not sum to 1 included."""
    logits, labels, v = rng.normal(size=(n, k)), rng.random((n, k)), rng.normal(size=(n, k))
    h = 1e-6
    up, down = (cross_entropy(labels, logits + s * h * v) for s in (1, -1))
    slope = (up - down) / (2 * h)
    gradient = cross_entropy_gradient(labels, logits)
    assert np.sum(gradient * v) == pytest.approx(slope, rel=1e-6, abs=1e-7)


@given(k=sizes, rng=seeds, shift=st.floats(-1e6, 1e6))
def test_softmax_does_not_see_a_common_shift(k, rng, shift):
    logits = rng.normal(size=k)
    np.testing.assert_allclose(softmax(logits + shift), softmax(logits), rtol=1e-8)
    assert softmax(logits).sum() == pytest.approx(1)


def test_gradient_for_labels_that_sum_to_one_is_p_minus_y():
    logits, y = np.array([0.1, -2.0, 1.0]), np.array([0.2, 0.5, 0.3])
    np.testing.assert_allclose(cross_entropy_gradient(y, logits), softmax(logits) - y, atol=1e-16)


def test_single_precision_stays():
    logits = np.zeros((2, 3), dtype=np.float32)
    assert cross_entropy_gradient([0, 2], logits).dtype == np.float32
    assert cross_entropy([0, 2], logits, "none").dtype == np.float32


def test_extreme_scores():
    assert cross_entropy(0, [1e300, 0.0]) == 0.0
    assert cross_entropy(1, [1e300, 0.0]) == 1e300
    assert cross_entropy(0, [0.0, -np.inf]) == 0.0
    assert cross_entropy([1.0, 0.0], [0.0, -np.inf]) == 0.0
    assert cross_entropy(1, [0.0, -np.inf]) == math.inf
    assert cross_entropy_gradient(1, [1e300, 0.0]).tolist() == [1.0, -1.0]
    assert math.copysign(1.0, cross_entropy(0, [0.0])) == 1.0
    assert math.isnan(cross_entropy(0, [math.nan, 0.0]))


@pytest.mark.parametrize("function", [cross_entropy, cross_entropy_gradient])
@pytest.mark.parametrize(
    ("labels", "logits", "message"),
    [
        (
            [0, 1, 2],
            np.zeros((2, 3)),
            r"labels of shape \(3,\) do not fit logits of shape \(2, 3\)",
        ),
        (np.zeros((3, 2)), np.zeros((2, 3)), r"labels of shape \(3, 2\).*logits of shape \(2, 3\)"),
        ([0.0, 1.0], np.zeros((2, 3)), r"shape \(2,\) for logits of shape \(2, 3\).*of float64"),
        ([0, 3], np.zeros((2, 3)), r"label 3 is no class.*\(2, 3\) have the classes 0\.\.2"),
        (-1, np.zeros(3), r"label -1 is no class.*0\.\.2"),
        (True, np.zeros(3), r"of bool, but must be integers"),
        (
            0,
            1.0,
            r"logits has shape \(\), but must have \(k,\) or \(n, k\).*\(labels have shape \(\)\)",
        ),
        (0, np.zeros((2, 2, 2)), r"shape \(2, 2, 2\), but"),
        ([], np.zeros((3, 0)), r"shape \(3, 0\), but must have .* k >= 1 classes"),
    ],
)
def test_what_does_not_fit_is_refused_and_named(function, labels, logits, message):
    with pytest.raises(ValueError, match=message):
        function(labels, logits)


@pytest.mark.parametrize("function", [cross_entropy, cross_entropy_gradient])
def test_an_unknown_reduction_is_refused(function):
    with pytest.raises(
        ValueError, match='reduction is \'average\', but must be "mean", "sum" or "none"'
    ):
        function(0, [0.0, 1.0], "average")


@given(n=sizes, k=sizes, rng=seeds)
def test_label_distribution_sums_to_one_for_class_numbers(n, k, rng):
    classes = rng.integers(k, size=n)
    y = losses.label_distribution(classes, np.zeros((n, k)))
    assert y.sum(axis=1).tolist() == [1.0] * n
    assert y.argmax(axis=1).tolist() == classes.tolist()


@given(y=st.floats(0.0, 1.0), f=st.floats(-30.0, 30.0))
def test_binary_cross_entropy_is_that_of_two_classes(y, f):
    expected = cross_entropy([1.0 - y, y], [0.0, f])
    assert losses.binary_cross_entropy_with_logits(y, f) == pytest.approx(expected, abs=1e-14)
    p = 1.0 / (1.0 + math.exp(-f))
    assert losses.binary_cross_entropy(y, p) == pytest.approx(expected, rel=1e-3, abs=1e-14)


def test_binary_cross_entropy_at_the_ends():
    assert losses.binary_cross_entropy([0.0, 1.0], [1.0, 0.0]).tolist() == [100.0, 100.0]
    assert losses.binary_cross_entropy([0, 1], [0, 1]).tolist() == [0.0, 0.0]
    ends = losses.binary_cross_entropy_with_logits([0.0, 1.0, 1.0], [-np.inf, np.inf, -np.inf])
    assert ends.tolist() == [0.0, 0.0, math.inf]


@pytest.mark.parametrize(("y", "p"), [(1.0, 1.5), (0.0, math.nan), (0.5, -0.1)])
def test_what_is_no_probability_is_refused(y, p):
    with pytest.raises(ValueError, match="probabilities must be from 0 to 1; one is"):
        losses.binary_cross_entropy([y, y], [0.5, p])
    with pytest.raises(ValueError, match="labels must be from 0 to 1; one is"):
        losses.binary_cross_entropy([0.5, p], [0.5, 0.5])


@given(n=sizes, k=sizes, rng=seeds)
def test_examples_that_are_ignored_do_not_count(n, k, rng):
    logits, classes = rng.normal(size=(n, k)), rng.integers(k, size=n)
    ignored = rng.random(n) < 0.4
    labels = np.where(ignored, -100, classes)
    each = cross_entropy(labels, logits, "none")
    assert not each[ignored].any()
    kept = ~ignored
    for reduction in ("mean", "sum") if kept.any() else ("sum",):
        expected = cross_entropy(classes[kept], logits[kept], reduction) if kept.any() else 0.0
        assert cross_entropy(labels, logits, reduction) == pytest.approx(expected)
        gradient = cross_entropy_gradient(labels, logits, reduction)
        assert not gradient[ignored].any()
        if kept.any():
            own = cross_entropy_gradient(classes[kept], logits[kept], reduction)
            np.testing.assert_allclose(gradient[kept], own, atol=1e-15)


def test_a_mean_over_no_example_is_nan_as_in_pytorch():
    assert math.isnan(cross_entropy([-100, -100], np.zeros((2, 3))))
    assert math.isnan(cross_entropy(-100, np.zeros(3)))
    assert cross_entropy([1, 1], np.zeros((2, 3)), "sum", ignore_index=1) == 0.0


def test_weights_have_no_class_to_ignore():
    with pytest.raises(ValueError, match="ignore_index is 1, a class number"):
        cross_entropy([[0.5, 0.5]], [[0.0, 0.0]], ignore_index=1)


def test_an_average_is_not_over_every_pair_of_a_column_and_a_row():
    column, row = Tensor([[1.0], [2.0]], requires_grad=True), [1.0, 2.0]
    for loss in (
        autodiff.square_loss,
        autodiff.binary_cross_entropy,
        autodiff.binary_cross_entropy_with_logits,
    ):
        for reduction in ("mean", "sum"):
            with pytest.raises(ValueError, match=r"has shape \(2,\) and .* \(2, 1\), but both"):
                loss(row, column, reduction)
    assert autodiff.square_loss(row, column, "none").shape == (2, 2)
    assert autodiff.square_loss(1.0, column, "mean").item() == 0.25


def test_an_empty_batch_has_no_mean_and_no_gradient():
    logits = Tensor(np.zeros((0, 3)), requires_grad=True)
    loss = autodiff.cross_entropy(np.zeros(0, dtype=int), logits)
    assert math.isnan(loss.item())
    loss.backward()
    assert logits.grad.shape == (0, 3)
