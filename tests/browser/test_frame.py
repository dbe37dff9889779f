"""What stands around the text: contents, search, colours, code to copy; by mouse and by key."""

from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from waiting import wait_until

CHAPTER = "book/descent/convexity"
REFERENCE = "book/reference/api/gradient_descent"


@pytest.fixture
def chapter(open_page):
    visit = open_page(CHAPTER)
    yield visit.page
    assert visit.faults == []


@pytest.fixture
def phone(open_page):
    visit = open_page(CHAPTER, width=390)
    yield visit.page
    assert visit.faults == []


@pytest.mark.parametrize("name", [CHAPTER, REFERENCE, "book/index", "search", "genindex"])
@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (390, "dark")])
def test_the_frame_is_accessible(open_page, name, width, theme):
    page = open_page(name, theme=theme, width=width).page
    for drawer in ("#book-contents", "#page-contents"):
        if width < 960 and page.locator(drawer).count():
            page.locator(f"[popovertarget={drawer[1:]}]").click()
    page.evaluate("document.querySelector('article').remove()")
    found = Axe().run(page).response["violations"]
    rules = [each["id"] for each in found if each["id"] != "page-has-heading-one"]
    assert rules == []


def test_the_contents_of_the_book_open_and_close_on_a_phone_by_key(phone):
    drawer, button = phone.locator("#book-contents"), phone.locator(".primary-toggle")
    assert not drawer.is_visible()
    button.focus()
    phone.keyboard.press("Enter")
    assert drawer.is_visible()
    phone.keyboard.press("Tab")
    assert phone.evaluate("document.activeElement.closest('#book-contents') !== null")
    phone.keyboard.press("Escape")
    assert not drawer.is_visible()
    assert button.evaluate("(e) => e === document.activeElement")


def test_a_press_beside_the_contents_closes_them_and_a_link_leads_on(phone):
    drawer = phone.locator("#book-contents")
    phone.locator(".primary-toggle").click()
    phone.mouse.click(380, 500)
    assert not drawer.is_visible()
    phone.locator(".primary-toggle").click()
    assert drawer.locator(".current > a").is_visible()
    drawer.get_by_role("link", name="Mini-batches").click()
    phone.wait_for_url("**/minibatch.html")


def test_the_contents_of_the_page_lead_to_its_parts_on_a_phone(phone):
    phone.locator(".secondary-toggle").click()
    contents = phone.locator("#page-contents")
    contents.get_by_role("link", name="Summary").click()
    assert not contents.is_visible()
    wait_until(phone, "location.hash === '#summary'")
    assert 0 <= phone.locator("#summary h2").bounding_box()["y"] < 400


def test_on_a_wide_window_the_contents_can_be_put_away(chapter):
    drawer = chapter.locator("#book-contents")
    assert drawer.is_visible()
    chapter.locator(".primary-toggle").click()
    assert not drawer.is_visible()
    chapter.locator(".primary-toggle").click()
    assert drawer.is_visible()


def test_the_contents_say_which_part_is_read(chapter):
    chapter.locator("#exercises").evaluate("(e) => e.scrollIntoView()")
    current = chapter.locator(".page-toc [aria-current=true]")
    current.and_(chapter.get_by_text("Exercises")).wait_for()
    assert current.count() == 1


def test_the_colours_go_round_and_stay(chapter):
    button, root = chapter.locator(".theme-switch-button"), chapter.locator("html")
    seen = [root.get_attribute("data-theme")]
    for _ in range(3):
        button.press("Enter")
        seen.append(root.get_attribute("data-theme"))
    assert seen == ["light", "dark", "light", "light"]
    assert button.get_attribute("aria-label") == "Colours: as the system"
    button.click()
    assert button.get_attribute("aria-label") == "Colours: dark"
    chapter.reload()
    assert root.get_attribute("data-theme") == "dark"
    button.click()
    button.click()
    chapter.emulate_media(color_scheme="dark")
    chapter.locator("html[data-mode=auto][data-theme=dark]").wait_for()


def test_a_page_is_dark_before_it_is_drawn(browser, roots):
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.route("**/frame.js*", lambda route: route.abort())
    page.goto(f"{roots['http']}{CHAPTER}.html")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == "rgb(18, 18, 18)"
    context.close()


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_ctrl_k_leads_to_the_search(open_page, scheme):
    page = open_page(CHAPTER, scheme).page
    page.keyboard.press("Control+k")
    page.keyboard.type("rosenbrock")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=rosenbrock")
    page.locator("#search-results li a").first.wait_for()
    assert page.locator("article input[type=search]").input_value() == "rosenbrock"


def test_on_a_phone_ctrl_k_leads_to_the_page_of_the_search(phone):
    phone.keyboard.press("Control+k")
    phone.wait_for_url("**/search.html")
    assert phone.locator("article input[type=search]").evaluate(
        "(e) => e === document.activeElement"
    )


def test_the_menu_offers_the_notebook_and_closes(chapter):
    menu = chapter.locator("details.menu")
    menu.locator("summary").click()
    with chapter.expect_download() as download:
        menu.get_by_text("Notebook").click()
    assert download.value.suggested_filename == "convexity.ipynb"
    chapter.keyboard.press("Escape")
    assert menu.get_attribute("open") is None
    menu.locator("summary").click()
    chapter.locator("h1").click()
    assert menu.get_attribute("open") is None


def copied(page, block):
    """Press the button of a block of code, and return what was copied."""
    page.evaluate("navigator.clipboard.writeText = async (text) => { window.copied = text; }")
    block.locator("button.copy").focus()
    page.keyboard.press("Enter")
    return page.evaluate("window.copied")


def test_code_is_copied_as_it_stands(chapter):
    block = chapter.locator(".cell_input .highlight").first
    assert copied(chapter, block) == block.locator("pre").inner_text().rstrip()
    assert block.locator("button.copy").get_attribute("aria-label") == "Copied"


def test_an_example_is_copied_without_prompts_and_answers(open_page):
    page = open_page(REFERENCE).page
    example = page.locator(
        ".highlight", has_text=">>> from lecture_lib.problems import quadratic"
    ).first
    assert ">>>" in example.inner_text()
    assert copied(page, example) == (
        "from lecture_lib.problems import quadratic\nquadratic([1.0, 10.0], angle=0.5)"
    )


def test_what_is_printed_has_no_button(chapter):
    assert chapter.locator(".cell_output button.copy").count() == 0


def test_a_report_of_an_error_names_the_part_that_is_read(browser, roots):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    menu = """<details class="menu" open><summary>Mend this page</summary><ul><li>
      <a class="report" href="https://forge.invalid/new?page=x&amp;section=">Report</a></li></ul></details>"""

    def lit(route):
        text = route.fetch().text()
        route.fulfill(body=text.replace("<article", f"{menu}<article", 1), content_type="text/html")

    page.route(f"**/{CHAPTER}.html", lit)
    page.goto(f"{roots['http']}{CHAPTER}.html")
    page.evaluate(
        "() => addEventListener('click', (event) => event.preventDefault())"  # we stay here
    )
    link = page.locator("a.report")
    heading = page.locator("article h2").nth(1)
    title = heading.evaluate("(e) => e.firstChild.textContent.trim()")
    for place, section in ((heading, title), (page.locator("h1"), "Convexity and smoothness")):
        place.evaluate("(e) => e.scrollIntoView()")
        link.evaluate("(e) => e.click()")
        address = link.get_attribute("href")
        assert parse_qs(urlsplit(address).query) == {"page": ["x"], "section": [section]}
    page.close()
