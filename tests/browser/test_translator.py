"""A page under the translator of a browser, which puts each text node into two elements."""

import pytest
from book_pages import PAGES

# As Google's and Microsoft's do; what is marked, and what has no text, they leave.
TRANSLATE = """() => {
  const KEPT = "script, style, textarea, svg, [translate=no], .notranslate";
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode())
    if (walker.currentNode.data.trim() && !walker.currentNode.parentElement.closest(KEPT))
      texts.push(walker.currentNode);
  for (const text of texts) {
    const outer = document.createElement("font");
    const inner = outer.appendChild(document.createElement("font"));
    text.replaceWith(outer);
    inner.append(text.data.toUpperCase()); // a new node, as a translator's
  }
  return texts.length;
}"""
# Code, output, signatures and formulas are the same in every language.
UNMARKED = """() => [...document.querySelectorAll(
    "article :is(pre, code, .output.text_plain, .sig, math, mjx-container)")]
  .filter((e) => !e.closest("[translate=no]") && e.textContent.trim() && !e.closest(".lw"))
  .map((e) => `${e.tagName}.${e.className} ${e.textContent.slice(0, 60)}`)"""


@pytest.mark.parametrize("name", PAGES)
def test_code_and_formulas_are_not_for_translators(open_page, name):
    assert open_page(name, "file").page.evaluate(UNMARKED) == []


@pytest.mark.parametrize("name", ["book/index", "book/stochastic/sgd", "book/reference/api"])
def test_a_translated_page_works(open_page, name):
    visit = open_page(name)
    page = visit.page
    assert page.evaluate(TRANSLATE) > 50
    modes = set()
    for _ in range(3):
        page.locator(".theme-switch-button").first.click()
        modes.add(page.evaluate("document.documentElement.dataset.mode"))
    assert modes == {"auto", "light", "dark"}
    for summary in page.locator("article summary:visible").all():
        was = summary.evaluate("e => e.parentElement.open")
        summary.click()
        assert summary.evaluate("e => e.parentElement.open") != was
    page.set_viewport_size({"width": 390, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    links = page.locator(".bd-sidebar-secondary a[href^='#']")
    assert links.count() > 1
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    assert visit.faults == []


def test_code_of_a_translated_page_is_copied_as_it_is(open_page, contexts):
    contexts("light", 1280).grant_permissions(["clipboard-read", "clipboard-write"])
    page = open_page("book/reference/errata").page
    page.evaluate(TRANSLATE)
    cell = page.locator("div.cell_input div.highlight").first
    cell.hover()
    cell.locator("button").click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.strip() == cell.locator("pre").text_content().strip()
