"""A lesson of each widget for every browser: ``LESSON`` in the test of its page."""

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from lecture_lib.widgets.lecture_widget import LectureWidget


@dataclass
class Lesson:
    """What a reader does by key, what it leads to, and what the widget says then."""

    page: str
    widget: str
    focus: str
    keys: list[str]
    state: dict
    in_words: Callable[[LectureWidget], list[str]]


def lessons() -> list[Lesson]:
    """Return those of all tests of pages."""
    tests = sorted(Path(__file__).parent.glob("test_*_page.py"))
    modules = [importlib.import_module(path.stem) for path in tests]
    return [module.LESSON for module in modules if hasattr(module, "LESSON")]
