"""Multiply-adds as counted by formula, and as they are really done."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lecture_lib.deep_net import DeepNet, multiply_adds


class Counting(np.ndarray):
    """An array that counts the multiply-adds of the matrix products it takes part in."""

    done = 0

    def __array_ufunc__(self, ufunc, method, *arrays, **how):
        if ufunc is np.matmul:
            m, n = arrays[0].shape
            Counting.done += m * n * arrays[1].shape[1]
        plain = [np.asarray(array) if isinstance(array, Counting) else array for array in arrays]
        if "out" in how:
            how["out"] = tuple(np.asarray(array) for array in how["out"])
        return np.asarray(getattr(ufunc, method)(*plain, **how)).view(Counting)


def work_of(call):
    Counting.done = 0
    return call(), Counting.done


@given(
    st.lists(st.integers(1, 9), min_size=1, max_size=6),
    st.integers(1, 4),
    st.integers(2, 5),  # of one example the gradients are no products of matrices
    st.booleans(),
)
def test_the_formula_counts_what_is_done(widths, outputs, m, with_dx):
    net = DeepNet.random(widths, np.random.default_rng(0), outputs=outputs)
    net.W = {i: W.view(Counting) for i, W in net.W.items()}
    net.w = net.w.view(Counting)
    upstream = np.ones((m, outputs))
    forward, ahead = work_of(lambda: net.forward(np.ones((m, widths[0]))))
    forward.z.update({i: z.view(Counting) for i, z in forward.z.items()})
    _, back = work_of(lambda: net.backprop(forward, upstream, with_dx=with_dx))
    counted = multiply_adds(widths, outputs, with_dx=with_dx)
    assert (ahead, back) == (m * counted.forward, m * counted.backward)


@given(st.lists(st.integers(1, 1000), min_size=2, max_size=9))
def test_forward_and_backward_against_forward(sizes):
    *widths, outputs = sizes
    s = sum(sizes[i] * sizes[i - 1] for i in range(1, len(sizes)))
    assert multiply_adds(widths, outputs).ratio == pytest.approx(3 - sizes[0] * sizes[1] / s)
    assert multiply_adds(widths, outputs, with_dx=True).ratio == 3.0


@pytest.mark.parametrize(("widths", "outputs"), [([], 1), ([2, 0], 1), ([2], 0)])
def test_widths_are_at_least_one(widths, outputs):
    with pytest.raises(ValueError, match="must be at least 1"):
        multiply_adds(widths, outputs)
