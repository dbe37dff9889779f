"""Numbers in, floats out; arrays in, arrays out."""

import numpy as np

from lecture_lib.activations.elementwise import elementwise


def test_numbers_take_the_fast_way_and_arrays_the_other():
    @elementwise(lambda x: x + 100.0)
    def function(x):
        """Add one."""
        return x + 1.0

    assert function(1) == function(1.0) == 101.0
    assert type(function(np.array(1.0))) is float
    assert function(np.array(1.0)) == 2.0
    assert function([1, 2]).tolist() == [2.0, 3.0]
    assert (function.__name__, function.__doc__) == ("function", "Add one.")


def test_without_a_fast_way_numbers_become_floats_all_the_same_and_nothing_warns():
    function = elementwise()(lambda x: 1.0 / x)
    assert type(function(2)) is float
    assert (function(2), function(0.0)) == (0.5, np.inf)
