"""What readers cost: the memory of a live notebook each, and the traffic of the built book.

Writes `book/reference/readers.json`, from which the page for self-hosters computes what ten, a
thousand and a hundred thousand readers need. Linux only, since it reads ``/proc``; the book has to
be built, with live cells.
"""

import gzip
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parent.parent
HTML = ROOT / "_build" / "html"
CHAPTER = ROOT / "book" / "practice" / "digits.ipynb"
RECORD = ROOT / "book" / "reference" / "readers.json"
LIVE = HTML / "_static" / "live"
TEXT = {".html", ".css", ".js", ".svg", ".json"}
MB = 1e6


def memory(process: int) -> tuple[float, float]:
    """Return the MB that a process has for itself alone, and the most that it had in all."""
    rollup = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
    private = sum(map(int, re.findall(r"^Private_\w+:\s+(\d+) kB", rollup, re.MULTILINE)))
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    peak = int(re.search(r"^VmHWM:\s+(\d+) kB", status, re.MULTILINE)[1])
    return private * 1024 / MB, peak * 1024 / MB


def kernel() -> tuple[float, float]:
    """Run the chapter of the digits, and return the memory of its kernel."""
    notebook = nbformat.read(CHAPTER, as_version=4)
    where = {"metadata": {"path": str(CHAPTER.parent)}}
    client = NotebookClient(notebook, timeout=600, kernel_name="python3", resources=where)
    with client.setup_kernel():
        for number, cell in enumerate(notebook.cells):
            client.execute_cell(cell, number)
        return memory(client.km.provisioner.pid)


def server() -> tuple[float, float]:
    """Start JupyterLab as a hub does for each of its people, and return its memory."""
    with tempfile.TemporaryDirectory() as folder:
        command = [
            sys.executable,
            "-m",
            "jupyter",
            "lab",
            "--no-browser",
            "--port=0",
            "--allow-root",
        ]
        environment = {**os.environ, "JUPYTER_RUNTIME_DIR": folder, "JUPYTER_CONFIG_DIR": folder}
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stderr=subprocess.PIPE, text=True
        )
        try:
            for line in process.stderr:
                if "is running at" in line:
                    break
            time.sleep(5)  # what it loads after it has answered
            return memory(process.pid)
        finally:
            process.terminate()
            process.wait()


def sent(path: Path) -> float:
    """Return the MB that a server sends of a file."""
    content = path.read_bytes()
    return len(gzip.compress(content, 6) if path.suffix in TEXT else content) / MB


def traffic() -> tuple[float, float]:
    """Return the MB of the whole book without Python, and of Python for the page."""
    files = [path for path in HTML.rglob("*") if path.is_file()]
    python = sum(sent(path) for path in files if path.parent == LIVE)
    pages = [path for path in files if path.suffix in {*TEXT, ".webp", ".woff2"}]
    return sum(sent(path) for path in pages if path.parent != LIVE), python


def main() -> None:
    """Measure, and write what was found."""
    book, python = traffic()
    (kernel_own, kernel_peak), (server_own, server_peak) = kernel(), server()
    python_here = f"{os.cpu_count()} cores, Python {platform.python_version()}"
    record = {
        "book_MB": round(book, 1),
        "python_MB": round(python, 1),
        "kernel_MB": round(kernel_own),
        "kernel_peak_MB": round(kernel_peak),
        "server_MB": round(server_own),
        "server_peak_MB": round(server_peak),
        "machine": f"{platform.system()}, {python_here}",
    }
    RECORD.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(record, indent=2))


if __name__ == "__main__":
    main()
