"""The pages of the book, as _toc.yml names them, where they are built, and a server for them."""

import contextlib
import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

from contents import pages

ROOT = Path(__file__).resolve().parents[2]
HTML = ROOT / "_build" / "html"
HEIGHT = 900  # of a window


def functions(script: str) -> str:
    """Return the object of functions that a script of this folder is, as an expression."""
    return Path(__file__).with_name(script).read_text(encoding="utf-8").rstrip().removesuffix(";")


PAGES = pages()


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    """Serves files and keeps no log."""

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on loopback; give its address, without a slash at the end."""
    handler = functools.partial(QuietHandler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
