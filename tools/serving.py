"""Serves the built book on a local port as a usual server does: text gzipped, files kept."""

import gzip
import http.server
import mimetypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

HTML = (Path(__file__).parent.parent / "_build" / "html").resolve()
TEXT = {".html", ".css", ".js", ".svg", ".json", ".txt"}


@cache
def body(path: Path) -> bytes:
    """Return the bytes that are sent of a file."""
    content = path.read_bytes()
    return gzip.compress(content, 6) if path.suffix in TEXT else content


class Handler(http.server.BaseHTTPRequestHandler):
    """Sends files, and keeps no log."""

    protocol_version = "HTTP/1.1"  # so that a browser asks for the next file on the same line

    def do_GET(self) -> None:
        """Answer a request."""
        path = HTML / unquote(urlsplit(self.path).path).lstrip("/")
        if not path.is_file() or not path.resolve().is_relative_to(HTML):
            self.send_error(404)
            return
        self.send_response(200)
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if path.suffix in TEXT else kind)
        if path.suffix in TEXT:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body(path))))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        self.wfile.write(body(path))

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


class Server(http.server.ThreadingHTTPServer):
    """Ends with the program, whatever lines a browser left open."""

    daemon_threads = True
    block_on_close = False


@contextmanager
def served() -> Iterator[str]:
    """Serve the book, and give the address of its folder."""
    with Server(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()
