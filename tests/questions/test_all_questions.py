"""Every question of every chapter: right answers are right, listed wrong ones have their reason."""

import json
import re

import answer_forms
import pytest
import questions as tool

from lecture_lib.expression.formula import greek, parse_formula
from lecture_lib.questions import chapters, judge, load
from lecture_lib.questions.chapters import texts_of
from lecture_lib.questions.comparison import points
from lecture_lib.questions.draws import count, filled, numbers, seed_of, shown_order, value
from lecture_lib.questions.verdicts import domain_of

SOURCES = {path.name.removesuffix(tool.SUFFIX): path for path in tool.sources()}
KEYS = [f"{chapter}/{id}" for chapter in chapters() for id in load(chapter)]

every_question = pytest.mark.parametrize("key", KEYS)


def right_forms(question, key, draw):
    """Return right answers to a question, in several forms."""
    drawn = numbers(question, key, draw)
    match question["kind"]:
        case "number":
            return answer_forms.numbers(value(question["answer"], drawn))
        case "formula" if not drawn:
            return answer_forms.formulas(question["answer"], question["variables"])
        case "formula":
            return [in_numbers(question["answer"], drawn)]
        case "choice":
            return answer_forms.letters([question["answer"]], shown_order(question, key))
        case "order":
            right = [list(range(len(question["items"]))), *question["accept"]]
            order = shown_order(question, key)
            return [form for one in right for form in answer_forms.letters(one, order)]
        case "shape":
            return answer_forms.shapes(*question["answer"])


def wrong_form(question, key, draw, given):
    """Return a listed wrong answer as a reader types it."""
    drawn = numbers(question, key, draw)
    match question["kind"]:
        case "number":
            return repr(value(given, drawn))
        case "formula":
            return in_numbers(str(given), drawn)
        case "choice":
            return answer_forms.letters([given], shown_order(question, key))[0]
        case "order":
            return answer_forms.letters(given, shown_order(question, key))[0]
        case "shape":
            return " × ".join(map(str, given))


def in_numbers(text, drawn):
    """Return a formula with numbers in the place of drawn names."""
    for name, x in drawn.items():
        text = re.sub(rf"(?<![A-Za-z]){name}(?![A-Za-z0-9])", f"({x!r})", text)
    return text


def test_there_are_questions_and_each_file_belongs_to_a_chapter():
    assert SOURCES
    assert set(SOURCES) == set(chapters())
    for name, path in SOURCES.items():
        assert path.with_name(f"{name}.ipynb").exists(), path


@pytest.mark.parametrize("chapter", sorted(SOURCES))
def test_the_package_has_what_the_chapter_s_file_says(chapter):
    """Formulas in its texts are then formulas, too: a file with one that is none is not written."""
    kept = tool.FOLDER / f"{chapter}.json"
    assert kept.read_text(encoding="utf-8") == tool.written(SOURCES[chapter])


@every_question
def test_it_stands_in_a_section_of_its_chapter(key):
    chapter, id = key.split("/")
    notebook = json.loads(SOURCES[chapter].with_name(f"{chapter}.ipynb").read_text("utf-8"))
    text = "\n".join("".join(c["source"]) for c in notebook["cells"] if c["cell_type"] != "code")
    headings = re.findall(r"^#{2,} (.+)$", text, re.MULTILINE)
    assert load(chapter, id)["section"] in headings


def cells_of(chapter):
    """Return the cells of a chapter, each with the heading that it stands under."""
    path = SOURCES[chapter].with_name(f"{chapter}.ipynb")
    heading, found = "", []
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            heading = [heading, *re.findall(r"^#{2,} (.+)$", source, re.MULTILINE)][-1]
        found.append((heading, cell, source))
    return found


@pytest.mark.parametrize("chapter", sorted(SOURCES))
def test_each_has_one_cell_in_its_section_which_shows_no_code(chapter):
    """The first of a chapter imports what it needs."""
    cells = [each for each in cells_of(chapter) if "Question(" in each[2]]
    known = load(chapter)
    called = []
    for i, (heading, cell, source) in enumerate(cells):
        first = "from lecture_lib.widgets import Question\n\n" if i == 0 else ""
        id = re.fullmatch(rf'{first}Question\("{chapter}", "([\w-]+)"\)', source)[1]
        assert known[id]["section"] == heading, id
        assert cell["metadata"] == {"tags": ["remove-input"]}
        assert len(cell["outputs"]) == 1, id
        called.append(id)
    assert sorted(called) == sorted(known)


@every_question
def test_right_answers_in_several_forms_are_right(key):
    question = load(*key.split("/"))
    for draw in range(count(question)):
        for form in right_forms(question, key, draw):
            assert judge(question, key, form, draw).right is True, (draw, form)


@every_question
def test_listed_wrong_answers_are_wrong_for_their_reason(key):
    """With other numbers two of them may be the same; then one of the two reasons is given."""
    question = load(*key.split("/"))
    for draw in range(count(question)):
        for i, wrong in enumerate(question["wrong"]):
            verdict = judge(question, key, wrong_form(question, key, draw, wrong["value"]), draw)
            assert verdict.right is False, (draw, wrong["value"])
            assert verdict.wrong is not None, (draw, wrong["value"])
            if draw == 0:
                assert verdict.wrong == i, wrong["value"]


@every_question
def test_no_wrong_number_lies_within_reach_of_the_right_one(key):
    question = load(*key.split("/"))
    if question["kind"] != "number":
        return
    for draw in range(count(question)):
        drawn = numbers(question, key, draw)
        right = value(question["answer"], drawn)
        for wrong in question["wrong"]:
            apart = abs(value(wrong["value"], drawn) - right)
            assert apart > 2 * max(question.get("tolerance", 0), 2e-3 * abs(right)), drawn


@every_question
def test_a_formula_has_a_value_wherever_it_is_compared(key):
    question = load(*key.split("/"))
    if question["kind"] != "formula":
        return
    domain = domain_of(question)
    for draw in range(count(question)):
        given = {greek(name): x for name, x in numbers(question, key, draw).items()}
        formula = parse_formula(question["answer"], [*domain, *given])
        for point in points(domain, seed_of(key)):
            assert abs(formula.evaluate({**point, **given})[0]) < float("inf"), point


@every_question
def test_drawn_numbers_are_readable_in_every_text(key):
    question = load(*key.split("/"))
    for draw in range(count(question)):
        drawn = numbers(question, key, draw)
        for container, name in texts_of(question):
            text = filled(container[name]["plain"], drawn)
            assert not re.search("⟪|⟫|NaN|∞|--|−−|[+−] [−-]", text), text
