"""Live cells in the page: run, change, fail, stop, come back; from a folder, offline."""

import gzip
import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from book_pages import HTML, ROOT
from waiting import wait_until

from lecture_lib.widgets.lecture_widget import MIME

LIVE = HTML / "_static" / "live"
# Each with something that the others lack: widgets, SymPy, long runs with pictures. That all cells
# give what is printed, tools/live_cells/check.py holds, with the same packs and without a page.
CHAPTERS = [
    "book/backprop/computation_graphs",
    "book/descent/convergence_proofs",
    "book/adaptive/adam",
]
BENCH = "book/practice/workbench"
LONG = 900_000  # ms; a busy machine starts Python ten times more slowly
KILOBYTES_BEFORE = 4
MEGABYTES_TO_A_NUMBER = 9.5
STATES = "() => [...document.querySelectorAll('.cell[data-live]')].map((c) => c.dataset.live)"
# A reader's own cells and those of exercises run only when they themselves are pressed.
BOOKS = """() => [...document.querySelectorAll('.cell[data-live]')]
  .filter((c) => !c.matches('.live-own, .tag_exercise, .tag_check, .tag_solution'))
  .map((c) => c.dataset.live)"""
# What a cell printed: its text and the states of its widgets.
PRINTED = """() => [...document.querySelectorAll(".cell[data-live]:not(.live-own)")].map((cell) => {
  const output = cell.querySelector(".cell_output")?.cloneNode(true);
  output?.querySelectorAll(".lecture-widget, figcaption, button").forEach((part) => part.remove());
  return (output?.textContent ?? "").replace(/\\s+/g, "");
})"""
WIDGETS = """() => [...document.querySelectorAll(".cell .lecture-widget")]
  .map((e) => [e.dataset.host, JSON.parse(e.dataset.state)])"""
PICTURES = "() => document.querySelectorAll('.cell_output img').length"


@pytest.fixture(scope="module", autouse=True)
def made():
    """Fail with a word where the book was built without live cells."""
    if not LIVE.exists():
        pytest.fail("the book was built without live cells: PYODIDE_WHEELS", pytrace=False)


class Cell:
    """A live cell of a page, found by a selector."""

    def __init__(self, page, selector):
        self.page, self.selector = page, selector
        self.element = page.locator(selector)

    def press(self, act):
        self.element.locator(f"[data-live-do={act}]").click()

    def wait(self, *states):
        script = "([s, wanted]) => wanted.includes(document.querySelector(s).dataset.live)"
        wait_until(self.page, script, arg=[self.selector, list(states)], timeout=LONG)

    def run(self):
        self.press("run")
        self.wait("done", "error")

    def open(self):
        self.press("edit")
        self.page.wait_for_selector(f"{self.selector} .cm-content")

    def type(self, code):
        self.element.locator(".cm-content").click()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(code)

    @property
    def state(self):
        return self.element.get_attribute("data-live")

    @property
    def word(self):
        return self.element.locator(".live-word").inner_text()

    @property
    def output(self):
        return self.element.locator(".cell_output").inner_text().strip()


@pytest.fixture
def bench(open_page):
    """Open the workbench from its folder; hold it to no faults."""
    visit = open_page(BENCH, "file")
    visit.page.locator("#bench pre").click()  # the large cell is open at a press on its code
    visit.page.wait_for_selector("#bench .cm-content")
    yield Cell(visit.page, "#bench")
    visit.page.evaluate("localStorage.clear()")
    assert visit.faults == []


@pytest.mark.parametrize("name", CHAPTERS)
def test_run_all_gives_what_is_printed(open_page, name):
    page = (visit := open_page(name, "file")).page
    page.wait_for_selector("[data-live-do=run-all]", state="attached")
    before, widgets = page.evaluate(PRINTED), page.evaluate(WIDGETS)
    pictures = page.evaluate(PICTURES)
    page.locator("[data-live-do=run-all]").click()
    # The engine comes with the press: until then no cell is queued. A cell that fails ends the run.
    wait_until(
        page,
        f"({BOOKS})().some((s) => s === 'error') || ({BOOKS})().every((s) => s === 'done')",
        timeout=LONG,
    )
    assert set(page.evaluate(BOOKS)) == {"done"}
    assert set(page.evaluate(STATES)) <= {"done", "book"}  # a reader's own cell is left alone
    assert page.evaluate(PRINTED) == before
    assert page.evaluate(WIDGETS) == widgets
    assert page.evaluate(PICTURES) == pictures
    assert visit.faults == []


def test_what_starts_processes_says_why_it_does_not_run_here(open_page):
    page = open_page("book/stochastic/minibatch").page
    cell = page.locator(".cell.tag_not-in-the-page")
    assert "a notebook only" in cell.locator(".live-word").text_content()
    assert cell.locator("button[data-live-do]").count() == 0


