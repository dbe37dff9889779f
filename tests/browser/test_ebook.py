"""The book as an EPUB: each file is named, each link leads somewhere, and nothing needs a script.

`epubcheck`, which asks for more, is run by hand (CONTRIBUTING.md).
"""

import posixpath
import re
import zipfile
from io import BytesIO
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import pytest
from articles import articles, pages
from book_pages import HTML
from ebook import make
from PIL import Image

#: A page with widgets of all kinds, one with questions and figures, and the answers.
TAKEN = ("book/index", "book/practice/digits", "book/reference/answers")
OPF = "{http://www.idpf.org/2007/opf}"
HTML_NAMES = "{http://www.w3.org/1999/xhtml}"
MATH = "{http://www.w3.org/1998/Math/MathML}math"


@pytest.fixture(scope="module")
def book(browser):
    page = browser.new_page(viewport={"width": 605, "height": 900})
    taken = articles(page, HTML, [each for each in pages(HTML) if each[0] in TAKEN])
    yield zipfile.ZipFile(BytesIO(make(page, HTML, taken, "The book", "About & more")))
    page.close()


@pytest.fixture(scope="module")
def texts(book):
    """Every page of it, as XML."""
    return {
        name: ElementTree.fromstring(book.read(name))
        for name in book.namelist()
        if name.endswith(".xhtml")
    }


def test_it_begins_with_what_it_is_and_leads_to_its_package(book):
    first = book.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert book.read("mimetype") == b"application/epub+zip"
    (root,) = re.findall(r'full-path="([^"]+)"', book.read("META-INF/container.xml").decode())
    package = ElementTree.fromstring(book.read(root))
    named = {f"book/{item.get('href')}" for item in package.iter(f"{OPF}item")}
    assert named == {name for name in book.namelist() if name.startswith("book/")} - {root}
    order = [item.get("idref") for item in package.iter(f"{OPF}itemref")]
    slugs = [name.removeprefix("book/").replace("/", "-") for name in TAKEN]
    assert order == [f"i-{slug}-xhtml" for slug in slugs]


def test_pages_with_formulas_say_so(book, texts):
    package = ElementTree.fromstring(book.read("book/book.opf"))
    told = {item.get("href") for item in package.iter(f"{OPF}item") if item.get("properties")}
    with_formulas = {name for name, text in texts.items() if text.find(f".//{MATH}") is not None}
    assert {f"book/{name}" for name in told} == with_formulas | {"book/contents.xhtml"}
    assert len(with_formulas) == len(TAKEN)


def test_every_link_and_picture_is_there(book, texts):
    ids = {name: {each.get("id") for each in text.iter()} for name, text in texts.items()}
    links = 0
    for name, text in texts.items():
        for each in text.iter():
            address = each.get("href") or each.get("src")
            if address is None or urlsplit(address).scheme:
                continue
            parts = urlsplit(address)
            target = posixpath.normpath(posixpath.join("book", parts.path))
            assert target in book.namelist(), (name, address)
            if parts.fragment:
                links += 1
                assert unquote(parts.fragment) in ids[target], (name, address)
    assert links > 30


def test_nothing_needs_a_script_or_a_hand(texts):
    for text in texts.values():
        tags = {each.tag.removeprefix(HTML_NAMES) for each in text.iter()}
        assert not tags & {"script", "style", "form", "button", "input", "select", "details"}
        assert not [key for each in text.iter() for key in each.attrib if key.startswith("on")]


def test_a_widget_is_a_picture_with_its_sentence(book, texts):
    (stepper, *gallery) = texts["book/index.xhtml"].iterfind(f".//{HTML_NAMES}div[@class]/*[@src]")
    assert "leaves have their values" in stepper.get("alt")
    assert len(gallery) == 9
    for picture in (stepper, *gallery):
        image = Image.open(BytesIO(book.read(f"book/{picture.get('src')}")))
        assert image.width > 90
        assert len(image.convert("RGB").getcolors(100_000)) > 10  # there is something in it


def test_questions_are_asked_and_answered(texts):
    asked = texts["book/practice-digits.xhtml"].findall(".//*[@class='q-prompt']")
    answers = texts["book/reference-answers.xhtml"]
    links = [each.get("href") for each in answers.iter(f"{HTML_NAMES}a")]
    assert len(asked) == 8
    assert sum(link.startswith("practice-digits.xhtml#") for link in links) == len(asked)
