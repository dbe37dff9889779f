"""The picture of a widget in a notebook that is read without a kernel."""

import base64
import html
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

import pytest
from kinds_of_widgets import PICTURED, make
from nbconvert import HTMLExporter
from nbformat.v4 import new_code_cell, new_notebook, new_output

from lecture_lib.widgets.backprop_stepper.widget import BackpropStepper
from lecture_lib.widgets.lecture_widget import MIME
from lecture_lib.widgets.picture import arranged, image, panels

every_widget = pytest.mark.parametrize("name", PICTURED)

SVG = "{http://www.w3.org/2000/svg}"
IMAGE = re.compile(r'<img alt="([^"]*)" src="data:image/svg\+xml;base64,([\w+/=]+)"/>')
WITHOUT_ENGINE = """
import sys
sys.modules["py_mini_racer"] = None
from lecture_lib.widgets import BackpropStepper
print(*sorted(BackpropStepper()._repr_mimebundle_()[0]))
"""


def shown(widget):
    return widget._repr_mimebundle_()[0]["text/html"]


def picture(widget):
    """Return what a widget says and the root of its picture."""
    said, data = IMAGE.fullmatch(shown(widget)).groups()
    return said, ElementTree.fromstring(base64.b64decode(data))


@every_widget
def test_every_widget_has_a_picture_that_needs_nothing(name):
    said, root = picture(make(name))
    assert len(said) > 40
    assert root.tag == f"{SVG}svg"
    assert len(root.findall(f"{SVG}g/{SVG}g")) in (1, 2, 3)
    assert len(root.findall(f".//{SVG}text")) > 5
    text = ElementTree.tostring(root, encoding="unicode")
    assert not re.search(r"NaN|undefined|\[object|<script|foreignObject|url\(http|@import", text)


@every_widget
def test_it_is_no_wider_than_a_page_and_each_panel_has_its_place(name):
    _, root = picture(make(name))
    assert root.get("viewBox").split() == ["0", "0", root.get("width"), root.get("height")]
    assert float(root.get("width")) <= 800
    places = [group.get("transform") for group in root.findall(f"{SVG}g/{SVG}g")]
    assert len(set(places)) == len(places)


@every_widget
def test_every_id_that_a_picture_names_is_in_it(name):
    _, root = picture(make(name))
    text = ElementTree.tostring(root.find(f"{SVG}g"), encoding="unicode")
    assert set(re.findall(r"url\(#([^)]+)\)", text)) <= set(re.findall(r' id="([^"]+)"', text))


@every_widget
def test_its_colours_are_light_and_in_css_that_is_not_new(name):
    _, root = picture(make(name))
    style = root.findtext(f"{SVG}style")
    assert "--ink: #1f2328;" in style
    assert "light-dark" not in style


def test_the_picture_shows_the_state():
    said, root = picture(BackpropStepper(step=9))
    assert said.startswith("Step 9 of 15, backward")
    assert "−0.235" in "".join(root.itertext())
    assert shown(BackpropStepper(step=9)) == shown(BackpropStepper(step=9))
    assert shown(BackpropStepper(step=9)) != shown(BackpropStepper(step=10))


def test_text_cannot_leave_the_picture():
    still = (
        '<div class="lw"><svg class="lw-plot" viewBox="0 0 1 1"><text>&lt;b> ]]&gt;</text></svg>'
        '<p class="lw-says" aria-live="polite"><b>"&gt;</b>&lt;script></p></div>'
    )
    said, data = IMAGE.fullmatch(image(still, "a::before { content: ']]><b/>' }")).groups()
    assert html.unescape(said) == '"> <script>'
    assert not set('<>"') & set(said)
    root = ElementTree.fromstring(base64.b64decode(data))
    assert "".join(root.find(f"{SVG}g").itertext()) == "<b> ]]>"
    assert root.find(f".//{SVG}b") is None


@pytest.mark.parametrize("still", ["<div></div>", '<svg viewBox="0 0 16 16"></svg>'])
def test_a_still_without_panels_is_refused(still):
    with pytest.raises(ValueError, match="panel of the class 'lw-plot'"):
        panels(still)


def test_panels_never_overlap():
    for sizes in (
        [(340, 300), (340, 124), (340, 424)],
        [(656, 294), (656, 218)],
        [(340, 100), (340, 50), (340, 100), (340, 100)],
        [(900, 10), (100, 10)],
    ):
        places, width, height = arranged(sizes)
        boxes = [(x, y, x + w, y + h) for (x, y), (w, h) in zip(places, sizes, strict=True)]
        assert max(box[2] for box in boxes) < width
        assert max(box[3] for box in boxes) < height
        for number, (left, top, right, bottom) in enumerate(boxes):
            for x, y, to_x, to_y in boxes[:number]:
                assert to_x <= left or right <= x or to_y <= top or bottom <= y


def test_nbconvert_shows_the_picture():
    widget = BackpropStepper(step=9)
    bundle = widget._repr_mimebundle_()[0]
    assert "application/vnd.jupyter.widget-view+json" in bundle
    output = new_output("display_data", data=bundle)
    notebook = new_notebook(cells=[new_code_cell("stepper", outputs=[output])])
    page, _ = HTMLExporter().from_notebook_node(notebook)
    assert bundle["text/html"] in page
    assert "model_id" not in page
    assert "BackpropStepper()" not in page


def test_without_an_engine_there_is_no_picture_and_nothing_breaks():
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_ENGINE], capture_output=True, text=True, check=True
    )
    assert MIME in done.stdout
    assert "text/html" not in done.stdout


def test_who_draws_no_picture_loads_no_engine():
    code = "import sys, lecture_lib.widgets; print('py_mini_racer' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
