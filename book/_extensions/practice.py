"""Questions and code exercises of the whole book: answers at its end, and a reader's own work.

The directive ``answers`` lists the questions of all chapters with their answers, and each question
leads to its own; ``your-work`` lists all that can be done, for ``your_work.js`` to say what is.
"""

from __future__ import annotations

import re
from functools import cache
from html import escape
from typing import Any, NamedTuple

from contents import ROOT, pages
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from lecture_lib import questions
from lecture_lib.exercises.catalogue import EXERCISES
from lecture_lib.expression.notation import format_number
from lecture_lib.questions.draws import LETTERS, filled, numbers, shown_order, value
from lecture_lib.widgets.static_page import WidgetNode

ANSWERS = "book/reference/answers"
SHORT = 14  # words of a prompt, where it is only to be known again


class Chapter(NamedTuple):
    """A chapter in which there is something to do."""

    name: str
    page: str
    title: str


class Work(nodes.raw):
    """The list of all that can be done; it lets the extension find the page that needs a script."""


@cache
def chapters() -> list[Chapter]:
    """Return the chapters in which there is something to do, in the order of the book."""
    busy = {*questions.chapters(), *(exercise.chapter for exercise in EXERCISES.values())}
    found = []
    for page in pages():
        name = page.rpartition("/")[2]
        if name in busy and (ROOT / f"{page}.ipynb").exists():
            text = (ROOT / f"{page}.ipynb").read_text(encoding="utf-8")
            title = re.search(r'^ *"# (.+?)(?:\\n)?",?$', text, re.MULTILINE)
            found.append(Chapter(name, page, title[1] if title else name))
    return found


def asked(chapter: str) -> dict[str, Any]:
    """Return the questions of a chapter by their ids."""
    found: dict[str, Any] = questions.load(chapter) if chapter in questions.chapters() else {}
    return found


def exercises(chapter: str) -> list[str]:
    """Return the names of the functions that a chapter asks for."""
    return [name for name, exercise in EXERCISES.items() if exercise.chapter == chapter]


def short(question: dict[str, Any], key: str) -> str:
    """Return the beginning of what is asked, as plain text."""
    words = filled(question["prompt"]["plain"], numbers(question, key, 0)).split()
    return " ".join(words[:SHORT]) + (" …" if len(words) > SHORT else "")


def html(text: list[Any], drawn: dict[str, float]) -> str:
    """Return a text as HTML, with the numbers of a draw in it."""
    return "".join(
        element(piece, drawn) if isinstance(piece, list) else escape(filled(piece, drawn))
        for piece in text
    )


def element(piece: list[Any], drawn: dict[str, float]) -> str:
    """Return an element of a text, ``[tag, attributes, ...children]``, as HTML."""
    tag, *inside = piece
    own = inside.pop(0) if inside and isinstance(inside[0], dict) else {}
    attributes = "".join(f' {name}="{escape(x)}"' for name, x in own.items())
    closing = "" if tag == "wbr" else f"</{tag}>"
    kept = ' translate="no"' if tag in ("math", "code") else ""
    return f"<{tag}{attributes}{kept}>{html(inside, drawn)}{closing}"


def right_answer(question: dict[str, Any], key: str) -> str:
    """Return the right answer, with the numbers that the page shows first, as HTML."""
    drawn = numbers(question, key, 0)
    if "shown" in question:
        return html(question["shown"]["shown"], drawn)
    order = shown_order(question, key)
    match question["kind"]:
        case "number":
            return format_number(value(question["answer"], drawn), question["digits"])
        case "formula":
            return f'<code translate="no">{escape(filled(str(question["answer"]), drawn))}</code>'
        case "choice":
            option = question["options"][question["answer"]]["shown"]
            return f"{LETTERS[order.index(question['answer'])]}: {html(option, drawn)}"
        case "order":
            return " ".join(LETTERS[order.index(i)] for i in range(len(order)))
    return " × ".join(str(size).replace("*", "·") for size in question["answer"])


