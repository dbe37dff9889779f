"""Questions and their answers lead to each other, and a page with questions stays light."""

import gzip
import re

import pytest
from book_pages import HTML
from practice import chapters

from lecture_lib import questions

ANSWERS = (HTML / "book" / "reference" / "answers.html").read_text(encoding="utf-8")
MOST = 15_000  # bytes, gzipped, that a page with its questions may come with more
ELEMENT = re.compile(r'<div class="lecture-widget" id="question-.*?</form></div></div></div>', re.S)
LEADING = re.compile(r'<p class="to-answer">.*?</p>')
ASKED = [each for each in chapters() if each.name in questions.chapters()]

every_chapter = pytest.mark.parametrize("chapter", ASKED, ids=lambda each: each.name)


def page_of(chapter):
    return (HTML / f"{chapter.page}.html").read_text(encoding="utf-8")


@every_chapter
def test_every_question_leads_to_its_answer_and_back(chapter):
    text = page_of(chapter)
    for id in questions.load(chapter.name):
        assert text.count(f'id="question-{id}"') == 1
        assert text.count(f'answers.html#{chapter.name}-{id}"') == 1
        assert ANSWERS.count(f'id="{chapter.name}-{id}"') == 1
        assert ANSWERS.count(f'{chapter.page.rpartition("/")[2]}.html#question-{id}"') == 1


def test_answers_have_no_number_that_is_still_to_be_drawn():
    assert not re.search("⟪|NaN|undefined", ANSWERS)


@every_chapter
def test_questions_are_light(chapter):
    text = page_of(chapter)
    without, count = ELEMENT.subn("", LEADING.sub("", text))
    assert count == len(questions.load(chapter.name))
    assert "Question.js" not in re.findall(r'<script[^>]* src="([^"?]*)', text)
    weights = [len(gzip.compress(each.encode(), 9)) for each in (text, without)]
    assert weights[0] - weights[1] < MOST
