"""All widgets on one page, each twice and each from a copy of its script, as in a live notebook."""

from lecture_lib import widgets
from lecture_lib.widgets.static_page import bundle_path

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


def test_they_do_not_take_each_others_parts(open_page):
    visit = open_page("book/index", formulas=False)  # it has the styles of all
    for name in 2 * widgets.__all__:
        script = bundle_path(name).read_text(encoding="utf-8")
        visit.page.evaluate(SHOW, [name, script, getattr(widgets, name)().state()])
    ids = visit.page.evaluate(IDS)
    assert len(ids) == len(set(ids)) >= 2 * 10
    groups = visit.page.evaluate(GROUPS)
    assert all(len(names) == 1 for names in groups)
    assert len({names[0] for names in groups}) == len(groups) >= 2 * 5
    assert visit.page.evaluate(ASTRAY) == []
    assert visit.faults == []
