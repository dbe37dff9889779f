"""Widgets in the static page: the still picture and the element that carries the state."""

import html
import json
import re
from html.parser import HTMLParser
from types import SimpleNamespace

import pytest
from kinds_of_widgets import EVERY, make
from sphinx.errors import ExtensionError

from lecture_lib import widgets
from lecture_lib.widgets import BackpropStepper, static_page
from lecture_lib.widgets.scripts import FOLDER, SHARED
from lecture_lib.widgets.static_page import page_element


def test_the_element_carries_the_whole_state():
    state = BackpropStepper(step=9).state()
    element = page_element("BackpropStepper", state)
    carried = re.search(r"data-state='([^']*)'", element).group(1)
    assert json.loads(html.unescape(carried)) == state


def test_the_still_picture_shows_the_step():
    element = page_element("BackpropStepper", BackpropStepper(step=9).state())
    assert element.count("<svg") > 1
    assert "Step 9 of 15, backward" in element
    assert "−0.235" in element


def test_a_question_takes_no_answer_before_it_is_alive():
    """It would be lost when the still picture gives way."""
    element = page_element("Question", make("Question").state())
    (asked,) = re.findall(r"<fieldset [^>]*>", element)
    assert "disabled" in asked


def test_text_from_a_notebook_cannot_leave_its_attribute():
    state = BackpropStepper().state()
    state["presets"] = [
        {"label": "'><script>alert(1)</script>", "expression": "x - y", "values": {}}
    ]
    element = page_element("BackpropStepper", state)
    assert "<script" not in element


def test_an_unknown_widget_is_named():
    with pytest.raises(ExtensionError, match=r"'Mystery'.*BackpropStepper"):
        page_element("Mystery", {})


class Drawn(HTMLParser):
    """Collects the elements of HTML that stand inside a picture, where they would end it."""

    def __init__(self):
        super().__init__()
        self.depth, self.strangers = 0, []

    def handle_starttag(self, tag, attributes):
        self.depth += tag == "svg"
        if self.depth and tag in ("span", "div", "p", "b", "i"):
            self.strangers.append(self.get_starttag_text())

    def handle_endtag(self, tag):
        self.depth -= tag == "svg"


@pytest.mark.parametrize("depth", range(1, 5))
def test_no_step_of_the_deep_net_has_html_inside_a_picture(depth):
    explorer = widgets.DeepNetExplorer()
    explorer.depth = depth
    for step in range(4 * explorer.depth + 4):
        explorer.step = step
        drawn = Drawn()
        drawn.feed(page_element("DeepNetExplorer", explorer.state()))
        assert drawn.strangers == []


@pytest.mark.parametrize("name", EVERY)
def test_no_still_has_html_inside_a_picture(name):
    drawn = Drawn()
    drawn.feed(page_element(name, make(name).state()))
    assert drawn.strangers == []


def test_a_book_gets_the_scripts_and_styles_of_all_widgets(tmp_path):
    static_page._write_files(
        SimpleNamespace(builder=SimpleNamespace(format="html"), outdir=tmp_path)
    )
    folder = tmp_path / "_static" / "widgets"
    theme = FOLDER / "shared" / "theme.css"
    assert (folder / "theme.css").read_bytes() == theme.read_bytes()
    assert (folder / static_page.HOST).read_bytes() == (FOLDER / static_page.HOST).read_bytes()
    for name, own in SHARED.items():
        assert (folder / f"{name}.js").read_bytes() == (own / "bundle.js").read_bytes()
    for name in widgets.__all__:
        own = static_page.kind_of(name).folder
        assert (folder / f"{name}.js").read_bytes() == (own / "bundle.js").read_bytes()
        assert (folder / f"{name}.css").read_bytes() == (own / "style.css").read_bytes()


def test_other_builders_get_none(tmp_path):
    builder = SimpleNamespace(format="latex")
    static_page._write_files(SimpleNamespace(builder=builder, outdir=tmp_path))
    assert list(tmp_path.iterdir()) == []
