"""What a question is: the form of a chapter's TOML file, and errors that say what is allowed.

`read` turns the text of a file into questions in the form in which `verdicts` and the widget take
them: what is optional is there, and what the file names by its words, an option of a choice, is
named by its place.
"""

from __future__ import annotations

import re
import tomllib
from itertools import pairwise
from math import isfinite, prod
from typing import Any, NoReturn

from ..expression.formula import greek, parse_formula
from ..expression.functions import CONSTANTS, FUNCTIONS
from ..expression.tokens import ExpressionError
from ..signatures import checked
from .comparison import DOMAIN

__all__ = ["KINDS", "MOST_DRAWS", "QuestionError", "read"]

#: The kinds of questions, and the fields that each has besides those of all; ! marks a needed one.
#: `shown` is the right answer as a text, where it is to be written otherwise than it is typed.
KINDS = {
    "number": {"answer!", "tolerance", "digits", "shown", "vary"},
    "formula": {"answer!", "variables!", "domain", "shown", "vary"},
    "choice": {"answer!", "options!", "keep_order"},
    "order": {"items!", "accept"},
    "shape": {"answer!", "letters!", "shown"},
}
ALL = {"id!", "kind!", "section!", "prompt!", "hint!", "because!", "wrong"}
#: How many words a text may have; a formula is one word.
WORDS = {"prompt": 60, "hint": 50, "because": 50, "why": 40}
#: How many draws the numbers of a question may have.
MOST_DRAWS = 200

_SLUG = re.compile("[a-z0-9]+(-[a-z0-9]+)*")
_NAME = re.compile("[A-Za-zα-ω]+[0-9]*")
_DRAWN = re.compile("⟪([^⟪⟫]*)⟫")


class QuestionError(ValueError):
    """A question that is none: which file, which question, what was wrong, what is allowed."""


