"""Every page as a reader meets it: over http and from a folder, light and dark, wide and narrow."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from book_pages import HEIGHT, PAGES

# What axe finds in the theme, not in the book: a rule, and the reason why it is left out.
THEME_FINDINGS = {
    "aria-allowed-role": "Sphinx gives an entry of a bibliography, a div, the role doc-biblioentry",
    "aria-deprecated-role": "the same role is deprecated",
    "aria-required-children": "Sphinx writes these entries into an element with the role list",
}

COLOURS = "color-contrast"

# The page follows the system's theme by a script of its own.
SETTLED = "(theme) => document.documentElement.dataset.theme === theme"

UNSOUND = """() => {
  const found = [];
  const overflow = document.documentElement.scrollWidth - window.innerWidth;
  if (overflow > 0) found.push(`the page is ${overflow} px wider than the window`);
  for (const image of document.images)
    if (!image.complete || image.naturalWidth === 0) found.push(`broken image: ${image.src}`);
  for (const image of document.querySelectorAll("article img"))
    if (!image.alt || image.alt.includes("_images/")) found.push(`no text for: ${image.src}`);
  for (const error of document.querySelectorAll("mjx-merror, [data-mjx-error]"))
    found.push(`MathJax: ${error.dataset.mjxError ?? error.textContent}`);
  for (const formula of document.querySelectorAll("article .math"))
    if (!formula.querySelector("mjx-container")) found.push(`not typeset: ${formula.textContent}`);
  for (const formula of document.querySelectorAll("article mjx-container[display=true]"))
    if (formula.scrollWidth > formula.clientWidth && formula.tabIndex < 0)
      found.push("a wide formula that cannot be scrolled by keyboard");
  const theme = document.documentElement.dataset.theme;
  const wanted = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  if (theme !== wanted) found.push(`the theme is ${theme} where the reader prefers ${wanted}`);
  return found;
}"""


# Opening a page and typesetting its formulas takes longest: each is opened twice, and then resized
# and darkened as a reader may do.
LOOKS = [(1280, "light"), (1280, "dark"), (390, "dark"), (390, "light")]


@pytest.mark.parametrize(("scheme", "first"), [("http", LOOKS[0]), ("file", LOOKS[2])])
@pytest.mark.parametrize("name", PAGES)
def test_page_is_sound(open_page, name, scheme, first):
    visit = open_page(name, scheme, first[1], first[0])
    found = []
    for width, theme in [first, *(look for look in LOOKS if look != first)]:
        visit.page.emulate_media(color_scheme=theme)
        visit.page.set_viewport_size({"width": width, "height": HEIGHT})
        visit.page.wait_for_function(SETTLED, arg=theme)
        found += [f"{width}, {theme}: {fault}" for fault in visit.page.evaluate(UNSOUND)]
    assert visit.faults + found == []


# Colours depend on the theme and not on the width; what else axe looks at, on the width alone.
@pytest.mark.parametrize(
    ("width", "theme", "chosen"),
    [
        (1280, "light", {}),
        (1280, "dark", {"runOnly": {"type": "rule", "values": [COLOURS]}}),
        (390, "light", {"rules": {COLOURS: {"enabled": False}}}),
    ],
)
@pytest.mark.parametrize("name", PAGES)
def test_page_is_accessible(open_page, name, width, theme, chosen):
    visit = open_page(name, "http", theme, width)
    options = {"resultTypes": ["violations"], **chosen}
    if "runOnly" not in chosen:
        without = {rule: {"enabled": False} for rule in THEME_FINDINGS}
        options["rules"] = {**without, **chosen.get("rules", {})}
    result = Axe().run(visit.page, context="article.bd-article", options=options)
    found = [
        f"{violation['id']} ({violation['help']}): {node['html'][:200]}"
        for violation in result.response["violations"]
        for node in violation["nodes"]
    ]
    assert found == []


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
