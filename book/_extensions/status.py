"""The page of the status, made when the book is built: versions, checks, and how to cite.

Directives without arguments: ``made-with`` is the list of what the book is made with, ``checks``
what the last run of all checks beside this build found (and says so where there is no record of
one), ``how-to-cite`` the sentence and the entry of ``CITATION.cff``, with the address if it is
known.
"""

import json
import platform
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

import yaml
from docutils import nodes
from docutils.statemachine import StringList
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

sys.path.append(str(Path(__file__).resolve().parents[2] / "tools"))

from checks import CHECKS
from record import RECORD, state

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ["numpy", "matplotlib", "anywidget", "jupyter-book", "sphinx", "myst-nb"]
PLAIN = str.maketrans({mark: f"\\{mark}" for mark in r"\`*_{}[]<>$|#"})  # as it is, in Markdown
SCRIPTS = ["preact", "pyodide", "temml", "@codemirror/view", "esbuild"]


def made_with() -> str:
    """Return the Markdown list of what the book is made with."""
    scripts = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    built = state()
    rows = [
        f"This book and its library: {version('lecture-lib')}" + (f", `{built}`" if built else ""),
        f"Python {platform.python_version()}, "
        + ", ".join(f"{name} {version(name)}" for name in PACKAGES),
        "In the pages: " + ", ".join(f"{name} {scripts[name]}" for name in SCRIPTS),
    ]
    return "\n".join(f"- {row}" for row in rows)


def checks(record: dict[str, Any] | None, here: str) -> str:
    """Return the Markdown of what is checked, and of what a run found if there is a record."""
    if record is None:
        return "\n".join(
            [
                "There is no record of a run beside this build: what follows is what `make test` "
                "checks, and not that it passed.",
                "",
                *(f"- {check.name}" for check in CHECKS),
            ]
        )
    passed = sum(check["outcome"] == "passed" for check in record["checks"])
    of = record["sources"] or "sources without a commit"
    also = "" if of == here else f" (these pages are of `{here or 'sources without a commit'}`)"
    browsers = ", ".join(f"{name} {number}" for name, number in record["browsers"].items())
    return "\n".join(
        [
            f"{passed} of {len(record['checks'])} checks passed in the last run of `make test`, of "
            f"`{of}`{also}, on {record['system']}, with {browsers or 'no browser'}.",
            "",
            *(
                f"- {check['name']}: {check['outcome']}"
                + (f", “{check['said'].translate(PLAIN)}”" if check["said"] else "")
                for check in record["checks"]
            ),
        ]
    )


def how_to_cite(citation: dict[str, Any], address: str) -> str:
    """Return the Markdown of the sentence and of the entry for BibTeX."""
    (author,) = [each["name"] for each in citation["authors"]]
    title, number = citation["title"], citation["version"]
    where = f" <{address}>" if address else ""
    url = f"  url = {{{address}}},\n" if address else ""
    return (
        f"{author}. *{title}*, version {number}.{where}\n\n"
        "```bibtex\n@misc{optimization_step_by_step,\n"
        f"  author = {{{{{author}}}}},\n  title = {{{title}}},\n{url}"
        f"  note = {{Version {number}}},\n}}\n```"
    )


class Made(SphinxDirective):
    """A part of the page, as Markdown that `text` returns."""

    def text(self) -> str:
        """Return the Markdown."""
        raise NotImplementedError

    def run(self) -> list[nodes.Node]:
        """Return the part, read anew by every build."""
        self.env.note_reread()
        place = nodes.container()
        lines = StringList(self.text().splitlines(), "status")
        self.state.nested_parse(lines, self.content_offset, place)
        return place.children


class MadeWith(Made):
    """What the book is made with."""

    def text(self) -> str:
        """Return the list."""
        return made_with()


class Checks(Made):
    """What is checked."""

    def text(self) -> str:
        """Return the record of the last run, or that there is none."""
        there = RECORD.exists()
        return checks(json.loads(RECORD.read_text(encoding="utf-8")) if there else None, state())


class HowToCite(Made):
    """How to cite the book."""

    def text(self) -> str:
        """Return the sentence and the entry, with the address of the pages or of the sources."""
        known = self.config.repository
        address = self.config.html_baseurl or (known.url if known else "")
        text = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
        return how_to_cite(yaml.safe_load(text), address)


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the extension (Sphinx calls this)."""
    app.add_directive("made-with", MadeWith)
    app.add_directive("checks", Checks)
    app.add_directive("how-to-cite", HowToCite)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
