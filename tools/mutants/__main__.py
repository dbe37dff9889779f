"""Plant faults in the library, one at a time, and see whether a test fails: ``make mutants``.

Kept tools make the faults: Cosmic Ray those in Python, Stryker those in JavaScript. A random sample
of them, drawn with a fixed seed, is planted in copies of the project, and the tests are run: those
nearest to the file first, then all that need no browser and that the fault can reach, then the
notebooks (a fault in Python) or the widgets in a browser (a fault in JavaScript). A fault that no
test sees is shown. One that changes nothing that can be seen is listed with its reason in
``equivalent.json`` and not counted.
"""

import argparse
import difflib
import json
import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import Queue

from lecture_lib.widgets.scripts import SHARED

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
FOLDER = ROOT / ".venv" / "var" / "mutants"
HTML = Path("_build") / "html"
WIDGETS = "lecture_lib/widgets/"
SHARED_SCRIPTS = {folder.name: name for name, folder in SHARED.items()}
MINUTES = {"near": 10, "drawn": 20, "all": 60, "book": 40}
PYTEST = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider"]
# What pytest returns if all that was asked for passed, and if none of its tests was asked for.
PASSED = {0, 5}
NBVAL = ["--nbval", "--nbval-cell-timeout=120", "-W", "default"]


@dataclass(frozen=True)
class Language:
    """How faults of one language are made, and the share that tests have to see."""

    command: list[str]
    suffix: str
    wanted: float


LANGUAGES = {
    "python": Language(
        [str(FOLDER / "tool/bin/python"), str(HERE / "python_faults.py")], ".py", 97
    ),
    "javascript": Language(["node", str(HERE / "javascript_faults.mjs")], ".js", 95),
}


@dataclass(frozen=True)
class Fault:
    """One changed file: its name from the root, the line, the kind of change, and its new text."""

    file: str
    line: int
    kind: str
    text: str

    def difference(self) -> list[str]:
        """Return the lines that go, with a minus, and those that come, with a plus."""
        old = (ROOT / self.file).read_text(encoding="utf-8").splitlines()
        lines = list(difflib.unified_diff(old, self.text.splitlines(), lineterm="", n=0))[2:]
        return [f"{line[0]} {line[1:].strip()}" for line in lines if line[0] in "+-"]


def tracked() -> list[str]:
    """Return the files of the project, as git knows them."""
    said = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [name for name in said.stdout.splitlines() if (ROOT / name).exists()]


def sample(language: str, count: int, seed: int) -> tuple[int, list[Fault]]:
    """Draw faults; return how many there are in all, and those drawn."""
    kind = LANGUAGES[language]
    names = [
        name
        for name in tracked()
        if name.startswith("lecture_lib/")
        and name.endswith(kind.suffix)
        and not name.endswith("bundle.js")
    ]
    command = [*kind.command, str(count), str(seed), str(ROOT), *names]
    said = subprocess.run(command, capture_output=True, text=True, check=True, cwd=HERE)
    found = json.loads(said.stdout)
    return found["of"], [Fault(**fault) for fault in found["faults"]]


def copy_project(folder: Path) -> Path:
    """Make a copy of the project in which faults can be planted, with the built book."""
    shutil.rmtree(folder, ignore_errors=True)
    # Biome stops at a second configuration of its own below the first one.
    for name in set(tracked()) - {"biome.jsonc"}:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, folder / name)
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    shutil.copytree(ROOT / HTML, folder / HTML)
    return folder


def near(file: str) -> list[str]:
    """Return the tests that have a file's name, before those that have its folder's."""
    parts = Path(file).relative_to("lecture_lib").with_suffix("").parts
    words = {parts[-1], *parts[:-1]} - {"widgets", "__init__", "shared", "view", "math", "widget"}
    words |= {part for word in words for part in word.split("_") if part in SUBJECTS}
    found = [
        path.relative_to(ROOT).as_posix()
        for path in sorted((ROOT / "tests").rglob("test_*.py"))
        if path.parent.name != "browser"
        and (path.parent.name in words or any(word in path.stem for word in words))
    ]
    own = [file] if file.endswith(".py") else []
    return [*own, *sorted(found, key=lambda name: parts[-1] not in Path(name).stem)]


