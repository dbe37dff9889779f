"""Build the book afresh into _build/html, say what is going on, and say plainly what failed.

Every notebook is run, a few at once, and Jupyter Book makes the pages of what they gave; one in
which a cell failed it runs again, since that is how it learns of the failure. This shows one line
a notebook and a page, keeps the noise of kernels to itself, and after a failure names the notebook,
the cell and the exception.
"""

import asyncio
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

from building import STRICT, from_first_error, is_problem, make_live_cells, settings_with
from jupyter_cache import get_cache
from jupyter_cache.base import CacheBundleIn
from notebooks import AT_ONCE, committed, execute, failures

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "_build"
CACHE = BUILD / ".jupyter_cache"

COLOUR = re.compile(r"\x1b\[[0-9;]*m")
READING = re.compile(r"reading sources\.\.\. \[ *(\d+)%\] (\S+)")


def main() -> int:
    """Build, and return the exit code."""
    started = time.monotonic()
    shutil.rmtree(BUILD / "html", ignore_errors=True)
    shutil.rmtree(BUILD / ".doctrees", ignore_errors=True)
    shutil.rmtree(BUILD / "jupyter_execute", ignore_errors=True)
    shutil.rmtree(CACHE, ignore_errors=True)
    if code := make_live_cells():
        return code
    print("Running every notebook", flush=True)
    asyncio.run(run_notebooks())
    kept = len(get_cache(CACHE).list_cache_records())
    print("Making the pages", flush=True)
    code, log = build()
    seconds = time.monotonic() - started
    again = len(get_cache(CACHE).list_cache_records()) - kept
    if again:
        print(f"{again} notebooks ran twice: the first run failed or was lost.", file=sys.stderr)
        code = 1
    if code == 0:
        print(f"The book stands ({seconds:.0f} s). Open _build/html/index.html")
        return 0
    report(log)
    print(f"The book was not built cleanly ({seconds:.0f} s).", file=sys.stderr)
    return 1


async def run_notebooks() -> None:
    """Run the notebooks, and keep the results in which no cell failed."""
    cache = get_cache(CACHE)
    gate = asyncio.Semaphore(AT_ONCE)

    async def run(path: Path) -> None:
        notebook = await execute(path, gate)
        if not failures(notebook):
            cache.cache_notebook_bundle(CacheBundleIn(notebook, str(path)), check_validity=False)

    await asyncio.gather(*(run(path) for path in committed()))


def build() -> tuple[int, list[str]]:
    """Run Jupyter Book, show its progress, and return its exit code and everything it said."""
    settings = settings_with(BUILD, execute_notebooks="cache", cache=str(CACHE))
    environment = {**os.environ, "NO_COLOR": "1", "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        ["jupyter-book", "build", ".", "--config", settings, *STRICT],
        cwd=ROOT,
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    assert process.stdout is not None
    log = []
    for line in process.stdout:
        log.append(COLOUR.sub("", line).rstrip())
        show_progress(log[-1])
    return process.wait(), log


def show_progress(line: str) -> None:
    """Say which page is read, and when the pages are written."""
    if match := READING.search(line):
        print(f"  {match[1]:>3} %  {match[2]}", flush=True)
    elif line.startswith("preparing documents"):
        print("  writing the pages", flush=True)


def report(log: list[str]) -> None:
    """Print what went wrong: failed cells, then other warnings, or else the end of the log."""
    failures = [describe_failure(path) for path in sorted((BUILD / "html").rglob("*.err.log"))]
    problems = [line for line in log if is_problem(line)]
    for text in [*failures, *problems] or from_first_error(log):
        print(text.replace(f"{ROOT}{os.sep}", ""), file=sys.stderr)


def describe_failure(path: Path) -> str:
    """Name the notebook, the cell, its source and the exception of one saved traceback."""
    text = COLOUR.sub("", path.read_text(encoding="utf-8")).rstrip()
    notebook = path.relative_to(BUILD / "html" / "reports").as_posix().removesuffix(".err.log")
    place = re.search(r"^Cell (In *\[\d+\]), line (\d+)", text, re.MULTILINE)
    where = f", cell {place[1]}, line {place[2]}" if place else ""
    source = re.search(r"^-{6,}\n(.*?)\n-{6,}$", text, re.MULTILINE | re.DOTALL)
    cell = "\n".join(f"    {line}" for line in source[1].splitlines()) if source else ""
    return f"\nFAILED {notebook}.ipynb{where}: {text.splitlines()[-1]}\n{cell}\n"


if __name__ == "__main__":
    sys.exit(main())
