"""The widgets' own pages in the book, and the codes on paper that lead to them."""

import xml.etree.ElementTree as ElementTree
from types import SimpleNamespace

import pytest
import segno
import widget_pages
from docutils import nodes
from docutils.utils import new_document
from kinds_of_widgets import PICTURED, make

from lecture_lib.widgets import MomentumExplorer
from lecture_lib.widgets.lecture_widget import MIME
from lecture_lib.widgets.static_page import WidgetNode

BOOK = "https://book.example/"


def builder(**config):
    config = {"html_baseurl": "", "html_title": "A <book>", "root_doc": "book/index"} | config
    return SimpleNamespace(
        builder=SimpleNamespace(format="html"), config=SimpleNamespace(**config), outdir=""
    )


def chapter(*made):
    """Return a document with these widgets on it."""
    document = new_document("chapter")
    for widget in made:
        saved = widget._repr_mimebundle_()[0][MIME]
        document += WidgetNode("", "<div></div>", format="html", **saved)
    return document


def test_each_widget_that_is_a_picture_has_its_page(tmp_path):
    app = builder()
    app.outdir = tmp_path
    widget_pages._write_pages(app, None)
    pages = {path.stem: path.read_text(encoding="utf-8") for path in tmp_path.rglob("*.html")}
    assert sorted(pages) == sorted(PICTURED)
    for name, html in pages.items():
        assert f"<title>{name} – A &lt;book&gt;</title>" in html
        assert '<a href="../book/index.html">A &lt;book&gt;</a>' in html
        assert html.index(f"widgets/{name}.js") < html.index("Share.js") < html.index("host.js")
        assert "lw-code" not in html  # no address is known


def test_other_builders_and_builds_that_failed_write_none(tmp_path):
    app = builder()
    app.outdir = tmp_path
    widget_pages._write_pages(app, RuntimeError())
    app.builder.format = "latex"
    widget_pages._write_pages(app, None)
    assert list(tmp_path.iterdir()) == []


def test_where_the_address_is_known_paper_leads_to_the_state_of_the_chapter():
    document = chapter(MomentumExplorer(beta=0.9), make("Question"))
    widget_pages._add_codes(builder(html_baseurl=BOOK), document, "chapter")
    widget, code, question = document.children
    assert (type(widget), type(code), type(question)) == (WidgetNode, nodes.raw, WidgetNode)
    link = f"{BOOK}widgets/MomentumExplorer.html#beta=0.9"
    assert f"Alive at {link}</span>" in code.astext()
    assert code.astext() == widget_pages.code(link)


def test_where_it_is_not_known_there_is_no_code():
    document = chapter(MomentumExplorer(beta=0.9))
    widget_pages._add_codes(builder(), document, "chapter")
    assert len(document.children) == 1


@pytest.mark.parametrize("name", PICTURED)
def test_a_code_is_drawn_with_a_square_for_each_of_its_modules(name):
    link = make(name).link(BOOK)
    drawn = ElementTree.fromstring(widget_pages.code(link)).find("*")
    size = segno.make(link, error="m", micro=False).symbol_size(border=0)
    assert drawn.get("viewBox") == f"0 0 {size[0]} {size[1]}"
    assert drawn.find("*").tag.endswith("path")
    assert len(drawn.find("*").get("d")) > 500
