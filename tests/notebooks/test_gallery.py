"""The gallery's lines and pictures; tests/browser/test_gallery.py looks at the built page."""

import re

import pytest
from bs4 import BeautifulSoup
from gallery import parts, thumbnail
from kinds_of_widgets import PICTURED
from sphinx.errors import ExtensionError
from traitlets import TraitError


@pytest.mark.parametrize("name", PICTURED)
def test_a_thumbnail_is_one_picture_without_words(name):
    html = thumbnail(name, {})
    frames = BeautifulSoup(html, "html.parser").select("svg")  # a picture may have some inside
    assert len([svg for svg in frames if svg.find_parent("svg") is None]) == 1
    assert re.sub(r"<[^>]*>", "", html) == ""
    assert not re.search(r"<text|tabindex|role=|data-control|still-", html)


def test_it_shows_the_state_that_its_line_names():
    name, changes, link = parts('BackpropStepper {"step": 11}: [Step](backprop/examples.ipynb)')
    assert (name, changes, link) == (
        "BackpropStepper",
        {"step": 11},
        "[Step](backprop/examples.ipynb)",
    )
    assert "bs-active" in thumbnail(name, changes)
    assert "bs-active" not in thumbnail(name, {})


def test_what_is_no_line_and_what_is_no_widget_is_refused():
    with pytest.raises(
        ExtensionError, match=r'is "Widget \{changes\}: link", not \'OptimizerRace\''
    ):
        parts("OptimizerRace")
    with pytest.raises(ExtensionError, match="unknown widget 'Race'; this book has Activation"):
        thumbnail("Race", {})
    with pytest.raises(TraitError, match="step"):
        thumbnail("BackpropStepper", {"step": 99})
