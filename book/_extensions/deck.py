"""The slides: the page of their sources once more, as a deck that fills the screen.

A part of the page, and below it each slide, become the sections that reveal.js turns. Formulas,
links and widgets are those of the page, as it was written. `book/deck` has script and look, which
are bundled with reveal.js of npm when the page is written.
"""

import subprocess
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup, Tag
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

ROOT = Path(__file__).parents[2]
SOURCE = "book/teaching/slides"
DECK = "book/teaching/deck.html"
ESBUILD = ROOT / "node_modules" / "esbuild" / "bin" / "esbuild"
ONLY_ON_THE_PAGE = "a.headerlink, .slide-of, .not-on-slides"


def slides(body: str) -> str:
    """Return the sections of the deck, made of the page's HTML."""
    page = BeautifulSoup(body, "html.parser")
    for element in page.select(ONLY_ON_THE_PAGE):
        element.decompose()
    for notes in page.select(".slide-notes"):
        notes.name = "aside"
        notes["class"] = ["notes"]
    for widget in page.select(".lecture-widget"):
        widget["data-prevent-swipe"] = ""  # a finger on it moves what it holds
    return "\n".join(str(slide) for section in page.select("section") for slide in shown(section))


def shown(section: Tag) -> list[Tag]:
    """Return the slide of a section; what is below it has its own."""
    for below in section.find_all("section", recursive=False):
        below.extract()
    level = section.find(["h1", "h2", "h3"], recursive=False)
    if not isinstance(level, Tag):
        raise ExtensionError(f"a slide without a title: {section}")
    kind = {"h1": "first", "h2": "part", "h3": "one"}[level.name]
    level.name = "h2"
    section["class"] = [f"slide-{kind}"]
    if section.select_one(":scope > .lecture-widget"):
        set_beside(section, level)
    return [section]


def set_beside(section: Tag, title: Tag) -> None:
    """Put what is written on a slide with a widget into one element, to stand beside the title."""
    section["class"] = [*section["class"], "slide-moving"]
    text = BeautifulSoup("", "html.parser").new_tag("div", attrs={"class": "slide-text"})
    own = ".lecture-widget, .slide-about, aside"
    written = [part for part in section.find_all(True, recursive=False) if part is not title]
    for part in written:
        if part not in section.select(own):
            text.append(part.extract())
    title.insert_after(text)


def _write_deck(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    if page != SOURCE or app.builder.format != "html":
        return
    deck = app.builder.templates.render("deck.html", {**context, "slides": slides(context["body"])})
    path = Path(app.outdir, DECK)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(deck, encoding="utf-8")
    bundle(Path(app.outdir, "_static", "deck"))


def bundle(folder: Path) -> None:
    """Write script and style of the deck into a folder."""
    entries = [ROOT / "book" / "deck" / f"deck.{kind}" for kind in ("js", "css")]
    command = ["node", ESBUILD, *entries, "--bundle", "--minify", "--format=iife"]
    options = ["--target=es2022", "--legal-comments=inline", f"--outdir={folder}"]
    done = subprocess.run([*command, *options], cwd=ROOT, capture_output=True, text=True)
    if done.returncode != 0:
        raise ExtensionError(f"esbuild failed (make node_modules/.ready?):\n{done.stderr}")


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the extension (Sphinx calls this)."""
    app.connect("html-page-context", _write_deck, priority=900)  # when the page is complete
    return {"parallel_read_safe": True, "parallel_write_safe": True}
