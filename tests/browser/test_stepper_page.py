"""The BackpropStepper in the built book: alive, right, by mouse and by keyboard, and fast."""

import json
import math

import pytest
from book_pages import HTML
from lessons import Lesson
from waiting import wait_until

from lecture_lib.expression import parse
from lecture_lib.expression.notation import format_number, pretty_name
from lecture_lib.expression.trace import trace
from lecture_lib.widgets.backprop_stepper.presets import PRESETS

PAGE = "book/index"
WIDGET = "[data-widget=BackpropStepper]"
LESSON = Lesson(
    PAGE,
    "BackpropStepper",
    ".bs-frame",
    15 * ["ArrowRight"],
    {"step": 15},
    lambda w: [
        pretty_name(name) + format_number(w.values[name]) + format_number(gradient)
        for name, gradient in w.gradients.items()
    ],
)
VARIANTS = [
    (scheme, theme, width)
    for scheme in ("http", "file")
    for theme in ("light", "dark")
    for width in (1280, 390)
]
KEY_STEPS = [("ArrowRight", 1), ("ArrowRight", 2), ("ArrowLeft", 1), ("End", 15), ("Home", 0)]
STATE = "document.querySelector('.lecture-widget').model.state"
OVERLAPS = """async () => {
  const scrub = document.querySelector('[data-control=step]');
  const found = [];
  let labels = 0;
  for (let step = 0; step <= Number(scrub.max); step += 1) {
    scrub.value = step;
    scrub.dispatchEvent(new Event('input', { bubbles: true }));
    await null;
    const texts = [...document.querySelectorAll('.bs-picture text')].filter((t) => t.textContent)
      .map((t) => [t.textContent, t.getBoundingClientRect()]);
    texts.forEach(([a, p], i) => texts.slice(i + 1).forEach(([b, q]) => {
      const wide = Math.min(p.right, q.right) - Math.max(p.left, q.left);
      const high = Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top);
      if (wide > 1 && high > 3) found.push(`step ${step}: ${a} | ${b}`);
    }));
    const label = document.querySelector('text.bs-label');
    const edge = document.querySelector('.bs-edge.bs-active');
    if (label === null) continue;
    labels += 1;
    const box = label.getBBox();
    for (let at = 0; at <= edge.getTotalLength(); at += 1) {
      const { x, y } = edge.getPointAtLength(at);
      if (x > box.x && x < box.x + box.width && y > box.y + 4 && y < box.y + box.height - 4) {
        found.push(`step ${step}: ${label.textContent} lies on its edge`);
        break;
      }
    }
  }
  return labels > 0 ? found : ['no label at all'];
}"""
IN_SIGHT = """() => {
  const frame = document.querySelector('.bs-frame').getBoundingClientRect();
  const node = document.querySelector('.bs-node.bs-active').getBoundingClientRect();
  return node.left >= frame.left && node.right <= frame.right;
}"""


@pytest.fixture
def stepper(open_page):
    """Open the first page, and check at the end that nothing went wrong on it."""
    visits = []

    def open_one(**how):
        visit = open_page(PAGE, **how)
        visits.append(visit)
        visit.page.wait_for_selector(f"{WIDGET} [data-control=forward]")
        return visit.page

    yield open_one
    for visit in visits:
        assert visit.faults == []


def control(page, name):
    return page.locator(f'{WIDGET} [data-control="{name}"]')


def sentence(page):
    return page.locator(".bs-sentence").inner_text()


def shown(page):
    """Return what the widget shows, to compare states by."""
    return page.locator(WIDGET).evaluate(
        "e => [e.querySelector('.bs-picture').innerHTML, e.querySelector('.bs-leaves').innerText,"
        " e.querySelector('.bs-sentence').textContent]"
    )


def model(page):
    return page.evaluate(STATE)


@pytest.mark.parametrize(("scheme", "theme", "width"), VARIANTS)
def test_it_is_alive_in_every_kind_of_page(stepper, scheme, theme, width):
    page = stepper(scheme=scheme, theme=theme, width=width)
    assert sentence(page).startswith("Start")
    control(page, "forward").click()
    assert sentence(page).startswith("Step 1 of 15, forward: w₃x₃ = 0.5 × 2 = 1")


@pytest.mark.parametrize("number", range(len(PRESETS)))
def test_the_gradients_it_shows_are_the_librarys(stepper, number):
    page = stepper()
    control(page, "preset").select_option(str(number))
    control(page, "last").click()
    control(page, "digits").click()
    preset = PRESETS[number]
    expected = trace(parse(preset["expression"]), preset["values"])
    for node, gradient in zip(expected.expression.nodes, expected.gradients, strict=True):
        if node.op != "leaf":
            continue
        for kind, tolerance in (("gradient", 1e-12), ("difference", 1e-6)):
            text = page.locator(f'[data-{kind}="{node.name}"]').inner_text()
            assert math.isclose(float(text.replace("−", "-")), gradient, rel_tol=tolerance)
    assert page.get_by_text("≠ differ").count() == 0


