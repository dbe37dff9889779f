"""What a function with checked arguments is given, by its annotations."""

from collections.abc import Iterable, Sequence

import numpy as np
import pytest

from lecture_lib.signatures import checked


@checked
def as_list(x: list[float]):
    return x


@checked
def as_tuple(x: Sequence[int]):
    return x


@checked
def as_it_is(x: Iterable[float]):
    return x


@pytest.mark.parametrize("given", [[1, 2], (1.0, 2.0), np.array([1.0, 2.0]), range(1, 3)])
def test_what_holds_several_comes_in_as_it_is_annotated(given):
    assert as_list(given) == [1.0, 2.0]
    assert {type(x) for x in as_list(given)} == {float}
    assert as_it_is(given) is given


def test_of_a_sequence_comes_a_tuple_of_the_entries():
    assert as_tuple([np.int64(1), 2]) == (1, 2)
    with pytest.raises(ValueError, match=r"x\[1\] is 2.5, but must be an integer"):
        as_tuple([1, 2.5])


def test_what_may_have_no_end_is_not_gone_through():
    once = iter([1.0])
    assert as_it_is(once) is once
    assert next(once) == 1.0
