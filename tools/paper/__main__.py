"""The whole book as one file: ``paper pdf _build/html`` or ``paper epub _build/html``."""

import sys
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import ebook
import sheets
from articles import Article, articles, pages, title
from chromium import UNHINTED, launch
from downloads import built, megabytes, offer, place
from playwright.sync_api import Page, sync_playwright
from pypdf import PdfReader

from lecture_lib.widgets import BackpropStepper

SUBJECT = "An interactive companion to Intro to Deep Learning, Lecture 6: Optimization II"
FRONT = """<section class="paper-title">
<h1>{title}</h1>
<p>{subject}</p>
<div class="paper-picture">{picture}</div>
<p class="paper-small">The pages of the interactive book, on paper: what is folded there
is open here, and its widgets stand still. Version {version}.<br/>
Text and pictures: CC BY 4.0; code: MIT licence.</p>
</section>"""
WINDOW = {"width": 605, "height": 900}  # as wide as the text on paper


def pdf(page: Page, html: Path, book: list[Article]) -> bytes:
    """Return the book as a PDF, and say how long it is."""
    front = FRONT.format(
        title=title(html),
        subject=SUBJECT,
        picture=BackpropStepper(step=11).fallback(),
        version=version("lecture-lib"),
    )
    made = sheets.make(page, html, book, front, title(html), SUBJECT)
    print(f"{len(PdfReader(BytesIO(made)).pages)} pages")
    return made


def epub(page: Page, html: Path, book: list[Article]) -> bytes:
    """Return the book as an EPUB."""
    return ebook.make(page, html, book, title(html), SUBJECT)


def main() -> int:
    """Make, offer, and say where it is."""
    kind, folder = sys.argv[1:]
    html = built(folder)
    with sync_playwright() as playwright:
        browser = launch(playwright, UNHINTED)
        page = browser.new_page(viewport=WINDOW, device_scale_factor=2)
        page.set_default_timeout(0)  # a long book takes its time
        made = {"pdf": pdf, "epub": epub}[kind](page, html, articles(page, html, pages(html)))
        browser.close()
    target = place(html, kind)
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(made)
    offer(html)
    print(f"{folder}/downloads/{target.name}: {megabytes(target)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
