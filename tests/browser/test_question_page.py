"""Questions of the first chapter in the page: by mouse, by key, and what is told of an answer."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from book_pages import functions
from kinds_of_widgets import make
from lessons import Lesson
from waiting import wait_until

from lecture_lib import questions, widgets

PAGE = "book/backprop/recall"
LESSON = Lesson(
    PAGE,
    "Question",
    "[data-control=answer]",
    ["2", "Enter"],
    {"answer": "2"},
    lambda w: [w.verdict.partition(" ")[0], "gradient is 10"],
)
HEAR = """() => {
  window.heard = [];
  document.addEventListener("lecture:answered", ({ detail }) => window.heard.push(detail));
}"""


@pytest.fixture
def ask(open_page):
    """Open the chapter; `ask(id)` returns the living question of it."""
    visit = open_page(PAGE)
    visit.page.evaluate(HEAR)

    def one(id):
        element = visit.page.locator(f"#question-{id}")
        element.scroll_into_view_if_needed()
        wait_until(
            visit.page, "id => document.getElementById(`question-${id}`).dataset.alive", arg=id
        )
        return element

    yield one
    assert visit.faults == []


def says(element):
    return " ".join(element.locator("[aria-live]").inner_text().split())


def check(element, text):
    element.locator("[data-control=answer]").fill(text)
    element.locator("[data-control=answer]").press("Enter")
    return says(element)


def heard(element):
    return element.evaluate("e => window.heard")


def state(element):
    return element.evaluate("e => e.model.state")


def test_a_number_is_judged_and_its_reason_given(ask):
    question = ask("one-step")
    assert says(question) == "A number; a fraction such as 3/4 will do."
    assert check(question, "3/").startswith("Column 3: a number, a name, a function or '('")
    assert check(question, "").startswith("Write an answer first.")
    assert heard(question) == []
    assert check(question, "4").startswith("No. The size is right, the direction is not")
    assert check(question, "17").startswith("No. That is not it.")
    assert check(question, "2.001").startswith("Close, but not exact enough")
    assert check(question, "6/3").startswith("Right. The error is")
    told = {"chapter": "recall", "id": "one-step", "kind": "number", "shown": False}
    assert heard(question) == [
        told | {"right": False, "first": True},
        told | {"right": False, "first": False},
        told | {"right": True, "first": False},
    ]


def test_what_is_typed_after_a_verdict_takes_it_away(ask):
    question = ask("one-step")
    check(question, "2")
    question.locator("[data-control=answer]").press_sequentially("0")
    assert says(question).startswith("A number")


def test_a_formula_that_differs_is_told_where(ask):
    question = ask("without-the-half")
    assert check(question, "wx").startswith("Column 1: Did you mean w*x?")
    assert "yours gives" in check(question, "3*(w*x - y)*x")
    assert check(question, "-2x*(y - w x)").startswith("Right.")


def test_help_comes_by_degrees_and_an_answer_looked_at_counts_as_shown(ask):
    question = ask("one-step")
    question.locator("[data-control=help]").click()
    assert "Hint. Compute the error" in says(question)
    assert heard(question) == []
    question.locator("[data-control=help]").click()
    assert "Answer: 2" in says(question)
    check(question, "2")
    assert [(each["right"], each["shown"], each["first"]) for each in heard(question)] == [
        (False, True, False),
        (True, True, False),
    ]
    assert question.locator("[data-control=help]").count() == 0


def test_another_one_has_other_numbers_which_python_knows(ask):
    question = ask("one-step")
    seen = [question.locator(".q-prompt").inner_text()]
    python = widgets.Question("recall", "one-step")
    for draw in (1, 2, 3):
        python.draw = draw - 1
        record = questions.load("recall", "one-step")
        drawn = questions.draws.numbers(record, python.key, python.draw)
        check(question, repr(questions.draws.value(record["answer"], drawn)))
        question.locator("[data-control=another]").click()
        assert state(question)["draw"] == draw
        assert question.locator("[data-control=answer]").input_value() == ""
        seen.append(question.locator(".q-prompt").inner_text())
    assert len(set(seen)) == 4


def test_a_choice_is_made_by_key(ask):
    question = ask("doubled-scores")
    question.locator("[data-control=answer]").first.focus()
    question.page.keyboard.press("Space")
    question.page.keyboard.press("Enter")
    first = says(question)
    question.page.keyboard.press("ArrowDown")
    assert says(question) == "One of these answers is right."
    question.page.keyboard.press("Enter")
    assert {says(question).split()[0], first.split()[0]} == {"Right.", "No."}


def places(element):
    return "".join(element.locator(".q-grip").all_inner_texts())


def test_a_list_is_put_in_order_by_its_arrows_and_the_focus_goes_along(ask):
    question = ask("lines-of-the-loop")
    assert places(question) == "abcde"
    question.locator("[data-letter=a][data-control=down]").focus()
    question.page.keyboard.press("Enter")
    question.page.keyboard.press("Enter")
    assert places(question) == "bcade"
    assert says(question) == "a is now in place 3 of 5."
    focused = question.evaluate("() => ({ ...document.activeElement.dataset })")
    assert (focused["letter"], focused["control"]) == ("a", "down")
    question.locator("[data-letter=b][data-control=up]").press("Enter")
    assert places(question) == "bcade"  # it is the first


def test_a_list_is_put_in_order_by_mouse(ask):
    question = ask("lines-of-the-loop")
    for letter in "bcde":  # each to the top: the right order is the other way round
        grip = question.locator(".q-grip", has_text=letter).bounding_box()
        top = question.locator(".q-grip").first.bounding_box()
        mouse = question.page.mouse
        mouse.move(grip["x"] + 9, grip["y"] + 9)
        mouse.down()
        mouse.move(top["x"] + 9, (grip["y"] + top["y"]) / 2)
        mouse.move(top["x"] + 9, top["y"] - 12)
        mouse.up()
    assert places(question) == "edcba"
    question.locator("[data-control=check]").click()
    assert says(question).startswith("Right.")


def test_a_shape_has_two_fields(ask):
    question = ask("shape-of-the-jacobian")
    for rows, columns, word in (("k", "d", "No. That is the shape of"), ("k", "d k", "Right.")):
        question.locator("[data-control=rows]").fill(rows)
        question.locator("[data-control=columns]").fill(columns)
        question.locator("[data-control=check]").click()
        assert says(question).startswith(word)


def test_every_state_that_a_page_reaches_python_accepts(ask):
    for id, answers in {"one-step": ["4", "2"], "without-the-half": ["x", "w*"]}.items():
        question = ask(id)
        for answer in answers:
            check(question, answer)
            reached = {k: v for k, v in state(question).items() if k != "question"}
            python = widgets.Question("recall", id)
            python.set_state(reached)
            assert python.state() == json.loads(json.dumps(reached))
            assert python.verdict.split()[0] == says(question).split()[0]


def test_a_list_is_dragged_by_a_finger_and_the_page_stays(alone):
    device = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    space = '<div style="height: 900px"></div>'
    state = make("Question").state() | {"key": "recall/lines-of-the-loop"}
    page = alone("Question", device, above=space, below=space, state=state)
    grip = page.locator(".q-grip").first
    grip.evaluate("e => e.scrollIntoView({ block: 'center' })")
    box, scrolled = grip.bounding_box(), page.evaluate("scrollY")
    session = page.context.new_cdp_session(page)

    def touch(kind, *points):
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    x, y = box["x"] + 9, box["y"] + 9
    touch("touchStart", {"x": x, "y": y})
    for i in range(1, 11):
        touch("touchMove", {"x": x, "y": y + 10 * i})
    touch("touchEnd")
    page.evaluate("() => new Promise(requestAnimationFrame)")
    assert places(page) != "abcde"
    assert page.evaluate("scrollY") == scrolled


LOOKS = functions("looks.js")
ONE_OF_EACH = {
    "number": "recall/one-step",
    "formula": "recall/without-the-half",
    "choice": "recall/doubled-scores",
    "order": "recall/lines-of-the-loop",
    "shape": "recall/shape-of-the-jacobian",
}
WIDTH = "document.documentElement.scrollWidth - innerWidth"
SMALL = """() => [...document.querySelectorAll("button, input")].filter((e) => {
  const { width, height } = (e.closest("label") ?? e).getBoundingClientRect();
  return Math.min(width, height) < 23.5;
}).map((e) => e.outerHTML)"""


@pytest.fixture(params=ONE_OF_EACH)
def card(alone, request):
    """Open one question of each kind, narrow, with all that can be said below it."""

    def open_one(width=320, **device):
        state = {"key": ONE_OF_EACH[request.param], "answer": "b", "help": "answer"}
        context = {"viewport": {"width": width, "height": 900}, **device}
        return alone("Question", context, state=state | {"standing": "due"})

    return open_one


def looks(page, question):
    return page.eval_on_selector(".lecture-widget", f"(e) => ({LOOKS}).{question}(e)")


def test_each_kind_fits_a_small_phone_and_a_finger(card):
    page = card()
    assert page.evaluate(WIDTH) <= 0
    assert page.evaluate(SMALL) == []
    page.add_style_tag(content="html { font-size: 200%; }")
    assert page.evaluate(WIDTH) <= 0
    assert looks(page, "onEachOther") == []


@pytest.mark.parametrize("prefers", ["light", "dark"])
def test_each_kind_is_seen_in_few_colours_and_in_many(card, prefers):
    assert looks(card(1280, color_scheme=prefers), "faint") == []
    page = card(1280, color_scheme=prefers, forced_colors="active")
    assert looks(page, "faint") == []
    assert looks(page, "unmarked") == []


def test_each_kind_on_paper_is_a_question_with_room_to_write(card):
    page = card(800)
    page.emulate_media(media="print")
    assert page.locator(".q-prompt").is_visible()
    assert page.locator(".q-lines").bounding_box()["height"] > 60
    assert page.locator(":is(button, [type=text], .q-says, .q-standing):visible").count() == 0


def test_each_kind_is_sound_to_axe(card):
    page = card()
    found = Axe().run(page, ".lecture-widget").response["violations"]
    assert [each["id"] for each in found] == []
