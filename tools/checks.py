"""What is checked: the command of each, the cores it keeps busy, what must have passed before."""

import os
import platform
import sys
from dataclasses import dataclass, field

import numpy as np

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
