"""The teacher's pack: what book/teaching/chapters.toml says of each chapter, and each of itself.

The directive ``lecture-plan`` makes the plan of a lecture, with the clock; ``taught-chapters`` has
a section for each chapter. Aims, questions with their answers and exercises are read from the
chapters.
"""

import re
import tomllib
from functools import cache
from typing import Any, NamedTuple

import nbformat
import practice
from contents import ROOT
from docutils import nodes
from docutils.statemachine import StringList
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from lecture_lib.questions.draws import numbers

DATA = ROOT / "book" / "teaching" / "chapters.toml"
LECTURE = 90  # minutes
#: What a student alone may take: a rule of thumb, said on the page.
WORDS_A_MINUTE, QUESTION, EXERCISE = 100, 2, 10
AIMS = re.compile(r"^After this chapter you can\n\n((?:- .*\n)+)", re.MULTILINE)
EXERCISES = re.compile(r"\{exercise(?:-start)?\} (.*)\n:label: (exercise-[\w-]+)$", re.MULTILINE)


class Sources(NamedTuple):
    """What a chapter says of itself: its aims, the titles of its exercises by label, its words."""

    aims: list[str]
    exercises: dict[str, str]
    words: int


@cache
def plan() -> dict[str, Any]:
    """Return what chapters.toml says."""
    return tomllib.loads(DATA.read_text(encoding="utf-8"))


@cache
def sources(page: str) -> Sources:
    """Read a chapter."""
    cells = nbformat.read(ROOT / f"{page}.ipynb", as_version=4).cells
    text = "\n\n".join(cell.source for cell in cells if cell.cell_type == "markdown") + "\n"
    aims = AIMS.search(text)
    if aims is None:
        raise ValueError(f"{page} does not open with what a reader can do after it")
    titles = {label: title for title, label in EXERCISES.findall(text)}
    return Sources(aims[1].splitlines(), titles, len(text.split()))


def alone(chapter: practice.Chapter) -> int:
    """Return the minutes that a student alone may take, in quarters of an hour."""
    of = sources(chapter.page)
    minutes = of.words / WORDS_A_MINUTE
    minutes += QUESTION * len(practice.asked(chapter.name)) + EXERCISE * len(of.exercises)
    return 15 * round(minutes / 15)


def taught() -> list[tuple[practice.Chapter, dict[str, Any]]]:
    """Return the chapters and what is said of them, in the order of the book."""
    said = {each["name"]: each for each in plan()["chapter"]}
    return [(each, said[each.name]) for each in practice.chapters() if each.name in said]


class Teaching(SphinxDirective):
    """What both directives need: to write in Markdown."""

    def parse(self, lines: list[str], into: nodes.Element) -> nodes.Element:
        """Read lines of Markdown into a node, and return it."""
        self.state.nested_parse(StringList(lines), self.content_offset, into)
        return into

    def link(self, chapter: practice.Chapter) -> str:
        """Return a link to a chapter."""
        return f"[{chapter.title}](/{chapter.page}.ipynb)"


class LecturePlan(Teaching):
    """The plan of a lecture: when which chapter comes, and what is shown."""

    def run(self) -> list[nodes.Node]:
        """Return a list."""
        lines, minute = [], 0
        for chapter, said in taught():
            if not said["minutes"]:
                continue
            shown = " ".join(
                f"*{each['name']}*: {each['predict'][0].lower()}{each['predict'][1:]}"
                for each in said.get("widget", [])
            )
            lines.append(f"- **{minute} min.** {self.link(chapter)}. {shown or said['say']}")
            minute += said["minutes"]
        lines.append(f"- **{minute} min.** Questions, {plan()['pauses']} minutes of them.")
        minute += plan()["pauses"]
        if minute != LECTURE:
            raise ValueError(f"{DATA.name}: {minute} minutes are planned, not {LECTURE}")
        return self.parse(lines, nodes.container()).children


class TaughtChapters(Teaching):
    """A section for each chapter."""

    def run(self) -> list[nodes.Node]:
        """Return the sections."""
        return [self.section(chapter, said) for chapter, said in taught()]

    def section(self, chapter: practice.Chapter, said: dict[str, Any]) -> nodes.section:
        """Return the section of a chapter."""
        of, asked = sources(chapter.page), practice.asked(chapter.name)
        section = nodes.section(ids=[f"teach-{chapter.name.replace('_', '-')}"])
        section += nodes.title("", chapter.title)
        in_class = f"{said['minutes']} minutes" if said["minutes"] else "not in it"
        hours = f"{alone(chapter) / 60:g}"
        lines = [
            f"{self.link(chapter)}: in the lecture {in_class}; alone about {hours} hours, for "
            f"{of.words} words, {len(asked)} questions and {len(of.exercises)} exercises. "
            + said["say"],
            "",
            "**Afterwards** students can",
            "",
            *of.aims,
            "",
        ]
        for widget in said.get("widget", []):
            lines += [f"**{widget['name']}.** {widget['when']} *Predict:* {widget['predict']}", ""]
        exercises = "; ".join(f"{{ref}}`{label}`, *{of.exercises[label]}*" for label in said["set"])
        lines += [f"**To set:** {exercises}.", "", "**To ask:**"]
        self.parse(lines, section)
        section += nodes.raw("", self.questions(chapter, said["ask"]), format="html")
        return section

    def questions(self, chapter: practice.Chapter, ids: list[str]) -> str:
        """Return questions of a chapter with their answers, as HTML."""
        address = self.env.app.builder.get_relative_uri(self.env.docname, chapter.page)
        items = []
        for id in ids:
            question, key = practice.asked(chapter.name)[id], f"{chapter.name}/{id}"
            drawn = numbers(question, key, 0)
            prompt = practice.html(question["prompt"]["shown"], drawn)
            because = practice.html(question["because"]["shown"], drawn)
            items.append(
                f'<li>{prompt} <a class="reference internal" href="{address}#question-{id}">In the '
                f"chapter</a><br><b>{practice.right_answer(question, key)}</b> – {because}</li>"
            )
        return f'<ol class="answers">{"".join(items)}</ol>'


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the extension (Sphinx calls this)."""
    app.add_directive("lecture-plan", LecturePlan)
    app.add_directive("taught-chapters", TaughtChapters)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
