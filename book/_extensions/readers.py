"""What readers cost, computed from what `benchmarks/readers.py` measured on one machine.

The directive ``readers`` takes nothing, and becomes a sentence with what was measured and a table
for ten, a thousand and a hundred thousand readers.
"""

import json
import math
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

RECORD = Path(__file__).resolve().parents[1] / "reference" / "readers.json"
READERS = (10, 1_000, 100_000)
MACHINE_GB = 64  # of memory, of which a hub's own parts and the system take a tenth
FREE = 0.9


def amount(megabytes: float) -> str:
    """Return an amount with two digits, in the unit in which it is said.

    Examples
    --------
    >>> amount(235.0), amount(2350.0), amount(19_700_000.0)
    ('240 MB', '2.4 GB', '20 TB')
    """
    for unit in ("MB", "GB"):
        if megabytes < 1000:
            return f"{_two_digits(megabytes)} {unit}"
        megabytes /= 1000
    return f"{_two_digits(megabytes)} TB"


def _two_digits(number: float) -> str:
    places = 1 - math.floor(math.log10(number))
    return f"{round(number, places):,.{max(places, 0)}f}".replace(",", " ")


def text(record: dict[str, Any]) -> str:
    """Return the Markdown of the sentence and the table."""
    live = record["kernel_MB"] + record["server_MB"]
    each = record["book_MB"] + record["python_MB"]
    machines = [math.ceil(number * live / (FREE * MACHINE_GB * 1000)) for number in READERS]
    rows = [
        f"| {number:,} | {amount(number * each)} | {amount(number * live)} | {machine:,} |".replace(
            ",", " "
        )
        for number, machine in zip(READERS, machines, strict=True)
    ]
    return "\n".join(
        [
            "Pages cost traffic and no memory: a reader who opens every page once fetches "
            f"{amount(record['book_MB'])}, and who runs cells, with every package, "
            f"{amount(record['python_MB'])} once. A live notebook costs memory as long as it is "
            f"open: after all of [](../practice/digits.ipynb) its kernel had "
            f"{record['kernel_MB']} MB for itself alone (at most {record['kernel_peak_MB']} MB "
            f"with what it shares), its JupyterLab {record['server_MB']} MB "
            f"({record['server_peak_MB']} MB); measured by `benchmarks/readers.py` on "
            f"{record['machine']}. From that, for all readers at once, the traffic of pages with "
            f"every package, the memory of live notebooks, and how many machines of "
            f"{MACHINE_GB} GB these fill:",
            "",
            f"| readers | traffic | memory | of {MACHINE_GB} GB |",
            "|---:|---:|---:|---:|",
            *rows,
            "",
            "The memory is what they use and not what they may use: a limit of 1 GB each keeps one "
            "reader's endless list from the others. Rarely are all there at once; who is away for "
            "half an hour is shut down by the settings above.",
        ]
    )


class Readers(SphinxDirective):
    """The sentence and the table."""

    def run(self) -> list[nodes.Node]:
        """Return both, read as Markdown."""
        self.env.note_dependency(str(RECORD))
        lines = text(json.loads(RECORD.read_text(encoding="utf-8"))).splitlines()
        place = nodes.container()
        self.state.nested_parse(StringList(lines, str(RECORD)), self.content_offset, place)
        return place.children


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the extension (Sphinx calls this)."""
    app.add_directive("readers", Readers)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
