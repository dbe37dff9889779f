"""Serves a built book on a local port as a good server does: text gzipped, its headers, files kept.

The headers are those that `book/_root/_headers` names, so that every test that opens a page by http
opens it under the content security policy that the book promises to work under.
"""

import argparse
import gzip
import http.server
import mimetypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

ROOT = Path(__file__).resolve().parent.parent
HTML = ROOT / "_build" / "html"
HEADERS = ROOT / "book" / "_root" / "_headers"
TEXT = {".html", ".css", ".js", ".svg", ".json", ".txt", ".ipynb", ".md"}
mimetypes.add_type("application/x-ipynb+json", ".ipynb")


@cache
def rules() -> list[tuple[str, dict[str, str]]]:
    """Return the patterns of addresses of the book's file of headers, each with its headers."""
    found: list[tuple[str, dict[str, str]]] = []
    for line in HEADERS.read_text(encoding="utf-8").splitlines():
        if line.startswith("/"):
            found.append((line, {}))
        elif line.startswith("  "):
            name, _, value = line.strip().partition(": ")
            found[-1][1][name] = value
    return found


def headers(address: str) -> dict[str, str]:
    """Return the headers for an address of the book, as ``/book/index.html``."""
    # A page may change at any time; Firefox fetches the next one ahead if it may keep it a while.
    said = {"Cache-Control": "max-age=60"}
    for pattern, more in rules():
        if fnmatch(address, pattern):
            said |= more
    return said


@cache
def body(path: Path, size: int, changed: int) -> bytes:
    """Return the bytes that are sent of a file, as it was when it changed last."""
    content = path.read_bytes()
    return gzip.compress(content, 6) if path.suffix in TEXT else content


class Handler(http.server.BaseHTTPRequestHandler):
    """Sends the files of `folder`, and keeps no log."""

    folder = HTML
    protocol_version = "HTTP/1.1"  # so that a browser asks for the next file on the same line

    def do_GET(self) -> None:
        """Answer a request."""
        address = unquote(urlsplit(self.path).path)
        path = self.folder / address.lstrip("/")
        if path.is_dir():
            path /= "index.html"
        if ".." in path.parts or not path.is_file():
            self.send_error(404)
            return
        state = path.stat()
        content = body(path, state.st_size, state.st_mtime_ns)
        self.send_response(200)
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if path.suffix in TEXT else kind)
        if path.suffix in TEXT:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        for name, value in headers(address).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


class Server(http.server.ThreadingHTTPServer):
    """Ends with the program, whatever lines a browser left open."""

    daemon_threads = True
    block_on_close = False


@contextmanager
def served(folder: Path = HTML, port: int = 0) -> Iterator[str]:
    """Serve a folder on loopback, and give its address, which ends with a slash."""
    handler = type("Handler", (Handler,), {"folder": folder.resolve()})
    with Server(("127.0.0.1", port), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


def main() -> None:
    """Serve the built book until Ctrl-C."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=8000)
    with served(port=parser.parse_args().port) as address:
        print(f"The book is at {address}  (Ctrl-C ends)", flush=True)
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            print()


if __name__ == "__main__":
    main()
