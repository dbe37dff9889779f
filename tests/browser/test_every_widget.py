"""What holds for every widget of every page: alive, by mouse and by key, dark, narrow, in print."""

import json
from pathlib import Path

import pytest
import traitlets
from book_pages import HEIGHT, PAGES, ROOT, functions
from kinds_of_widgets import EVERY, PICTURED, make

from lecture_lib.widgets.lecture_widget import MIME
from lecture_lib.widgets.scripts import FOLDER


def names_on(page: str) -> list[str]:
    """Return the names of the widgets of a page, in their order, from its notebook."""
    notebook = Path(f"{ROOT / page}.ipynb")
    if not notebook.exists():
        return []
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    return [output["data"][MIME]["widget"] for output in outputs if MIME in output.get("data", {})]


WIDGETS = [(page, i, name) for page in PAGES for i, name in enumerate(names_on(page))]
# Where a page has several of a kind, the first is used for all.
FIRST = [
    (page, i, name)
    for page, i, name in WIDGETS
    if not any((page, name) == (other, kind) and j < i for other, j, kind in WIDGETS)
]
one_of_a_kind = pytest.mark.parametrize(("page", "number", "name"), FIRST)
# Of questions, which are many and alike, the first of a page is enough everywhere.
EACH = [each for each in WIDGETS if each[2] in PICTURED or each in FIRST]
# To open a page takes longest: what is only looked at is looked at on one visit.
every_page = pytest.mark.parametrize("page", list(dict.fromkeys(page for page, _, _ in WIDGETS)))
PICTURES = [next(each for each in FIRST if each[2] == name) for name in PICTURED]
TOOLS = functions("every_widget.js")


@pytest.fixture
def visit(open_page):
    """Open a page, and hold it to no faults."""
    visits = []

    def open_one(page, **how):
        visits.append(open_page(page, **how))
        return visits[-1].page

    yield open_one
    for each in visits:
        assert each.faults == []


@pytest.fixture
def widget_on(visit):
    """Open a page and return the element of its widget number `number`."""
    return lambda page, number, **how: alive(visit(page, **how), number)


def alive(page, number):
    """Return the element of the widget number `number` of an open page, when it is alive."""
    element = page.locator(".lecture-widget").nth(number)
    element.scroll_into_view_if_needed()
    element.and_(page.locator("[data-alive]")).wait_for()
    return element


def ask(element, question, *arguments):
    """Call a function of every_widget.js on the element."""
    return element.evaluate(f"(e, args) => ({TOOLS}).{question}(e, ...args)", arguments)


def test_every_widget_of_the_library_stands_in_the_book():
    assert {name for _, _, name in WIDGETS} == set(EVERY)


@every_page
@pytest.mark.parametrize(
    ("scheme", "theme", "width"),
    [
        ("http", "light", 1280),
        ("file", "dark", 1280),
        ("file", "light", 390),
        ("http", "dark", 390),
    ],
)
def test_they_live_speak_fit_and_print(visit, page, scheme, theme, width):
    opened = visit(page, scheme=scheme, theme=theme, width=width)
    found = {}
    for _, number, name in [each for each in EACH if each[0] == page]:
        element = alive(opened, number)
        assert element.get_attribute("data-host") == name
        live = element.locator("[aria-live=polite]")
        assert len(live.first.inner_text()) > 20
        assert element.evaluate("e => e.scrollWidth - e.clientWidth") <= 0, name
        found[name, number] = ask(element, "unlabelled") + ask(element, "crowded")
        opened.emulate_media(media="print")
        shown = "[data-widget] svg[role]" if name in PICTURED else ".q-prompt"
        assert element.locator(shown).first.is_visible(), name
        for_hands = "input[type=range]:visible, button:visible, select:visible"
        assert element.locator(for_hands).count() == 0, name
        opened.emulate_media(media="screen")
    assert {kind: faults for kind, faults in found.items() if faults} == {}


@one_of_a_kind
def test_its_own_style_holds_after_the_one_of_all_widgets(widget_on, page, number, name):
    """In JupyterLab each widget brings the style of all along, after what another one brought."""
    element = widget_on(page, number)
    theme = (FOLDER / "shared" / "theme.css").read_text(encoding="utf-8")
    for width in (1280, 390):
        element.page.set_viewport_size({"width": width, "height": HEIGHT})
        assert ask(element, "restyled", theme) == []


@every_page
@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_moves_when_they_come_to_life(visit, still, page, width):
    opened = visit(page, scheme="file", width=width)
    at_rest = still(page, width).locator(".lecture-widget")
    moved = {}
    for _, number, name in [each for each in FIRST if each[0] == page]:
        living = alive(opened, number).bounding_box()
        box = at_rest.nth(number).bounding_box()
        moved[name] = abs(box["height"] - living["height"])
    assert max(moved.values()) < 1, moved


@pytest.mark.parametrize(("page", "number", "name"), PICTURES)
@pytest.mark.parametrize(
    ("width", "parts"), [(1280, [[0, 0.03, 0.37, 0.5, 0.81, 1]]), (390, [])], ids=["1280", "390"]
)
def test_whatever_a_reader_does_is_legible_and_a_state_that_python_accepts(
    widget_on, page, number, name, width, parts
):
    element = widget_on(page, number, width=width)
    used = ask(element, "useEverything", *parts)
    assert used["wrong"] == []
    assert len(used["states"]) > 8
    for state in used["states"]:
        python = make(name)
        try:
            python.set_state(state)
        except traitlets.TraitError as problem:
            pytest.fail(f"{problem}: {state}")
        assert python.state() == state
    some = used["states"][:: max(1, len(used["states"]) // 60)]
    said = ask(element, "setFromOutside", some)
    assert ask(element, "setFromOutside", some[::-1]) == said[::-1]
    assert len(set(said)) > 1, some


def test_what_would_lose_its_keys_is_found(alone):
    page = alone("OptimizerRace")
    summary = page.locator(".lecture-widget summary").first
    shared = f"(e) => ({TOOLS}).shared(e)"
    assert page.locator(".lecture-widget").evaluate(shared) == []
    summary.evaluate("(e) => delete e.dataset.lmSuppressShortcuts")
    [fault] = page.locator(".lecture-widget").evaluate(shared)
    assert "<summary" in fault
