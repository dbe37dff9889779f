"""Every page works under the strict content security policy of ``book/_root/_headers``.

All tests that open a page by http run under it, since `serving` sends it; here are those pages that
others leave out, what is loaded later, and that a page which breaks the policy would be found.
"""

from pathlib import Path

import pytest
from book_pages import HTML, PAGES
from serving import headers

LONG = 900_000  # ms; a busy machine starts Python ten times more slowly
WITHOUT_SOURCE = sorted(
    path.relative_to(HTML).with_suffix("").as_posix()
    for path in HTML.rglob("*.html")
    if "_static" not in path.relative_to(HTML).parts
    and path.relative_to(HTML).with_suffix("").as_posix() not in PAGES
)
POLICY = {
    "default-src 'self'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "img-src 'self' data:",
    "worker-src blob:",
    "base-uri 'none'",
    "form-action 'self'",
    "object-src 'none'",
}


def test_the_policy_is_strict_and_is_sent(open_page):
    said = headers("/book/index.html")["Content-Security-Policy"]
    assert set(said.split("; ")) == POLICY
    visit = open_page("book/index")
    answer = visit.page.reload()
    assert answer.headers["content-security-policy"] == said
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "max-age=60"
    assert "immutable" in headers("/_static/book.css")["Cache-Control"]


@pytest.mark.parametrize("name", [name for name in WITHOUT_SOURCE if name != "index"])
def test_pages_that_sphinx_makes_keep_to_it(open_page, name):
    visit = open_page(name)
    visit.page.wait_for_load_state("networkidle")
    assert visit.faults == []


def test_what_breaks_it_is_found_and_does_nothing(open_page):
    visit = open_page("book/reference/bibliography")
    visit.page.evaluate(
        """() => {
          document.querySelector("article").insertAdjacentHTML("beforeend",
            `<p id="own" style="position: fixed" onclick="this.id = 'pressed'">Press</p>`);
          const script = document.createElement("script");
          script.text = "own.id = 'run'";
          document.head.append(script);
        }"""
    )
    visit.page.locator("#own").click()
    assert visit.page.locator("#own").evaluate("(e) => getComputedStyle(e).position") == "static"
    assert len(visit.faults) == 3
    assert all("Content Security Policy" in fault for fault in visit.faults)


def test_no_test_waits_in_a_way_that_the_policy_forbids():
    texts = {path: path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("*.py")}
    forbidden = ".wait_for_" + "function("  # fails as soon as it has to wait
    assert [path.name for path, text in texts.items() if forbidden in text] == []


def test_live_cells_and_their_editor_keep_to_it(open_page):
    visit = open_page("book/practice/workbench")
    page = visit.page
    page.locator("#bench pre").click()
    page.locator("#bench .cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.type("import matplotlib.pyplot as plt\n_ = plt.plot([1, 2])\nprint(6 * 7)")
    page.locator("#bench [data-live-do=run]").click()
    page.wait_for_selector("#bench[data-live=done]", timeout=LONG)
    assert page.locator("#bench .cell_output").inner_text().strip().startswith("42")
    picture = page.locator("#bench .cell_output img")
    assert picture.evaluate("async (e) => { await e.decode(); return e.naturalWidth; }") > 100
    # CodeMirror's own rules hold, and ours before them.
    gutter = page.locator("#bench .cm-gutters").evaluate(
        "(e) => [getComputedStyle(e).display, getComputedStyle(e).borderRightWidth]"
    )
    assert gutter == ["flex", "0px"]
    page.evaluate("localStorage.clear()")
    assert visit.faults == []
