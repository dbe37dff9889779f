"""An answer -> a verdict: right or not, and why.

An answer is a text: a number ("3/4"), a formula ("(1 − η)w"), the letter of an option ("b"), the
letters of the items in their order ("c a b"), a shape ("n × m"). The JavaScript twin is
``widgets/question/verdicts.js``: same verdicts, same sentences.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from math import isfinite
from typing import Any

from ..expression.formula import Formula, greek, parse_formula
from ..expression.tokens import ExpressionError
from ..signatures import checked
from .chapters import check_form
from .comparison import difference, equal
from .draws import LETTERS, filled, numbers, right_orders, seed_of, shown_order, value

__all__ = ["Verdict", "domain_of", "judge", "spoken"]

#: A number this close to a listed one, relative to it, is taken for it with too few digits.
NEAR = 2e-3
#: Between which numbers the letters of shapes are compared.
SIZES = (2.0, 9.0)

_BLANKS = re.compile("[ \t\r\n\u00a0\u2009\u202f]+")
#: What stands between rows and columns; of these the first that cuts in two.
_BETWEEN = [re.compile(sign) for sign in ("×", ",", ";", " by ", " x ", r"\*", "x")]


@dataclass(frozen=True)
class Verdict:
    """What is to be said of an answer.

    Attributes
    ----------
    right : bool or None
        None if the answer could not be read, or is not complete: it does not count.
    said : str
        A sentence about this answer; empty where a text of the question says more.
    wrong : int or None
        Which of the listed wrong answers it is.
    """

    right: bool | None
    said: str = ""
    wrong: int | None = None


@checked
def judge(question: dict[str, Any], key: str, answer: str, draw: int = 0) -> Verdict:
    """Return the verdict on an answer.

    Parameters
    ----------
    question : dict
        As `load` gives it.
    key : str
        ``chapter/id``.
    answer : str
        At most 500 characters.
    draw : int
        Which draw of its numbers was asked.

    Examples
    --------
    >>> question = {"kind": "number", "answer": 0.75, "because": ..., "wrong": [{"value": 1.5}]}
    >>> judge(question, "a/b", "3/4")
    Verdict(right=True, said='', wrong=None)
    >>> judge(question, "a/b", "1.5")
    Verdict(right=False, said='', wrong=0)
    >>> judge(question, "a/b", "3/")
    Verdict(right=None, said="Column 3: a number, a name, a function or '(' is missing before the \
end of the line.", wrong=None)
    """
    check_form(question)
    if len(answer) > 500:
        return Verdict(None, "The answer is too long; at most 500 characters are read.")
    plain = _BLANKS.sub(" ", answer).strip(" ")
    if not plain:
        return Verdict(None, "Write an answer first.")
    try:
        return _JUDGES[question["kind"]](question, key, plain, draw)
    except ExpressionError as problem:
        message = str(problem)
        return Verdict(None, message[0].upper() + message[1:] + ("" if message[-1] == "?" else "."))


@checked
def spoken(question: dict[str, Any], key: str, answer: str, draw: int = 0) -> str:
    """Return what is said of an answer, in a line of plain text.

    Examples
    --------
    >>> from lecture_lib.questions import load
    >>> spoken(load("recall", "without-the-half"), "recall/without-the-half", "(wx - y)x")
    'Column 2: Did you mean w*x?'
    """
    verdict = judge(question, key, answer, draw)
    texts = [question["because"], *(wrong["why"] for wrong in question["wrong"])]
    reason = texts[0 if verdict.wrong is None else verdict.wrong + 1]["plain"]
    said = verdict.said or filled(reason, numbers(question, key, draw))
    return {True: "Right. ", False: "No. ", None: ""}[verdict.right] + said


def _number(question: dict[str, Any], key: str, answer: str, draw: int) -> Verdict:
    given = parse_formula(answer).evaluate({})[0]
    if not isfinite(given):
        return Verdict(None, "That is no finite number; one such as 0.5, 3/4 or 2*exp(-1) is.")
    drawn = numbers(question, key, draw)
    right = value(question["answer"], drawn)
    reach = question.get("tolerance", 0.0)
    if abs(given - right) <= max(reach, 1e-9 * abs(right)):
        return Verdict(True)
    listed = [right, *(value(wrong["value"], drawn) for wrong in question["wrong"])]
    nearest = min(range(len(listed)), key=lambda i: abs(given - listed[i]))
    if abs(given - listed[nearest]) > max(reach, NEAR * abs(listed[nearest]), 1e-9):
        return Verdict(False, "That is not it.")
    if nearest == 0:
        return Verdict(
            None, "Close, but not exact enough: write more digits, or a fraction such as 3/4."
        )
    return Verdict(False, "", nearest - 1)


def domain_of(question: dict[str, Any]) -> dict[str, tuple[float, float]]:
    """Return where a formula's variables are compared."""
    domain = sorted(question["domain"].items())
    return {greek(name): (low, high) for name, (low, high) in domain}