@pytest.mark.parametrize("number", range(len(PRESETS)))
def test_the_lectures_functions_fit_a_phone(stepper, number):
    page = stepper(width=390)
    control(page, "preset").select_option(str(number))
    control(page, "last").click()
    wide, room = page.locator(".bs-frame").evaluate("e => [e.scrollWidth, e.clientWidth]")
    assert wide <= room


def test_x5_has_gradient_minus_one(stepper):
    page = stepper()
    control(page, "preset").select_option("2")
    control(page, "last").click()
    assert page.locator('[data-gradient="x5"]').inner_text() == "−1"


def test_stepping_back_and_forward_gives_the_same_state(stepper):
    page = stepper()
    for _ in range(11):
        control(page, "forward").click()
    field = control(page, "values.w3")
    field.fill("0.75")
    before = shown(page)
    for name in ["back"] * 6 + ["forward"] * 6:
        control(page, name).click()
    field.fill("2")
    field.fill("0.75")
    clean = [text.replace("bs-traveller", "") for text in shown(page)]
    assert clean[1:] == before[1:]
    assert model(page)["step"] == 11


def test_everything_works_by_keyboard(stepper):
    page = stepper()
    page.locator(".bs-frame").focus()
    for key, step in KEY_STEPS:
        page.keyboard.press(key)
        assert model(page)["step"] == step
    page.keyboard.press("ArrowLeft")
    assert model(page)["step"] == 0
    page.keyboard.press(" ")
    assert control(page, "play").get_attribute("aria-label") == "Pause"
    page.keyboard.press(" ")
    assert control(page, "play").get_attribute("aria-label") == "Play"
    control(page, "step").focus()
    page.keyboard.press("End")
    assert model(page)["step"] == 15
    control(page, "expression").fill("a * b")
    page.keyboard.press("Enter")
    assert model(page)["expression"] == "a * b"


def test_play_runs_to_the_end_and_stops(stepper):
    page = stepper()
    control(page, "expression").fill("a - b")
    page.keyboard.press("Enter")
    control(page, "play").click()
    wait_until(page, f"{STATE}.step === 4")
    wait_until(page, "!document.querySelector('[data-control=play][aria-label=Pause]')")
    assert control(page, "play").is_disabled()


@pytest.mark.parametrize(
    ("typed", "words"),
    [("x1 - ", "column 6"), ("alert(1)", "column 1"), ("x1 $ x2", "column 4"), ("", "empty")],
)
def test_a_bad_expression_is_explained_and_changes_nothing(stepper, typed, words):
    page = stepper()
    before = model(page)
    control(page, "expression").fill(typed)
    control(page, "expression").press("Enter")
    message = page.locator(".bs-choice .lw-error").inner_text()
    assert words in message
    assert "keeps the last good expression" in message
    assert model(page) == before
    control(page, "expression").fill("x₁ − σ(w₃x₃ + w₄x₄)")
    control(page, "expression").press("Enter")
    assert model(page)["expression"] == "x₁ − σ(w₃x₃ + w₄x₄)"
    assert page.locator(".bs-choice .lw-error").inner_text() == ""


@pytest.mark.parametrize("leaf", ["x1", "w3", "x3", "w4", "x4"])
def test_a_bad_value_is_explained_and_changes_nothing(stepper, leaf):
    page = stepper()
    before = model(page)["values"]
    control(page, f"values.{leaf}").fill("")
    assert "needs a finite number" in page.locator(".bs-leaves .lw-error").inner_text()
    assert model(page)["values"] == before
    control(page, f"values.{leaf}").blur()
    assert float(control(page, f"values.{leaf}").input_value()) == before[leaf]


def test_a_number_that_is_begun_is_no_fault(stepper):
    page = stepper()
    before = model(page)["values"]["x3"]
    field, alarm = control(page, "values.x3"), page.locator(".bs-leaves .lw-error")
    field.fill("")
    field.press("-")
    field.evaluate("() => new Promise(requestAnimationFrame)")
    assert alarm.inner_text() == ""
    assert model(page)["values"]["x3"] == before
    field.press("3")
    assert (model(page)["values"]["x3"], alarm.inner_text()) == (-3.0, "")
    field.press("ControlOrMeta+a")
    field.press("-")
    field.blur()
    assert field.input_value() == "-3"


