"""Still pictures of widgets, drawn by the widgets' own scripts in a JavaScript engine."""

from __future__ import annotations

import atexit
import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from lecture_lib.widgets.scripts import FOLDER, script_of, whole_script

if TYPE_CHECKING:
    from py_mini_racer import MiniRacer


def can_draw() -> bool:
    """Return whether there is an engine: in WebAssembly, for one, there is none."""
    return find_spec("py_mini_racer") is not None


@cache
def _engine(folder: Path) -> MiniRacer:
    # Asked for at the first picture: who draws none needs no engine, and waits for none.
    from py_mini_racer import MiniRacer

    engine = MiniRacer()
    # Left to the garbage collector, its thread hangs the end of the interpreter on Python 3.13.
    atexit.register(engine.close)
    for script in (script_of(FOLDER / "still"), whole_script(folder)):
        engine.eval(script)
    return engine


def still(name: str, folder: Path, state: str) -> str:
    """Return the HTML of the widget called `name` at rest, from the JSON of its state."""
    return str(_engine(folder).eval(f"{name}.still({json.dumps(state)})"))
