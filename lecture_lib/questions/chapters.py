"""The questions of a chapter as they are kept in the package."""

from __future__ import annotations

import json
from copy import deepcopy
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any, TypedDict

from ..arguments import refuse
from ..signatures import checked

__all__ = ["FOLDER", "TEXTS", "Text", "chapters", "check_form", "load", "page_form", "texts_of"]

FOLDER = Path(__file__).with_name("data")
#: The fields that are texts with formulas in them, or lists of such.
TEXTS = ("prompt", "hint", "because", "shown", "options", "items")


class Text(TypedDict):
    """A text: ``plain`` as one would type it, ``shown`` as the widget draws it.

    ``shown`` is a list of strings and of elements ``[tag, attributes, ...children]``; the
    attributes are left out where there are none.
    """

    plain: str
    shown: list[Any]


def chapters() -> list[str]:
    """Return the names of the chapters that have questions."""
    return sorted(path.stem for path in FOLDER.glob("*.json"))


@cache
def _questions(chapter: str) -> dict[str, Any]:
    if chapter not in chapters():
        raise ValueError(_unknown("chapter", chapter, chapters()))
    records = json.loads((FOLDER / f"{chapter}.json").read_text(encoding="utf-8"))
    return {record["id"]: record for record in records}


def _unknown(what: str, name: str, known: list[str]) -> str:
    near = get_close_matches(name, known, 1)
    hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(known)}"
    return f"no {what} with questions is called {name!r}; {hint}"


@checked
def load(chapter: str, id: str | None = None) -> Any:
    """Return the question of a chapter that has this id, or, without one, all by their ids.

    Raises
    ------
    ValueError
        If there is no such chapter or question.

    Examples
    --------
    >>> load("recall", "one-step")["kind"]
    'number'
    >>> load("recal")
    Traceback (most recent call last):
        ...
    ValueError: no chapter with questions is called 'recal'; did you mean 'recall'?
    """
    questions = _questions(chapter)
    if id is None:
        return deepcopy(questions)
    if id not in questions:
        raise ValueError(f"in {chapter}, {_unknown('question', id, list(questions))}")
    return deepcopy(questions[id])


def texts_of(question: dict[str, Any]) -> list[tuple[Any, Any]]:
    """Return the places of all texts of a question: (container, key)."""
    places: list[tuple[Any, Any]] = []
    for name in TEXTS:
        if isinstance(question.get(name), list):
            places += [(question[name], i) for i in range(len(question[name]))]
        elif name in question:
            places.append((question, name))
    return places + [(wrong, "why") for wrong in question["wrong"]]


def check_form(question: dict[str, Any]) -> None:
    """Refuse what is no question as `load` gives it.

    Raises
    ------
    ValueError
        If its kind, its reason or its wrong answers are missing.

    Examples
    --------
    >>> check_form({})
    Traceback (most recent call last):
    ValueError: question is {}, but must be as load() gives it
    """
    if not {"kind", "because", "wrong"} <= set(question):
        refuse("question", question, "as load() gives it")


@checked
def page_form(question: dict[str, Any]) -> dict[str, Any]:
    """Return a question with its texts as the widget draws them, without what it does not need."""
    check_form(question)
    shown: dict[str, Any] = deepcopy(question)
    for container, key in texts_of(shown):
        container[key] = container[key]["shown"]
    for name in ("id", "section"):
        del shown[name]
    return shown
