"""All widgets on one page, each twice and each from a copy of its script, as in a live notebook."""

import pytest
from kinds_of_widgets import EVERY, make

from lecture_lib import widgets
from lecture_lib.widgets.scripts import whole_script

SHOW = """([name, script, state]) => {
  const widget = new Function(`${script}; return ${name};`)();
  const model = { get: (key) => state[key], set: (key, value) => { state[key] = value; },
    save_changes() {}, on() {}, off() {} };
  const el = document.body.appendChild(document.createElement("div"));
  el.className = "together";
  widget.default.render({ model, el });
}"""
IDS = "[...document.querySelectorAll('.together [id]')].map((e) => e.id)"
GROUPS = """[...document.querySelectorAll('.together fieldset')].map((group) =>
  [...new Set([...group.querySelectorAll('input[type=radio]')].map((e) => e.name))])"""
ASTRAY = """[...document.querySelectorAll('.together svg')].flatMap((svg) =>
  [...svg.outerHTML.matchAll(/url\\(#([^)]*)\\)/g)].map((found) => found[1])
    .filter((id) => svg.querySelector(`[id="${id}"]`) === null))"""
LISTEN = """() => {
  window.heard = [];
  document.addEventListener("keydown", ({ key }) => window.heard.push(key), true);
}"""


@pytest.fixture
def visit(open_page):
    visit = open_page("book/index")  # it has the styles of all
    for name in 2 * EVERY:
        script = whole_script(getattr(widgets, name).folder)
        visit.page.evaluate(SHOW, [name, script, make(name).page_state(make(name).state())])
    return visit


def test_they_do_not_take_each_others_parts(visit):
    ids = visit.page.evaluate(IDS)
    assert len(ids) == len(set(ids)) >= 2 * 10
    groups = [names for names in visit.page.evaluate(GROUPS) if names]
    assert all(len(names) == 1 for names in groups)
    assert len({names[0] for names in groups}) == len(groups) >= 2 * 5
    assert visit.page.evaluate(ASTRAY) == []
    assert visit.faults == []


def test_an_arrow_moves_the_handle_in_focus_once_and_the_page_never_hears_of_it(visit):
    visit.page.evaluate(LISTEN)
    race = visit.page.locator(".together [data-widget=OptimizerRace]").first
    handle = race.locator("[role=slider][data-control=start]")
    before = float(handle.get_attribute("aria-valuenow"))
    handle.press("ArrowRight")
    step = float(handle.get_attribute("aria-valuenow")) - before
    handle.press("Shift+ArrowRight")
    after = float(handle.get_attribute("aria-valuenow"))
    assert step > 0.0
    assert after == pytest.approx(before + 11 * step)
    handle.press("a")
    handle.press("Control+ArrowRight")  # not the widget's
    assert float(handle.get_attribute("aria-valuenow")) == after
    assert visit.page.evaluate("heard") == ["Shift", "a", "Control", "ArrowRight"]
    assert visit.faults == []