def test_predict_mode_asks_hints_and_keeps_the_score(stepper):
    page = stepper()
    control(page, "predict").check()
    answer, score = control(page, "answer"), page.locator("[data-score]")
    assert "What is w₃x₃" in page.locator(".bs-predict").inner_text()
    answer.fill("1.005")
    control(page, "check").click()
    assert (model(page)["step"], score.inner_text()) == (1, "1 of 1")
    answer.fill("7")
    answer.press("Enter")
    assert (model(page)["step"], score.inner_text()) == (1, "1 of 2")
    assert "Not 7" in page.locator(".bs-feedback").inner_text()
    answer.fill("-1.5")
    answer.press("Enter")
    assert (model(page)["step"], score.inner_text()) == (2, "1 of 2")
    control(page, "hint").click()
    assert "Put the values in" in page.locator(".bs-feedback").inner_text()
    control(page, "reveal").click()
    assert (model(page)["step"], score.inner_text()) == (3, "1 of 3")
    assert "It is −0.5" in page.locator(".bs-feedback").inner_text()
    answer.fill("")
    control(page, "check").click()
    assert "number" in page.locator(".bs-feedback").inner_text()
    assert model(page)["score"] == {"right": 1, "asked": 3}


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("number", range(len(PRESETS)))
def test_no_text_of_the_picture_lies_on_another_or_on_its_edge(stepper, number, width):
    page = stepper(width=width)
    control(page, "preset").select_option(str(number))
    assert page.evaluate(OVERLAPS) == []


def test_the_live_region_tells_each_step_with_its_numbers(stepper):
    page = stepper()
    region = page.locator(".bs-sentence")
    assert region.get_attribute("aria-live") == "polite"
    count = int(control(page, "step").get_attribute("max"))
    told = []
    for _ in range(count):
        control(page, "forward").click()
        told.append(region.inner_text())
    assert len(set(told)) == count
    assert all("=" in text and text.startswith("Step") for text in told)


def test_reduced_motion_stops_the_travelling_dot(stepper):
    page = stepper()
    page.emulate_media(reduced_motion="reduce")
    control(page, "step").fill("8")
    control(page, "forward").click()
    dots = page.locator(".bs-traveller")
    assert dots.count() == 1
    assert not dots.is_visible()
    page.emulate_media(reduced_motion="no-preference")


def test_a_print_keeps_the_picture_and_drops_the_controls(stepper):
    page = stepper()
    page.emulate_media(media="print")
    assert page.locator(f"{WIDGET} .bs-picture").is_visible()
    assert not control(page, "forward").is_visible()
    page.emulate_media(media="screen")


def test_a_picture_wider_than_a_phone_shows_the_step_that_is_on(open_page):
    visit = open_page("book/backprop/computation_graphs", width=390)
    visit.page.wait_for_selector(".bs-node.bs-active")
    wide, room = visit.page.locator(".bs-frame").evaluate("e => [e.scrollWidth, e.clientWidth]")
    assert wide > room
    assert visit.page.evaluate(IN_SIGHT)
    control(visit.page, "last").click()
    assert visit.page.evaluate(IN_SIGHT)
    assert visit.faults == []


def test_without_scripts_the_page_shows_the_still_picture(still):
    page = still(PAGE, 1280)
    assert page.locator(f"{WIDGET} .bs-picture").is_visible()
    assert page.locator(f"{WIDGET} .bs-node").count() == 10


def test_an_unknown_widget_says_so(open_page):
    visit = open_page(PAGE)
    said = visit.page.evaluate(
        """async () => {
             const element = document.createElement('div');
             element.className = 'lecture-widget';
             Object.assign(element.dataset, { host: 'Mystery', state: '{}' });
             document.body.replaceChildren(element);
             const script = document.createElement('script');
             const root = document.baseURI.replace(/book\\/index.*/, '');
             script.src = `${root}_static/widgets/static_host.js`;
             const loaded = new Promise((done) => { script.onload = done; });
             document.head.append(script);
             await loaded;
             return document.body.innerText;
           }"""
    )
    assert "Mystery works only in a live notebook" in said


def test_pages_without_a_widget_load_no_widget_script():
    text = (HTML / "book" / "reference" / "notation.html").read_text(encoding="utf-8")
    assert "static_host.js" not in text
    assert "BackpropStepper" not in text


def test_the_state_in_the_page_is_the_notebooks(stepper):
    page = stepper()
    notebook = json.loads((HTML.parents[1] / "book" / "index.ipynb").read_text(encoding="utf-8"))
    saved = [
        output["data"]["application/vnd.lecture-widget+json"]["state"]
        for cell in notebook["cells"]
        for output in cell.get("outputs", [])
        if output.get("data", {}).get("application/vnd.lecture-widget+json", {}).get("widget")
        == "BackpropStepper"
    ]
    assert saved == [model(page)]
