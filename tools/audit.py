"""Audit the built book, page by page: what a reader's device has to fetch, and what it makes of it.

The columns: kB as a server sends them (text gzipped, all pictures included), requests, elements,
how far the page moves when it comes by a slow line, what axe finds, and with Lighthouse the
scores of a phone and a desktop, each the median of some visits: performance, and the lowest of
accessibility, best practices and findability. What is beyond its limit is named at the end.

    make audit                                all pages: more than an hour
    make audit PAGES="momentum sgd" RUNS=1    some pages, each visited once
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from axe_playwright_python.sync_playwright import Axe
from chromium import launch
from playwright.sync_api import Browser, Page, sync_playwright
from serving import served

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "book" / "_extensions")]

from contents import pages  # noqa: E402 - of the book's extensions

LIGHTHOUSE = ROOT / ".venv" / "var" / "audit" / "node_modules" / ".bin" / "lighthouse"
FIRST = "book/index"
# A slow line, as Lighthouse has it: bytes a second, and ms until an answer begins.
SLOW = {"offline": False, "downloadThroughput": 200_000, "uploadThroughput": 94_000, "latency": 150}
WINDOWS = [(1280, 900), (390, 844)]
COLUMNS = ["kB", "requests", "elements", "moved", "axe", "phone", "others", "desktop", "others"]

FETCH_PICTURES = """async () => {
  const pictures = [...document.images];
  for (const picture of pictures) picture.loading = "eager";
  await Promise.all(pictures.map((picture) => picture.decode()));
}"""
MOVED = """() => new Promise((resolve) => {
  let moved = 0;
  new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => (moved += value)))
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => resolve(moved), 200);
})"""


@dataclass(frozen=True)
class Limits:
    """What a page may have at most, and the scores that it has at least."""

    kilobytes: int = 350
    requests: int = 20
    moved: float = 0.02
    phone: int = 95
    desktop: int = 99
    others: int = 100


def limits(name: str) -> Limits:
    """Return the limits of a page: the first has to be there soonest."""
    return Limits(kilobytes=250) if name == FIRST else Limits()


def weigh(page: Page, address: str) -> tuple[float, int, int]:
    """Open a page with all its pictures: kB that were sent, requests, elements."""
    requests = []
    page.on("requestfinished", lambda request: requests.append(request))
    page.goto(address)
    page.evaluate(FETCH_PICTURES)
    page.wait_for_load_state("networkidle")
    asked = [each for each in requests if not each.url.startswith(("data:", "blob:"))]
    sizes = sum(each.sizes()["responseBodySize"] for each in asked)
    return sizes / 1000, len(asked), page.evaluate("document.querySelectorAll('*').length")


def moved(browser: Browser, address: str) -> float:
    """Open a page by a slow line in a wide and a narrow window; return the greater movement."""
    found = []
    for width, height in WINDOWS:
        page = browser.new_page(viewport={"width": width, "height": height})
        line = page.context.new_cdp_session(page)
        line.send("Network.enable")
        line.send("Network.emulateNetworkConditions", SLOW)
        page.goto(address)
        page.wait_for_load_state("networkidle")
        found.append(page.evaluate(MOVED))
        page.close()
    return max(found)


def lighthouse(address: str, desktop: bool) -> dict[str, float]:
    """Return the scores of a visit, of 100."""
    chrome = shutil.which("chromium") or shutil.which("chromium-headless-shell")
    command = [str(LIGHTHOUSE), address, "--output=json", "--quiet"]
    command += ["--chrome-flags=--headless --no-sandbox --disable-gpu", "--max-wait-for-load=90000"]
    command += ["--preset=desktop"] if desktop else []
    environment = os.environ | ({"CHROME_PATH": chrome} if chrome else {})
    said = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    categories = json.loads(said.stdout)["categories"]
    return {key: 100 * each["score"] for key, each in categories.items()}


def scores(address: str, desktop: bool, runs: int) -> tuple[float, float]:
    """Return the median of the performance, and the lowest median of the other categories."""
    visits = [lighthouse(address, desktop) for _ in range(runs)]
    medians = {key: median(visit[key] for visit in visits) for key in visits[0]}
    return medians.pop("performance"), min(medians.values())


def audit(browser: Browser, address: str, runs: int) -> list[float]:
    """Return the row of a page."""
    page = browser.new_page()
    row = [*weigh(page, address), moved(browser, address)]
    row.append(len(Axe().run(page).response["violations"]))
    page.close()
    for desktop in (False, True) if runs else ():
        row += scores(address, desktop, runs)
    return row


def beyond(name: str, row: list[float]) -> list[str]:
    """Say which of a page's limits are not held."""
    held = limits(name)
    most = [held.kilobytes, held.requests, None, held.moved, 0]
    least = [held.phone, held.others, held.desktop, held.others]
    found = [
        f"{name}: {column} {value:.4g}, at most {top} allowed"
        for column, value, top in zip(COLUMNS, row, most, strict=False)
        if top is not None and value > top
    ]
    return found + [
        f"{name}: {column} {value:.4g}, at least {bottom} wanted"
        for column, value, bottom in zip(COLUMNS[5:], row[5:], least, strict=False)
        if value < bottom
    ]


def chosen(words: list[str]) -> list[str]:
    """Return the pages that are named, by their last name, or all."""
    found = [name for name in pages() if not words or name.rpartition("/")[2] in words]
    if unknown := set(words) - {name.rpartition("/")[2] for name in found}:
        sys.exit(f"no page is called {', '.join(sorted(unknown))}")
    return found


def main() -> int:
    """Print the table and what is beyond its limits; return the exit code."""
    parser = argparse.ArgumentParser()
    parser.add_argument("pages", nargs="*")
    parser.add_argument("--runs", type=int, default=3, help="of Lighthouse; 0 leaves it out")
    asked = parser.parse_args()
    faults = []
    with sync_playwright() as playwright, served() as root:
        browser = launch(playwright)
        print(f"{'page':38}" + "".join(f"{column:>10}" for column in COLUMNS))
        for name in chosen(asked.pages):
            row = audit(browser, f"{root}{name}.html", asked.runs)
            print(f"{name:38}" + "".join(f"{value:10.4g}" for value in row), flush=True)
            faults += beyond(name, row)
        browser.close()
    print("\n".join(["", *faults]) if faults else "\nAll limits are held.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