def readers_of_scripts() -> list[str]:
    """Return the tests without a browser that a fault in JavaScript can reach at all."""
    return [
        path.relative_to(ROOT).as_posix()
        for path in sorted((ROOT / "tests").rglob("test_*.py"))
        if path.parent.name != "browser"
        and re.search(r"\bwidgets\b|\bjavascript\b", path.read_text(encoding="utf-8"))
    ]


# What a widget's tests are called by, where that is less than its name.
SUBJECTS = {"activation", "stepper", "convexity", "momentum", "race", "proof", "sampling"}
SUBJECTS |= {"regression", "net", "deep"}


def stages(file: str) -> list[tuple[str, list[str]]]:
    """Return the commands that might see a fault in a file, the quickest first."""
    everything = ["--doctest-modules", "--ignore=tests/browser", "--ignore=tests/references"]
    everything += readers_of_scripts() if file.endswith(".js") else ["tests", "lecture_lib"]
    commands = [("all", [*PYTEST, *everything])]
    if tests := near(file):
        commands.insert(0, ("near", [*PYTEST, "--doctest-modules", *tests]))
    if file.startswith(WIDGETS) and file.endswith(".js"):
        folder = Path(file).parent.name
        one = "".join(word.capitalize() for word in folder.split("_"))
        own = [] if folder in SHARED_SCRIPTS else ["-k", one]
        commands.insert(0, ("drawn", [*PYTEST, "tests/drawn", *own]))
    if file.endswith(".js"):
        browser = [f"tests/browser/{path.name}" for path in browser_tests(file)]
        commands.append(("book", [*PYTEST, *browser]))
    elif not file.startswith(WIDGETS):
        commands.append(("book", [*PYTEST, *NBVAL, "book"]))
    return commands


def browser_tests(file: str) -> list[Path]:
    """Return the browser tests of the widget that a file belongs to; of all for a shared file."""
    folder = Path(file).parent.name
    tests = sorted((ROOT / "tests" / "browser").glob("test_*.py"))
    pages = [path for path in tests if path.stem.endswith("_page")]
    subjects = [word for word in folder.split("_") if word in SUBJECTS]
    own = [path for path in pages if any(word in path.stem for word in subjects)]
    every = [path for path in tests if path.stem.endswith(("_widget", "_widgets", "_stage"))]
    return [*(own or pages), *(every if folder in SHARED_SCRIPTS else every[:1])]


def bundle(folder: Path, file: str) -> bool:
    """Build the scripts that a changed JavaScript file is part of; whether that went well."""
    owner = Path(file).parent.name
    names = [] if owner in SHARED_SCRIPTS else [owner]
    done = subprocess.run(["node", "tools/bundle.mjs", *names], cwd=folder, capture_output=True)
    for path in (folder / WIDGETS).glob("*/bundle.js"):
        own = "".join(word.capitalize() for word in path.parent.name.split("_"))
        name = SHARED_SCRIPTS.get(path.parent.name, own)
        shutil.copy2(path, folder / HTML / "_static" / "widgets" / f"{name}.js")
    return done.returncode == 0


def run(command: list[str], folder: Path, minutes: int) -> str:
    """Run tests in a copy of the project; return "passed", "failed", or "endless" after a limit."""
    environment = {**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        return "passed" if process.wait(timeout=60 * minutes) in PASSED else "failed"
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, 9)
        process.wait()
        return "endless"


