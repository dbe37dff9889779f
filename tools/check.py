"""Run every check of the project, as many at a time as there are cores, and sum up.

A check that fails shows what it said; one that passes takes a line. The exit code is 0 only if
all pass.
"""

import os
import platform
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
CORES = max(2, os.cpu_count() or 2)
LINT = "tools/lint/node_modules/.bin"
NBVAL = ["--nbval", "--nbval-cell-timeout=120", "-p", "no:cacheprovider", "-W", "default"]
# Browser tests need the built book; the references are made where PyTorch is.
ELSEWHERE = ["--ignore=tests/browser", "--ignore=tests/references"]
BOOK = "book, without a warning"
ENGINES = "tests/browser/test_engines.py"
XDIST = ["-n", "2", "--dist", "loadscope"]


@dataclass
class Check:
    """A command, the cores it keeps busy, and the check that must have passed before it."""

    name: str
    command: list[str]
    cores: int = 1
    after: str = ""
    environment: dict[str, str] = field(default_factory=dict)


@dataclass
class Outcome:
    """How a check ended: `code` is its exit code, None if it never ran."""

    code: int | None
    seconds: float = 0.0
    said: str = ""


def another_arithmetic() -> dict[str, str]:
    """Return an environment in which NumPy sums in another order, as on an older processor.

    A number that is printed must not sit on the edge of rounding. NumPy names the features that
    this machine has beyond its baseline; the core is one that every x86-64 processor can play.
    """
    found = np.show_config(mode="dicts")["SIMD Extensions"].get("found", [])
    environment = {"NPY_DISABLE_CPU_FEATURES": " ".join(found)} if found else {}
    if platform.machine().lower() in ("x86_64", "amd64"):
        environment["OPENBLAS_CORETYPE"] = "Nehalem"
    return environment


def pytest(*arguments: str) -> list[str]:
    """Return the command that runs pytest quietly; a test with nothing to test is a fault."""
    strict = ["-o", "empty_parameter_set_mark=fail_at_collect"]
    return [PYTHON, "-m", "pytest", "-q", *strict, *arguments]


# In the order in which they are started when cores are free: the long chain first. What measures
# times has the machine to itself. Kernels wait much, so one core serves the two that a check of
# notebooks starts.
CHECKS = [
    Check(BOOK, [PYTHON, "tools/book.py"]),
    Check("ruff check", ["ruff", "check", "."]),
    Check("ruff format", ["ruff", "format", "--check", "."]),
    Check("mypy", ["mypy"]),
    Check(
        "JavaScript: lint and format",
        [f"{LINT}/biome", "ci", "--colors=off", "--error-on-warnings"],
    ),
    Check("JavaScript: types", [f"{LINT}/tsc"]),
    Check("bundles", ["node", "tools/bundle.mjs", "--check"]),
    Check(
        "notebooks, nbval",
        pytest(*NBVAL, *XDIST, "book"),
        environment=another_arithmetic(),
    ),
    Check(
        "unit, property, parity, doctests",
        pytest(*XDIST, "--doctest-modules", *ELSEWHERE, "tests", "lecture_lib", "book/_extensions"),
        cores=2,
    ),
    Check("students' book, without solutions", [PYTHON, "tools/student.py"], after=BOOK),
    Check("notebooks, as the book ran them", [PYTHON, "tools/notebooks.py", "built"], after=BOOK),
    Check(
        "notebooks, in WebAssembly",
        [PYTHON, "tools/live_cells/check.py"],
        cores=CORES,
        after=BOOK,
    ),
    Check(
        "pages and widgets in a browser",
        pytest("-n", "2", "--dist", "worksteal", f"--ignore={ENGINES}", "tests/browser"),
        cores=CORES,
        after=BOOK,
    ),
    Check(
        "engines: Firefox and WebKit",
        pytest("-n", "2", "--dist", "loadgroup", ENGINES),
        cores=2,
        after=BOOK,
    ),
]


def run_all(checks: list[Check]) -> dict[str, Outcome]:
    """Run the checks, each as soon as its cores are free and what it waits for has ended."""
    outcomes: dict[str, Outcome] = {}
    waiting = list(checks)
    free = CORES
    changed = threading.Condition()

    def work(check: Check) -> None:
        nonlocal free
        outcome = run(check)
        with changed:
            outcomes[check.name] = outcome
            free += min(check.cores, CORES)
            print(line(check.name, outcome), flush=True)
            changed.notify()

    with changed:
        while len(outcomes) < len(checks):
            for check in list(waiting):
                if check.after and check.after not in outcomes:
                    continue
                if check.after and outcomes[check.after].code != 0:
                    outcomes[check.name] = Outcome(None, said=f"not run: {check.after} failed")
                    waiting.remove(check)
                elif min(check.cores, CORES) <= free:
                    free -= min(check.cores, CORES)
                    waiting.remove(check)
                    threading.Thread(target=work, args=[check]).start()
            if len(outcomes) < len(checks):
                changed.wait()
    return outcomes


def run(check: Check) -> Outcome:
    """Run one check and keep what it says."""
    started = time.monotonic()
    done = subprocess.run(
        check.command,
        cwd=ROOT,
        env={**os.environ, **check.environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    return Outcome(done.returncode, time.monotonic() - started, done.stdout)


def line(name: str, outcome: Outcome) -> str:
    """Return the line of the summary for one check."""
    word = {0: "passed", None: "not run"}.get(outcome.code, "FAILED")
    return f"  {word:8} {name:34} {outcome.seconds:6.1f} s  {last_line(outcome)}".rstrip()


def last_line(outcome: Outcome) -> str:
    """Return a check's own last line, which for most is a count."""
    lines = outcome.said.strip().splitlines()
    return lines[-1].strip("= ")[:80] if lines else ""


def main() -> int:
    """Run everything, show what failed, and return the exit code."""
    started = time.monotonic()
    print(f"Running {len(CHECKS)} checks on {CORES} cores.", flush=True)
    outcomes = run_all(CHECKS)
    failed = [check.name for check in CHECKS if outcomes[check.name].code != 0]
    for name in failed:
        print(f"\n--- {name} " + "-" * (96 - len(name)) + f"\n{outcomes[name].said.rstrip()}")
    skipped = [name for name in outcomes if " skipped" in outcomes[name].said]
    for name in skipped:
        reasons = [text for text in outcomes[name].said.splitlines() if text.startswith("SKIPPED")]
        print("\n".join([f"\nSkipped in {name}:", *reasons]))
    print(f"\n{len(CHECKS) - len(failed)} of {len(CHECKS)} checks passed", end="")
    print(f" in {time.monotonic() - started:.0f} s.")
    if failed:
        print(f"Failed: {'; '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
