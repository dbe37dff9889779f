"""What is no question is refused, by its file and its name, with what is allowed."""

import re

import pytest

from lecture_lib.questions.schema import KINDS, QuestionError, read

BASE = """
[[question]]
id = "slope"
section = "Here"
prompt = 'What is $x$?'
hint = 'Look.'
because = 'It is so.'
"""
WRONG = """
[[question.wrong]]
value = {value}
why = 'No.'
"""
KIND = {
    "number": ("answer = 2", "3"),
    "formula": ('answer = "2*x"\nvariables = ["x"]', '"x"'),
    "choice": ('answer = "yes"\noptions = ["yes", "no"]', '"no"'),
    "order": ('items = ["a", "b", "c"]', "[1, 0, 2]"),
    "shape": ('answer = ["n", "m"]\nletters = ["n", "m"]', '["m", "n"]'),
}


def toml(kind, old="", new=""):
    own, wrong = KIND[kind]
    text = f'{BASE}kind = "{kind}"\n{own}\n{WRONG.format(value=wrong)}'
    assert old in text
    return text.replace(old, new, 1) if old else text


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_read(kind):
    (question,) = read(toml(kind), "a.questions.toml")
    assert (question["id"], question["kind"]) == ("slope", kind)


@pytest.mark.parametrize("field", ["id", "section", "prompt", "hint", "because", "answer"])
def test_a_needed_field_is_missed(field):
    text = re.sub(rf"^{field} = .*\n", "", toml("number"), flags=re.MULTILINE)
    with pytest.raises(QuestionError, match=rf"a\.questions\.toml, question .*needs '{field}'"):
        read(text, "a.questions.toml")


REFUSED = [
    ("number", 'kind = "number"', 'kind = "guess"', "kind is 'guess', but must be one of number"),
    ("number", "answer = 2", "answer = 2\ncolour = 1", "has no 'colour'; it has answer, because"),
    ("number", '"slope"', '"The slope"', "small letters and digits, with hyphens"),
    ("number", "$x$", "$x", r"prompt has a \$ without its other one"),
    ("number", "'Look.'", f"'{'word ' * 51}'", "hint has 51 words; at most 50 are allowed"),
    ("number", "'Look.'", "''", "hint is '', but must be a text"),
    ("number", "answer = 2", "answer = true", "answer is True, but must be a finite number"),
    ("number", "answer = 2", "answer = nan", "must be a finite number"),
    ("number", "answer = 2", 'answer = "2*"', "answer is '2\\*': column 3"),
    ("number", "answer = 2", 'answer = "w"', "w is a name; a number is asked for"),
    ("number", "answer = 2", "answer = 2\ntolerance = 0", "tolerance must be above 0"),
    ("number", "answer = 2", "answer = 2\ndigits = 0", "digits is 0, but must be from 1 to 12"),
    ("number", "answer = 2", "answer = 2\nvary = {w = [1]}", "a list of two numbers or more"),
    ("number", "answer = 2", "answer = 2\nvary = {w = [1, 1]}", "has one number twice"),
    ("number", "answer = 2", "answer = 2\nvary = {exp = [1, 2]}", "is a function or a constant"),
    ("number", "What is", "⟪w⟫", "w is a name"),
    ("number", "[[question.wrong]]\nvalue = 3\nwhy = 'No.'", "", "there is no"),
    ("number", "why = 'No.'", "", "a wrong answer needs 'why'"),
    ("formula", '["x"]', '["x", "x"]', "variables has one name twice"),
    ("formula", '["x"]', '["x"]\ndomain = {y = [0, 1]}', "the variables are x"),
    ("formula", '["x"]', '["x"]\ndomain = {x = [1, 0]}', "must rise"),
    ("formula", '["x"]', '["e"]', "e is a function or a constant"),
    ("choice", '["yes", "no"]', '["yes"]', "a list of 2 to 5 texts"),
    ("choice", '["yes", "no"]', '["yes", "no", "so"]', "'so' needs one"),
    ("choice", 'answer = "yes"', 'answer = "maybe"', "is none of the options"),
    ("order", "[1, 0, 2]", "[1, 0]", "must list each of 0 to 2 once"),
    ("order", "[1, 0, 2]", "[0, 1, 2]", "one order is listed twice"),
    ("shape", 'answer = ["n", "m"]', 'answer = ["n"]', "must be rows and columns"),
    ("shape", 'answer = ["n", "m"]', 'answer = ["n", "k"]', "k is no name of this question"),
    ("shape", 'letters = ["n", "m"]', 'letters = ["n", "m", "x"]', "x stands between rows"),
]


@pytest.mark.parametrize(("kind", "old", "new", "message"), REFUSED)
def test_what_is_none_is_refused(kind, old, new, message):
    with pytest.raises(QuestionError, match=message) as refused:
        read(toml(kind, old, new), "a.questions.toml")
    assert str(refused.value).startswith("a.questions.toml, question ")


def test_draws_are_limited_and_ids_are_different():
    many = "vary = {a = %s, b = %s}" % ((list(range(15)),) * 2)
    with pytest.raises(QuestionError, match="225 draws; at most 200"):
        read(toml("number", "answer = 2", f"answer = 2\n{many}"), "a.questions.toml")
    with pytest.raises(QuestionError, match="two questions have the id 'slope'"):
        read(toml("number") + toml("order"), "a.questions.toml")
    with pytest.raises(QuestionError, match="this is no TOML"):
        read("[[question", "a.questions.toml")
