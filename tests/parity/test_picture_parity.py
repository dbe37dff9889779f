"""The panels of a picture that is saved in a page are placed as those that Python draws."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from javascript import JavaScript, literal

from lecture_lib.widgets.alone import SHARE
from lecture_lib.widgets.picture import arranged
from lecture_lib.widgets.scripts import whole_script

sizes = st.tuples(st.integers(1, 900), st.integers(1, 600))


@pytest.fixture(scope="module")
def js():
    with JavaScript() as engine:
        engine.context.eval(whole_script(SHARE))
        yield engine


@given(st.lists(sizes, min_size=1, max_size=5))
def test_panels_have_the_same_places(js, sizes):
    theirs = js.run(f"Share.math.arranged({literal(sizes)})")
    places, width, height = arranged(sizes)
    assert theirs == {"places": [list(each) for each in places], "width": width, "height": height}
