"""The book as one PDF: its contents name the right pages, its links lead, nothing is left out."""

import re
from io import BytesIO
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest
from articles import ANSWERS, SCREEN_ONLY, BrokenBookError, articles, hold_together, pages, title
from book_pages import HTML, PAGES
from pypdf import PdfReader
from sheets import listed, make

#: Those that are printed here: the first page, a short chapter, a reference, and the answers.
PRINTED = (
    "book/index",
    "book/practice/digits",
    "book/reference/api",
    "book/reference/api/practice",
    "book/reference/answers",
)
FOLD = "{http://www.w3.org/1999/xhtml}details"
FRONT = '<section class="paper-title"><h1>A title page</h1></section>'


@pytest.fixture(scope="module")
def blank(browser):
    page = browser.new_page()
    yield page
    page.close()


@pytest.fixture(scope="module")
def book(blank):
    """The text of all pages."""
    return articles(blank, HTML, pages(HTML))


@pytest.fixture(scope="module")
def part(blank):
    """The text of a few pages, as a book of its own."""
    return articles(blank, HTML, [each for each in pages(HTML) if each[0] in PRINTED])


@pytest.fixture(scope="module")
def pdf(blank, part):
    return PdfReader(BytesIO(make(blank, HTML, part, FRONT, "The book", "About it")))


@pytest.fixture(scope="module")
def texts(pdf):
    return [squeezed(page.extract_text()) for page in pdf.pages]


def squeezed(text):
    return re.sub(r"\s+", "", text)


def built(name):
    return (HTML / f"{name}.html").read_text(encoding="utf-8")


def test_every_page_is_in_it_that_is_more_than_its_scripts(book):
    assert [article.name for article in book] == [n for n in PAGES if n not in SCREEN_ONLY]


def test_every_widget_is_in_it(book):
    shown = [(article.name, widget) for article in book for widget in article.widgets]
    wanted = [
        (article.name, widget)
        for article in book
        for widget in re.findall(r'data-host="(\w+)"', built(article.name))
    ]
    assert shown == wanted
    assert len(shown) > 100


def test_what_is_folded_is_open_and_nothing_is_left_of_scripts(book):
    for article in book:
        text = ElementTree.fromstring(article.xml)
        widgets = {fold for lw in text.iterfind(".//*[@data-host]") for fold in lw.iter(FOLD)}
        folds = [fold for fold in text.iter(FOLD) if fold not in widgets]
        assert all("open" in fold.attrib for fold in folds)
        assert not re.search(r"<script|<style| onclick=|data-state=|headerlink", article.xml)


def test_the_contents_name_the_page_of_every_heading(part, texts):
    begins = next(n for n, text in enumerate(texts) if "Aninteractivecompanion" in text)
    contents = "".join(texts[1:begins])
    place = 0
    for heading in (each for article in part for each in listed(article)):
        title = squeezed(heading.text)
        found = re.compile(re.escape(title) + r"(\d+)").search(contents, place)
        assert found, heading.text
        place = found.end()
        assert title in texts[int(found[1]) - 1]


def test_every_link_in_it_leads_somewhere(pdf):
    known = set(pdf.named_destinations)
    links = [
        annotation.get_object()
        for page in pdf.pages
        for annotation in page.get("/Annots", [])
        if annotation.get_object()["/Subtype"] == "/Link"
    ]
    inside = [str(link["/Dest"]) for link in links if "/Dest" in link]
    assert len(inside) > 20
    assert set(inside) <= known
    outside = [str(link["/A"]["/URI"]) for link in links if "/A" in link]
    assert all(address.startswith("https://") for address in outside)


def test_a_link_to_what_stands_beside_the_text_is_refused(blank, part):
    reference = [article for article in part if article.name.startswith("book/reference/api")]
    aside = "<style>dt.sig { margin-left: -9px !important }</style>"
    with pytest.raises(BrokenBookError, match=r"lecture_lib\.questions\.Verdict"):
        make(blank, HTML, reference, f"{FRONT}{aside}", "The book", "About it")


def test_every_page_but_the_first_has_its_number_and_says_where_it_is(part, texts):
    assert texts[0] == "Atitlepage"
    assert texts[1].startswith("2Contents")
    heads = [squeezed(article.part + article.title) for article in part]
    begins = next(n for n, text in enumerate(texts) if "Aninteractivecompanion" in text)
    where = []
    for number, text in enumerate(texts[begins:], start=begins + 1):
        (here,) = [n for n, head in enumerate(heads) if text.startswith(f"{head}{number}")]
        where.append(here)
    assert where == sorted(where)
    assert set(where) == set(range(len(part)))


def test_it_has_a_title_bookmarks_and_tags(part, pdf):
    assert (pdf.metadata.title, pdf.metadata.subject) == ("The book", "About it")
    chapters = [entry.title for entry in pdf.outline if not isinstance(entry, list)]
    assert [article.title for article in part] == [
        title for title in chapters if title not in ("A title page", "Contents")
    ]
    assert pdf.root_object["/MarkInfo"]["/Marked"]
    assert pdf.root_object["/Lang"].startswith("en")


def test_every_question_is_printed(part, texts):
    whole = "".join(texts)
    prompts = [
        "".join(prompt.itertext())
        for article in part
        for prompt in ElementTree.fromstring(article.xml).iterfind(".//*[@class='q-prompt']")
    ]
    assert len(prompts) == 10  # two of the first page, eight of the chapter
    for prompt in prompts:
        words = re.findall(r"[A-Za-z]{6,}", prompt)
        assert words
        assert all(word in whole for word in words)


def test_the_students_book_is_told_from_the_whole_by_its_title(tmp_path):
    assert title(HTML) == "Optimization, step by step"
    assert title(tmp_path).endswith("the students’ book")
    assert (HTML / ANSWERS).is_file()


def one(**changes):
    known = {"name": "page", "ids": ["page", "page--a"], "targets": ["page--a"]}
    return SimpleNamespace(**(known | changes))


def test_a_book_with_a_broken_link_or_a_name_that_stands_twice_is_refused():
    hold_together([one()])
    with pytest.raises(BrokenBookError, match="page: #page--b"):
        hold_together([one(targets=["page--b"])])
    with pytest.raises(BrokenBookError, match="more than once: page, page--a"):
        hold_together([one(), one()])
