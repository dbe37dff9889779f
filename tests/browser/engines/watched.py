"""The built book with a watchman on each page, which no engine needs a protocol for."""

import os
import shutil
from pathlib import Path

# All that a page asks for must come from the book: what does not is refused, and written down.
POLICY = "default-src 'self' file: data: blob: 'unsafe-inline' 'unsafe-eval'"
SCRIPT = Path(__file__).with_name("watch.js").read_text(encoding="utf-8")
WATCH = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}"><script>{SCRIPT}</script>'


def watched(book: Path, folder: Path) -> None:
    """Make a copy of the book in which each page begins with `watch.js`; the rest are links."""

    def copy(source: str, target: str) -> None:
        if source.endswith(".html"):
            page = Path(source).read_text(encoding="utf-8")
            Path(target).write_text(page.replace("<head>", f"<head>{WATCH}", 1), encoding="utf-8")
        else:
            os.symlink(source, target)

    shutil.copytree(book, folder, copy_function=copy)
