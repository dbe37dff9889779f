"""The built book with a watchman on each page, which no engine needs a protocol for."""

import os
import shutil
from pathlib import Path

from serving import headers

# All that a page asks for must come from the book: what does not is refused, and written down. A
# server says so with the page; from a folder the page itself has to.
POLICY = headers("/")["Content-Security-Policy"].replace("'self'", "'self' file:")
SCRIPT = Path(__file__).with_name("watch.js")


def watched(book: Path, folder: Path) -> None:
    """Make a copy of the book in which each page begins with `watch.js`; the rest are links."""

    def copy(source: str, target: str) -> None:
        if source.endswith(".html"):
            page = Path(source).read_text(encoding="utf-8")
            up = "../" * (len(Path(source).relative_to(book).parts) - 1)
            watch = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
            watch += f'<script src="{up}{SCRIPT.name}"></script>'
            Path(target).write_text(page.replace("<head>", f"<head>{watch}", 1), encoding="utf-8")
        else:
            os.symlink(source, target)

    shutil.copytree(book, folder, copy_function=copy)
    os.symlink(SCRIPT, folder / SCRIPT.name)
