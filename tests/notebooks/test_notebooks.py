"""The form of a chapter: what can be checked of it without running it."""

import ast
import re
import statistics
from functools import cache
from itertools import groupby
from pathlib import Path

import nbformat
import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
BOOK = ROOT / "book"
NOTEBOOKS = [
    path.relative_to(BOOK).as_posix()
    for path in sorted(BOOK.rglob("*.ipynb"))
    if ".ipynb_checkpoints" not in path.parts
]
WIDEST = 510  # pixels of a picture: on a phone of 390 its letters are still 9 high
CHAPTERS = [name for name in NOTEBOOKS if not name.startswith(("index", "reference/", "teaching/"))]
MARKDOWN_PAGES = sorted(path.relative_to(BOOK).as_posix() for path in BOOK.rglob("*.md"))

STYLING = re.compile(
    r"rcParams|plt\.style"
    r"|\b(?:color|colors|c|cmap|facecolor|edgecolor)\s*=(?!=)"
    r"|[\"']#[0-9a-fA-F]{3,8}[\"']"
)
CHECKED = re.compile(r"Checked: [^{}]{3,81}")  # the line of a folded check: 90 characters at most
ASSERTED_IN_THE_OPEN = 3  # lines of assertions that a cell may show
EXERCISE = re.compile(r"\{exercise(?:-start)?\}[^\n]*\n:label: *(\S+)")
SOLUTION = re.compile(r"\{solution(?:-start)?\} +(\S+)")
IN_CODE = re.compile(r"def (\w+)\(")  # what a code exercise asks for: test_code_exercises.py

every_notebook = pytest.mark.parametrize("name", NOTEBOOKS)
every_chapter = pytest.mark.parametrize("name", CHAPTERS)


@cache
def read(name):
    return nbformat.read(BOOK / name, as_version=4)


def code_of(name):
    return [cell for cell in read(name).cells if cell.cell_type == "code"]


def text_of(name):
    return "\n\n".join(cell.source for cell in read(name).cells if cell.cell_type == "markdown")


def headings(name):
    return re.findall(r"^#+ +(.*)$", text_of(name), re.MULTILINE)


def checks_of(name):
    """The cells that only check: the page shows a line in their place."""
    return [cell for cell in code_of(name) if line_of(cell).startswith("Checked")]


def is_question(cell):
    """Whether a cell asks a question of the chapter: the page shows no code."""
    return cell.cell_type == "code" and "remove-input" in cell.metadata.get("tags", [])


def line_of(cell):
    """What the page shows in the place of a folded cell."""
    return cell.metadata.get("mystnb", {}).get("code_prompt_show", "")


def pictures_of(name):
    return [
        cell
        for cell in code_of(name)
        if any("image/png" in output.get("data", {}) for output in cell.outputs)
    ]


def syntax_of(cell):
    lines = cell.source.splitlines()
    tree = ast.parse("\n".join("" if line.startswith("%") else line for line in lines))
    return list(ast.walk(tree))


def lines_of_assertions(cell):
    asserted = (node for node in syntax_of(cell) if isinstance(node, ast.Assert))
    return sum(node.end_lineno - node.lineno + 1 for node in asserted)


def in_the_open(name):
    """The cells that a page shows although they are checks, or are so for the most part."""
    cells = [cell for cell in code_of(name) if cell not in checks_of(name)]
    asserted = [(cell, lines_of_assertions(cell)) for cell in cells]
    return [
        cell.source
        for cell, lines in asserted
        if lines > (ASSERTED_IN_THE_OPEN if cell.outputs else 0)
    ]


def test_the_table_of_contents_names_every_page_once():
    text = (ROOT / "_toc.yml").read_text(encoding="utf-8")
    named = re.findall(r"(?:root|file): *(\S+)", text)
    assert yaml.safe_load(text)["root"] == "book/index"
    there = [Path("book", page).with_suffix("") for page in [*NOTEBOOKS, *MARKDOWN_PAGES]]
    assert sorted(named) == sorted(path.as_posix() for path in there)


@every_notebook
def test_code_cells_are_short(name):
    lengths = [len(cell.source.splitlines()) for cell in code_of(name)]
    assert max(lengths, default=0) <= 20
    assert statistics.median(lengths or [0]) <= 8


@every_notebook
def test_text_stands_between_code_cells(name):
    checks = checks_of(name)
    read_by_all = [cell for cell in read(name).cells if cell not in checks]
    runs = groupby(read_by_all, key=lambda c: "question" if is_question(c) else c.cell_type)
    assert max((len(list(run)) for kind, run in runs if kind == "code"), default=0) <= 2


@every_notebook
def test_a_folded_check_says_in_a_line_what_it_checks(name):
    for cell in checks_of(name):
        assert cell.metadata.tags == ["hide-input"], cell.source
        assert CHECKED.fullmatch(line_of(cell)), line_of(cell)
        assert cell.metadata.mystnb.code_prompt_hide == line_of(cell)
        assert lines_of_assertions(cell), cell.source
        assert not cell.outputs, f"what is shown stands in a cell of its own: {cell.source}"


