"""The graph: what is recorded, in which order, and what memory it holds."""

import copy
import gc
import pickle
import sys
import tracemalloc
import weakref

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lecture_lib.autodiff import exp, no_grad, sigmoid, topological_order, variables
from lecture_lib.autodiff.graph import recorded_operations
from lecture_lib.autodiff.tensor import Tensor

MEGABYTE = 2**20
LONG = 10**6


@given(data=st.data(), count=st.integers(1, 30))
def test_operands_come_before_results_and_each_node_once(data, count):
    nodes = [Tensor(1.0, requires_grad=True)]
    for _ in range(count):
        i, j = (data.draw(st.integers(0, len(nodes) - 1)) for _ in range(2))
        nodes.append(nodes[i] + nodes[j])
    order = topological_order(nodes[-1])
    place = {id(node): k for k, node in enumerate(order)}
    assert len(place) == len(order)
    assert order[-1] is nodes[-1]
    assert all(place[id(p)] < place[id(node)] for node in order for p in node.parents)


def test_the_order_is_that_of_evaluation_and_includes_constants():
    x1, w3, x3 = variables(x1=1.0, w3=2.0, x3=3.0)
    f = x1 - sigmoid(w3 * x3 + 4.0)
    order = topological_order(f)
    described = [node.op or node.name or node.item() for node in order]
    assert described == ["x1", "w3", "x3", "mul", 4.0, "add", "sigmoid", "sub"]


@given(data=st.data(), count=st.integers(1, 30))
def test_the_recorded_operations_are_all_those_that_require_a_gradient(data, count):
    nodes = [Tensor(1.0, requires_grad=True), Tensor(2.0)]
    for _ in range(count):
        i, j = (data.draw(st.integers(0, len(nodes) - 1)) for _ in range(2))
        nodes.append(nodes[i] + nodes[j])
    operations = recorded_operations(nodes[-1])
    place = {node: k for k, node in enumerate(operations)}
    assert place.keys() == {node for node in topological_order(nodes[-1]) if node.op}
    assert len(operations) == len(place)
    assert not operations or operations[-1] is nodes[-1]
    assert all(place[p] < place[node] for node in operations for p in node.parents if p in place)


@pytest.mark.parametrize("copied", [copy.deepcopy, lambda x: pickle.loads(pickle.dumps(x))])
def test_a_leaf_can_be_copied_and_a_graph_cannot(copied):
    x = Tensor([1.0, 2.0], requires_grad=True)
    with pytest.raises(TypeError, match=r"neither pickled nor copied: use detach\(\)"):
        copied(x + x)
    assert copied(x).data.tolist() == [1.0, 2.0]
    assert copied((x + x).detach()).data.tolist() == [2.0, 4.0]


def test_operands_are_the_very_tensors():
    x, y = variables(x=1.0, y=2.0)
    product = x * y
    assert product.op == "mul"
    assert product.parents[0] is x
    assert product.parents[1] is y
    assert (x.op, x.parents, x.is_leaf, product.is_leaf) == (None, (), True, False)


def test_only_what_needs_a_gradient_is_recorded():
    x, c = Tensor(1.0, requires_grad=True), Tensor(2.0)
    assert (x * c).requires_grad
    assert not (c * c).requires_grad
    assert (c * c).parents == ()
    assert (c * c).is_leaf


def test_no_grad_as_block_as_decorator_nested_and_after_an_error():
    x = Tensor(1.0, requires_grad=True)

    @no_grad()
    def twice(depth):
        return 2.0 * x if depth == 0 else twice(depth - 1)

    with no_grad():
        with no_grad():
            assert not (x * x).requires_grad
        assert not (x * x).requires_grad
    with pytest.raises(ZeroDivisionError), no_grad():
        raise ZeroDivisionError
    assert not twice(2).requires_grad
    assert (x * x).requires_grad
    with no_grad():
        assert Tensor(1.0, requires_grad=True).requires_grad


