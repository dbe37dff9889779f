"""The traits that a widget's ``traits.json`` tells: see `lecture_lib.widgets.traits`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from lecture_lib.widgets.rows import Rows
from lecture_lib.widgets.traits import Choice, Flag, Interval, Number, Point, Saved, Whole
from lecture_lib.widgets.typed import TypedFunction

__all__ = ["read_traits"]


def read_traits(path: Path) -> dict[str, Saved | None]:
    """Return the traits that a ``traits.json`` tells, by name; None for one without a default."""
    table = json.loads(path.read_text(encoding="utf-8"))
    return {name: _made(**entry) if "default" in entry else None for name, entry in table.items()}


def _made(*, label: str, default: Any, slider: Any = None, **told: Any) -> Saved:
    help = told.pop("help", label)
    whole = told.pop("whole", False)
    if "columns" in told:
        return Rows(default, help=help, **told)
    if "bounds" in told:
        return Point(default, told.pop("bounds"), help, whole=whole, **told)
    if "interval" in told:
        return Interval(default, told.pop("interval"), help, **told)
    if "variables" in told:
        return TypedFunction(default, told.pop("variables"), help, **told)
    if "options" in told:
        return Choice(default, told.pop("options"), help, **told)
    if "min" not in told:
        return Flag(default, help, **told)
    low, high = told.pop("min"), told.pop("max")
    return (Whole if whole else Number)(default, low, high, help, **told)
