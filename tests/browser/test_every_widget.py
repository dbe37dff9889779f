"""What holds for every widget of every page: alive, by mouse and by key, dark, narrow, in print."""

import json
from pathlib import Path

import pytest
import traitlets
from book_pages import PAGES, ROOT

from lecture_lib import widgets
from lecture_lib.widgets.lecture_widget import MIME


def names_on(page: str) -> list[str]:
    """Return the names of the widgets of a page, in their order, from its notebook."""
    notebook = Path(f"{ROOT / page}.ipynb")
    if not notebook.exists():
        return []
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    return [output["data"][MIME]["widget"] for output in outputs if MIME in output.get("data", {})]


WIDGETS = [(page, i, name) for page in PAGES for i, name in enumerate(names_on(page))]
every_widget = pytest.mark.parametrize(("page", "number", "name"), WIDGETS)
SHARED = "document.querySelectorAll('.lecture-widget')"

UNLABELLED = """(element) => [...element.querySelectorAll('[data-control]')]
  .filter((e) => !(e.getAttribute('aria-label') || e.labels?.[0]?.textContent.trim() || e.textContent.trim()))
  .map((e) => e.outerHTML.slice(0, 200))"""

# Texts of one picture that lie on each other, or outside the widget.
CROWDED = """(element) => {
  const box = element.getBoundingClientRect();
  const found = [];
  for (const svg of element.querySelectorAll('svg')) {
    const texts = [...svg.querySelectorAll('text')].filter((t) => t.textContent.trim())
      .map((t) => [t.textContent, t.getBoundingClientRect()]).filter(([, r]) => r.width > 0);
    for (const [text, r] of texts)
      if (!svg.closest('.bs-frame') && (r.left < box.left - 3 || r.right > box.right + 3)) found.push(`outside: ${text}`);
    texts.forEach(([a, p], i) => texts.slice(i + 1).forEach(([b, q]) => {
      const wide = Math.min(p.right, q.right) - Math.max(p.left, q.left);
      const high = Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top);
      if (wide > 2 && high > 4) found.push(`${a} | ${b}`);
    }));
  }
  return found;
}"""

# Every control of a kind is used as a reader would: each slider to its ends and between, each choice to each option.
USE_EVERYTHING = """async (element) => {
  const fire = (e, kind) => e.dispatchEvent(new Event(kind, { bubbles: true }));
  const each = (selector) => [...element.querySelectorAll(selector)]
    .map((e) => e.dataset.control).filter((name, i, all) => all.indexOf(name) === i);
  const find = (name) => [...element.querySelectorAll('[data-control]')].filter((e) => e.dataset.control === name);
  const states = [];
  const keep = async () => {
    await null;
    await null;
    states.push(JSON.stringify(element.model.state));
    if (/NaN|undefined/.test(element.textContent)) throw new Error(`shows ${element.textContent.match(/.{30}(NaN|undefined).{0,30}/)}`);
  };
  const slide = async () => {
    for (const name of each('input[type=range]')) {
      for (const part of [0, 0.03, 0.37, 0.5, 0.81, 1]) {
        const [slider] = find(name);
        if (!slider) break;
        const { min, max, step } = slider;
        const stride = Number(step) || 1;
        slider.value = Number(min) + Math.round(part * (max - min) / stride) * stride;
        fire(slider, 'input');
        await keep();
      }
    }
  };
  await slide();
  for (const name of each('select')) {
    for (let i = 0; i < (find(name)[0]?.options.length ?? 0); i += 1) {
      const [select] = find(name);
      if (!select) break;
      select.selectedIndex = i;
      fire(select, 'change');
      await keep();
    }
    await slide();
  }
  for (const name of each('input[type=radio]')) {
    for (let i = 0; i < find(name).length; i += 1) {
      find(name)[i].click();
      await keep();
    }
  }
  for (const name of each('input[type=checkbox]')) {
    for (let i = 0; i < find(name).length; i += 1) {
      find(name)[i].click();
      await keep();
      find(name)[i]?.click();
      await keep();
    }
  }
  for (const name of each('[role=slider]')) {
    for (const key of ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown']) {
      const [handle] = find(name);
      if (!handle) break;
      handle.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, shiftKey: true }));
      await keep();
    }
  }
  for (const name of each('button')) {
    const [button] = find(name);
    if (!button || button.disabled) continue;
    button.click();
    await keep();
  }
  find('play').filter((e) => e.getAttribute('aria-label') === 'Pause').forEach((e) => e.click());
  return [...new Set(states)].map((text) => JSON.parse(text));
}"""


