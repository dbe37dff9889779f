"""The whole book as one file, made of the built one, and offered on its first page if it is there.

`make book` removes what was made before, and so the links to it: none leads nowhere.
"""

import re
import sys
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NAME = "optimization-step-by-step"
#: What there may be: how its name ends, and what it is good for.
KINDS = {
    "pdf": "to read and to print, with page numbers",
    "epub": "for a reader of electronic books",
    "zip": "all of these pages, to be opened from a folder without a network",
}
FIRST = Path("book", "index.html")
PLACE = re.compile(r'(<div class="downloads\b[^>]*>).*?(</div>)', re.DOTALL)


def built(argument: str) -> Path:
    """Return the folder of a built book; say how to build one where none is."""
    html = (ROOT / argument).resolve()
    if not (html / FIRST).is_file():
        sys.exit(f"There is no book in {argument}: make book")
    return html


def place(html: Path, kind: str) -> Path:
    """Return the file that holds the book as a PDF, an EPUB or an archive."""
    return html / "downloads" / f"{NAME}.{kind}"


def megabytes(path: Path) -> str:
    """Return the size of a file as a reader wants to know it."""
    return f"{max(0.1, path.stat().st_size / 1e6):.1f} MB"


def offering(page: str, html: Path, kinds: list[str]) -> str:
    """Return the first page with links to what is there of these kinds, and to nothing else."""
    items = [
        f'<li><a href="../downloads/{path.name}" download>{kind.upper()}</a>, '
        f"{megabytes(path)}: {escape(KINDS[kind])}</li>"
        for kind in kinds
        if (path := place(html, kind)).is_file()
    ]
    listed = "\n".join(items)
    text = f"<h2>The book to take along</h2>\n<ul>\n{listed}\n</ul>" if items else ""
    page, found = PLACE.subn(lambda match: match[1] + text + match[2], page)
    if found != 1:
        raise ValueError(f"the first page has {found} places for downloads, and should have one")
    return page


def offer(html: Path) -> None:
    """Offer on the first page of a built book all that was made of it."""
    page = html / FIRST
    text = offering(page.read_text(encoding="utf-8"), html, list(KINDS))
    page.write_text(text, encoding="utf-8")
