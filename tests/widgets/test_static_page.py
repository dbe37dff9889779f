"""Widgets in the static page: the still picture and the element that carries the state."""

import html
import json
import re

import pytest
from sphinx.errors import ExtensionError

from lecture_lib.widgets import BackpropStepper
from lecture_lib.widgets.static_page import page_element


def test_the_element_carries_the_whole_state():
    state = BackpropStepper(step=9).state()
    element = page_element("BackpropStepper", state)
    carried = re.search(r'data-state="([^"]*)"', element).group(1)
    assert json.loads(html.unescape(carried)) == state


def test_the_still_picture_shows_the_step():
    element = page_element("BackpropStepper", BackpropStepper(step=9).state())
    assert element.count("<svg") > 1
    assert "Step 9 of 15, backward" in element
    assert "−0.235" in element


def test_text_from_a_notebook_cannot_leave_its_attribute():
    state = BackpropStepper().state()
    state["presets"] = [
        {"label": '"><script>alert(1)</script>', "expression": "x - y", "values": {}}
    ]
    element = page_element("BackpropStepper", state)
    assert "<script" not in element


def test_an_unknown_widget_is_named():
    with pytest.raises(ExtensionError, match=r"'Mystery'.*BackpropStepper"):
        page_element("Mystery", {})
