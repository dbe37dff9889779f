"""Every link inside the book leads somewhere, and every file that a page asks for is there."""

from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from book_pages import HTML, PAGES


class Links(HTMLParser):
    """Collects the addresses that a page names and the anchors that it has."""

    def __init__(self):
        super().__init__()
        self.addresses, self.anchors = [], set()

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        self.anchors.update(values[key] for key in ("id", "name") if values.get(key))
        self.addresses += [values[key] for key in ("href", "src") if values.get(key)]


@cache
def read(path: Path) -> Links:
    links = Links()
    links.feed(path.read_text(encoding="utf-8"))
    return links


def is_broken(path: Path, address: str) -> bool:
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return parts.scheme not in ("https", "mailto", "data")
    target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
    if not target.is_file():
        return True
    anchor = unquote(parts.fragment)
    return bool(anchor) and target.suffix == ".html" and anchor not in read(target).anchors


@pytest.mark.parametrize("name", [*PAGES, "search", "genindex"])
def test_links_lead_somewhere(name):
    path = HTML / f"{name}.html"
    assert [address for address in read(path).addresses if is_broken(path, address)] == []
