"""The book as EPUB 3: the text of the built pages with MathML, and pictures in place of widgets."""

from __future__ import annotations

import uuid
import zipfile
from datetime import UTC, datetime
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from articles import Article
from PIL import Image
from playwright.sync_api import Page
from sheets import document, listed, opened

HERE = Path(__file__).parent
FONT = Path("_static", "fonts", "lecture-math.woff2")
SHOTS = "[data-shot]"
CONTAINER = """<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles>
<rootfile full-path="book/book.opf" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>
"""
PAGE = """<?xml version="1.0" encoding="utf-8"?>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" \
lang="en" xml:lang="en">
<head><title>{title}</title><link rel="stylesheet" href="ebook.css"/></head>
<body>{body}</body>
</html>
"""
PACKAGE = """<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">{identifier}</dc:identifier>
<dc:title>{title}</dc:title>
<dc:description>{subject}</dc:description>
<dc:language>en</dc:language>
<dc:rights>CC BY 4.0</dc:rights>
<meta property="dcterms:modified">{modified}</meta>
</metadata>
<manifest>
{manifest}
</manifest>
<spine>
{spine}
</spine>
</package>
"""
TYPES = {"xhtml": "application/xhtml+xml", "css": "text/css", "woff2": "font/woff2"}
TYPES |= {"png": "image/png"}


def shots(page: Page, html: Path, article: Article) -> list[tuple[str, bytes]]:
    """Return what each widget of a page says, and a picture of it as it is on paper."""
    if "data-shot" not in article.xml:
        return []
    opened(page, document(html, [article], "", article.title, {}))
    found = []
    for widget in page.locator(SHOTS).all():
        says = widget.locator("[aria-live]").all_text_contents()
        found.append((" ".join(" ".join(says).split()), widget.screenshot(animations="disabled")))
    return found


def png(path: Path) -> bytes:
    """Return a picture of the book as a reader of electronic books knows it."""
    written = BytesIO()
    Image.open(path).save(written, "PNG", optimize=True)
    return written.getvalue()


def contents(book: list[Article]) -> str:
    """Return the contents, by part, chapter and section."""
    parts: dict[str, list[str]] = {}
    for article in book:
        title, *sections = listed(article)
        below = "".join(f"<li>{_link(article, each)}</li>" for each in sections)
        entry = f"<li>{_link(article, title)}{f'<ol>{below}</ol>' if below else ''}</li>"
        parts.setdefault(article.part, []).append(entry)
    items = [
        f"<li><span>{escape(part)}</span><ol>{''.join(each)}</ol></li>" if part else "".join(each)
        for part, each in parts.items()
    ]
    return f'<nav epub:type="toc" id="toc"><h1>Contents</h1><ol>{"".join(items)}</ol></nav>'


def _link(article: Article, heading: Any) -> str:
    return f'<a href="{article.slug}.xhtml#{heading.id}">{escape(heading.text)}</a>'


def make(page: Page, html: Path, book: list[Article], title: str, subject: str) -> bytes:
    """Return the EPUB of these pages."""
    script = (HERE / "ebook.js").read_text(encoding="utf-8").strip().removesuffix(";")
    page.emulate_media(media="print")
    files: dict[str, bytes] = {}
    properties: dict[str, str] = {"contents.xhtml": "nav"}
    for article in book:
        pictures = []
        for number, (says, picture) in enumerate(shots(page, html, article)):
            name = f"{article.slug}-{number}.png"
            files[name] = picture
            pictures.append({"src": name, "alt": says})
        images = {src: f"{Path(src).stem}.png" for src in article.pictures}
        files |= {name: png(Path(unquote(urlsplit(src).path))) for src, name in images.items()}
        asked = {"xml": article.xml, "pictures": pictures, "images": images}
        told = page.evaluate(f"(page) => ({script}).chapter(page)", asked)
        text = PAGE.format(title=escape(article.title), body=told["xml"])
        files[f"{article.slug}.xhtml"] = text.encode("utf-8")
        if told["math"]:
            properties[f"{article.slug}.xhtml"] = "mathml"
    files["contents.xhtml"] = PAGE.format(title="Contents", body=contents(book)).encode("utf-8")
    files["ebook.css"] = (HERE / "ebook.css").read_bytes()
    files[FONT.name] = (html / FONT).read_bytes()
    return packed(files, properties, [article.slug for article in book], title, subject)


def packed(
    files: dict[str, bytes],
    properties: dict[str, str],
    slugs: list[str],
    title: str,
    subject: str,
) -> bytes:
    """Put the files of a book into one, with the list of them."""
    manifest = "\n".join(
        f'<item id="{_id(name)}" href="{name}" media-type="{TYPES[name.rpartition(".")[2]]}"'
        + (f' properties="{properties[name]}"' if name in properties else "")
        + "/>"
        for name in sorted(files)
    )
    spine = "\n".join(f'<itemref idref="{_id(f"{slug}.xhtml")}"/>' for slug in slugs)
    package = PACKAGE.format(
        identifier=uuid.uuid5(uuid.NAMESPACE_OID, title).urn,
        title=escape(title),
        subject=escape(subject),
        modified=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        manifest=manifest,
        spine=spine,
    )
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)  # the first
        archive.writestr("META-INF/container.xml", CONTAINER)
        archive.writestr("book/book.opf", package)
        for name, content in sorted(files.items()):
            archive.writestr(f"book/{name}", content)
    return written.getvalue()


def _id(name: str) -> str:
    return f"i-{name.replace('.', '-')}"
