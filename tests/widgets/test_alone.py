"""A widget on a page of its own: what its file holds, and how it is asked for in Python."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from kinds_of_widgets import EVERY, PICTURED, make

from lecture_lib import widgets
from lecture_lib.widgets import BackpropStepper, MomentumExplorer, Question, alone
from lecture_lib.widgets.links import LinkError

every_picture = pytest.mark.parametrize("name", PICTURED)


class Page(HTMLParser):
    """What a page asks for, the texts of its scripts, and the state that it carries."""

    def __init__(self, html):
        super().__init__()
        self.asked, self.scripts, self.state, self.inside = [], [], None, ""
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        self.asked += [values[key] for key in ("src", "href", "srcset", "data") if key in values]
        self.state = self.state or values.get("data-state")
        self.inside = tag

    def handle_data(self, data):
        if self.inside == "script":
            self.scripts.append(data)
            self.inside = ""


@every_picture
def test_the_file_holds_all_that_it_needs(name, tmp_path):
    path = tmp_path / "widget.html"
    widget = make(name)
    widget.save_html(path)
    text = path.read_text(encoding="utf-8")
    page = Page(text)
    assert page.asked == []
    assert not re.search(r"@import|url\((?!#)", text)
    assert json.loads(page.state) == json.loads(json.dumps(widget.state()))
    starts = [script.partition("=")[0].removeprefix("var ") for script in page.scripts[:-1]]
    assert starts == ["LectureShared", "LectureFormulas", name, "Share"]
    assert "globalThis.lectureHost" in page.scripts[-1]


def test_a_file_begins_with_the_state_that_its_widget_is_in(tmp_path):
    BackpropStepper("x*y", step=3).save_html(tmp_path / "stepper.html")
    text = (tmp_path / "stepper.html").read_text(encoding="utf-8")
    assert json.loads(Page(text).state)["step"] == 3
    assert "Step 3 of " in text


def test_a_file_that_is_there_is_replaced(tmp_path):
    path = tmp_path / "widget.html"
    path.write_text("before", encoding="utf-8")
    MomentumExplorer(beta=0.9).save_html(str(path))
    assert "before" not in path.read_text(encoding="utf-8")[:20]


def test_no_text_of_a_script_ends_it():
    text = "x = '</script><script>alert(1)</script><!--'"
    assert alone.inside(text) == "x = '<\\/script><script>alert(1)<\\/script><\\!--'"
    for name in EVERY:
        bundle = (getattr(widgets, name).folder / "bundle.js").read_text(encoding="utf-8")
        assert alone.inside(bundle) == bundle


def test_a_page_says_what_it_is_called():
    page = alone.page(MomentumExplorer(), "<style></style>", title="<Momentum> & more")
    assert "<title>&lt;Momentum&gt; &amp; more</title>" in page
    assert '<meta name="description" content="Momentum against gradient descent' in page


def test_the_script_of_a_book_knows_the_first_state_of_each():
    kinds = [getattr(widgets, name) for name in PICTURED]
    script = alone.share_script(kinds)
    known = json.loads(re.search(r"Object\.assign\(Share\.known,(.*)\);Share\.begin", script)[1])
    for name in PICTURED:
        assert known[name]["first"] == json.loads(json.dumps(make(name).state()))
        assert tuple(known[name]["traits"]) == make(name).told
    assert list(known) == PICTURED


@pytest.mark.parametrize(
    ("book", "link"),
    [
        ("", "widgets/MomentumExplorer.html#beta=0.9"),
        (
            "https://book.example/a/",
            "https://book.example/a/widgets/MomentumExplorer.html#beta=0.9",
        ),
        ("https://book.example", "https://book.example/widgets/MomentumExplorer.html#beta=0.9"),
    ],
)
def test_a_link_leads_into_a_book(book, link):
    assert MomentumExplorer(beta=0.9).link(book) == link
    assert MomentumExplorer.from_link(link).beta == 0.9


@pytest.mark.parametrize("link", ["", "#", "widgets/MomentumExplorer.html", "a/b.html#"])
def test_a_link_that_says_nothing_leads_to_the_first_state(link):
    assert MomentumExplorer.from_link(link).state() == MomentumExplorer().state()


@pytest.mark.parametrize(
    ("link", "words"),
    [
        ("#beta=2", 'beta must be a number from 0 to 0.99; the link says "2"'),
        ("#beta=0.1&beta=0.2", "beta is said twice"),
        (
            "#speed=2",
            'a link has no "speed" here; it has step_size, beta, condition, start, rival, '
            "function, formula, own_start",
        ),
        ("#beta", 'a link says name=value, parted by &; this one says "beta"'),
        ("#rival=%zz", 'a % stands before the digits of a character, but not in "%zz"'),
        ("#rival=%E9", 'a % stands before the digits of a character, but not in "%E9"'),
        (
            "#start=1",
            'start must be a list of 2 numbers from -1.2 to 1.2, -1 to 1; the link says "1"',
        ),
        ("#beta=" + 50 * "9", f'beta must be a number from 0 to 0.99; the link says "{40 * "9"}…"'),
    ],
)
def test_a_bad_link_is_refused_with_a_word(link, words):
    with pytest.raises(LinkError) as refused:
        MomentumExplorer.from_link(link)
    assert str(refused.value) == words


def test_a_graph_that_is_drawn_has_its_own_expression():
    with pytest.raises(LinkError, match="expression cannot be said beside seed"):
        BackpropStepper.from_link("#seed=3&expression=x*y")
    drill = BackpropStepper.drill(2, 3)
    assert drill.link() == "widgets/BackpropStepper.html#level=2&seed=3"
    assert BackpropStepper.from_link(drill.link()).state() == drill.state()


def test_a_question_stays_in_its_chapter(tmp_path):
    question = Question("recall", "one-step")
    for ask in (question.link, lambda: question.save_html(tmp_path / "q.html")):
        with pytest.raises(TypeError, match="a Question stands in its chapter"):
            ask()
    with pytest.raises(TypeError, match="a Question stands in its chapter"):
        Question.from_link("#")
    assert list(Path(tmp_path).iterdir()) == []