@every_notebook
def test_checks_are_folded(name):
    assert in_the_open(name) == []


def names(cell, context):
    """What a cell assigns, imports or defines (`ast.Store`), or reads (`ast.Load`)."""
    found = {
        node.id
        for node in syntax_of(cell)
        if isinstance(node, ast.Name) and isinstance(node.ctx, context)
    }
    if context is ast.Store:
        for node in syntax_of(cell):
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                found |= {(alias.asname or alias.name).split(".")[0] for alias in node.names}
            elif isinstance(node, ast.FunctionDef):
                found.add(node.name)
    else:
        found -= {node.arg for node in syntax_of(cell) if isinstance(node, ast.arg)}
    return found


@every_notebook
def test_no_cell_that_is_seen_needs_a_folded_one(name):
    seen, folded = set(), set()
    for cell in code_of(name):
        if cell in checks_of(name):
            folded |= names(cell, ast.Store) - seen
            continue
        seen |= names(cell, ast.Store)
        folded -= names(cell, ast.Store)
        assert not folded & names(cell, ast.Load), cell.source


@every_notebook
def test_functions_defined_in_a_notebook_are_short(name):
    for cell in code_of(name):
        for node in syntax_of(cell):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                length = node.end_lineno - node.lineno + 1
                assert length <= 8, f"{node.name} belongs into lecture_lib"
            assert not isinstance(node, ast.ClassDef), f"{node.name} belongs into lecture_lib"


@every_notebook
def test_a_notebook_needs_only_the_installed_library(name):
    """No file of the checkout, of the tests or of the notebook's folder."""
    reading = r"\b(?:open|read_text|read_bytes|loadtxt|Path)\(|\btests/|__file__"
    assert [cell.source for cell in code_of(name) if re.search(reading, cell.source)] == []


@every_notebook
def test_the_look_of_figures_is_left_to_plots(name):
    assert [match[0] for cell in code_of(name) for match in STYLING.finditer(cell.source)] == []


@every_notebook
def test_what_is_drawn_is_shown(name):
    drawn = [cell for cell in code_of(name) if "plt.subplots(" in cell.source]
    assert [cell.source for cell in drawn if cell not in pictures_of(name)] == []


@every_notebook
def test_figures_have_caption_label_and_text(name):
    for cell in pictures_of(name):
        shown = cell.metadata.get("mystnb", {})
        figure, image = shown.get("figure", {}), shown.get("image", {})
        assert figure.get("caption", "").strip(), cell.source
        assert figure.get("name", "").startswith("fig-"), cell.source
        assert len(image.get("alt", "").split()) >= 4, cell.source


@every_notebook
def test_figures_are_legible_on_a_phone(name):
    for cell in pictures_of(name):
        for output in cell.outputs:
            if "image/png" in output.get("data", {}):
                assert output.metadata["image/png"]["width"] <= WIDEST, cell.source


def test_labels_of_figures_are_unique():
    labels = [cell.metadata.mystnb.figure.name for name in NOTEBOOKS for cell in pictures_of(name)]
    assert sorted(labels) == sorted(set(labels))


@every_notebook
def test_exercises_have_solutions(name):
    exercises, solutions = EXERCISE.findall(text_of(name)), SOLUTION.findall(text_of(name))
    for cell in code_of(name):
        if "solution" in cell.metadata.get("tags", []):
            solutions.append(f"exercise-{IN_CODE.search(cell.source)[1].replace('_', '-')}")
    assert sorted(exercises) == sorted(solutions)
    if name in CHAPTERS:
        assert exercises


@every_notebook
def test_a_folded_proof_says_that_it_may_be_skipped(name):
    folded = re.findall(r"\{prf:proof\}\n:class: dropdown\n\n(.*)\n\n", text_of(name))
    assert folded == ["(It may be skipped at first.)"] * text_of(name).count(
        "{prf:proof}\n:class: dropdown"
    )


@every_chapter
def test_a_chapter_asserts_what_it_claims(name):
    nodes = [node for cell in code_of(name) for node in syntax_of(cell)]
    assert any(isinstance(node, ast.Assert) for node in nodes)


@every_chapter
def test_a_chapter_opens_with_its_aims_and_slides(name):
    opening = read(name).cells[0]
    assert opening.cell_type == "markdown"
    assert re.search(r"^# ", opening.source, re.MULTILINE)
    assert re.search(r"After this chapter you can\b", opening.source)
    assert re.search(r"\bslides?\b", opening.source)


@every_chapter
def test_a_chapter_closes_with_summary_exercises_and_reading(name):
    wanted = ["Summary", "Exercises", "What to read next"]
    assert [text for text in headings(name) if text in wanted] == wanted
    assert headings(name)[-1] == wanted[-1]
