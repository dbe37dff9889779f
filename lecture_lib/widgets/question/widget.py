"""The Python side of the Question."""

from __future__ import annotations

from html import escape
from typing import Any

import traitlets

from lecture_lib import questions
from lecture_lib.questions.draws import filled, numbers, shown_order
from lecture_lib.widgets.lecture_widget import LectureWidget
from lecture_lib.widgets.traits import Line


class Question(LectureWidget):
    """A question of a chapter: it takes an answer, and says whether it is right, and why.

    Parameters
    ----------
    chapter : str
        The name of the chapter's file.
    id : str
        Which of its questions.

    Attributes
    ----------
    key : str
        ``chapter/id``.
    answer : str
        What has been answered, as one types it: "3/4", "(1 - eta) w", the letter of an option, the
        letters of a list in their order, "n x m". Empty if nothing has.
    draw : int
        Which draw of its numbers is asked, if they vary; 0 is the book's own.
    help : "", "hint" or "answer"
        What has been asked for.
    standing : "", "right", "wrong", "shown" or "due"
        How it was answered before, as a page remembers it.
    prompt : str
        What is asked, as plain text.
    right : bool or None
        Whether the answer is right; None if there is none that can be read.
    verdict : str
        What is said of the answer, and why; empty if there is none.

    Raises
    ------
    ValueError
        If there is no such chapter or question; the message says which there are.
    traitlets.TraitError
        For a value that is not allowed; the message says what is, and the widget stays as it was.

    Examples
    --------
    >>> question = Question("recall", "one-step")
    >>> question.answer = "2"
    >>> question.right, question.verdict
    (True, '...')
    """

    waits = True
    has_page = False
    key = Line("", "the name of a chapter and the id of a question in it", "Which question")
    draw: int
    answer = Line("", "a text of at most 500 characters", "What has been answered", most=500)
    help: str
    standing: str
    question = traitlets.Dict(help="What the browser needs to know of it.").tag(sync=True)

    def __init__(self, chapter: str, id: str) -> None:
        questions.load(chapter, id)
        super().__init__(key=f"{chapter}/{id}")

    @traitlets.validate("key")
    def _known(self, proposal: dict[str, Any]) -> str:
        key: str = proposal["value"]
        chapter, _, id = key.partition("/")
        try:
            self.question = questions.page_form(questions.load(chapter, id))
        except ValueError as problem:
            raise traitlets.TraitError(f"key is {key!r}, but {problem}") from None
        return key

    @classmethod
    def page_state(cls, state: dict[str, Any]) -> dict[str, Any]:
        """Return the state with the question itself, which a notebook does not keep."""
        record = questions.load(*state["key"].split("/"))
        return {**state, "question": questions.page_form(record)}

    @classmethod
    def anchor(cls, state: dict[str, Any]) -> str:
        """Return the id by which other pages lead to the question."""
        return f"question-{state['key'].partition('/')[2]}"

    @property
    def _record(self) -> dict[str, Any]:
        record: dict[str, Any] = questions.load(*self.key.split("/"))
        return record

    @property
    def prompt(self) -> str:
        """What is asked, as plain text."""
        record = self._record
        drawn = numbers(record, self.key, self.draw)
        return filled(record["prompt"]["plain"], drawn)

    @property
    def right(self) -> bool | None:
        """Whether the answer is right; None if there is none that can be read."""
        return questions.judge(self._record, self.key, self.answer, self.draw).right

    @property
    def verdict(self) -> str:
        """What is said of the answer."""
        if not self.answer:
            return ""
        return questions.spoken(self._record, self.key, self.answer, self.draw)

    def fallback(self) -> str:
        """Return what is asked as HTML of plain words."""
        record = self._record
        parts = record.get("options") or record.get("items") or []
        order = shown_order(record, self.key)
        listed = "".join(f"<li>{escape(parts[place]['plain'])}</li>" for place in order)
        options = f'<ol type="a">{listed}</ol>' if listed else ""
        return f"<p>{escape(self.prompt)}</p>{options}"

    def __repr__(self) -> str:
        chapter, id = self.key.split("/")
        return f"Question({chapter!r}, {id!r})"
