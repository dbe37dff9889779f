"""Operations are counted, and the counts are those that one finds by hand."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lecture_lib import nn
from lecture_lib.autodiff import Tensor, einsum, erf, relu, sigmoid
from lecture_lib.autodiff.operation_count import Cost, count_operations

seeds = st.integers(0, 2**32 - 1).map(np.random.default_rng)


def net(sizes, batch, rng):
    layers = []
    for m, n in itertools.pairwise(sizes):
        layers += [nn.Linear(m, n, rng=rng), nn.ReLU()]
    model = nn.Sequential(*layers[:-1])
    labels = rng.integers(sizes[-1], size=batch)
    return nn.CrossEntropyLoss()(model(rng.normal(size=(batch, sizes[0]))), labels)


@given(
    sizes=st.lists(st.integers(1, 6), min_size=2, max_size=5), batch=st.integers(1, 4), rng=seeds
)
def test_products_of_a_dense_net_follow_the_formula(sizes, batch, rng):
    """Forward 2 n sum d_i d_(i-1); backward twice that, but for the gradient by the input."""
    products = [m * n for m, n in itertools.pairwise(sizes)]
    cost = count_operations(net(sizes, batch, rng), only="matmul")
    assert cost.function == 2 * batch * sum(products)
    assert cost.reverse == cost.forward == 2 * batch * (2 * sum(products) - products[0])


@given(
    sizes=st.lists(st.integers(1, 6), min_size=2, max_size=5), batch=st.integers(1, 4), rng=seeds
)
def test_both_modes_cost_at_most_a_few_times_the_function(sizes, batch, rng):
    cost = count_operations(net(sizes, batch, rng))
    assert cost.reverse <= 4 * cost.function
    assert cost.forward <= 4 * cost.function


def test_counts_found_by_hand():
    x = Tensor(np.ones(4), requires_grad=True)
    c = np.ones(4)
    assert count_operations(x * c) == Cost(4, 4, 4)
    assert count_operations(x + x) == Cost(4, 4, 4)  # one sum of two contributions, either way
    assert count_operations((x * c).sum()) == Cost(8, 4, 8)
    assert count_operations(sigmoid(x)) == Cost(4, 8, 8)  # the derivative, and a product
    assert count_operations(erf(x)) == Cost(4, 8, 8)
    assert count_operations(relu(x)) == Cost(4, 4, 4)  # a comparison; choosing is free
    A = np.ones((2, 4))
    assert count_operations(einsum("ij,j->i", A, x)) == Cost(16, 16, 16)  # as A @ x
    scalar = Tensor(2.0, requires_grad=True)
    assert count_operations(scalar * c) == Cost(4, 8, 4)  # four products, and their sum


def test_counting_leaves_the_graph_as_it_was():
    x = Tensor([1.0, 2.0], requires_grad=True)
    f = (x * x).sum()
    assert count_operations(f) == count_operations(f)
    assert x.grad is None
    f.backward()
    assert x.grad.tolist() == [2.0, 4.0]
    with pytest.raises(RuntimeError, match="second time"):
        count_operations(f)


def test_a_leaf_costs_nothing():
    assert count_operations(Tensor(1.0, requires_grad=True)) == Cost(0, 0, 0)


@given(data=st.data())
def test_a_backward_pass_through_plus_minus_and_times_costs_at_most_four_times_as_much(data):
    values = [Tensor(x, requires_grad=True) for x in (1.5, -0.5, 2.0)]
    count = data.draw(st.integers(1, 20))
    for _ in range(count):
        a, b = (values[data.draw(st.integers(0, len(values) - 1))] for _ in range(2))
        values.append(data.draw(st.sampled_from([a + b, a - b, a * b])))
    cost = count_operations(values[-1])
    assert 1 <= cost.function <= count
    assert cost.reverse <= 4 * cost.function
