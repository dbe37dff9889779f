import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lecture_lib.autodiff import Tensor, cross_entropy
from lecture_lib.stochastic.softmax_regression import SoftmaxRegression


def problem_of(seed, m=7, d=3, k=4, ridge=0.3):
    rng = np.random.default_rng(seed)
    problem = SoftmaxRegression(rng.normal(size=(m, d)), rng.integers(k, size=m), k, ridge)
    return problem, rng.normal(size=problem.dimension)


@settings(max_examples=25)
@given(st.integers(0, 10**6))
def test_value_and_gradient_are_the_engines(seed):
    problem, w = problem_of(seed)
    W = Tensor(problem.weights(w), requires_grad=True)
    loss = cross_entropy(problem.labels, problem.X @ W.T) + 0.15 * (W * W).sum()
    loss.backward()
    assert problem.value(w) == pytest.approx(loss.item(), rel=1e-12)
    assert np.allclose(problem.gradient(w), W.grad.ravel(), rtol=1e-12, atol=1e-14)


@settings(max_examples=25)
@given(st.integers(0, 10**6), st.lists(st.integers(0, 6), min_size=1, max_size=9))
def test_sampled_gradients_are_means_of_single_ones(seed, indices):
    problem, w = problem_of(seed)
    all_gradients = problem.sample_gradients(w)
    assert np.allclose(all_gradients.mean(axis=0), problem.gradient(w), atol=1e-13)
    mean = all_gradients[indices].mean(axis=0)
    assert np.allclose(problem.sample_gradient(w, indices), mean, atol=1e-13)
    assert np.allclose(problem.sample_gradient(w, 2), all_gradients[2], atol=1e-13)


def test_many_points_at_once():
    problem, w = problem_of(1)
    assert problem.value(np.stack([w, 2 * w])).tolist() == [problem.value(w), problem.value(2 * w)]


def test_large_scores_do_not_overflow():
    problem = SoftmaxRegression([[1.0]], [0])
    assert problem.classes == 1
    two = SoftmaxRegression([[1000.0]], [1], classes=2)
    assert np.isfinite(two.gradient([5.0, -5.0])).all()
    assert two.value([5.0, -5.0]) == 10000.0


def test_accuracy_counts_the_highest_score():
    problem = SoftmaxRegression(np.eye(2), [0, 1])
    w = np.array([1.0, 0.0, 0.0, 1.0])
    assert problem.accuracy(w, np.eye(2), [0, 1]) == 1.0
    assert problem.accuracy(w, np.eye(2), [0, 0]) == 0.5


def test_it_keeps_its_own_copy():
    X = np.eye(2)
    problem = SoftmaxRegression(X, [0, 1])
    X[:] = 9.0
    assert problem.X.max() == 1.0


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        (([1.0], [0]), ValueError, r"X has shape \(1,\)"),
        (([[1.0]], [0, 1]), ValueError, r"labels \(2,\)"),
        (([[np.nan]], [0]), ValueError, "X must be finite"),
        (([[1.0]], [0.0]), TypeError, "labels are float64, but must be integers"),
        (([[1.0]], [3], 3), ValueError, "labels must be from 0 to 2"),
        (([[1.0]], [-1], 3), ValueError, "labels must be from 0 to 2"),
        (([[1.0]], [0], 1, -1.0), ValueError, "ridge is -1.0"),
    ],
)
def test_bad_data(arguments, error, message):
    with pytest.raises(error, match=message):
        SoftmaxRegression(*arguments)