class _Reader:
    """Checks one question; every refusal names its file and its id."""

    def __init__(self, file: str, table: dict[str, Any], place: int) -> None:
        self.table = table
        self.where = f"{file}, question {table.get('id', f'number {place}')!r}"

    def refuse(self, message: str) -> NoReturn:
        raise QuestionError(f"{self.where}: {message}")

    def fields(self, table: dict[str, Any], form: set[str], what: str) -> None:
        names = {name.rstrip("!") for name in form}
        for name in table:
            if name not in names:
                self.refuse(f"{what} has no {name!r}; it has {', '.join(sorted(names))}")
        for name in sorted(form):
            if name.endswith("!") and name[:-1] not in table:
                self.refuse(f"{what} needs {name[:-1]!r}")

    def text(self, name: str, text: Any, most: int | None = None) -> str:
        if not isinstance(text, str) or not text.strip():
            self.refuse(f"{name} is {text!r}, but must be a text")
        for sign in "$`":
            if text.count(sign) % 2:
                self.refuse(f"{name} has a {sign} without its other one: {text}")
        words = len(re.sub(r"\$[^$]*\$", "formula", text).split())
        if most and words > most:
            self.refuse(f"{name} has {words} words; at most {most} are allowed")
        for expression in _DRAWN.findall(text):
            self.expression(name, expression, self.drawn)
        return text.strip()

    def texts(self, name: str, least: int, most: int) -> list[str]:
        texts = self.table[name]
        if not isinstance(texts, list) or not least <= len(texts) <= most:
            self.refuse(f"{name} is {texts!r}, but must be a list of {least} to {most} texts")
        found = [self.text(name, text) for text in texts]
        if len(set(found)) < len(found):
            self.refuse(f"{name} has one text twice")
        return found

    def number(self, name: str, x: Any) -> float:
        if isinstance(x, bool) or not isinstance(x, int | float) or not isfinite(x):
            self.refuse(f"{name} is {x!r}, but must be a finite number")
        return x

    def expression(self, name: str, text: Any, names: list[str]) -> str | float:
        if not isinstance(text, str):
            return self.number(name, text)
        try:
            parse_formula(text, names)
        except ExpressionError as problem:
            self.refuse(f"{name} is {text!r}: {problem}")
        return text

    def names(self, name: str, names: Any) -> list[str]:
        if not isinstance(names, list) or not names:
            self.refuse(f"{name} is {names!r}, but must be a list of names")
        for each in names:
            if not isinstance(each, str) or not _NAME.fullmatch(each):
                self.refuse(f"{each!r} is no name; a name is letters, then digits, such as w3")
            if greek(each) in FUNCTIONS or greek(each) in CONSTANTS:
                self.refuse(f"{each} is a function or a constant; a name must be another")
        if len({greek(each) for each in names}) < len(names):
            self.refuse(f"{name} has one name twice")
        return names

    def wrong(self, read: Any) -> list[dict[str, Any]]:
        """Return the wrong answers, their values as `read` takes them."""
        tables = self.table.get("wrong", [])
        if not tables and self.table["kind"] != "order":
            self.refuse("there is no [[question.wrong]]: each has a value, and why it is wrong")
        found = []
        for table in tables:
            self.fields(table, {"value!", "why!"}, "a wrong answer")
            why = self.text("why", table["why"], WORDS["why"])
            found.append({"value": read(table["value"]), "why": why})
        return found

    def question(self) -> dict[str, Any]:
        table, kind = self.table, self.table.get("kind")
        if kind not in KINDS:
            self.refuse(f"kind is {kind!r}, but must be one of {', '.join(KINDS)}")
        self.fields(table, ALL | KINDS[kind], f"a question of the kind {kind}")
        if not isinstance(table["id"], str) or not _SLUG.fullmatch(table["id"]):
            self.refuse("id must be small letters and digits, with hyphens: two-steps")
        vary = self.vary()
        self.drawn = list(vary)
        texts: dict[str, Any] = {
            name: self.text(name, table[name], WORDS.get(name))
            for name in ("section", "prompt", "hint", "because", "shown")
            if name in table
        }
        own: dict[str, Any] = getattr(self, f"of_{kind}")()
        return {"id": table["id"], "kind": kind, **texts, **({"vary": vary} if vary else {}), **own}

    def vary(self) -> dict[str, list[float]]:
        vary = self.table.get("vary", {})
        if not isinstance(vary, dict):
            self.refuse("vary must be a table of lists: {w = [1, 2]}")
        if vary:
            self.names("vary", list(vary))
        for name, options in vary.items():
            if not isinstance(options, list) or len(options) < 2:
                self.refuse(f"vary.{name} must be a list of two numbers or more")
            for x in options:
                self.number(f"vary.{name}", x)
            if len(set(options)) < len(options):
                self.refuse(f"vary.{name} has one number twice")
        total = prod(len(options) for options in vary.values())
        if total > MOST_DRAWS:
            self.refuse(f"vary has {total} draws; at most {MOST_DRAWS} are allowed")
        return vary

    def of_number(self) -> dict[str, Any]:
        own: dict[str, Any] = {}
        if "tolerance" in self.table:
            own["tolerance"] = self.number("tolerance", self.table["tolerance"])
            if own["tolerance"] <= 0:
                self.refuse("tolerance must be above 0")
        digits = self.table.get("digits", 4)
        if digits not in range(1, 13):
            self.refuse(f"digits is {digits!r}, but must be from 1 to 12")
        read = lambda value: self.expression("value", value, self.drawn)
        answer = self.expression("answer", self.table["answer"], self.drawn)
        return {**own, "digits": digits, "answer": answer, "wrong": self.wrong(read)}

    def of_formula(self) -> dict[str, Any]:
        variables = self.names("variables", self.table["variables"])
        twice = {greek(name) for name in variables} & {greek(name) for name in self.drawn}
        if twice:
            self.refuse(f"{', '.join(twice)} is both a variable and drawn")
        named = {}
        for name, ends in self.table.get("domain", {}).items():
            if name not in variables:
                self.refuse(f"domain has {name!r}, but the variables are {', '.join(variables)}")
            if not isinstance(ends, list) or len(ends) != 2:
                self.refuse(f"domain.{name} must be a pair such as [0.1, 2]")
            low, high = (self.number(f"domain.{name}", end) for end in ends)
            if low >= high:
                self.refuse(f"domain.{name} must rise, as [0.1, 2] does")
            named[name] = [low, high]
        domain = {name: named.get(name, list(DOMAIN)) for name in variables}
        read = lambda value: self.expression("value", value, [*variables, *self.drawn])
        answer = self.expression("answer", self.table["answer"], [*variables, *self.drawn])
        wrong = self.wrong(read)
        return {"variables": variables, "domain": domain, "answer": answer, "wrong": wrong}

    def of_choice(self) -> dict[str, Any]:
        options = self.texts("options", 2, 5)

        def read(option: Any) -> int:
            if not isinstance(option, str) or option.strip() not in options:
                self.refuse(f"{option!r} is none of the options {options}")
            return options.index(option.strip())

        answer, wrong = read(self.table["answer"]), self.wrong(read)
        for i, option in enumerate(options):
            if [w["value"] for w in wrong].count(i) != (i != answer):
                self.refuse(f"{option!r} needs one [[question.wrong]] if it is wrong, else none")
        keep = self.table.get("keep_order", False)
        if not isinstance(keep, bool):
            self.refuse("keep_order must be true or false")
        return {"options": options, "keep_order": keep, "answer": answer, "wrong": wrong}

    def of_order(self) -> dict[str, Any]:
        items = self.texts("items", 3, 7)

        def read(order: Any) -> list[int]:
            if not isinstance(order, list) or sorted(order) != list(range(len(items))):
                self.refuse(f"{order!r} must list each of 0 to {len(items) - 1} once")
            return order

        accept = [read(order) for order in self.table.get("accept", [])]
        right, wrong = [list(range(len(items))), *accept], self.wrong(read)
        orders = sorted([*right, *(w["value"] for w in wrong)])
        if any(a == b for a, b in pairwise(orders)):
            self.refuse("one order is listed twice")
        return {"items": items, "accept": accept, "wrong": wrong}

    def of_shape(self) -> dict[str, Any]:
        letters = self.names("letters", self.table["letters"])
        if "x" in letters:
            self.refuse("x stands between rows and columns; a letter must be another")

        def read(shape: Any) -> list[str | float]:
            if not isinstance(shape, list) or len(shape) != 2:
                self.refuse(f'{shape!r} must be rows and columns, such as ["n", "m"]')
            return [self.expression("a shape", size, letters) for size in shape]

        answer = read(self.table["answer"])
        return {"letters": letters, "answer": answer, "wrong": self.wrong(read)}


@checked
def read(text: str, file: str) -> list[dict[str, Any]]:
    """Return the questions of a chapter.

    Parameters
    ----------
    text : str
        A TOML file of ``[[question]]`` tables.
    file : str
        Its name, for errors.

    Raises
    ------
    QuestionError
        If anything is not as `KINDS` and the texts' lengths want it.

    Examples
    --------
    >>> read("title = 'Questions'", "sgd.toml")
    Traceback (most recent call last):
        ...
    lecture_lib.questions.schema.QuestionError: sgd.toml: only [[question]] may stand here
    """
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise QuestionError(f"{file}: this is no TOML: {problem}") from problem
    if set(tables) != {"question"} or not isinstance(tables["question"], list):
        raise QuestionError(f"{file}: only [[question]] may stand here")
    found = [_Reader(file, table, i + 1).question() for i, table in enumerate(tables["question"])]
    for a, b in pairwise(sorted(question["id"] for question in found)):
        if a == b:
            raise QuestionError(f"{file}: two questions have the id {a!r}")
    return found
