"""How long a live cell takes: to the first number, beside bare Pyodide with NumPy, and once more.

Needs a built book (`make book`) and Chromium. The two starts alternate in one run, each in a
browser that has cached nothing: the book's page, from Run on a line that uses NumPy until its
output stands in the page; and a worker that loads npm's Pyodide, unpacks the same release's NumPy
wheel and computes the same line. The second runs are timed in the page, from key to output.
"""

import functools
import http.server
import shutil
import statistics
import sys
import threading
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tools" / "live_cells"))

import distribution  # noqa: E402 - found by the line above

STARTS, SECOND_RUNS = 5, 30
LINE = "import numpy as np\nfloat(np.ones(3).sum())"
PATIENCE = 300_000
BARE = """
importScripts("/node_modules/pyodide/pyodide.js");
(async () => {
  const python = await loadPyodide({ indexURL: new URL("/node_modules/pyodide/", location).href });
  const wheel = await (await fetch("/WHEEL")).arrayBuffer();
  python.unpackArchive(wheel, "wheel");
  postMessage(python.runPython(CODE));
})();
"""
ONCE_MORE = """async () => {
  const cell = document.querySelector("#bench");
  const editor = cell.querySelector(".cm-content");
  editor.focus();
  const pressed = performance.now();
  const shown = new Promise((resolve) => {
    new MutationObserver((_, observer) => {
      if (cell.dataset.live !== "done") return;
      observer.disconnect();
      resolve(performance.now() - pressed);
    }).observe(cell, { attributes: true, attributeFilter: ["data-live"] });
  });
  const key = { key: "Enter", code: "Enter", keyCode: 13, ctrlKey: true, bubbles: true };
  editor.dispatchEvent(new KeyboardEvent("keydown", key));
  return shown;
}"""


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves the project's folder, and a worker that is nowhere on the disk."""

    worker = b""

    def do_GET(self) -> None:
        """Answer a request."""
        if self.path == "/bare.js":
            self.send_response(200)
            self.send_header("Content-Type", "text/javascript")
            self.end_headers()
            self.wfile.write(self.worker)
        else:
            super().do_GET()

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


def bare(browser: Browser, address: str) -> float:
    """Return the seconds until bare Pyodide has computed the line."""
    page = browser.new_context().new_page()
    page.goto(f"{address}/_build/html/book/index.html")
    taken = page.evaluate(
        """() => new Promise((resolve) => {
          const began = performance.now();
          new Worker("/bare.js").onmessage = () => resolve(performance.now() - began);
        })"""
    )
    page.context.close()
    return taken / 1000


def book(browser: Browser, address: str) -> tuple[float, list[float]]:
    """Return the seconds until the page shows the number, and the milliseconds of second runs."""
    page = browser.new_context().new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(f"{address}/_build/html/book/practice/workbench.html")
    page.locator("#bench pre").click()
    page.locator("#bench .cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(LINE)
    first = page.evaluate(ONCE_MORE) / 1000
    again = [page.evaluate(ONCE_MORE) for _ in range(SECOND_RUNS)]
    page.context.close()
    return first, again


def main() -> None:
    """Measure, and print the medians."""
    wheel = distribution.wheels()["numpy"]
    code = BARE.replace("WHEEL", wheel.relative_to(ROOT).as_posix()).replace("CODE", repr(LINE))
    Handler.worker = code.encode()
    handler = functools.partial(Handler, directory=str(ROOT))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    with sync_playwright() as playwright:
        path = shutil.which("chromium") or playwright.chromium.executable_path
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        rows = [(bare(browser, address), *book(browser, address)) for _ in range(STARTS)]
        browser.close()
    server.shutdown()
    alone, ours = (statistics.median(row[i] for row in rows) for i in (0, 1))
    ratio = statistics.median(first / other for other, first, _ in rows)
    again = sorted(taken for *_, runs in rows for taken in runs)
    print(f"bare Pyodide with NumPy   {alone:6.2f} s")
    print(f"a live cell, first number {ours:6.2f} s, {ratio:.2f} times that")
    print(f"the same cell again       {statistics.median(again):6.1f} ms, ", end="")
    print(f"{again[int(0.95 * len(again))]:.1f} at the 95th percentile")


if __name__ == "__main__":
    main()