def _formula(question: dict[str, Any], key: str, answer: str, draw: int) -> Verdict:
    given = {greek(name): x for name, x in numbers(question, key, draw).items()}
    seed, domain = seed_of(key), domain_of(question)
    typed = parse_formula(answer, question["variables"])
    listed = [question["answer"], *(wrong["value"] for wrong in question["wrong"])]
    formulas = [parse_formula(str(text), [*domain, *given]) for text in listed]
    for i, formula in enumerate(formulas):
        if equal(typed, formula, domain, seed, given):
            return Verdict(False, "", i - 1) if i else Verdict(True)
    return Verdict(False, difference(typed, formulas[0], domain, seed, given))


def _choice(question: dict[str, Any], key: str, answer: str, draw: int) -> Verdict:
    order = shown_order(question, key)
    letters = LETTERS[: len(order)]
    if answer.lower() not in list(letters):
        return Verdict(None, f"An answer is one of the letters {_listed(letters)}.")
    chosen = order[letters.index(answer.lower())]
    if chosen == question["answer"]:
        return Verdict(True)
    (wrong,) = (i for i, wrong in enumerate(question["wrong"]) if wrong["value"] == chosen)
    return Verdict(False, "", wrong)


def _order(question: dict[str, Any], key: str, answer: str, draw: int) -> Verdict:
    start = shown_order(question, key)
    letters = LETTERS[: len(start)]
    typed = re.sub("[ ,;]", "", answer.lower())
    if sorted(typed) != list(letters):
        return Verdict(None, f"An answer has each of the letters {_listed(letters)} once.")
    given = [start[letters.index(letter)] for letter in typed]
    right = right_orders(question)
    if given in right:
        return Verdict(True)
    for i, wrong in enumerate(question["wrong"]):
        if given == wrong["value"]:
            return Verdict(False, "", i)
    place = max(next(i for i, item in enumerate(one) if item != given[i]) for one in right)
    if place == 0:
        return Verdict(False, "Something else comes first.")
    plural = "place is" if place == 1 else f"{place} places are"
    return Verdict(False, f"The first {plural} right, then something else comes.")


def _shape(question: dict[str, Any], key: str, answer: str, draw: int) -> Verdict:
    plain = answer[1:-1] if answer[0] + answer[-1] in ("()", "[]") else answer
    parts = next((cut for sign in _BETWEEN if len(cut := sign.split(plain)) == 2), None)
    if parts is None:
        return Verdict(None, "A shape is rows by columns, such as 3 × 4.")
    letters, seed = question["letters"], seed_of(key)
    domain = {greek(letter): SIZES for letter in letters}
    typed = [parse_formula(part, letters) for part in parts]

    def same(shape: list[Any]) -> list[bool]:
        sizes: list[Formula] = [parse_formula(str(size), letters) for size in shape]
        return [equal(a, b, domain, seed, {}) for a, b in zip(typed, sizes, strict=True)]

    rows, columns = same(question["answer"])
    if rows and columns:
        return Verdict(True)
    for i, wrong in enumerate(question["wrong"]):
        if all(same(wrong["value"])):
            return Verdict(False, "", i)
    if rows or columns:
        good, bad = ("rows", "columns") if rows else ("columns", "rows")
        return Verdict(False, f"The {good} are right, the {bad} are not.")
    return Verdict(False, "Neither the rows nor the columns are right.")


def _listed(letters: str) -> str:
    return f"{', '.join(letters[:-1])} and {letters[-1]}"


_JUDGES: dict[str, Callable[[dict[str, Any], str, str, int], Verdict]] = {
    "number": _number,
    "formula": _formula,
    "choice": _choice,
    "order": _order,
    "shape": _shape,
}