def test_requires_grad_can_be_set_on_leaves_only():
    x = Tensor(1.0)
    x.requires_grad = True
    y = x * x
    assert y.requires_grad
    with pytest.raises(RuntimeError, match="leaves only; use detach"):
        y.requires_grad = False


def test_grad_of_an_inner_node_warns_unless_it_is_retained():
    x = Tensor(2.0, requires_grad=True)
    y = x * x
    z = 3.0 * y
    with pytest.warns(UserWarning, match=r"only after retain_grad\(\)"):
        assert y.grad is None
    y.retain_grad()
    assert y.grad is None
    z.backward(retain_graph=True)
    z.backward()
    assert (y.grad, x.grad) == (6.0, 24.0)
    with pytest.raises(RuntimeError, match="requires a gradient"):
        Tensor(1.0).retain_grad()


def test_grad_can_be_set_in_the_right_shape_only():
    x = Tensor([1.0, 2.0], requires_grad=True)
    x.grad = np.ones(2)
    x.sum().backward()
    assert x.grad.tolist() == [2.0, 2.0]
    x.zero_grad()
    assert x.grad is None
    x.grad = None
    with pytest.raises(RuntimeError, match=r"shape \(3,\), but must have the tensor.s, \(2,\)"):
        x.grad = np.ones(3)


# Memory


def memory_of_a_chain(x, steps):
    """Megabytes held while `steps` operations of one megabyte each have run, and their result."""
    tracemalloc.start()
    y = x
    for _ in range(steps):
        y = exp(y * 0.5)
    held, peak = tracemalloc.get_traced_memory()
    return y, held / MEGABYTE, peak / MEGABYTE


@pytest.fixture
def megabyte():
    yield Tensor(np.zeros(MEGABYTE // 8), requires_grad=True)
    tracemalloc.stop()


def test_recording_holds_every_value_until_backward_releases_them(megabyte):
    y, held, _ = memory_of_a_chain(megabyte, steps=10)
    loss = y.sum()
    assert 19 < held < 21
    loss.backward()
    left = tracemalloc.get_traced_memory()[0] / MEGABYTE
    assert left < 2.1  # y, for which there is still a name, and the gradient
    assert loss.parents == ()


def test_a_retained_graph_holds_its_values(megabyte):
    y, _, _ = memory_of_a_chain(megabyte, steps=10)
    y.sum().backward(retain_graph=True)
    assert tracemalloc.get_traced_memory()[0] / MEGABYTE > 19


def test_no_grad_stores_nothing(megabyte):
    with no_grad():
        _, held, peak = memory_of_a_chain(megabyte, steps=10)
    assert held < 1.1
    assert peak < 3.1  # an operation's operand, its result, and what it works with


def test_inner_nodes_die_with_backward_though_the_result_lives():
    x = Tensor(2.0, requires_grad=True)
    inner = x * x
    watch = weakref.ref(inner)
    result = 1.0 + inner
    del inner
    assert watch() is not None
    result.backward()
    assert watch() is None
    assert result.item() == 5.0


def test_graphs_hold_no_cycles():
    gc.disable()
    try:
        x = Tensor(2.0, requires_grad=True)
        watch = weakref.ref(x * x)
        assert watch() is None
    finally:
        gc.enable()


# Depth


def test_a_million_sums_in_a_chain():
    """Sums save nothing, so that the chain outlives backward: it must also be freed safely."""
    x = Tensor(1.0, requires_grad=True)
    y = x
    for _ in range(LONG):
        y = y + x
    y.backward()
    assert x.grad == LONG + 1
    assert len(topological_order(y)) == LONG + 1
    del y
    assert sys.getrecursionlimit() < LONG


def test_a_million_products_in_a_chain():
    x, one = Tensor(1.0, requires_grad=True), Tensor(1.0)
    y = x
    for _ in range(LONG):
        y = y * one
    assert y.item() == 1.0
    y.backward()
    assert x.grad == 1.0


def test_a_million_nodes_are_freed_without_backward():
    x = Tensor(1.0, requires_grad=True)
    y = x
    for _ in range(LONG):
        y = y * x
    watch = weakref.ref(y.parents[0])
    del y
    assert watch() is None
