"""A code exercise in the page: filled in wrongly and rightly, its hints and its solution."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from book_pages import HTML
from waiting import wait_until

from lecture_lib.exercises.verdict import MIME

PAGE = "book/adaptive/momentum"
NAME = "momentum_step"
LIVE = HTML / "_static" / "live"
LONG = 900_000  # ms; a busy machine starts Python ten times more slowly
BEFORE = f"""from lecture_lib.exercises import check


def {NAME}(theta, m, gradient, eta, beta):
    m = beta * m + gradient
"""
WRONG = f"{BEFORE}    return theta + eta * m, m\n"
RIGHT = f"{BEFORE}    return theta - eta * m, m\n"
# No colour is still on its way: what is unfolded fades in.
ARRIVED = """() => document.getAnimations()
  .filter((moving) => Number.isFinite(moving.effect.getComputedTiming().endTime))
  .forEach((moving) => moving.finish())"""
# As after a change in a cell above.
OLDER = """() => document.querySelectorAll(".cell[data-live]")
  .forEach((cell) => { cell.dataset.live = "older"; })"""
LISTEN = """() => {
  window.heard = [];
  document.addEventListener("lecture:answered", ({ detail }) => window.heard.push(detail));
}"""


@pytest.fixture(scope="module", autouse=True)
def made():
    """Fail with a word where the book was built without live cells."""
    if not LIVE.exists():
        pytest.fail("the book was built without live cells: PYODIDE_WHEELS", pytrace=False)


class Exercise:
    """The first exercise of a page."""

    def __init__(self, visit):
        self.visit, self.page = visit, visit.page
        self.cell, self.check, self.solution = (
            self.page.locator(f".cell.tag_{tag}").first for tag in ("exercise", "check", "solution")
        )
        self.page.wait_for_selector(".tag_check [data-live-do=run]", state="attached")
        self.page.evaluate(LISTEN)

    def fill_in(self, code):
        if not self.cell.locator(".cm-content").count():
            self.cell.locator("[data-live-do=edit]").click()
        self.cell.locator(".cm-content").click()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(code)

    def press(self):
        self.check.locator("[data-live-do=run]").click()
        self.wait()

    def wait(self):
        """Wait until what was pressed has ended: nothing is queued and nothing runs."""
        wait_until(
            self.page,
            """() => {
              const states = [...document.querySelectorAll(".cell")].map((e) => e.dataset.live);
              return states.some((s) => ["done", "error"].includes(s))
                && !states.some((s) => ["queued", "running"].includes(s));
            }""",
            timeout=LONG,
        )

    @property
    def verdict(self):
        return self.check.get_attribute("data-verdict")

    @property
    def output(self):
        return self.check.locator(".cell_output").inner_text().strip()

    @property
    def word(self):
        return self.check.locator(".live-word").inner_text()

    @property
    def heard(self):
        return self.page.evaluate("() => window.heard")


@pytest.fixture
def exercise(open_page):
    """Open the page from its folder; hold it to no faults."""
    opened = Exercise(open_page(PAGE, "file"))
    yield opened
    opened.page.evaluate("localStorage.clear()")
    assert opened.visit.faults == []


def answered(**detail):
    return {"chapter": "momentum", "id": NAME, "kind": "code", **detail}


def test_empty_then_wrong_then_right(exercise):
    exercise.press()
    assert (exercise.verdict, exercise.word) == ("empty", "Nothing is filled in yet")
    assert exercise.heard == []
    assert exercise.solution.get_attribute("data-withheld")
    exercise.fill_in(WRONG)
    exercise.press()
    assert (exercise.verdict, exercise.word) == ("wrong", "Not right yet")
    assert "theta = [-0.5]" in exercise.output
    assert exercise.output.endswith(
        "You add the step. Descent goes against the velocity: theta - eta * m."
    )
    assert exercise.heard == [answered(right=False, first=True, shown=False)]
    assert exercise.solution.get_attribute("data-withheld") is None
    exercise.fill_in(RIGHT)
    exercise.press()
    assert (exercise.verdict, exercise.word) == ("right", "Right")
    assert exercise.output == f"{NAME} is right: tried on 12 inputs."
    assert exercise.heard[1:] == [answered(right=True, first=False, shown=False)]
    # Of the chapter nothing else ran.
    assert exercise.page.locator(".cell[data-live=done]").count() == 2


def test_a_solution_is_offered_after_an_attempt_or_shown_anyway(exercise):
    fold, code = exercise.solution.locator("details"), exercise.solution.locator(".cell_input")
    note = exercise.solution.locator(".try-first")
    exercise.solution.locator("summary").click()
    assert fold.get_attribute("open") is not None
    assert note.is_visible()
    assert not code.is_visible()
    note.locator("button").click()
    assert code.is_visible()
    assert note.count() == 0
    assert exercise.page.evaluate("document.activeElement.localName") == "summary"
    assert exercise.heard == [answered(right=False, first=False, shown=True)]
    exercise.fill_in(RIGHT)
    exercise.press()
    assert exercise.heard[1:] == [answered(right=True, first=False, shown=True)]


def test_a_run_of_the_solution_does_not_pass_for_the_readers_own(exercise):
    exercise.press()
    exercise.solution.locator("summary").click()
    exercise.solution.locator(".try-first button").click()
    exercise.solution.locator("[data-live-do=run]").click()
    exercise.wait()
    assert exercise.solution.get_attribute("data-live") == "done"
    assert [each["right"] for each in exercise.heard] == [False]  # it was looked at
    exercise.press()
    assert exercise.verdict == "empty"


def test_hints_come_one_after_the_other(exercise):
    hints = exercise.page.locator(".tag_check").first.locator(
        "xpath=following-sibling::details[contains(@class, 'hint')]"
    )
    first, second = hints.nth(0), hints.nth(1)
    assert first.is_visible()
    assert not second.is_visible()
    first.locator("summary").click()
    assert second.is_visible()
    assert not second.locator("p").is_visible()


def test_a_cell_that_cannot_be_read_is_not_checked(exercise):
    exercise.fill_in(f"def {NAME}(theta:\n    return\n")
    exercise.press()
    assert exercise.cell.get_attribute("data-live") == "error"
    assert exercise.verdict is None
    assert "because of the error in cell" in exercise.word


def test_it_goes_by_keyboard_alone(exercise):
    page = exercise.page
    exercise.cell.locator("[data-live-do=edit]").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".tag_exercise .cm-content:focus")
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(RIGHT)
    page.keyboard.press("Shift+Enter")
    focused = "() => document.activeElement.getAttribute('aria-label')"
    assert page.evaluate(focused).startswith("Check what is filled in above")
    page.keyboard.press("Enter")
    exercise.wait()
    assert exercise.verdict == "right"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "Hint"
    assert page.evaluate("document.activeElement.parentElement.open") is True


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_it_is_accessible_and_fits(open_page, theme, width):
    exercise = Exercise(open_page(PAGE, "http", theme, width))
    exercise.fill_in(WRONG)
    exercise.press()
    exercise.page.locator(".hint summary").first.click()
    exercise.page.locator(".tag_solution summary").last.click()
    assert exercise.verdict == "wrong"
    assert exercise.page.locator(".try-first").last.is_visible()
    assert exercise.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    for _ in range(2):
        exercise.page.evaluate(ARRIVED)
        found = Axe().run(exercise.page, "#in-code").response["violations"]
        said = [(n["html"], n["target"]) for fault in found for n in fault["nodes"]]
        assert ([fault["id"] for fault in found], said) == ([], [])
        exercise.page.evaluate(OLDER)
    exercise.page.evaluate("localStorage.clear()")
    assert exercise.visit.faults == []


def test_without_scripts_the_solution_is_a_plain_fold(browser, roots):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{roots['file']}{PAGE}.html")
    solution = page.locator(".tag_solution").first
    assert not solution.locator(".cell_input").is_visible()
    solution.locator("summary").click()
    assert solution.locator(".cell_input").is_visible()
    assert page.locator(".try-first").count() == 0
    context.close()


def test_on_paper_the_solution_stands_without_the_note(exercise):
    page = exercise.page
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert exercise.solution.locator(".cell_input").is_visible()
    assert not exercise.solution.locator(".try-first").is_visible()
    page.emulate_media(media="screen")


def test_the_page_finds_verdicts_by_the_type_that_python_gives():
    assert MIME in (LIVE / "engine.js").read_text(encoding="utf-8")
