"""Graphs of tensors taken over as expressions."""

import math

import pytest

from lecture_lib import autodiff
from lecture_lib.autodiff import Tensor, no_grad, sigmoid, variables
from lecture_lib.expression import from_tensor


def test_a_graph_built_by_plain_arithmetic():
    x1, w3, x3 = variables(x1=3.0, w3=0.5, x3=2.0)
    expression, values = from_tensor(x1 - 2 * sigmoid(w3 * x3) ** 2)
    assert str(expression) == "x1 - 2*sigmoid(w3*x3)^2"
    assert values == {"x1": 3.0, "w3": 0.5, "x3": 2.0}


def test_names_given_to_results_become_definitions():
    x1, w3, x3 = variables(x1=3.0, w3=0.5, x3=2.0)
    net2 = w3 * x3
    net2.name = "net₂"
    loss = autodiff.maximum(x1, net2)
    loss.name = "y"
    assert str(from_tensor(loss)[0]) == "net2 = w3*x3; y = max(x1, net2)"


def test_leaves_without_names_get_names_that_are_free():
    a, b = Tensor(1.0, requires_grad=True), Tensor(2.0, requires_grad=True)
    (x1,) = variables(x1=3.0)
    expression, values = from_tensor(a * x1 + b)
    assert str(expression) == "x2*x1 + x3"
    assert values == {"x2": 1.0, "x1": 3.0, "x3": 2.0}


def test_results_without_names_that_are_used_twice_get_names():
    x, v1 = variables(x=1.0, v1=2.0)
    shared = x * v1
    assert str(from_tensor(shared + shared)[0]) == "v2 = x*v1; f = v2 + v2"


def test_a_named_tensor_without_gradient_is_a_variable_and_an_unnamed_one_a_constant():
    (w,) = variables(w=2.0)
    x, shift = Tensor(3.0, name="x"), Tensor(-0.5)
    expression, values = from_tensor(w * x + shift)
    assert str(expression) == "w*x + -0.5"
    assert values == {"w": 2.0, "x": 3.0}


def test_sums_become_one_node():
    a, b, c, d = variables(a=1.0, b=1.0, c=1.0, d=1.0)
    nodes = from_tensor((a + b) + (c + d))[0].nodes
    assert nodes[-1].args == (0, 1, 2, 3)


def test_what_no_expression_holds_is_refused():
    x, y = variables(x=1.0, y=2.0)
    with pytest.raises(TypeError, match=r"result is 3\.0, but must be a Tensor"):
        from_tensor(3.0)
    with pytest.raises(ValueError, match="not the result of an operation"):
        from_tensor(x)
    with no_grad(), pytest.raises(ValueError, match="not the result of an operation"):
        from_tensor(x * y)
    with pytest.raises(TypeError, match=r"the operation square_loss is none .* add, sub, mul"):
        from_tensor(autodiff.square_loss(x, y))
    with pytest.raises(ValueError, match=r"must be a single number; one has the shape \(2,\)"):
        from_tensor(Tensor([1.0, 2.0], requires_grad=True).sum())
    with pytest.raises(ValueError, match="a constant must be finite; one is inf"):
        from_tensor(x * math.inf)


def test_names_that_cannot_be_used_are_refused():
    (x,) = variables(x=1.0)

    def result(name):
        return x * Tensor(1.0, name=name)

    with pytest.raises(ValueError, match="two tensors are called x"):
        from_tensor(result("x"))
    with pytest.raises(ValueError, match="'my x' is no name of expressions; a name is letters"):
        from_tensor(result("my x"))
    with pytest.raises(ValueError, match="sigmoid is a function"):
        from_tensor(result("sigmoid"))
    with pytest.raises(ValueError, match="a variable is called f; name the result"):
        from_tensor(result("f"))
    with pytest.raises(ValueError, match="name is too long"):
        from_tensor(result("x" * 30))


def test_a_released_graph_is_refused():
    x, y = variables(x=1.0, y=2.0)
    f = x * y
    f.backward(retain_graph=True)
    assert str(from_tensor(f)[0]) == "x*y"
    f.backward()
    with pytest.raises(ValueError, match=r"released by backward\(\); take the expression before"):
        from_tensor(f)


def test_graphs_that_are_too_large_are_refused():
    (x,) = variables(x=1.0)
    deep = x
    for _ in range(60):
        deep = sigmoid(deep)
    with pytest.raises(ValueError, match="the nesting is too deep"):
        from_tensor(deep)
    for _ in range(2000):
        deep = sigmoid(deep)
    with pytest.raises(ValueError, match="at most 1000 tensors"):
        from_tensor(deep)
