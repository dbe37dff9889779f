"""What an operation is: what it saves, and how broadcasting is undone."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import mutually_broadcastable_shapes

from lecture_lib.autodiff.operation import Op, unbroadcast

seeds = st.integers(0, 2**32 - 1).map(np.random.default_rng)


def test_an_operation_saves_what_its_vjps_use():
    op = Op(lambda a, b: a * b, lambda g, _out, _a, b: g * b, lambda g, out, _a, b: g * out / b)
    assert op.needs == ((2,), (0, 2))
    assert op.saves
    assert not Op(lambda a: a, lambda g, _out, _a: g).saves


def test_an_operation_of_many_operands_has_a_vjp_for_each():
    op = Op.of_many(lambda *values: sum(values), lambda i, g, out, *values: (i, g))
    assert [op.vjps[i](5.0, None) for i in range(3)] == [(0, 5.0), (1, 5.0), (2, 5.0)]


@given(shapes=mutually_broadcastable_shapes(num_shapes=2, max_dims=4, max_side=3), rng=seeds)
def test_unbroadcast_is_the_transpose_of_broadcasting(shapes, rng):
    """<g, broadcast(v)> = <unbroadcast(g), v>."""
    shape = shapes.input_shapes[0]
    g, v = rng.normal(size=shapes.result_shape), rng.normal(size=shape)
    back = unbroadcast(g, shape)
    assert np.shape(back) == shape
    assert np.sum(back * v) == pytest.approx(np.sum(g * v), rel=1e-9, abs=1e-9)


def test_unbroadcast_refuses_what_was_not_broadcast():
    with pytest.raises(ValueError, match=r"shape \(3,\) does not come from an operand of \(2,\)"):
        unbroadcast(np.ones((2, 3)), (2,))
