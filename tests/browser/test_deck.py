"""The slides as a class sees them: played from the first to the last by a presenter's keys."""

from io import BytesIO

import pytest
from book_pages import HTML, functions
from lecture_map import rows
from pypdf import PdfReader
from test_stage import SIZES
from waiting import wait_until

DECK = "book/teaching/deck"
ALIVE = """() => [...document.querySelectorAll("section.present .lecture-widget")]
  .every((widget) => widget.dataset.alive)"""
AT = "(n) => document.querySelector('.reveal').deck.getIndices().h === n"
# What is larger than the slide, or stands on what is at its foot.
UNSOUND = """() => {
  const slide = document.querySelector("section.present");
  const foot = slide.querySelector(".slide-about")?.getBoundingClientRect()
    .top ?? innerHeight;
  return [...slide.querySelectorAll(":scope > *, :scope > :not(.lecture-widget) *")]
    .filter((e) => e.checkVisibility() && !e.closest("math *"))
    .filter((e) => {
      const box = e.getBoundingClientRect();
      const end = e.closest(".slide-about") ? innerHeight : foot + 1;
      return box.left < 0 || box.top < 0 || box.right > innerWidth || box.bottom > end ||
        e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== "inline";
    })
    .map((e) => `${slide.id}: ${e.outerHTML.slice(0, 120)}`);
}"""
# A widget has its whole slide's width or height, and nothing of it is cut off.
ILL_PLACED = """() => [
  ...document.querySelectorAll("section.present .lw-stage")].flatMap((stage) => {
  const [room, box] = [stage, stage.lastElementChild].map((e) => e.getBoundingClientRect());
  const one = innerWidth / 1280;
  const inside = box.left >= room.left - one && box.right <= room.right + one &&
    box.top >= room.top - one && box.bottom <= room.bottom + one;
  const large = box.width > 0.6 * room.width || box.height > 0.8 * room.height;
  return inside && large ? [] : [`${Math.round(box.width)} x ${Math.round(box.height)}`];
})"""
CROWDED = f"""() => ({functions("every_widget.js")})
  .crowded(document.querySelector("section.present .lecture-widget"))"""
WITH_WIDGETS = """() => [...document.querySelectorAll(".slides > section")]
  .flatMap((slide, i) => slide.querySelector(".lecture-widget") ? [i] : [])"""
#: The smallest letters, in percent of the height, that a hall can read; controls are the speaker's.
LEAST = {"labels": 1.65, "sentence": 1.85, "controls": 1.35}
STATE = "() => document.querySelector('section.present .lecture-widget').model.state"


@pytest.fixture
def deck(open_page):
    """Open the slides, at one of them: ``deck(scheme, theme, at, screen)``."""

    def open_deck(scheme="http", theme="light", at=0, screen=(1280, 720)):
        visit = open_page(DECK, scheme, theme, screen[0])
        visit.page.set_viewport_size(dict(zip(("width", "height"), screen, strict=True)))
        visit.page.wait_for_selector(".reveal.ready")
        if at:
            show(visit.page, at)
        return visit

    return open_deck


def show(page, number):
    """Go to a slide, and wait until its widget is alive."""
    page.evaluate("(n) => document.querySelector('.reveal').deck.slide(n)", number)
    wait_until(page, AT, arg=number)
    settled(page)


def settled(page):
    """Wait until the widget of a slide is alive, and has seen how large it is."""
    wait_until(page, ALIVE)
    for _ in range(3):
        page.evaluate("() => new Promise(requestAnimationFrame)")


def first_with(page, widget):
    """Return the number of the first slide with a widget."""
    return page.evaluate(
        """(name) => [...document.querySelectorAll(".slides > section")]
             .findIndex((slide) => slide.querySelector(`[data-host=${name}]`))""",
        widget,
    )