def seen_by(fault: Fault, folder: Path) -> tuple[str, bool]:
    """Plant a fault in a copy, try it, and mend the copy.

    Return the first stage that sees it, or "", and whether tests were stopped at their time limit:
    they may never end because of the fault, or the machine was busy; a person looks at it.
    """
    path = folder / fault.file
    path.write_text(fault.text, encoding="utf-8")
    script = fault.file.endswith(".js") and fault.file.startswith(WIDGETS)
    try:
        if script and not bundle(folder, fault.file):
            return "bundle", False
        for stage, command in stages(fault.file):
            end = run(command, folder, MINUTES[stage])
            if end != "passed":
                return stage if end == "failed" else "", end == "endless"
        return "", False
    finally:
        shutil.copy2(ROOT / fault.file, path)
        if script:
            bundle(folder, fault.file)


def unharmed(copy: Path, language: str) -> None:
    """Stop if a test fails without any fault: it would seem to see all of them."""
    file = {"python": "lecture_lib/losses/square.py", "javascript": f"{WIDGETS}shared/plot.js"}[
        language
    ]
    for stage, command in stages(file):
        if run(command, copy, MINUTES[stage]) != "passed":
            sys.exit(f"No fault is planted yet, and this fails in {copy}: {' '.join(command[1:])}")


def known() -> dict[tuple[str, ...], str]:
    """Return the faults that change nothing to be seen, by file and lines, and why."""
    listed = json.loads((HERE / "equivalent.json").read_text(encoding="utf-8"))
    return {(entry["file"], *entry["lines"]): entry["why"] for entry in listed}


def try_all(faults: list[Fault], copies: list[Path]) -> list[tuple[Fault, str, bool]]:
    """Try every fault, as many at a time as there are copies, and say how each ends."""
    free: Queue[Path] = Queue()
    for folder in copies:
        free.put(folder)

    def try_one(fault: Fault) -> tuple[Fault, str, bool]:
        folder = free.get()
        try:
            stage, is_endless = seen_by(fault, folder)
        finally:
            free.put(folder)
        end = f"seen by {stage}" if stage else "NO END" if is_endless else "SURVIVED"
        print(f"  {end:16} {fault.file}:{fault.line} {fault.kind}", flush=True)
        return fault, stage, is_endless

    with ThreadPoolExecutor(len(copies)) as pool:
        return list(pool.map(try_one, faults))


def main() -> int:
    """Read the command line, try the faults, report, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("language", choices=LANGUAGES)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=6)
    parser.add_argument("--copies", type=int, default=max(1, os.cpu_count() or 1))
    arguments = parser.parse_args()
    if not (ROOT / HTML / "index.html").exists():
        sys.exit("The widgets are tried in the built book: make book")
    of, drawn = sample(arguments.language, arguments.count, arguments.seed)
    reasons = known()
    faults = [fault for fault in drawn if (fault.file, *fault.difference()) not in reasons]
    print(
        f"{len(faults)} of {of} faults in {arguments.language}, seed {arguments.seed}.", flush=True
    )
    copies = [copy_project(FOLDER / f"copy-{i}") for i in range(arguments.copies)]
    unharmed(copies[0], arguments.language)
    results = try_all(faults, copies)
    survivors = [(fault, is_endless) for fault, stage, is_endless in results if not stage]
    for fault, is_endless in survivors:
        why = ": its tests were stopped, does it never end?" if is_endless else ""
        print(f"\n{fault.file}, line {fault.line}{why}", *fault.difference(), sep="\n")
    without_book = sum(stage != "book" and stage != "" for _, stage, _ in results)
    share = 100 * (len(faults) - len(survivors)) / len(faults)
    wanted = LANGUAGES[arguments.language].wanted
    print(
        f"\n{share:.1f} % of {len(faults)} faults are seen ({wanted} % wanted), "
        f"{100 * without_book / len(faults):.1f} % without the book; "
        f"{len(drawn) - len(faults)} known to change nothing are not counted."
    )
    return 0 if share >= wanted else 1


if __name__ == "__main__":
    sys.exit(main())
