"""Shapes that do not fit are refused with the layer and both shapes; the others are let through."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lecture_lib.deep_net.shapes import check_shapes

widths = st.lists(st.integers(1, 4), min_size=1, max_size=5)


@given(widths, st.data())
def test_the_first_layer_that_does_not_fit_is_named(widths, data):
    W = {i: np.ones((n, m)) for i, (m, n) in enumerate(itertools.pairwise(widths), start=1)}
    w = np.ones(widths[-1])
    check_shapes(W, w)
    check_shapes(W, w, (7, widths[0]))
    i = data.draw(st.integers(0, len(W)))
    wrong = widths[i] + data.draw(st.integers(1, 3))
    if i == len(W):
        where, w = "final layer", np.ones((3, wrong))
        shape = w.shape
    else:
        where = f"layer {i + 1}"
        W[i + 1] = np.ones((W[i + 1].shape[0], wrong))
        shape = W[i + 1].shape
    with pytest.raises(ValueError, match=f"{where}: ") as refusal:
        check_shapes(W, w, (7, widths[0]))
    other = (7, widths[0]) if i == 0 else W[i].shape
    assert f"shape {shape} does not fit" in str(refusal.value)
    assert f"of shape {other}: " in str(refusal.value)
    assert f"{wrong} " in str(refusal.value)
    assert f"must have {widths[i]}" in str(refusal.value)


@pytest.mark.parametrize(
    ("W", "w", "words"),
    [
        (
            {1: np.ones(3)},
            np.ones(3),
            r"layer 1: W\[1\] has shape \(3,\), but must have \(d_1, d_0\)",
        ),
        ({1: np.ones((0, 3))}, np.ones(0), r"layer 1: W\[1\] has shape \(0, 3\)"),
        ({}, np.ones(()), r"w has shape \(\), but must have \(d_0,\) or \(k, d_0\)"),
        ({}, np.ones((0, 2)), r"final layer: w has shape"),
        ({}, np.ones((2, 2, 2)), r"final layer: w has shape"),
    ],
)
def test_what_is_no_weight_at_all(W, w, words):
    with pytest.raises(ValueError, match=words):
        check_shapes(W, w)
