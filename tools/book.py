"""Build the book afresh into _build/html, say what is going on, and say plainly what failed.

Jupyter Book does the work. This shows one line a page, keeps the noise of kernels to itself, and
after a failure names the notebook, the cell and the exception.
"""

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

from building import STRICT, from_first_error, is_problem, make_live_cells

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "_build"
COMMAND = ["jupyter-book", "build", ".", *STRICT]

COLOUR = re.compile(r"\x1b\[[0-9;]*m")
READING = re.compile(r"reading sources\.\.\. \[ *(\d+)%\] (\S+)")
EXECUTED = re.compile(r"Executed notebook in ([\d.]+) seconds")


def main() -> int:
    """Build, and return the exit code."""
    started = time.monotonic()
    shutil.rmtree(BUILD / "html", ignore_errors=True)
    shutil.rmtree(BUILD / ".doctrees", ignore_errors=True)
    shutil.rmtree(BUILD / "jupyter_execute", ignore_errors=True)
    if code := make_live_cells():
        return code
    print("Building the book: every notebook is run.", flush=True)
    code, log = build()
    seconds = time.monotonic() - started
    if code == 0:
        print(f"The book stands ({seconds:.0f} s). Open _build/html/index.html")
        return 0
    report(log)
    print(f"The book was not built cleanly ({seconds:.0f} s).", file=sys.stderr)
    return 1


def build() -> tuple[int, list[str]]:
    """Run Jupyter Book, show its progress, and return its exit code and everything it said."""
    environment = {**os.environ, "NO_COLOR": "1", "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        COMMAND,
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
    """Say which page is read, how long its notebook took, and when the pages are written."""
    if match := READING.search(line):
        print(f"  {match[1]:>3} %  {match[2]}", flush=True)
    elif match := EXECUTED.search(line):
        print(f"         ran in {float(match[1]):.1f} s", flush=True)
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
