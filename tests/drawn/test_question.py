"""A question alive: help comes by degrees, and what is answered is told to the page."""

import pytest
from living import Living

from lecture_lib.widgets import Question

HEARD = """(globalThis.heard = [], document.addEventListener('lecture:answered',
  ({ detail }) => globalThis.heard.push(detail)), 0)"""


@pytest.fixture(scope="module")
def page():
    living = Living("Question")
    living.run(HEARD)
    yield living
    living.close()


def press(page, control):
    page.do(next(deed for deed in page.deeds() if deed[3] == control))


def test_help_comes_by_degrees_and_an_answer_looked_at_counts_as_shown(page):
    page.bring(Question.page_state(Question("recall", "one-step").state()))
    assert page.text(".q-hint, .q-answer") == []
    press(page, "help")
    assert page.state()["help"] == "hint"
    (hint,) = page.text(".q-hint, .q-answer")
    assert hint.startswith("Hint. ")
    assert page.run("heard") == []
    press(page, "help")
    assert page.state()["help"] == "answer"
    assert page.text(".q-hint, .q-answer")[0] == hint
    assert page.text(".q-answer")[0].startswith("Answer: ")
    (told,) = page.run("heard")
    assert (told["chapter"], told["id"]) == ("recall", "one-step")
    assert (told["right"], told["shown"], told["first"]) == (False, True, False)
    assert "help" not in [deed[3] for deed in page.deeds()]
