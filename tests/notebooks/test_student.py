"""The students' notebooks: every exercise, no solution, and nothing that needs one."""

import ast
import builtins
import re
from functools import cache
from pathlib import Path

import nbformat
import pytest
import student

BOOK = Path(__file__).resolve().parents[2] / "book"
NOTEBOOKS = [
    path for path in sorted(BOOK.rglob("*.ipynb")) if ".ipynb_checkpoints" not in path.parts
]
EXERCISE = re.compile(r"\{exercise(?:-start)?\}")
SOLUTION = re.compile(r"\{solution(?:-start)?\}")

every_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


@cache
def both(path):
    """A notebook, the student's, and the lines that were left out."""
    notebook = nbformat.read(path, as_version=4)
    return notebook, *student.without_solutions(notebook)


def text_of(notebook):
    return "\n".join(cell.source for cell in notebook.cells)


def tagged(notebook, tag):
    return [cell.source for cell in notebook.cells if tag in cell.metadata.get("tags", [])]


@every_notebook
def test_every_exercise_is_there_and_no_solution(path):
    notebook, students, taken = both(path)
    for find in (EXERCISE.findall, re.compile(r"^:label: exercise-.*$", re.M).findall):
        assert find(text_of(students)) == find(text_of(notebook))
    for tag in ("exercise", "check"):
        assert tagged(students, tag) == tagged(notebook, tag)
    assert tagged(students, "solution") == []
    assert not SOLUTION.search(text_of(students))
    assert bool(taken) == bool(SOLUTION.search(text_of(notebook)) or tagged(notebook, "solution"))


@every_notebook
def test_no_line_of_a_solution_is_left(path):
    notebook, students, taken = both(path)
    lines = {line.strip() for line in taken if len(line.strip()) >= student.LEGIBLE}
    for line in lines:
        # A line that stands twice is a chapter's own as well.
        count = text_of(notebook).count(line)
        assert text_of(students).count(line) < count, line


@every_notebook
def test_what_is_left_is_as_it_was(path):
    notebook, students, taken = both(path)
    kept = [line for line in text_of(students).splitlines() if line.strip()]
    whole = [line for line in text_of(notebook).splitlines() if line.strip()]
    dropped = [line for line in taken if line.strip()]
    fences = [line for line in whole if student.FENCE.match(line)]
    assert len(kept) + len(dropped) + 2 * len(fences) == len(whole)
    code = [cell.execution_count for cell in students.cells if cell.cell_type == "code"]
    assert code == list(range(1, len(code) + 1))


@every_notebook
def test_what_is_left_runs_without_what_solutions_define(path):
    """Every name that a cell reads is one of Python's, or stored by a cell that is still there."""
    known = {*dir(builtins), "display"}
    for cell in both(path)[1].cells:
        if cell.cell_type != "code":
            continue
        tree = ast.parse(re.sub(r"^%.*", "", cell.source, flags=re.M))
        nodes = list(ast.walk(tree))
        for node in nodes:
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                known.add(node.id)
            elif isinstance(node, ast.FunctionDef):
                known.add(node.name)
            elif isinstance(node, ast.arg):
                known.add(node.arg)
            elif isinstance(node, (ast.Import, ast.ImportFrom)):
                known |= {(each.asname or each.name).split(".")[0] for each in node.names}
            elif isinstance(node, ast.ExceptHandler) and node.name:
                known.add(node.name)
        read = {each.id for each in nodes if isinstance(each, ast.Name)}
        assert read <= known, cell.source


def notebook_of(*cells):
    kinds = {"md": nbformat.v4.new_markdown_cell, "py": nbformat.v4.new_code_cell}
    return nbformat.v4.new_notebook(cells=[kinds[kind](source) for kind, source in cells])


def test_a_solution_goes_with_the_cells_between_its_ends():
    students, taken = student.without_solutions(
        notebook_of(
            ("md", "Before.\n\n:::{solution-start} a\n:class: dropdown\n:::\n\nThus."),
            ("py", "answer = 42"),
            ("md", "So.\n\n:::{solution-end}\n:::\n\nAfter."),
            ("md", "::::{solution} b\nOne.\n\n:::{note}\nTwo.\n:::\n::::"),
            ("md", "Last."),
        )
    )
    assert [cell.source for cell in students.cells] == ["Before.", "After.", "Last."]
    assert {"Thus.", "answer = 42", "So.", "Two."} <= set(taken)


@pytest.mark.parametrize(
    "text",
    [":::{solution} a\nNever ended.", ":::{solution-start} a\n:::", ":::{solution-end}\n:::"],
)
def test_a_solution_without_an_end_is_refused(text):
    with pytest.raises(student.UnendedSolutionError):
        student.without_solutions(notebook_of(("md", text)))


def test_a_solution_on_a_page_is_found(tmp_path):
    (tmp_path / "source").mkdir()
    page = tmp_path / "html" / "page.html"
    page.parent.mkdir()
    taken = ["    return theta - eta * velocity, velocity", "The least is where the two meet."]
    page.write_text("<p>An <b>exercise</b>.</p>", encoding="utf-8")
    assert student.betrayed(taken, tmp_path) == []
    page.write_text("<pre>return <b>theta</b> - eta * velocity, velocity</pre>", encoding="utf-8")
    assert len(student.betrayed(taken, tmp_path)) == 1
    page.write_text("<p>The least is <i>where</i> the two meet.</p>", encoding="utf-8")
    assert len(student.betrayed(taken, tmp_path)) == 1
    page.write_text('<div class="cell tag_solution"></div>', encoding="utf-8")
    assert len(student.betrayed(taken, tmp_path)) == 1
    page.write_text('<a href="../reference/answers.html#x">Answers</a>', encoding="utf-8")
    assert len(student.betrayed(taken, tmp_path)) == 1
