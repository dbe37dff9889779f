"""The same level and seed give the same graph in both languages."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from javascript import JavaScript, literal
from strategies import moderate, nodes_of, programs, values_for
from traitlets import TraitError

from lecture_lib.expression import Expression, parse
from lecture_lib.expression.drill import LEVELS, draw, is_readable
from lecture_lib.widgets import BackpropStepper


@pytest.fixture(scope="module")
def js():
    with JavaScript("drill") as engine:
        engine.load_bundle("BackpropStepper")
        yield engine


def drawn_here(level, seed):
    expression, values = draw(level, seed)
    return {"text": expression.text, "values": values}


@pytest.mark.parametrize("level", range(1, len(LEVELS) + 1))
def test_the_graphs_that_a_page_shows_first_are_pythons(js, level):
    script = f"[...Array(600).keys()].map((seed) => BackpropStepper.math.draw({level}, seed))"
    assert js.run(script) == [drawn_here(level, seed) for seed in range(600)]


@settings(max_examples=300)
@given(st.integers(1, len(LEVELS)), st.integers(0, 2**32 - 1))
def test_every_seed_gives_the_same_graph(js, level, seed):
    assert js.run(f"BackpropStepper.math.draw({level}, {seed})") == drawn_here(level, seed)


def test_the_levels_are_the_same(js):
    assert js.run("modules.drill.LEVELS") == list(LEVELS)
    with pytest.raises(TraitError, match=f"from 1 to {len(LEVELS)}"):
        BackpropStepper().level = 0


@settings(max_examples=150)
@given(
    st.data(),
    programs(max_leaves=3),
    st.sampled_from([moderate, st.sampled_from([-2.0, 0.5, 3.0])]),
)
def test_what_is_readable_is_so_in_both(js, data, program, numbers):
    expression = parse(str(Expression(nodes_of(program), "")))
    values = data.draw(values_for(program, numbers))
    parsed = f"modules.expression.parse({literal(str(expression))})"
    there = js.run(f"modules.drill.isReadable({parsed}, {literal(values)})")
    assert there == is_readable(expression, values)
