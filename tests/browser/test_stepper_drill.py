"""Graphs to practise on in the page: drawn, asked for, counted, announced; by mouse and by key."""

import pytest
from book_pages import functions

from lecture_lib.expression.drill import LEVELS, draw
from lecture_lib.widgets import BackpropStepper

TOOLS = functions("every_widget.js")
STATE = "document.querySelector('.lecture-widget').model.state"
LISTEN = """window.heard = [];
addEventListener('lecture:answered', ({ detail }) => window.heard.push(detail));"""
# Show graphs from outside, as a kernel does, and every step of each; return what is crowded.
CROWDED = """async ([level, seeds]) => {{
  const element = document.querySelector('.lecture-widget');
  const found = [];
  for (const seed of seeds) {{
    const {{ text: expression, values }} = BackpropStepper.math.draw(level, seed);
    const {{ steps }} = BackpropStepper.math.trace(BackpropStepper.math.parse(expression), values);
    for (let step = 0; step <= steps.length; step += 1) {{
      const state = {{ expression, values, step, level, seed }};
      for (const [name, value] of Object.entries(state)) element.model.set(name, value);
      element.model.save_changes();
      await null;
      await null;
      for (const crowd of ({tools}).crowded(element)) found.push([seed, step, crowd]);
    }}
  }}
  return found;
}}"""


@pytest.fixture
def drill(alone):
    """Open a stepper at a drawn graph, on a page that listens."""

    def open_one(level=1, seed=1, width=1280, **page):
        state = BackpropStepper.drill(level, seed).state()
        opened = alone(
            "BackpropStepper", {"viewport": {"width": width, "height": 900}}, state=state
        )
        opened.evaluate(LISTEN)
        return opened

    return open_one


def control(page, name):
    return page.locator(f'[data-control="{name}"]')


def model(page):
    return page.evaluate(STATE)


def right_answer(page):
    """Return the number that is asked for, by Python: a value, a contribution, or the whole sum."""
    widget = BackpropStepper()
    widget.set_state(model(page))
    result = widget.trace
    step = result.steps[widget.step]
    if step.kind == "forward":
        return result.values[step.node]
    return step.total if step.branch == step.branches else step.contribution


def answer(page, number):
    control(page, "answer").fill(repr(float(number)))
    control(page, "answer").press("Enter")


def answer_all(page):
    """Answer every number of the graph that is on, from where it stands."""
    count = int(control(page, "step").get_attribute("max"))
    while model(page)["step"] < count:
        step = model(page)["step"]
        answer(page, right_answer(page))
        assert model(page)["step"] == step + 1


def shows(page, level, seed):
    """Whether the page shows what Python draws, from its start and with Predict on."""
    expression, values = draw(level, seed)
    state = model(page)
    expected = {"expression": expression.text, "values": values, "step": 0, "predict": True}
    return {name: state[name] for name in expected} == expected


def test_another_graph_is_the_one_that_python_draws(alone):
    page = alone("BackpropStepper")
    control(page, "draw").click()
    first = model(page)["seed"]
    assert 1 <= first <= 9999
    assert shows(page, 1, first)
    assert page.locator(".bs-sentence").inner_text().startswith("Start")
    control(page, "draw").click()
    second = 1 + first % 9999
    assert model(page)["seed"] == second
    assert shows(page, 1, second)


def test_the_level_is_chosen_where_the_functions_are(alone):
    page = alone("BackpropStepper")
    names = page.locator("optgroup option").all_inner_texts()
    assert names == [f"Level {i} · {name}" for i, name in enumerate(LEVELS, 1)]
    for level in (4, 2):
        control(page, "preset").select_option(f"level {level}")
        assert model(page)["level"] == level
        assert shows(page, level, model(page)["seed"])
        assert control(page, "preset").input_value() == f"level {level}"
    control(page, "draw").click()
    assert model(page)["level"] == 2


def test_after_the_last_seed_comes_the_first(drill):
    page = drill(2, 9999)
    control(page, "draw").click()
    assert shows(page, 2, 1)


@pytest.mark.parametrize("leave", ["preset", "own", "value"])
def test_another_function_and_other_values_are_none_of_the_drawn_ones(drill, leave):
    page = drill(1, 1)
    if leave == "preset":
        control(page, "preset").select_option("2")
    elif leave == "own":
        control(page, "expression").fill("a*b")
        control(page, "expression").press("Enter")
    else:
        control(page, "values.x1").fill("3")
    assert model(page)["seed"] == 0
    assert control(page, "preset").input_value() == ("2" if leave == "preset" else "own")
    widget = BackpropStepper()
    widget.set_state(model(page))
    assert widget.state() == model(page)


