"""One style sheet for the whole book, with the rules that its pages can use.

The theme and the extensions bring half a megabyte of rules in a dozen files. When all pages are
written, `tools/styles.mjs` makes one sheet of them, which every page links. The book's own sheets
are kept whole, and so are those of the widgets and of live cells, whose scripts add classes of
which no page tells. Files that then nobody names are not delivered.
"""

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

SHEET = "book.css"
EXTRA = "own_styles.css"  # what elements brought themselves, of which own_styles.py makes rules
THEME = ["styles/theme.css", "styles/pydata-sphinx-theme.css"]  # its layout links these by hand
ADDRESS = re.compile(r'\b(?:href|src)="([^"]+)"')
URL = re.compile(r'url\("?([^")]+)"?\)')
TOOL = Path(__file__).parents[2] / "tools" / "styles.mjs"
SCRIPTED = ["widgets", "live"]  # folders whose scripts ask for files by themselves


def sheets(app: Sphinx, static: Path) -> list[Path]:
    """Return all style sheets in their order: the theme's, the extensions', ours."""
    linked = [static.parent / css.filename for css in app.builder._css_files]
    scripted = [path for folder in SCRIPTED for path in sorted(static.glob(f"{folder}/*.css"))]
    scripted.sort(key=lambda path: path.name != "theme.css")  # the one of all widgets
    return [*(static / name for name in THEME), *linked, *scripted, static / EXTRA]


def own_files(app: Sphinx) -> Iterator[Path]:
    """Yield the book's own files, as they are named in the folder ``_static``."""
    for name in app.config.html_static_path:
        if not Path(name).is_absolute():  # as those are that extensions add
            folder = Path(app.confdir, name)
            yield from (path.relative_to(folder) for path in files_of(folder))


def files_of(folder: Path) -> list[Path]:
    """Return the files under a folder, in a fixed order."""
    return sorted(path for path in folder.rglob("*") if path.is_file())


def one_sheet(app: Sphinx, static: Path, pages: list[Path]) -> str:
    """Return the rules of all sheets that the pages, or the scripts on them, can use."""
    own = {static / EXTRA, *(static / path for path in own_files(app))}
    scripts = sorted(path for path in own if path.suffix == ".js" and path.parent == static)
    asked: dict[str, Any] = {
        "pages": [str(page) for page in pages],
        "scripts": [str(path) for path in [*scripts, static / "searchtools.js"]],
        "sheets": [
            {"path": str(path), "whole": path in own or path.parent.name in SCRIPTED}
            for path in sheets(app, static)
        ],
        "folder": str(static),
    }
    done = subprocess.run(
        ["node", str(TOOL)], input=json.dumps(asked), capture_output=True, text=True
    )
    if done.returncode != 0:
        raise ExtensionError(f"{TOOL.name} failed (make node_modules/.ready?):\n{done.stderr}")
    return done.stdout


def sweep(app: Sphinx, static: Path, pages: dict[Path, str], sheet: str) -> None:
    """Remove what neither a page nor the style sheet names, unless it is the book's own."""
    named = {
        (page.parent / urlsplit(address).path).resolve()
        for page, html in pages.items()
        for address in ADDRESS.findall(html)
    }
    named |= {(static / address).resolve() for address in URL.findall(sheet)}
    own = {static / path for path in own_files(app)}
    own |= {path for folder in SCRIPTED for path in files_of(static / folder)}
    for path in files_of(static):
        if path not in named and (path not in own or path.suffix == ".css"):
            path.unlink()
    for folder in sorted((path for path in static.rglob("*") if path.is_dir()), reverse=True):
        if not any(folder.iterdir()):
            folder.rmdir()


def _finish(app: Sphinx, exception: Exception | None) -> None:
    if exception is not None or app.builder.format != "html":
        return
    out = Path(app.outdir).resolve()
    static = out / "_static"
    if not (static / THEME[0]).exists():
        return  # no page was written, so Sphinx brought no files
    pages = {
        path: path.read_text(encoding="utf-8")
        for path in files_of(out)
        if path.suffix == ".html" and static not in path.parents
    }
    sheet = one_sheet(app, static, list(pages))
    (static / SHEET).write_text(sheet, encoding="utf-8")
    sweep(app, static, pages, sheet)


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the extension (Sphinx calls this)."""
    app.connect("build-finished", _finish, priority=900)  # after the theme's own last steps
    return {"parallel_read_safe": True, "parallel_write_safe": True}
