"""The pages of the book in their order, as _toc.yml names them."""

from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]


def pages() -> list[str]:
    """Return all pages: ``book/index``, ``book/backprop/recall`` ..."""
    return _within(yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8")))


def _within(part: dict[str, Any]) -> list[str]:
    here = [part[key] for key in ("root", "file") if key in part]
    below = [each for key in ("parts", "chapters", "sections") for each in part.get(key, [])]
    return here + [page for each in below for page in _within(each)]
