"""Every file that a page asks for has its checksum in its address.

A browser may keep a file for as long as it likes: at another checksum it asks again, so a reader of
a book that has changed never sees the new pages with an old script. Files that ask for others of
their folder share one checksum, that of all of them, which their scripts pass on.
"""

import re
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path

from sphinx.application import Sphinx
from styles import SCRIPTED, SHEET, files_of

ADDRESS = re.compile(r'((?:href|src|data-font)=")([^"?#:]+\.(?:js|css|svg|woff2))(?:\?v=\w+)?(?=")')
URL = re.compile(r"""(url\(["']?)([^"')?#:]+)(?:\?v=\w+)?(?=["')])""")


def checksum(paths: list[Path]) -> str:
    """Return the checksum of the names and the contents of files."""
    parts = [part for path in paths for part in (path.name.encode(), path.read_bytes())]
    return sha256(b"".join(parts)).hexdigest()[:8]


def versions(static: Path) -> Callable[[Path], str]:
    """Return the function that gives the version of a file of the book."""
    folders = [static / name for name in SCRIPTED]

    @cache
    def together() -> str:
        return checksum([path for folder in folders for path in files_of(folder)])

    return cache(lambda path: together() if path.parent in folders else checksum([path]))


def add_versions(path: Path, address: re.Pattern[str], version: Callable[[Path], str]) -> None:
    """Write the version of each file of ours into its address in the file `path`."""

    def with_version(match: re.Match[str]) -> str:
        file = (path.parent / match[2]).resolve()
        return f"{match[1]}{match[2]}?v={version(file)}" if file.is_file() else match[0]

    text = path.read_text(encoding="utf-8")
    path.write_text(address.sub(with_version, text), encoding="utf-8")


def _finish(app: Sphinx, exception: Exception | None) -> None:
    out = Path(app.outdir).resolve()
    static = out / "_static"
    sheet = static / SHEET
    if exception is not None or app.builder.format != "html" or not sheet.exists():
        return
    version = versions(static)
    add_versions(sheet, URL, version)  # first: its own checksum counts what it asks for
    for path in files_of(out):
        if path.suffix == ".html":
            add_versions(path, ADDRESS, version)


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the extension (Sphinx calls this)."""
    app.connect("build-finished", _finish, priority=950)  # after the style sheet is made
    return {"parallel_read_safe": True, "parallel_write_safe": True}
