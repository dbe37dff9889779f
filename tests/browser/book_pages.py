"""The pages of the book, as _toc.yml names them, and where they are built."""

from pathlib import Path

from contents import pages

ROOT = Path(__file__).resolve().parents[2]
HTML = ROOT / "_build" / "html"
HEIGHT = 900  # of a window


def functions(script: str) -> str:
    """Return the object of functions that a script of this folder is, as an expression."""
    return Path(__file__).with_name(script).read_text(encoding="utf-8").rstrip().removesuffix(";")


PAGES = pages()
