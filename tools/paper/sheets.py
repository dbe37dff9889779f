"""The book as one PDF: contents with the numbers of their pages, bookmarks, running heads.

Chromium prints one document of all pages twice. The first time tells on which page each heading
stands; the second has these numbers in its contents, and is asked whether they are right.
"""

from __future__ import annotations

import tempfile
from html import escape
from io import BytesIO
from pathlib import Path

import pikepdf
from articles import Article, BrokenBookError, Heading
from playwright.sync_api import Page
from pypdf import PdfReader

STYLE = Path(__file__).with_name("paper.css")
FONTS = Path(__file__).resolve().parents[2] / "node_modules" / "@fontsource"
FACES = {
    "source-serif-4": ["400", "400-italic", "600", "600-italic"],
    "source-sans-3": ["400", "400-italic", "600"],
    "source-code-pro": ["400", "400-italic", "600"],
}
LISTED = 2  # the levels of headings that the contents have
DOCUMENT = """<?xml version="1.0" encoding="utf-8"?>
<html xmlns="http://www.w3.org/1999/xhtml" lang="en" data-theme="light">
<head>
<title>{title}</title>
<link rel="stylesheet" href="{sheet}"/>
{fonts}
<style><![CDATA[{style}]]></style>
</head>
<body><main class="bd-main"><div class="bd-content"><div class="bd-article-container">
{front}
{contents}
{articles}
</div></div></main></body>
</html>
"""
Numbers = dict[str, int]


class MovedError(Exception):
    """A heading does not stand on the page that the contents name."""


def listed(article: Article) -> list[Heading]:
    """Return the headings of a page that the contents list: its title and its sections."""
    return [heading for heading in article.headings if heading.level <= LISTED]


def contents(book: list[Article], numbers: Numbers) -> str:
    """Return the contents; a page that is not known yet takes as much room."""
    lines, part = [], ""
    for article in book:
        if article.part != part:
            part = article.part
            lines.append(f"</ol><h2>{escape(part)}</h2><ol>")
        title, *sections = [_line(heading, numbers) for heading in listed(article)]
        below = "".join(f"<li>{section}</li>" for section in sections)
        lines.append(f"<li>{title}{f'<ol>{below}</ol>' if below else ''}</li>")
    return f'<nav class="paper-contents"><h1>Contents</h1><ol>{"".join(lines)}</ol></nav>'


def _line(heading: Heading, numbers: Numbers) -> str:
    number = numbers.get(heading.id, 888)
    text = escape(heading.text)
    return f'<a href="#{heading.id}"><span>{text}</span><span>{number}</span></a>'


def heads(book: list[Article]) -> str:
    """Return the style by which each page on paper says where in the book it is."""
    rules = [
        f"#{article.slug} {{ page: {article.slug}; }} @page {article.slug} {{ @top-left "
        f"{{ content: {_string(article.part)}; }} @top-right {{ content: {_string(article.title)}; "
        "} }"
        for article in book
    ]
    return "\n".join(rules)


def _string(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def document(html: Path, book: list[Article], front: str, title: str, numbers: Numbers) -> str:
    """Return a book as one XHTML document, with these numbers in its contents.

    It asks for the style sheet of the built book in `html`.
    """
    faces = [FONTS / family / f"{face}.css" for family in FACES for face in FACES[family]]
    return DOCUMENT.format(
        sheet=(html / "_static" / "book.css").as_uri(),
        fonts="\n".join(f'<link rel="stylesheet" href="{face.as_uri()}"/>' for face in faces),
        title=escape(title),
        style=STYLE.read_text(encoding="utf-8") + heads(book),
        front=front,
        contents=contents(book, numbers),
        articles="\n".join(article.xml for article in book),
    )


def where(pdf: PdfReader, book: list[Article]) -> Numbers:
    """Return the number of the page on which each heading of the contents stands."""
    places = pdf.named_destinations
    found = {}
    for heading in (each for article in book for each in listed(article)):
        page = pdf.get_destination_page_number(places[f"/{heading.id}"])
        if page is None:
            raise MovedError(f"{heading.text!r} stands on no page")
        found[heading.id] = page + 1
    return found


def opened(page: Page, text: str) -> None:
    """Show a document, and wait for its fonts."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "book.xhtml")  # a page from a folder may ask for files
        file.write_text(text, encoding="utf-8")
        page.goto(file.as_uri())
    page.evaluate("async () => { await document.fonts.ready; }")


def printed(page: Page, text: str, *, final: bool) -> bytes:
    """Print a document.

    Only what is final has bookmarks, and tags for those who have it read to them.
    """
    opened(page, text)
    return page.pdf(prefer_css_page_size=True, print_background=True, tagged=final, outline=final)


def hold_links(document: pikepdf.Pdf) -> None:
    """Raise an error if a link leads nowhere: Chromium knows no place beside the page's text."""
    known = set(document.Root.Dests.keys())
    asked = {
        str(link.Dest)
        for page in document.pages
        for link in page.get("/Annots", [])
        if "/Dest" in link
    }
    if lost := sorted(asked - known):
        raise BrokenBookError(f"on paper these links lead nowhere: {', '.join(lost)}")


def smaller(pdf: bytes, subject: str) -> bytes:
    """Return a PDF with its objects packed, a third as large, and with what it is about."""
    written = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        hold_links(document)
        document.docinfo["/Subject"] = subject
        document.save(written, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return written.getvalue()


def make(
    page: Page, html: Path, book: list[Article], front: str, title: str, subject: str
) -> bytes:
    """Print the book; raise an error if a number of its contents is not that of the page."""
    first = printed(page, document(html, book, front, title, {}), final=False)
    numbers = where(PdfReader(BytesIO(first)), book)
    pdf = printed(page, document(html, book, front, title, numbers), final=True)
    if (found := where(PdfReader(BytesIO(pdf)), book)) != numbers:
        moved = [id for id, number in found.items() if number != numbers[id]]
        raise MovedError(f"not on the page that the contents name: {', '.join(moved)}")
    return smaller(pdf, subject)