def test_nothing_of_python_is_loaded_before_somebody_asks(open_page):
    visit = open_page("book/descent/convexity")
    asked = []
    visit.page.on("request", lambda request: asked.append(request.url.rsplit("/", 1)[1]))
    visit.page.reload()
    visit.page.wait_for_selector("[data-live-do=run]")
    visit.page.wait_for_load_state("networkidle")
    names = {name.split("?")[0] for name in asked}
    assert {path.name for path in LIVE.iterdir()} & names == {"page.js"}
    # The style is in the book's one sheet.
    parts = [LIVE / "page.js", ROOT / "book" / "live_cells" / "live.css"]
    assert sum(len(gzip.compress(part.read_bytes())) for part in parts) <= KILOBYTES_BEFORE * 1000


def test_the_way_to_the_first_number_is_light():
    manifest = json.loads((LIVE / "manifest.js").read_text().partition("=")[2].rstrip(";\n"))
    scripts = [script for file in manifest["packs"]["core"] for script in file["scripts"]]
    sent = sum(
        len(gzip.compress((LIVE / name).read_bytes(), 6))
        for name in ["engine.js", "manifest.js", *scripts]
    )
    assert sent <= MEGABYTES_TO_A_NUMBER * 1e6


def test_a_changed_cell_stays_changed_until_the_book_s_is_wanted_again(bench):
    bench.type("print(6 * 7)")
    assert not bench.element.locator(".cell_input pre").first.is_visible()
    bench.run()
    assert bench.output == "42"
    assert bench.element.get_attribute("data-yours") == "true"
    page = bench.page
    page.reload()
    page.wait_for_selector("#bench[data-yours] .cm-content")
    assert bench.element.locator(".cm-content").inner_text().strip() == "print(6 * 7)"
    assert bench.word == "Yours"
    bench.press("reset")
    assert bench.element.get_attribute("data-yours") is None
    assert "from lecture_lib import variables" in bench.element.locator("pre").first.inner_text()
    page.reload()
    bench.open()
    assert "variables" in bench.element.locator(".cm-content").inner_text()


def test_a_cell_that_the_book_changed_since_says_so(bench):
    page = bench.page
    bench.type("print(1)")
    page.evaluate(
        """() => {
          const kept = JSON.parse(localStorage.getItem(lectureLive.key));
          kept.bench.from += 1;
          localStorage.setItem(lectureLive.key, JSON.stringify(kept));
        }"""
    )
    page.reload()
    page.wait_for_selector("#bench[data-yours]")
    assert "changed since you wrote it" in bench.word


@pytest.mark.parametrize("kept", ["{", "[]", "null", '{"bench": 3}', '{"bench": {"text": 1}}'])
def test_what_another_program_left_in_the_browser_does_no_harm(bench, kept):
    page = bench.page
    page.evaluate("(kept) => localStorage.setItem(lectureLive.key, kept)", kept)
    page.reload()
    bench.open()
    assert bench.element.get_attribute("data-yours") is None


def test_an_error_shows_the_readers_lines_and_marks_the_one(bench):
    bench.type("import math\nx = 1\nmath.sqrt(-x)")
    bench.run()
    assert bench.state == "error"
    assert bench.output.splitlines() == [
        "cell 1, line 3: math.sqrt(-x)",
        "ValueError: math domain error",
    ]
    assert bench.element.locator(".live-fault").inner_text() == "math.sqrt(-x)"
    bench.type("x")
    bench.run()
    assert bench.output == "1"
    assert bench.element.locator(".live-fault").count() == 0


def test_a_runaway_loop_is_stopped_and_the_page_works_afterwards(bench):
    bench.type("x = 5")
    bench.run()
    bench.type("while True:\n    pass")
    bench.press("run")
    bench.wait("running")
    bench.press("stop")
    assert "Stopped" in bench.word
    bench.type("try:\n    x\nexcept NameError:\n    print('x is gone')")
    bench.run()
    assert bench.output == "x is gone"


def test_cells_above_run_first_and_cells_below_grow_old(open_page):
    visit = open_page("book/descent/convexity", "file")
    page = visit.page
    cells = page.locator(".cell[data-live]")
    cells.nth(1).locator("[data-live-do=run]").click()
    wait_until(page, f"({STATES})()[1] === 'done'", timeout=LONG)
    assert page.evaluate(STATES)[:3] == ["done", "done", "book"]
    cells.nth(0).locator("[data-live-do=run]").click()
    wait_until(page, f"({STATES})()[1] === 'older'", timeout=LONG)
    assert page.evaluate(STATES)[:3] == ["done", "older", "book"]
    cells.nth(0).locator("[data-live-do=edit]").click()
    page.wait_for_selector(".cm-content")
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("1 / 0")
    cells.nth(1).locator("[data-live-do=run]").click()
    wait_until(page, f"({STATES})()[0] === 'error'", timeout=LONG)
    assert page.evaluate(STATES)[1] == "older"
    assert "error in cell 1" in cells.nth(1).locator(".live-word").inner_text()
    page.evaluate("localStorage.clear()")
    assert visit.faults == []