class Answers(SphinxDirective):
    """The answers to the questions of all chapters, a section each."""

    def run(self) -> list[nodes.Node]:
        """Return the sections."""
        found = []
        for chapter, page, title in chapters():
            if not asked(chapter):
                continue
            address = self.env.app.builder.get_relative_uri(self.env.docname, page)
            items = []
            for id, question in asked(chapter).items():
                key = f"{chapter}/{id}"
                drawn = numbers(question, key, 0)
                link = f'<a class="reference internal" href="{address}#question-{id}">'
                because = html(question["because"]["shown"], drawn)
                items.append(
                    f'<li id="{chapter}-{id}">{link}{escape(short(question, key))}</a><br>'
                    f"<b>{right_answer(question, key)}</b> – {because}</li>"
                )
            section = nodes.section(ids=[f"answers-{chapter.replace('_', '-')}"])
            section += nodes.title("", title)
            section += nodes.raw("", f'<ol class="answers">{"".join(items)}</ol>', format="html")
            found.append(section)
        return found


class YourWork(SphinxDirective):
    """All that can be done, by chapter, and what a reader can do with the account of it."""

    def run(self) -> list[nodes.Node]:
        """Return the list; without scripts it is a list of all questions and exercises."""
        parts = []
        for chapter, page, title in chapters():
            address = self.env.app.builder.get_relative_uri(self.env.docname, page)
            items = []
            for id, question in asked(chapter).items():
                key = f"{chapter}/{id}"
                items.append((key, f"{address}#question-{id}", escape(short(question, key))))
            for name in exercises(chapter):
                place = f"{address}#exercise-{name.replace('_', '-')}"
                words = f'Write <code translate="no">{name}</code>'
                items.append((f"{chapter}/{name}", place, words))
            listed = "".join(
                f'<li data-key="{key}"><a class="reference internal" href="{to}">{words}</a>'
                '<span class="work-standing"></span></li>'
                for key, to, words in items
            )
            parts.append(
                f"<details data-work-chapter><summary>{escape(title)} "
                f'<span class="work-count">{len(items)} to do</span> '
                f'<progress value="0" max="{len(items)}" aria-label="Done in: {escape(title)}">'
                f"</progress></summary><ul>{listed}</ul></details>"
            )
        return [Work("", WORK.format(chapters="".join(parts)), format="html")]


WORK = """
<div class="your-work">
<h2>To repeat today</h2>
<p data-work="none">Nothing.</p>
<ul data-work="due"></ul>
<h2>By chapter</h2>
{chapters}
<div class="d-print-none" data-work="tools" hidden>
<h2>A file of it</h2>
<p class="work-tools">
<button type="button" data-work="export">Save as a file</button>
<label>Take from a file
<input type="file" data-work="import" accept=".json,application/json"></label>
<button type="button" data-work="forget">Forget everything</button>
</p>
<p data-work="says" role="status"></p>
<dialog data-work="sure" aria-label="Forget everything?">
<form method="dialog">
<p>All that this browser knows of your work in this book will be forgotten. Save it as a file first
if you may want it back.</p>
<p class="work-tools"><button value="keep">Keep it</button>
<button value="forget">Forget it</button></p>
</form>
</dialog>
</div>
</div>
"""


def _lead_to_answers(app: Sphinx, doctree: nodes.document, page: str) -> None:
    """Put after each question where its answer stands: for paper, and for who has no scripts."""
    if ANSWERS not in app.env.found_docs:
        return  # the students' book has none
    address = app.builder.get_relative_uri(page, ANSWERS)
    for node in list(doctree.findall(WidgetNode)):
        if node["widget"] != "Question":
            continue
        anchor = node["state"]["key"].replace("/", "-")
        words = f'Its answer stands in <a href="{address}#{anchor}">Answers</a>, at the end.'
        node.parent.insert(
            node.parent.index(node) + 1,
            nodes.raw("", f'<p class="to-answer">{words}</p>', format="html"),
        )


@cache
def counts() -> str:
    """Return how much there is to do in each chapter, as every page tells its script."""
    names = [chapter.name for chapter in chapters()]
    return " ".join(f"{name}:{len(asked(name)) + len(exercises(name))}" for name in names)


def _add_counts(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    context["practice"] = counts()
    if doctree is not None and any(doctree.findall(Work)):
        app.add_js_file("your_work.js", loading_method="defer")


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the extension (Sphinx calls this)."""
    app.add_directive("answers", Answers)
    app.add_directive("your-work", YourWork)
    app.connect("doctree-resolved", _lead_to_answers)
    app.connect("html-page-context", _add_counts)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
