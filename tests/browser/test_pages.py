"""Every page as a reader meets it: over http and from a folder, light and dark, wide and narrow."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from book_pages import HEIGHT, PAGES, functions

# What axe finds in the theme, not in the book: a rule, and the reason why it is left out.
THEME_FINDINGS = {
    "aria-allowed-role": "Sphinx gives an entry of a bibliography, a div, the role doc-biblioentry",
    "aria-deprecated-role": "the same role is deprecated",
    "aria-required-children": "Sphinx writes these entries into an element with the role list",
}

# Colours depend on the theme and not on the width; what else axe looks at, on the width alone.
COLOURS = ["color-contrast", "link-in-text-block"]
NO_COLOURS = {"rules": {rule: {"enabled": False} for rule in [*THEME_FINDINGS, *COLOURS]}}
ONLY_COLOURS = {"runOnly": {"type": "rule", "values": COLOURS}}

# Opening a page takes longest: it is opened once with each scheme, and then resized and darkened as
# a reader may do. From a folder, what may be different is what loads.
LOOKS = [(1280, "light"), (1280, "dark"), (390, "dark"), (390, "light"), (320, "light")]
OWN_WIDTHS = [(1280, "light"), (320, "light")]
OWN_COLOURS = [(1280, "light"), (1280, "dark")]

TOOLS = functions("a_page.js")


def ask(page, question, *arguments):
    """Call a function of a_page.js."""
    return page.evaluate(f"(args) => ({TOOLS}).{question}(...args)", arguments)


def all_looks(visit, looks):
    """Show an open page in each look in turn."""
    for width, theme in looks:
        visit.page.emulate_media(color_scheme=theme)
        visit.page.set_viewport_size({"width": width, "height": HEIGHT})
        ask(visit.page, "settle")
        yield width, theme


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(("scheme", "looks"), [("http", LOOKS), ("file", LOOKS[2:3])])
def test_page_is_sound(open_page, name, scheme, looks):
    (width, theme), *_ = looks
    visit = open_page(name, scheme, theme, width)
    found = [
        f"{look}: {fault}"
        for look in all_looks(visit, looks)
        for fault in ask(visit.page, "unsound")
    ]
    assert visit.faults + found == []


@pytest.mark.parametrize("name", PAGES)
def test_page_is_accessible(open_page, name):
    visit = open_page(name)
    visit.page.evaluate(Axe().axe_script)
    found = []
    for look in all_looks(visit, dict.fromkeys(OWN_WIDTHS + OWN_COLOURS)):
        if look in OWN_WIDTHS:
            found += ask(visit.page, "inaccessible", "article.bd-article", NO_COLOURS)
        if look in OWN_COLOURS:
            ask(visit.page, "markInks")
            found += ask(visit.page, "inaccessible", "[data-ink]", ONLY_COLOURS)
    assert visit.faults + found == []


def test_a_faint_ink_and_a_missing_name_are_found(open_page):
    page = open_page("book/index", "file").page  # no policy forbids the styles that are planted
    page.evaluate(Axe().axe_script)
    page.evaluate(
        """() => document.querySelector("article.bd-article").insertAdjacentHTML("beforeend",
             `<p style="color: #aaa">Faint</p> <input><p style="width: 2000px">Wide</p>
              <p style="overflow: auto; width: 4em; white-space: nowrap">Out of reach</p>`)"""
    )
    ask(page, "markInks")
    colours = ask(page, "inaccessible", "[data-ink]", ONLY_COLOURS)
    assert [fault.split()[0] for fault in colours] == ["color-contrast"]
    names = ask(page, "inaccessible", "article.bd-article", NO_COLOURS)
    assert [fault.split()[0] for fault in names] == ["label", "scrollable-region-focusable"]
    unsound = ask(page, "unsound")
    assert any("wider" in fault for fault in unsound)
    assert [fault for fault in unsound if "Out of reach" in fault]


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_start_page_leads_to_the_book(open_page, scheme):
    visit = open_page("index", scheme)
    visit.page.wait_for_url("**/book/index.html", wait_until="load")
    assert visit.faults == []


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_search_finds_a_page(open_page, scheme):
    visit = open_page("search", scheme)
    visit.page.locator("main input[type=search], input[type=search]:visible").first.fill("gradient")
    visit.page.keyboard.press("Enter")
    visit.page.locator("#search-results ul.search li a").first.wait_for()
    visit.page.wait_for_load_state("networkidle")
    assert visit.faults == []