def test_a_widget_and_the_cells_read_each_other(bench):
    page = bench.page
    race = Cell(page, "#race")
    race.run()
    page.wait_for_selector("#race .lecture-widget[data-alive] .lw-handle", timeout=LONG)
    handle = page.locator("#race .lw-handle").first
    handle.focus()
    bench.type("race.start")
    bench.run()
    start = json.loads(bench.output)
    handle.focus()
    page.keyboard.press("ArrowRight")
    bench.run()
    moved = json.loads(bench.output)
    assert moved[0] > start[0]
    assert moved[1] == start[1]
    bench.type("race.start = [-1.0, 1.25]")
    bench.run()
    said = "document.querySelector('#race .lw-handle').getAttribute('aria-valuetext')"
    wait_until(page, f"{said}.includes('1.25')")
    # A second view of the same widget follows the first.
    bench.type("race")
    bench.run()
    page.wait_for_selector("#bench .lecture-widget[data-alive] .lw-handle", timeout=LONG)
    second = page.locator("#bench .lw-handle").first
    second.focus()
    page.keyboard.press("ArrowRight")
    wait_until(
        page,
        "new Set([...document.querySelectorAll('#race .lw-handle, #bench .lw-handle')]"
        ".map((e) => e.getAttribute('aria-valuetext'))).size === 1",
    )


def test_pictures_and_sympy_come_when_a_cell_imports_them(bench):
    page = bench.page
    descend, algebra = Cell(page, "#descend"), Cell(page, "#sympy")
    descend.run()
    assert descend.state == "done"
    box = descend.element.locator(".cell_output img").bounding_box()
    assert box["width"] > 300
    assert descend.element.locator(".cell_output img").get_attribute("alt")
    algebra.run()
    assert algebra.output == "0"


def test_it_goes_by_keyboard_alone(bench):
    page = bench.page
    bench.element.locator(".cm-content").focus()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("print('by key')")
    page.keyboard.press("Control+Enter")
    bench.wait("done")
    assert bench.output == "by key"
    page.keyboard.press("Escape")
    where = (
        "() => [document.activeElement.dataset.liveDo, document.activeElement.closest('.cell')?.id]"
    )
    assert page.evaluate(where) == ["run", "bench"]
    page.keyboard.press("Tab")
    assert page.evaluate(where) == ["reset", "bench"]
    bench.element.locator(".cm-content").focus()
    page.keyboard.press("Shift+Enter")
    assert page.evaluate(where) == ["run", "step"]
    bench.wait("done")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_editors_and_outputs_are_accessible(open_page, theme, width):
    visit = open_page(BENCH, "http", theme, width)  # axe reads style sheets, which a folder forbids
    page = visit.page
    cell = Cell(page, "#bench")
    cell.open()
    cell.type("import math  # a comment\nprint('text', 1.5, None)\nmath.sqrt(-1)")
    cell.run()
    assert cell.state == "error"
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    found = Axe().run(page, "article.bd-article").response["violations"]
    assert [fault["id"] for fault in found] == []
    page.evaluate("localStorage.clear()")
    assert visit.faults == []


def test_in_print_a_cell_shows_code_and_output_without_buttons(bench):
    bench.type("print('on paper')")
    bench.run()
    bench.page.emulate_media(media="print")
    assert bench.element.locator("button:visible").count() == 0
    assert bench.element.locator(".cell_output").is_visible()
    said = "getComputedStyle(document.querySelector('#bench .cell_input'), '::after').content"
    assert "reader" in bench.page.evaluate(said)
    bench.page.emulate_media(media="screen")


def test_without_webassembly_there_is_a_sentence_instead_of_buttons(browser, roots):
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script("delete globalThis.WebAssembly")
    page.goto(f"{roots['file']}book/descent/convexity.html")
    page.wait_for_selector(".live-word")
    assert page.locator("[data-live-do]").count() == 0
    assert "cannot run the cells" in page.locator(".live-word").first.inner_text()
    context.close()


def test_every_chapter_ends_with_a_cell_of_the_readers_own(open_page):
    page = open_page("book/adaptive/adam").page
    own = page.locator("#own-cell")
    code = own.locator("pre").inner_text()
    assert code.splitlines()
    assert all(line.startswith(("import ", "from ")) for line in code.strip().splitlines())
    assert page.locator(".live-scratch a[href$='reference/api.html']").count() == 1


def test_live_outputs_have_the_form_of_the_book_s():
    """The page's widgets are found in outputs by the type that notebooks store."""
    assert MIME == "application/vnd.lecture-widget+json"
    assert MIME in (LIVE / "engine.js").read_text(encoding="utf-8")