@pytest.mark.parametrize(("scheme", "theme"), [("http", "light"), ("file", "dark")])
def test_it_is_played_from_the_first_slide_to_the_last(deck, scheme, theme):
    visit = deck(scheme, theme)
    page = visit.page
    assert page.evaluate("document.documentElement.dataset.theme") == theme
    count = page.locator(".slides > section").count()
    assert count > len(rows())
    found = []
    for number in range(count):
        wait_until(page, AT, arg=number)
        settled(page)
        found += page.evaluate(UNSOUND) + page.evaluate(ILL_PLACED)
        page.keyboard.press("PageDown")
    assert page.evaluate("document.querySelector('.reveal').deck.isLastSlide()")
    page.keyboard.press("PageUp")
    wait_until(page, AT, arg=count - 2)
    assert visit.faults + found == []


@pytest.mark.parametrize("screen", [(1280, 720), (1920, 1080)], ids=str)
def test_a_hall_can_read_what_is_in_a_widget(deck, screen):
    visit = deck("file", screen=screen)
    page = visit.page
    small, crowded = {}, []
    for number in page.evaluate(WITH_WIDGETS):
        show(page, number)
        crowded += page.evaluate(CROWDED) + page.evaluate(ILL_PLACED)
        sizes = page.evaluate(SIZES, "section.present .lw-stage")
        least = {kind: sizes[kind] for kind in LEAST if sizes[kind] < LEAST[kind]}
        small |= {number: least} if least else {}
    assert small == {}
    assert crowded == []
    assert visit.faults == []


def test_what_is_too_large_is_found(deck):
    page = deck("file", at=3).page  # by http the policy forbids these styles
    assert page.evaluate(UNSOUND) == []
    page.evaluate(
        """() => document.querySelector("section.present").insertAdjacentHTML("beforeend",
             `<p style="width: 1500px; max-width: none">Wide</p>
              <p style="height: 500px">High</p>`)"""
    )
    found = " ".join(page.evaluate(UNSOUND))
    assert "Wide" in found
    assert "High" in found


def test_keys_in_a_widget_are_the_widgets(deck):
    visit = deck()
    page = visit.page
    place = first_with(page, "ConvexityExplorer")
    show(page, place)
    before = page.evaluate(STATE)
    page.locator("section.present .lw-handle").first.focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate(STATE) != before
    assert page.evaluate(AT, place)
    # A remote control turns the slide from there, and moves nothing of the widget.
    moved = page.evaluate(STATE)
    page.keyboard.press("PageDown")
    wait_until(page, AT, arg=place + 1)
    page.keyboard.press("PageUp")
    wait_until(page, AT, arg=place)
    assert page.evaluate(STATE) == moved
    # Escape leaves the widget; then arrows turn the slide.
    page.locator("section.present .lw-handle").first.focus()
    page.keyboard.press("Escape")
    assert not page.evaluate("document.querySelector('.reveal').deck.isOverview()")
    page.keyboard.press("ArrowRight")
    wait_until(page, AT, arg=place + 1)
    page.keyboard.press("ArrowLeft")
    wait_until(page, AT, arg=place)
    assert page.evaluate(STATE) == moved
    assert visit.faults == []


def test_a_slider_in_a_widget_is_moved_by_arrows_and_left_by_a_remote_control(deck):
    visit = deck()
    page = visit.page
    place = first_with(page, "ProofExplorer")
    show(page, place)
    slider = page.locator("section.present input[type=range]").first
    slider.focus()
    value = slider.input_value()
    page.keyboard.press("ArrowRight")
    assert slider.input_value() != value
    value = slider.input_value()
    page.keyboard.press("PageDown")
    wait_until(page, AT, arg=place + 1)
    assert (
        page.locator(".slides > section")
        .nth(place)
        .locator("input[type=range]")
        .first.input_value()
        == value
    )
    assert visit.faults == []


