"""Build the book without its solutions into _build/student: html, and the notebooks beside it.

The sources are those of `make book`. Written solutions, the cells of code solutions, the page of
answers and the pages for teachers are left out of a copy of them, and the book is built from the
copy, with the stored outputs. At the end all pages are searched for what was left out.
"""

import html
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
import yaml
from building import STRICT, from_first_error, is_problem, make_live_cells, stored_outputs
from nbformat import NotebookNode

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "_build" / "student"
#: What holds answers, as _toc.yml names it: pages, and a part with all its pages.
ANSWERS, TEACHING = ("book/reference/answers",), "Teaching"
FENCE = re.compile(r"^(:{3,}|`{3,})\{(solution|solution-start|solution-end)\}")
LEGIBLE = 25  # letters of a line that is searched for; shorter ones may stand elsewhere by chance
MARKUP = re.compile(r"[$`{}\[\]*|\\<>_&\"'’“”~-]")


class UnendedSolutionError(Exception):
    """A solution begins and does not end, or the other way round."""


@dataclass
class Sieve:
    """Takes the solutions out of the cells of one notebook, and keeps what it took."""

    between: bool = False  # a solution-start and its solution-end
    taken: list[str] = field(default_factory=list)

    def text(self, source: str) -> str:
        """Return the text of a cell without its solutions."""
        kept: list[str] = []
        fence = ""  # of the directive that is being left out
        for line in source.splitlines():
            if fence:
                if line.strip() == fence:
                    fence = ""
                else:
                    self.taken.append(line)
            elif opening := FENCE.match(line):
                fence, name = opening.groups()
                if (name == "solution-end") != self.between:
                    raise UnendedSolutionError(line)
                self.between = name == "solution-start"
            else:
                (self.taken if self.between else kept).append(line)
        if fence:
            raise UnendedSolutionError(source)
        return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()

    def keeps(self, cell: NotebookNode) -> bool:
        """Whether a code cell stays."""
        if not self.between and "solution" not in cell.metadata.get("tags", []):
            return True
        self.taken += cell.source.splitlines()
        return False


def without_solutions(notebook: NotebookNode) -> tuple[NotebookNode, list[str]]:
    """Return a notebook without its solutions, and the lines that were left out."""
    sieve, cells = Sieve(), []
    for cell in notebook.cells:
        kept = nbformat.from_dict(cell)
        if cell.cell_type != "code":
            kept.source = sieve.text(cell.source)
            if not kept.source:
                continue
        elif not sieve.keeps(cell):
            continue
        cells.append(kept)
    if sieve.between:
        raise UnendedSolutionError("a solution-start has no solution-end")
    copy = nbformat.from_dict({**notebook, "cells": cells})
    number = 0
    for cell in copy.cells:
        if cell.cell_type == "code":
            number += 1
            cell.execution_count = number
            for output in cell.outputs:
                if output.output_type == "execute_result":
                    output.execution_count = number
    return copy, sieve.taken


def pages_left_out(toc: dict[str, Any]) -> list[str]:
    """Return the pages that students do not get."""
    teaching = next(part for part in toc["parts"] if part["caption"] == TEACHING)
    return [*ANSWERS, *(each["file"] for each in teaching["chapters"])]


def copy_sources(folder: Path) -> list[str]:
    """Write the sources without solutions; return the lines that were left out."""
    shutil.copytree(
        ROOT / "book",
        folder / "book",
        ignore=shutil.ignore_patterns(".ipynb_checkpoints", "__pycache__", "live_cells"),
    )
    taken: list[str] = []
    for path in sorted((folder / "book").rglob("*.ipynb")):
        student, lines = without_solutions(nbformat.read(path, as_version=4))
        nbformat.write(student, path, version=nbformat.NO_CONVERT)
        taken += lines
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    left_out = pages_left_out(toc)
    for page in left_out:
        for path in (folder / page).parent.glob(f"{Path(page).name}.*"):
            path.unlink()
    toc["parts"] = [part for part in toc["parts"] if part["caption"] != TEACHING]
    for part in toc["parts"]:
        part["chapters"] = [each for each in part["chapters"] if each["file"] not in left_out]
    (folder / "_toc.yml").write_text(yaml.safe_dump(toc, sort_keys=False), encoding="utf-8")
    stored_outputs(folder)
    return taken


def squeezed(text: str) -> str:
    """Return a text with one blank between any two words."""
    return " ".join(text.split())


def sources_of(path: Path) -> str:
    """Return the text of all cells of a notebook."""
    cells = nbformat.read(path, as_version=4).cells
    return squeezed("\n".join(cell.source for cell in cells))


def shown_on(page: Path) -> str:
    """Return the text of a page as it is read."""
    return squeezed(html.unescape(re.sub(r"<[^>]*>", "", page.read_text(encoding="utf-8"))))


def telling(taken: list[str]) -> set[str]:
    """Return the lines of code and the sentences by which a solution can be known."""
    parts: set[str] = set()
    for line in taken:
        if line.startswith(" "):
            parts.add(squeezed(line))
        else:
            sentences = re.split(r"(?<=[.:?!]) ", line)
            parts |= {squeezed(part) for part in sentences if not MARKUP.search(part)}
    return {part for part in parts if len(part) >= LEGIBLE}


def betrayed(taken: list[str], folder: Path) -> list[str]:
    """Return what pages and notebooks still say of the solutions."""
    allowed = " ".join(map(sources_of, sorted((folder / "source").rglob("*.ipynb"))))
    wanted = sorted(part for part in telling(taken) if part not in allowed)
    found = []
    for page in sorted((folder / "html").rglob("*.html")):
        text = shown_on(page)
        name = page.relative_to(folder)
        found += [f"{name}: {part}" for part in wanted if part in text]
        raw = page.read_text(encoding="utf-8")
        if re.search(r'class="[^"]*\b(tag_)?solution\b', raw):
            found.append(f"{name}: a solution")
        leads = [each for each in ANSWERS if f"/{Path(each).name}.html" in raw]
        leads += [TEACHING] * ("teaching/" in raw)
        found += [f"{name}: a link to {each}, which is left out" for each in leads]
    return found


def main() -> int:
    """Copy, build, search; return the exit code."""
    shutil.rmtree(BUILD, ignore_errors=True)
    if code := make_live_cells():
        return code
    source = BUILD / "source"
    taken = copy_sources(source)
    print(f"Building the students' book: {len(taken)} lines of solutions are left out.", flush=True)
    done = subprocess.run(
        ["jupyter-book", "build", source, "--path-output", BUILD, *STRICT],
        cwd=ROOT,
        env={**os.environ, "NO_COLOR": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode:
        log = done.stdout.splitlines()
        print(*(list(filter(is_problem, log)) or from_first_error(log)), sep="\n", file=sys.stderr)
        return done.returncode
    shutil.move(BUILD / "_build" / "html", BUILD / "html")
    shutil.rmtree(BUILD / "_build")
    for path in sorted((source / "book").rglob("*.ipynb")):
        target = BUILD / "notebooks" / path.relative_to(source)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    if found := betrayed(taken, BUILD):
        print("Solutions are still there:", *found, sep="\n", file=sys.stderr)
        return 1
    shutil.rmtree(source)
    print("The students' book stands. Open _build/student/html/index.html")
    return 0


if __name__ == "__main__":
    sys.exit(main())
