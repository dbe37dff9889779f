"""How long a widget's script takes for one input, for every slider and every handle.

Needs a built book (`make book`) and Chromium. The time runs from an input event's own timestamp
until the widget's elements are up to date; the first 40 inputs of each control warm the engine up
and are not counted. The stepper is measured on a graph of 40 nodes; then what costs most: momentum
and the race on functions of one's own, and a net of six layers in training. Names of widgets given
as arguments are measured alone.
"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Locator, sync_playwright

from lecture_lib.widgets import DeepNetExplorer, MomentumExplorer, OptimizerRace

BOOK = Path(__file__).resolve().parents[1] / "_build" / "html" / "book"
WARM_UP, COUNTED = 40, 200  # together whole turns of 40: a handle ends where it began
LIMIT = 4.0  # ms, at the 95th percentile
STEPPER: dict[str, object] = {
    "expression": "h1 = sigmoid(a1*x1 + a2*x2 + a3*x3); h2 = sigmoid(b1*x1 + b2*x2 + b3*x3); "
    "h3 = tanh(c1*x1 + c2*x2 + c3*x3); y = u1*h1 + u2*h2 + u3*h3; l = (y - t)^2/2",
    "step": 63,
}
LEAVES = "a1 x1 a2 x2 a3 x3 b1 b2 b3 c1 c2 c3 u1 u2 u3 t"
STEPPER["values"] = {name: 0.3 + 0.1 * i for i, name in enumerate(LEAVES.split())}
FULL = [
    MomentumExplorer(function="own"),
    OptimizerRace(landscape="own"),
    DeepNetExplorer([3, 4, 4, 4, 4, 4, 3], training=True, updates=20, step=-1),
]
CONTROLS = """(element) => [...new Set([...element.querySelectorAll('[data-control]')]
  .filter((e) => e.matches('input[type=range], [role=slider]')).map((e) => e.dataset.control))]"""
MEASURE = """async (element, [control, warmUp, counted]) => {
  const find = () => element.querySelector(`[data-control="${control}"]`);
  const before = { ...element.model.state };
  const taken = [];
  for (let i = 0; i < warmUp + counted; i += 1) {
    await new Promise(requestAnimationFrame);
    const target = find();
    let event;
    if (target.matches('input')) {
      const stride = Number(target.step) || 1;
      const strides = Math.max(1, Math.round((target.max - target.min) / stride));
      const there = (i * Math.max(1, Math.round(strides / 120))) % (2 * strides);
      target.value = Number(target.min) + stride * Math.min(there, 2 * strides - there);
      event = new Event('input', { bubbles: true });
    } else {
      const upright = target.getAttribute('aria-orientation') === 'vertical';
      const keys = upright ? ['ArrowUp', 'ArrowDown'] : ['ArrowRight', 'ArrowLeft'];
      const key = keys[i % 40 < 20 ? 0 : 1];
      event = new KeyboardEvent('keydown', { key, bubbles: true });
    }
    target.dispatchEvent(event);
    await null;
    await null;
    if (i >= warmUp) taken.push(performance.now() - event.timeStamp);
  }
  Object.entries(before).forEach(([name, value]) => element.model.set(name, value));
  element.model.save_changes(); // the next control is there, as it was
  await null;
  return taken.sort((a, b) => a - b);
}"""
STATE = """async (element, state) => {
  Object.entries(state).forEach(([name, value]) => element.model.set(name, value));
  element.model.save_changes();
  await null;
}"""


def measure(element: Locator, name: str) -> None:
    """Print a line for each control of a widget."""
    for control in element.evaluate(CONTROLS):
        taken = element.evaluate(MEASURE, [control, WARM_UP, COUNTED])
        median, high = taken[len(taken) // 2], taken[int(0.95 * len(taken))]
        note = "" if high < LIMIT else f"   over {LIMIT:g} ms"
        print(f"  {name:24}{control:16}{median:8.2f}{high:8.2f}{note}", flush=True)


def main(only: list[str]) -> None:
    """Measure all pages: the first widget of each kind, and then the full ones."""
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    full = {widget.kind().__name__: widget.state() for widget in FULL}
    seen = set()
    with sync_playwright() as playwright:
        path = shutil.which("chromium") or playwright.chromium.executable_path
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        print("\nwidget                  control      ms: median     p95")
        for path in sorted(BOOK.rglob("*.html")):
            page.goto(path.as_uri())
            for element in page.locator(".lecture-widget").all():
                name = element.get_attribute("data-host")
                if name in seen or (only and name not in only):
                    continue
                seen.add(name)
                if name == "BackpropStepper":
                    element.evaluate(STATE, STEPPER)
                measure(element, name)
                if name in full:
                    element.evaluate(STATE, full[name])
                    measure(element, f"{name}, full")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
