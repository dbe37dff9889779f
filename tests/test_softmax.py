"""Softmax and its logarithm."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from lecture_lib.softmax import log_softmax, softmax

scores = arrays(float, array_shapes(max_dims=3, max_side=4), elements=st.floats(-1e300, 1e300))


@given(logits=scores, data=st.data())
def test_softmax_is_a_distribution_along_its_axis(logits, data):
    axis = data.draw(st.integers(-logits.ndim, logits.ndim - 1))
    p = softmax(logits, axis)
    assert p.shape == logits.shape
    assert (p >= 0).all()
    np.testing.assert_allclose(p.sum(axis=axis), 1.0, rtol=1e-14)
    np.testing.assert_allclose(np.exp(log_softmax(logits, axis)), p, rtol=1e-12, atol=1e-300)


def test_impossible_and_extreme_scores():
    assert log_softmax([0.0, -math.inf]).tolist() == [0.0, -math.inf]
    assert log_softmax([-1e300, -1e300]).tolist() == pytest.approx([math.log(0.5)] * 2)
    assert softmax([1e300, -1e300]).tolist() == [1.0, 0.0]
    assert np.isnan(softmax([math.nan, 0.0])).all()
    assert np.isnan(log_softmax([-math.inf, -math.inf])).all()


@pytest.mark.parametrize("function", [softmax, log_softmax])
def test_a_single_number_is_refused(function):
    with pytest.raises(ValueError, match="not a single number"):
        function(1.0)