def test_a_widget_on_a_slide_fills_the_screen_and_goes_back_to_its_place(deck):
    visit = deck()
    page = visit.page
    place = first_with(page, "ActivationExplorer")
    show(page, place)
    page.locator("section.present .lw-strip button").first.click()
    wait_until(page, "document.fullscreenElement?.matches('.lw-stage')")
    before = page.evaluate(STATE)
    page.keyboard.press("PageDown")
    page.wait_for_timeout(0)
    assert page.evaluate(STATE) != before
    assert page.evaluate(AT, place)
    page.evaluate("document.exitFullscreen()")
    wait_until(page, "!document.fullscreenElement")
    wait_until(page, f"!({ILL_PLACED})().length")
    assert visit.faults == []


def test_a_widget_finds_room_when_it_grows_after_a_visit_to_a_slide_far_away(deck):
    visit = deck()
    page = visit.page
    place = first_with(page, "DeepNetExplorer")
    show(page, place)
    show(page, 0)
    wait_until(page, f"!document.querySelectorAll('.slides > section')[{place}].offsetWidth")
    show(page, place)
    page.locator("section.present").get_by_label("Train on this x").check()
    wait_until(page, "document.querySelector('section.present .dn-training')")
    wait_until(page, f"!({ILL_PLACED})().length", timeout=5000)
    assert visit.faults == []


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_the_speaker_has_notes_in_a_window_of_their_own(deck, scheme):
    visit = deck(scheme, at=3)
    with visit.page.expect_popup() as popup:
        visit.page.keyboard.press("s")
    window = popup.value
    window.wait_for_url("**/slides.html#two-losses")
    assert window.locator("#two-losses .slide-notes").text_content().strip().startswith("Ask.")
    visit.page.keyboard.press("PageDown")
    window.wait_for_url("**/slides.html#how-to-differentiate-a-neural-net")
    window.close()
    visit.page.keyboard.press("PageDown")
    wait_until(visit.page, AT, arg=5)
    assert visit.faults == []


# On paper: what is not on the page of its slide, or stands on what is at its foot.
ASTRAY = """() => [...document.querySelectorAll(".pdf-page")].flatMap((paper) => {
  const page = paper.getBoundingClientRect();
  const foot = paper.querySelector(".slide-about")?.getBoundingClientRect().top ?? page.bottom;
  return [...paper.querySelectorAll("section > *, .slide-text > *, .lw-shown > *")]
    .filter((e) => e.checkVisibility() && !e.matches(".lecture-widget"))
    .filter((e) => {
      const box = e.getBoundingClientRect();
      const end = e.matches(".slide-about") ? page.bottom : foot + 1;
      return box.left < page.left + 20 || box.right > page.right - 20 || box.bottom > end;
    })
    .map((e) => `${paper.querySelector("section").id}: ${e.outerHTML.slice(0, 120)}`);
})"""

# How the sentence of each widget begins.
SAID = """() => [...document.querySelectorAll(".reveal [aria-live=polite]")]
  .map((e) => e.textContent.replace(/[\\s\u2060]/g, "").slice(0, 9))"""


@pytest.mark.parametrize("query", ["view=print", "view=print&showNotes=separate-page"])
def test_on_paper_each_slide_has_a_page(deck, query):
    page = deck("file").page
    count = page.locator(".slides > section").count()
    notes = page.locator("aside.notes").count()
    page.goto(f"{HTML.as_uri()}/{DECK}.html?{query}")
    page.wait_for_selector(".pdf-page")
    wait_until(
        page,
        "() => [...document.querySelectorAll('.lecture-widget')].every((w) => w.dataset.alive)",
    )
    page.emulate_media(media="print")
    assert page.evaluate(ASTRAY) == []
    said = page.evaluate(SAID)
    pdf = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True, print_background=True)))
    assert len(pdf.pages) == count + (notes if "showNotes" in query else 0)
    texts = ["".join(each.extract_text().split()) for each in pdf.pages]
    assert len(said) > 20
    assert [words for words in said if not any(words in text for text in texts)] == []