@pytest.fixture
def widget_on(open_page):
    """Open a page and return the element of its widget number `number`; hold it to no faults."""
    visits = []

    def open_one(page, number, **how):
        visit = open_page(page, **how)
        visits.append(visit)
        visit.page.wait_for_function(f"{SHARED}[{number}]?.dataset.alive")
        return visit.page.locator(".lecture-widget").nth(number)

    yield open_one
    for visit in visits:
        assert visit.faults == []


def test_every_widget_of_the_library_stands_in_the_book():
    assert {name for _, _, name in WIDGETS} == set(widgets.__all__)


@every_widget
@pytest.mark.parametrize(
    ("scheme", "theme", "width"),
    [
        ("http", "light", 1280),
        ("file", "dark", 1280),
        ("file", "light", 390),
        ("http", "dark", 390),
    ],
)
def test_it_lives_says_what_it_shows_and_fits(widget_on, page, number, name, scheme, theme, width):
    element = widget_on(page, number, scheme=scheme, theme=theme, width=width)
    assert element.get_attribute("data-host") == name
    live = element.locator("[aria-live=polite]")
    assert len(live.first.inner_text()) > 20
    assert element.evaluate(UNLABELLED) == []
    assert element.evaluate(CROWDED) == []
    assert element.evaluate("e => e.scrollWidth - e.clientWidth") <= 0


@every_widget
def test_it_is_alive_before_the_page_is_loaded(widget_on, page, number, name):
    alive, loaded = widget_on(page, number).evaluate(
        "e => [Number(e.dataset.alive), performance.getEntriesByType('navigation')[0].loadEventEnd]"
    )
    assert 0 < alive <= loaded + 300


@every_widget
@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_moves_when_it_comes_to_life(widget_on, browser, roots, page, number, name, width):
    living = widget_on(page, number, scheme="file", width=width).bounding_box()
    size = {"width": width, "height": 900}
    context = browser.new_context(java_script_enabled=False, viewport=size)
    still = context.new_page()
    still.goto(f"{roots['file']}{page}.html")
    box = still.locator(".lecture-widget").nth(number).bounding_box()
    context.close()
    assert abs(box["height"] - living["height"]) < 1


@every_widget
def test_every_state_that_a_reader_reaches_is_one_that_python_accepts(
    widget_on, page, number, name
):
    element = widget_on(page, number)
    states = element.evaluate(USE_EVERYTHING)
    assert len(states) > 8
    for state in states:
        python = getattr(widgets, name)()
        try:
            python.set_state(state)
        except traitlets.TraitError as problem:
            pytest.fail(f"{problem}: {state}")
        assert python.state() == pytest.approx(state)


@every_widget
def test_what_python_sets_is_shown(widget_on, page, number, name):
    """A trait set from outside redraws: the picture after it is that of the same state anew."""
    element = widget_on(page, number)
    states = element.evaluate(USE_EVERYTHING)
    shown = element.evaluate(
        """async (element, states) => {
          const texts = [];
          for (const state of states) {
            Object.keys(state).forEach((name) => element.model.set(name, state[name]));
            element.model.save_changes();
            await null;
            await null;
            texts.push(element.querySelector('[aria-live=polite]').textContent);
          }
          return texts;
        }""",
        states[:: max(1, len(states) // 12)],
    )
    assert len(set(shown)) > 2


@every_widget
def test_a_print_keeps_the_picture_and_drops_the_controls(widget_on, page, number, name):
    element = widget_on(page, number)
    element.page.emulate_media(media="print")
    assert element.locator("svg").first.is_visible()
    assert element.locator("input[type=range]:visible, button:visible, select:visible").count() == 0
    element.page.emulate_media(media="screen")
