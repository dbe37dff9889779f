r"""The sources of the slides: what stands below the title of each.

::

    ```{slide} Loss Functions
    :section: How does the square loss pull?
    ```

names a slide of the lecture, as the map of slides does, from which the rest is taken: the chapter,
and what differs from the lecture. ``section`` is how a title in that chapter begins. ``widget``
puts a living widget there, with what is to be different from its first state as JSON, and
``notes`` is what the speaker reads. `deck` makes the slides of it.
"""

import json
from typing import Any

from docutils import nodes
from docutils.parsers.rst import directives
from docutils.statemachine import StringList
from lecture_map import row
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective

from lecture_lib import widgets
from lecture_lib.widgets.static_page import WidgetNode, kind_of, page_element


class ToSection(nodes.inline):
    """A link to a part of a chapter, before the title of the part is known."""


class Slide(SphinxDirective):
    """Where a slide comes from, where the book has more of it, and what differs."""

    required_arguments = 1
    final_argument_whitespace = True
    option_spec = {"section": directives.unchanged_required}  # noqa: RUF012 - docutils' protocol

    def run(self) -> list[nodes.Node]:
        """Return the lines, each with a class of its own."""
        try:
            of = row(self.arguments[0])
        except KeyError as problem:
            raise ExtensionError(f"{self.env.docname}, line {self.lineno}: {problem}") from problem
        if "section" not in self.options:
            raise ExtensionError(f"{self.env.docname}, line {self.lineno}: a slide has :section:")
        place = nodes.paragraph("", "", classes=["slide-more"])
        place += ToSection(page=of.pages[0], begins=self.options["section"])
        lines = nodes.container(classes=["slide-about"])
        lines += self._line(f"Lecture: {of.slide}", "slide-of")
        lines += place
        if of.differs:
            lines += self._line(f"**Not as in the lecture:** {of.differs}", "slide-differs")
        return [lines]

    def _line(self, text: str, kind: str) -> nodes.Element:
        line = nodes.container(classes=[kind])
        self.state.nested_parse(StringList([text]), self.content_offset, line)
        return line


class Notes(SphinxDirective):
    """What the speaker reads: what to ask, and what usually goes wrong."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the notes."""
        self.assert_has_content()
        notes = nodes.container(classes=["slide-notes"])
        self.state.nested_parse(self.content, self.content_offset, notes)
        return [notes]


class Widget(SphinxDirective):
    """A living widget, whose script comes when a reader comes near."""

    required_arguments = 1
    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the widget."""
        name = self.arguments[0]
        kind_of(name)  # refuses what is no widget
        changes: dict[str, Any] = json.loads("\n".join(self.content) or "{}")
        state = getattr(widgets, name)(**changes).state()
        html = page_element(name, state, waits=True)
        return [WidgetNode("", html, format="html", widget=name, state=state, waits=True)]


def titled(chapter: nodes.document) -> dict[str, str]:
    """Return the ids of the parts of a chapter, and the titles that stand above them."""
    return {
        title.parent["ids"][0]: title.astext()
        for title in chapter.findall(nodes.title)
        if isinstance(title.parent, nodes.section) and title.parent["ids"]
    }


def _lead_to_sections(app: Sphinx, doctree: nodes.document, page: str) -> None:
    """Make the links, now that all chapters are read."""
    for node in list(doctree.findall(ToSection)):
        chapter, *parts = titled(app.env.get_doctree(node["page"])).items()
        found = [(anchor, title) for anchor, title in parts if title.startswith(node["begins"])]
        if len(found) != 1:
            raise ExtensionError(
                f"{page}: {len(found)} titles in {node['page']} begin with {node['begins']!r}; "
                f"it has {[title for _, title in parts]}"
            )
        ((anchor, title),) = found
        address = f"{app.builder.get_relative_uri(page, node['page'])}#{anchor}"
        link = nodes.reference("", title, refuri=address, internal=True)
        node.replace_self([nodes.inline("", f"{chapter[1]}: ", classes=["slide-chapter"]), link])


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the extension (Sphinx calls this)."""
    app.add_directive("slide", Slide)
    app.add_directive("notes", Notes)
    app.add_directive("widget", Widget)
    app.connect("doctree-resolved", _lead_to_sections)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
