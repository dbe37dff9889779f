"""The pages of the book, as _toc.yml names them, and where they are built."""

from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
HTML = ROOT / "_build" / "html"
HEIGHT = 900  # of a window


def _names(toc: dict) -> list[str]:
    here = [toc[key] for key in ("root", "file") if key in toc]
    below = [part for key in ("parts", "chapters", "sections") for part in toc.get(key, [])]
    return here + [name for part in below for name in _names(part)]


PAGES = _names(yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8")))
