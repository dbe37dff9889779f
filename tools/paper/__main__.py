"""The built book as a PDF: ``paper _build/html``."""

import sys
from importlib.metadata import version
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from articles import articles, pages
from chromium import launch
from downloads import built, megabytes, offer, place
from playwright.sync_api import sync_playwright
from pypdf import PdfReader
from sheets import make

from lecture_lib.widgets import BackpropStepper

TITLE = "Optimization, step by step"
SUBJECT = "An interactive companion to Intro to Deep Learning, Lecture 6: Optimization II"
FRONT = """<section class="paper-title">
<h1>{title}</h1>
<p>{subject}</p>
<div class="paper-picture">{picture}</div>
<p class="paper-small">The pages of the interactive book, on paper: what is folded there
is open here, and its widgets stand still. Version {version}.<br/>
Text and pictures: CC BY 4.0; code: MIT licence.</p>
</section>"""


def front() -> str:
    """Return the title page."""
    return FRONT.format(
        title=TITLE,
        subject=SUBJECT,
        picture=BackpropStepper(step=11).fallback(),
        version=version("lecture-lib"),
    )


def main() -> int:
    """Print, offer, and say where the PDF is and how long."""
    html = built(sys.argv[1])
    target = place(html, "pdf")
    target.parent.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = launch(playwright)
        page = browser.new_page()
        page.set_default_timeout(0)
        book = articles(page, html, pages(html))
        pdf = make(page, html, book, front(), TITLE)
        browser.close()
    target.write_bytes(pdf)
    offer(html)
    length = len(PdfReader(target).pages)
    print(f"{sys.argv[1]}/downloads/{target.name}: {length} pages, {megabytes(target)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
