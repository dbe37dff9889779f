"""How long the BackpropStepper's script takes for one input, on a graph of 40 nodes.

Needs a built book (`make book`) and Chromium. For every input, by mouse on a slider and by key, the
time runs from just before the event is dispatched until the picture's elements are up to date;
the first 50 inputs of each kind warm the engine up and are not counted.

    .venv/bin/python benchmarks/stepper.py
"""

import json
import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

BOOK = Path(__file__).resolve().parents[1] / "_build" / "html"
EXPRESSION = (
    "h1 = sigmoid(a1*x1 + a2*x2 + a3*x3); h2 = sigmoid(b1*x1 + b2*x2 + b3*x3); "
    "h3 = tanh(c1*x1 + c2*x2 + c3*x3); y = u1*h1 + u2*h2 + u3*h3; l = (y - t)^2/2"
)
MEASURE = """async (text) => {
  const find = (name) => document.querySelector(`[data-control="${name}"]`);
  const field = find('expression');
  field.value = text;
  field.dispatchEvent(new Event('change', { bubbles: true }));
  await null;
  const times = async (inputs) => {
    const taken = [];
    for (const input of inputs) {
      await new Promise(requestAnimationFrame);
      const start = performance.now();
      input();
      await null;
      taken.push(performance.now() - start);
    }
    return taken.slice(50).sort((a, b) => a - b);
  };
  const frame = document.querySelector('.bs-frame');
  const press = (key) => () =>
    frame.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
  const count = Number(find('step').max);
  const all = (key) => Array(count).fill(press(key));
  const once = [...all('ArrowRight'), ...all('ArrowLeft')];
  const steps = await times([...once, ...once, ...once]);
  find('last').click();
  await null;
  const slide = (value) => () => {
    const slider = find('slider.x1');
    slider.value = value;
    slider.dispatchEvent(new Event('input', { bubbles: true }));
  };
  const drag = await times(Array.from({ length: 450 }, (_, i) => slide(-4 + (i % 160) / 20)));
  return { nodes: document.querySelectorAll('.bs-node').length, steps, drag };
}"""


def main() -> None:
    """Print the median and the 95th percentile, in milliseconds, of a key and of a drag."""
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        path = shutil.which("chromium") or playwright.chromium.executable_path
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto((BOOK / "book" / "index.html").as_uri())
        result = page.evaluate(MEASURE, EXPRESSION)
        browser.close()
    for kind in ("steps", "drag"):
        taken = result[kind]
        median, high = taken[len(taken) // 2], taken[int(len(taken) * 0.95)]
        print(
            json.dumps(
                {
                    "nodes": result["nodes"],
                    "input": kind,
                    "median": round(median, 2),
                    "p95": round(high, 2),
                    "inputs": len(taken),
                }
            )
        )


if __name__ == "__main__":
    main()