@pytest.mark.parametrize("level", range(1, len(LEVELS) + 1))
def test_a_graph_that_is_answered_is_announced_once(drill, level):
    page = drill(level, 3)
    answer_all(page)
    told = {"chapter": "examples", "id": f"level-{level}", "kind": "drill"}
    assert page.evaluate("heard") == [told | {"right": True, "first": True, "shown": False}]
    said = page.locator(".bs-predict").inner_text()
    count = model(page)["step"]
    assert f"This graph: all {count} right at the first try." in said
    if level < len(LEVELS):
        assert f"Level {level + 1} is {LEVELS[level]}." in said
    else:
        assert "Level" not in said
    assert "Right: it is" in page.locator(".bs-feedback").inner_text()
    assert f"{count} right in a row." in said


def test_by_keys_alone_one_graph_follows_the_other(drill):
    page = drill(1, 7)
    control(page, "answer").focus()
    for seed in (7, 8):
        while model(page)["step"] < int(control(page, "step").get_attribute("max")):
            page.keyboard.press("ControlOrMeta+a")
            page.keyboard.type(repr(right_answer(page)))
            page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.dataset.control") == "again"
        page.keyboard.press("Enter")
        assert shows(page, 1, seed + 1)
        assert page.evaluate("document.activeElement.dataset.control") == "answer"
    assert len(page.evaluate("heard")) == 2


def test_a_wrong_answer_and_a_shown_one_are_announced_as_such(drill):
    page = drill(1, 1)
    answer(page, 40)
    answer_all(page)
    control(page, "again").click()
    control(page, "reveal").click()
    answer_all(page)
    heard = page.evaluate("heard")
    assert [(one["right"], one["first"], one["shown"]) for one in heard] == [
        (True, False, False),
        (False, False, True),
    ]


def test_who_goes_about_by_hand_has_not_answered_the_graph(drill):
    page = drill(1, 1)
    answer(page, right_answer(page))
    control(page, "step").fill("4")
    answer_all(page)
    assert page.evaluate("heard") == []
    assert "This was the last number." in page.locator(".bs-predict").inner_text()
    control(page, "first").click()
    answer_all(page)
    assert len(page.evaluate("heard")) == 1


def test_what_is_no_drawn_graph_is_not_announced_and_can_be_done_once_more(alone):
    page = alone("BackpropStepper", state={"predict": True})
    page.evaluate(LISTEN)
    answer_all(page)
    assert page.evaluate("heard") == []
    control(page, "again").click()
    assert model(page)["step"] == 0
    assert page.evaluate("document.activeElement.dataset.control") == "answer"


def test_what_goes_wrong_most_is_said_in_one_sentence(drill):
    page = drill(4, 1)  # x1 = x3 - x5; x2 = w3*x3 + w4*x4; f = x1 - x2
    tally = page.locator("[data-tally]")
    assert tally.inner_text().strip() == ""
    for wrong in (False, True, False, True, True):  # -, *, *, +, -
        if wrong:
            answer(page, 40)
        answer(page, right_answer(page))
    assert tally.inner_text().strip() == ""
    answer_all(page)
    assert "11 right in a row." in tally.inner_text()
    control(page, "again").click()  # x2 = w*x1; ...
    answer(page, 40)
    assert "Most often wrong: products, 2 of 7." in tally.inner_text()


def test_the_whole_sum_is_asked_where_contributions_add_up(drill):
    page = drill(4, 1)
    while "all of" not in page.locator(".bs-predict .lw-field").inner_text():
        answer(page, right_answer(page))
    words = page.locator(".bs-predict .lw-field").inner_text()
    assert words.startswith("The last of 2 branches")
    assert "∂f/∂x₃" in words
    control(page, "hint").click()
    assert "So far it is 2;" in page.locator(".bs-feedback").inner_text()
    before = model(page)["step"]
    answer(page, 1)  # this branch alone
    assert model(page)["step"] == before
    answer(page, 3)
    assert model(page)["step"] == before + 1


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("level", range(1, len(LEVELS) + 1))
def test_no_text_of_a_drawn_graph_lies_on_another(drill, level, width):
    page = drill(level, 1, width)
    script = CROWDED.format(tools=TOOLS)
    assert page.evaluate(script, [level, list(range(1, 15))]) == []
