"""The code exercises of the chapters: their form, and that each part runs by itself."""

import inspect
import re
from collections import Counter
from pathlib import Path

import nbformat
import pytest

from lecture_lib.exercises import check
from lecture_lib.exercises.catalogue import EXERCISES

BOOK = Path(__file__).resolve().parents[2] / "book"
PATHS = {
    path.stem: path
    for path in sorted(BOOK.rglob("*.ipynb"))
    if ".ipynb_checkpoints" not in path.parts
}
FORM = ["statement", "exercise", "check", "hints", "solution"]
PROMPTS = {"code_prompt_show": "Solution", "code_prompt_hide": "Solution"}
HINT = re.compile(r'<details class="hint"><summary>([^<]*)</summary>\n\n(.+?)\n\n</details>', re.S)
HINTS = ["Hint", "Another hint", "One more hint"]


def cells(chapter):
    return nbformat.read(PATHS[chapter], as_version=4).cells


def tagged(cell, tag):
    return tag in cell.metadata.get("tags", [])


def parts(chapter, name):
    """The five cells of an exercise."""
    found = cells(chapter)
    starts = re.compile(rf"^def {name}\(", re.M)
    (at,) = (
        i for i, cell in enumerate(found) if tagged(cell, "exercise") and starts.search(cell.source)
    )
    return dict(zip(FORM, found[at - 1 : at + 4], strict=True))


def run(*sources):
    """What the cells define, run in a fresh space, as the page runs them; and what they check."""
    space = {}
    for source in sources:
        exec(source, space)
    return space


every_exercise = pytest.mark.parametrize("name", EXERCISES)


def test_every_tagged_cell_is_one_of_an_exercise_of_its_chapter():
    for chapter in PATHS:
        names = [
            re.search(r"^def (\w+)\(", cell.source, re.M)[1]
            for cell in cells(chapter)
            if tagged(cell, "exercise")
        ]
        assert names == [name for name, each in EXERCISES.items() if each.chapter == chapter]


def test_every_chapter_has_at_least_two():
    counted = Counter(exercise.chapter for exercise in EXERCISES.values())
    assert set(counted) == set(PATHS) - {"index", "errata", "conventions", "common_errors"}
    assert min(counted.values()) >= 2


@every_exercise
def test_it_is_held_together_by_its_tags(name):
    part = parts(EXERCISES[name].chapter, name)
    label = f"exercise-{name.replace('_', '-')}"
    kinds = [part[each].cell_type for each in FORM]
    assert kinds == ["markdown", "code", "code", "markdown", "code"]
    assert re.search(rf":::\{{exercise\}} \S.*\n:label: {label}\n", part["statement"].source)
    assert part["statement"].source.endswith("\n:::")
    assert part["exercise"].metadata == {"tags": ["exercise"]}
    assert part["check"].metadata == {"tags": ["check"]}
    assert part["check"].source == f"check({name})"
    assert part["solution"].metadata == {
        "jupyter": {"source_hidden": True},
        "mystnb": PROMPTS,
        "tags": ["hide-cell", "solution"],
    }
    assert part["solution"].source.endswith(f"\n\n\ncheck({name})")


@every_exercise
def test_its_hints_come_by_degrees(name):
    text = parts(EXERCISES[name].chapter, name)["hints"].source
    hints = HINT.findall(text)
    assert HINT.sub("", text).strip() == ""
    assert [summary for summary, _ in hints] == HINTS[: len(hints)]
    assert len(hints) in (2, 3)


@every_exercise
def test_its_cell_runs_alone_and_leaves_the_function_empty(name):
    function = run(parts(EXERCISES[name].chapter, name)["exercise"].source)[name]
    assert check(function).state == "empty"
    wanted = list(inspect.signature(EXERCISES[name].right).parameters)
    assert list(inspect.signature(function).parameters) == wanted
    assert inspect.getdoc(function)


@every_exercise
def test_its_solution_needs_no_more_than_its_cell_imports(name):
    part = parts(EXERCISES[name].chapter, name)
    imports = part["exercise"].source.partition("\ndef ")[0]
    assert check(run(imports, part["solution"].source)[name]).right


@every_exercise
def test_the_rest_of_the_chapter_does_without_it(name):
    chapter = EXERCISES[name].chapter
    own = list(parts(chapter, name).values())
    others = [cell.source for cell in cells(chapter) if cell.cell_type == "code"]
    others = [source for source in others if source not in [cell.source for cell in own]]
    assert [source for source in others if re.search(rf"\b{name}\b", source)] == []


@every_exercise
def test_what_the_book_prints_is_the_verdict(name):
    part = parts(EXERCISES[name].chapter, name)
    for cell, said in ((part["check"], "is still empty"), (part["solution"], "is right: tried on")):
        (output,) = cell.outputs
        assert said in output.data["text/plain"]
