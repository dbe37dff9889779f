"""Every page and a lesson of every widget in Firefox and in WebKit, the engine of Safari."""

import json
import os
import time
from collections.abc import Callable, Iterator

import pytest
from book_pages import HTML, PAGES, functions
from engines.engine import CrashError, Engine
from engines.firefox import Firefox
from engines.watched import watched
from engines.webkit import WebKit
from kinds_of_widgets import EVERY, PICTURED, make
from lessons import lessons
from linked_states import LINKED
from saved_pictures import LABELS, check_drawing, check_pixels
from serving import served

from lecture_lib import widgets

WIDTHS = (1280, 390, 320)
MINUTES = 15  # a busy machine starts Python ten times more slowly
TOOLS = functions("a_page.js")
SWITCH = """(theme) => {
  for (let i = 0; i < 3 && document.documentElement.dataset.theme !== theme; i += 1)
    document.querySelector(".theme-switch-button").click();
}"""
# Some widgets wait until a reader comes near.
COME_NEAR = """async (w) => {
  const element = document.querySelector(w).closest(".lecture-widget");
  element.scrollIntoView();
  while (!element.dataset.alive) await new Promise(requestAnimationFrame);
}"""
STATE = "(w) => document.querySelector(w).closest('.lecture-widget').model.state"
GO_TO = """(said) => new Promise((done) => {
  const state = () => done(document.querySelector(".lecture-widget").model.state);
  addEventListener("hashchange", () => setTimeout(state), { once: true });
  location.hash = said;
})"""
FOCUS = "(w, c) => document.querySelector(`${w} ${c}`).focus()"
SAYS = "(w) => document.querySelector(w).textContent.replaceAll(/[\u2060\u00a0]/g, '')"
# Each has a worker of its own.
engines = pytest.mark.parametrize(
    "kind",
    [
        pytest.param(kind, id=kind.name, marks=pytest.mark.xdist_group(kind.name))
        for kind in (Firefox, WebKit)
    ],
)


@pytest.fixture(scope="session")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Where the book is, a watchman on each of its pages, by scheme."""
    if not (HTML / "index.html").exists():
        pytest.fail("there is no book to look at: make book", pytrace=False)
    site = tmp_path_factory.mktemp("watched") / "book"
    watched(HTML, site)
    with served(site) as address:
        yield {"http": address, "file": f"{site.as_uri()}/"}


@pytest.fixture(scope="session")
def browsers() -> Iterator[Callable[[type[Engine]], Engine]]:
    """One browser of each kind for all tests. Without it CI fails, and a person's are skipped."""
    running: dict[type[Engine], Engine] = {}

    def browser(kind: type[Engine]) -> Engine:
        if not kind.is_here():
            stop = pytest.fail if os.environ.get("CI") else pytest.skip
            stop(f"no {kind.name} here; install it: sudo apt-get install {kind.packages}")
        return running.setdefault(kind, kind())

    yield browser
    for engine in running.values():
        engine.stop()


@pytest.fixture
def visit(browsers, folders):
    """Open a page with `visit(kind, page, scheme, width)`; the end finds it without a fault."""
    opened = []

    def open_one(kind, page, scheme="http", width=1280):
        engine = browsers(kind)
        engine.open(f"{folders[scheme]}{page}.html", width)
        opened.append(engine)
        return engine

    yield open_one
    for engine in opened:
        assert engine.call("() => window.faults") == []


def ask(engine, question):
    """Call a function of a_page.js."""
    return engine.call(f"() => ({TOOLS}).{question}()")


@engines
@pytest.mark.parametrize(
    ("page", "scheme"), [(page, ("http", "file")[i % 2]) for i, page in enumerate(PAGES)]
)
def test_page_is_sound(visit, kind, page, scheme):
    engine = visit(kind, page, scheme)
    found = []
    for theme in ("light", "dark"):
        engine.call(SWITCH, theme)
        assert engine.call("() => document.documentElement.dataset.theme") == theme
        for width in WIDTHS:
            engine.resize(width)
            ask(engine, "settle")
            found += [f"{width} px, {theme}: {fault}" for fault in ask(engine, "unsound")]
    assert found == []


LESSONS = lessons()


def test_every_widget_has_a_lesson():
    assert {lesson.widget for lesson in LESSONS} == set(EVERY)


@engines
@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.widget)
def test_a_lesson_by_key(visit, kind, lesson):
    engine = visit(kind, lesson.page)
    widget = f"[data-widget={lesson.widget}]"
    engine.call(COME_NEAR, widget)
    before = engine.call(STATE, widget)
    engine.call(FOCUS, widget, lesson.focus)
    for key in lesson.keys:
        engine.press(key)
    after = engine.call(STATE, widget)
    assert after != before
    assert {name: after[name] for name in lesson.state} == lesson.state
    python = make(lesson.widget)
    python.set_state(after)
    says = engine.call(SAYS, widget)
    assert [words for words in lesson.in_words(python) if words not in says] == []


@engines
@pytest.mark.parametrize("name", PICTURED)
def test_a_page_of_a_widget_s_own_follows_its_address(visit, kind, name):
    engine = visit(kind, f"widgets/{name}", ("http", "file")[PICTURED.index(name) % 2])
    engine.call(COME_NEAR, ".lecture-widget > *")
    first = engine.call(STATE, ".lecture-widget > *")
    assert engine.call(GO_TO, "nobody=1") == first
    assert engine.call("() => document.body.textContent.includes('nobody')")
    state = getattr(widgets, name).from_link(LINKED[name]).state()
    assert engine.call(GO_TO, LINKED[name]) == json.loads(json.dumps(state))


