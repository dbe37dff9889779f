"""The one record of each method and hyper-parameter: `methods.json`, read in both languages.

A method has the ``kind`` of optimizer that it is (with what is ``fixed`` of it), a name short and
long, a mark and the dashes of its line, settings to start with, conventions to choose from (the
first is the default), and learning rates: the first one, and others where a landscape needs it. A
hyper-parameter has a sign, what it is, and the range of its slider; where that is ``open``, any
number above 0 is allowed, too.

Each method can run twice: its second racer, ``momentum2``, has settings of its own.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

__all__ = ["ABOVE", "CONVENTIONS", "RACERS", "RANGES", "RECORDS", "rate"]

_TABLE = json.loads(Path(__file__).with_name("methods.json").read_text(encoding="utf-8"))

#: The methods, in order.
RECORDS: dict[str, dict[str, Any]] = _TABLE["methods"]

#: Who can run, in order, and by which method: each one, and its second.
RACERS: dict[str, str] = {racer: method for method in RECORDS for racer in (method, f"{method}2")}

#: Numbers from the first to the second; where the range is open, above the first.
RANGES: dict[str, tuple[float, float]] = {
    name: (0.0 if entry.get("open") else float(entry["min"]), float(entry["max"]))
    for name, entry in _TABLE["numbers"].items()
}

#: The hyper-parameters that must be above the least number of their range.
ABOVE = tuple(name for name, entry in _TABLE["numbers"].items() if entry.get("open"))

#: The forms that a method is offered in.
CONVENTIONS: dict[str, tuple[str, ...]] = {
    method: tuple(key for key, _ in record["conventions"])
    for method, record in RECORDS.items()
    if "conventions" in record
}


def rate(racer: str, landscape: str) -> float:
    """Return the learning rate with which a racer starts on a landscape.

    Of 1, 2 and 5 times powers of ten it is one that does well in 300 steps; the second racer of a
    method starts with half of it.
    """
    method = RACERS[racer]
    rates: dict[str, float] = RECORDS[method]["rates"]
    whole = rates.get(landscape, next(iter(rates.values())))
    return whole if racer == method else whole / 2.0
