"""Functions of tensors: what they give for tensors, for numbers and for arrays."""

import numpy as np
import pytest

from lecture_lib.autodiff import (
    Tensor,
    concatenate,
    cross_entropy,
    log_softmax,
    maximum,
    square_loss,
    stack,
    where,
)


def test_functions_of_several_operands_take_plain_values():
    assert maximum(1.0, 2) == 2.0
    assert where(True, 1.0, 2.0) == 1.0
    assert stack([1.0, 2.0]).tolist() == [1.0, 2.0]
    assert concatenate([[1.0], [2.0, 3.0]]).tolist() == [1.0, 2.0, 3.0]
    assert cross_entropy(0, [0.0, 0.0], "none") == pytest.approx(np.log(2))
    assert square_loss(1.0, 4.0) == 4.5


@pytest.mark.parametrize("function", [stack, concatenate, log_softmax, Tensor.cumsum, Tensor.sum])
@pytest.mark.parametrize("shape", [(3,), (2, 3), (2, 1, 3), (1, 2, 1, 2)])
def test_an_axis_that_is_not_there_is_told_those_that_are(function, shape):
    x = Tensor(np.ones(shape), requires_grad=True)
    given = [x, x] if function in (stack, concatenate) else x
    n = len(shape) + (function is stack)
    for axis in range(-n, n):
        function(given, axis=axis)
    for axis in (-n - 1, n):
        words = f"axis is {axis}, but must be an integer from {-n} to {n - 1}"
        with pytest.raises(np.exceptions.AxisError, match=words):
            function(given, axis=axis)


def test_square_loss_reductions():
    f = Tensor([1.0, 3.0, 5.0])
    assert square_loss(1.0, f).data.tolist() == [0.0, 2.0, 8.0]
    assert square_loss(1.0, f, "sum").item() == 10.0
    assert square_loss(1.0, f, "mean").item() == pytest.approx(10 / 3)


def test_scalars_are_stacked_and_get_their_gradients_back():
    a, b = Tensor(1.0, requires_grad=True), Tensor(2.0, requires_grad=True)
    (stack([a, b, a]) * np.array([1.0, 10.0, 100.0])).sum().backward()
    assert (a.grad, b.grad) == (101.0, 10.0)


@pytest.mark.parametrize("reduction", ["mean", "sum", "none"])
def test_class_numbers_and_their_one_hot_rows_give_the_same_gradient(reduction):
    classes, scores = [2, 0], np.array([[1.0, -2.0, 0.5], [0.0, 3.0, -1.0]])
    by_number, by_row = (Tensor(scores, requires_grad=True) for _ in range(2))
    for labels, f in ((classes, by_number), (np.eye(3)[classes], by_row)):
        cross_entropy(labels, f, reduction).backward(np.ones(2) if reduction == "none" else None)
    np.testing.assert_array_equal(by_number.grad, by_row.grad)


def test_soft_labels_have_a_gradient_too():
    labels = Tensor([0.3, 0.7], requires_grad=True)
    cross_entropy(labels, [1.0, 0.0]).backward()
    assert labels.grad == pytest.approx(-log_softmax([1.0, 0.0]))


def test_what_does_not_fit_is_refused():
    x = Tensor([1.0, 2.0])
    with pytest.raises(TypeError, match="booleans, such as x > 0"):
        where(x, 1.0, 2.0)
    with pytest.raises(TypeError, match="booleans"):
        where([0, 1], x, 2.0)
    with pytest.raises(ValueError, match='but must be "mean", "sum" or'):
        cross_entropy(0, x, "average")
    with pytest.raises(ValueError, match='but must be "mean", "sum" or'):
        square_loss(0.0, x, "average")
    with pytest.raises(ValueError, match=r"labels of shape \(3,\) do not fit logits of shape \(2,"):
        cross_entropy([0, 1, 1], x)