@engines
@pytest.mark.parametrize("name", ["ActivationExplorer", "BackpropStepper"])  # plots, and a graph
def test_what_is_shown_is_shared(visit, kind, name):
    engine = visit(kind, f"widgets/{name}")
    engine.call(COME_NEAR, ".lecture-widget > *")
    engine.call(GO_TO, LINKED[name])
    link = engine.call("() => location.href")
    share(engine, "open")
    engine.press("Enter")  # what WebKit asks for; Firefox without a window presses no button by it
    said = getattr(widgets, name).from_link(LINKED[name]).link().partition("#")[2]
    whole = f"{link.partition('#')[0]}#{said}"
    assert share(engine, "copy") == ["The address is copied.", whole]
    file, drawn = share(engine, "save", "SVG")
    assert file == f"{name}.svg"
    says = engine.call("() => document.querySelector('[aria-live=polite]').textContent.trim()")
    root = check_drawing(bytes(drawn).decode(), engine.call(LABELS), says)
    file, picture = share(engine, "save", "PNG")
    assert file == f"{name}.png"
    check_pixels(bytes(picture), root)


def share(engine, what, *arguments):
    """Call a function of a_share.js."""
    return engine.call(f"(...given) => ({functions('a_share.js')}).{what}(...given)", *arguments)


@engines
@pytest.mark.parametrize("scheme", ["http", "file"])
def test_slides_are_turned_by_a_presenters_keys(visit, kind, scheme):
    engine = visit(kind, "book/teaching/deck", scheme)
    at = "() => document.querySelector('.reveal').deck.getIndices().h"
    engine.call(
        """async () => {
          const reveal = document.querySelector(".reveal");
          while (!reveal.matches(".ready")) await new Promise(requestAnimationFrame);
          const slides = [...document.querySelectorAll(".slides > section")];
          reveal.deck.slide(slides.findIndex((each) => each.querySelector(".lecture-widget")) - 1);
        }"""
    )
    before = engine.call(at)
    engine.press("PageDown")
    assert engine.call(at) == before + 1
    engine.call(COME_NEAR, "section.present .lecture-widget > *")
    assert engine.call("() => document.documentElement.scrollWidth <= innerWidth")


# What every live cell of the book printed: its text and its number of pictures.
PRINTED = """() => [...document.querySelectorAll(
  ".cell[data-live]:not(.live-own, .tag_exercise, .tag_check, .tag_solution)"
)].map((cell) => {
  const output = cell.querySelector(".cell_output")?.cloneNode(true);
  output?.querySelectorAll(".lecture-widget, figcaption").forEach((part) => part.remove());
  const pictures = output?.querySelectorAll("img").length ?? 0;
  return [(output?.textContent ?? "").replace(/\\s+/g, ""), pictures];
})"""
# The buttons of cells come after the page.
PRESS = """async (action) => {
  const button = () => document.querySelector(`${action}:enabled`);
  while (!button()) await new Promise(requestAnimationFrame);
  button().click();
}"""
DONE = "() => document.querySelectorAll('.cell[data-live=done]').length"
FAILED = "() => document.querySelectorAll('.cell[data-live=error]').length"


@engines
def test_live_cells_print_what_the_book_does(visit, kind):
    engine = visit(kind, "book/descent/convexity", "http")
    before = engine.call(PRINTED)
    engine.call(PRESS, "[data-live-do=run-all]")
    deadline = time.monotonic() + MINUTES * 60
    while engine.call(DONE) < len(before) and not engine.call(FAILED):
        assert time.monotonic() < deadline
        time.sleep(1)
    assert engine.call(DONE) == len(before) > 10
    assert engine.call(PRINTED) == before


@engines
def test_a_code_exercise_is_checked(visit, kind):
    engine = visit(kind, "book/adaptive/momentum", "file")
    engine.call(PRESS, ".tag_check [data-live-do=run]")
    verdict = "() => document.querySelector('.tag_check').dataset.verdict ?? null"
    deadline = time.monotonic() + MINUTES * 60
    while not (said := engine.call(verdict)) and not engine.call(FAILED):
        assert time.monotonic() < deadline
        time.sleep(1)
    assert said == "empty"
    # What it needs, and nothing else: neither pictures nor the cells of the chapter.
    assert engine.call(DONE) == 2


@engines
def test_a_fault_of_each_kind_is_found(browsers, folders, kind):
    engine = browsers(kind)
    engine.open(f"{folders['http']}book/reference/bibliography.html", 390)
    engine.call(
        """async () => {
          setTimeout(() => { throw new Error("late"); });
          console.error("loud");
          await fetch("http://elsewhere.invalid/").catch(() => null);
          const image = document.body.appendChild(new Image());
          document.body.style.width = "2000px";
          image.src = "nowhere.png";
          await new Promise((resolve) => { image.onerror = resolve; });
        }"""
    )
    faults = " ".join(engine.call("() => window.faults"))
    for word in ("late", "console error: loud", "outside request: http://else", "nowhere.png"):
        assert word in faults
    assert any("wider" in fault for fault in ask(engine, "unsound"))


@engines
@pytest.mark.parametrize("how", ["it dies", "it never answers"])
def test_a_crash_is_reported_and_the_browser_started_again(
    browsers, folders, kind, how, monkeypatch
):
    engine = browsers(kind)
    page = f"{folders['http']}book/reference/bibliography.html"
    engine.open(page, 390)
    if how == "it dies":
        engine.kill()
    with monkeypatch.context() as impatient:
        impatient.setattr(engine, "patience", 2)
        with pytest.raises(CrashError, match=kind.name):
            engine.call("() => { for (;;); }")
    engine.open(page, 390)
    assert engine.call("() => innerWidth") == 390
