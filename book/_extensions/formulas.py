"""Formulas are typeset when the book is built, as MathML: no script does it in the page.

As a page is read, each formula's TeX is put aside and its text becomes what one would type of it
without TeX, ``1/ε``. So titles are sensible in the search index too, where only text can stand.
A formula and what is written directly before or after it, a bracket or a comma, are put together.
"""

import re
from typing import Any

import line_ends
import mathml
import plain_text
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError
from sphinx.locale import _
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.math import get_node_equation_number
from sphinx.writers.html5 import HTML5Translator

# The end of a text that no line end parts from the formula after it, and the beginning of one.
BEFORE = re.compile(r"[^\s\-–—/]+$")
AFTER = re.compile(r"[^\s\-–—/]*[\-–—/]?")


class ReadFormulas(SphinxTransform):
    """Reads the formulas of a page when the page is read."""

    default_priority = 860  # after the quotes became curly, before titles are collected

    def apply(self, **kwargs: Any) -> None:
        """Do so."""
        read_all(self.document, self.env)


class ReadLateFormulas(SphinxPostTransform):
    """Reads those that come into a page later: a solution takes the title of its exercise."""

    default_priority = 25  # after sphinx_exercise put it there

    def run(self, **kwargs: Any) -> None:
        """Do so."""
        read_all(self.document, self.env)


def read_all(document: nodes.document, env: BuildEnvironment) -> None:
    """Read the formulas that are still TeX, and put each together with what touches it."""
    for formula in list(document.findall(is_unread)):
        read(formula, f"{env.doc2path(env.docname, base=False)}, line {formula.line}")
        if isinstance(formula, nodes.math):
            put_together(formula)


def is_unread(node: nodes.Node) -> bool:
    """Whether a node is a formula whose text is still TeX."""
    return isinstance(node, nodes.math | nodes.math_block) and "tex" not in node


def read(formula: nodes.math | nodes.math_block, where: str) -> None:
    """Put the TeX of a formula into its attribute ``tex``, and plain text in its place."""
    tex = formula.astext().strip()
    try:
        math = mathml.tree(tex, isinstance(formula, nodes.math_block))
    except mathml.FormulaError as error:
        raise ExtensionError(f"{where}: this is no formula: {tex}\n{error}") from error
    formula["tex"] = tex
    formula[:] = [nodes.Text(plain_text.of(math))]


def put_together(formula: nodes.math) -> None:
    """Put a formula and what touches it into a node of their own, in which no line ends."""
    parent = formula.parent
    place = parent.index(formula)
    before = parent[place - 1] if place else None
    after = parent[place + 1] if place + 1 < len(parent) else None
    leads = BEFORE.search(before) if isinstance(before, nodes.Text) else None
    follows = AFTER.match(after) if isinstance(after, nodes.Text) else None
    together = nodes.inline(classes=["together"])
    if leads:
        parent[place - 1] = nodes.Text(before[: leads.start()])
        together += nodes.Text(leads[0])
    parent[place] = together
    together += formula
    if follows and follows[0]:
        parent[place + 1] = nodes.Text(after[follows.end() :])
        together += nodes.Text(follows[0])
    if len(together) == 1:
        parent[place] = formula


def visit_math(translator: HTML5Translator, node: nodes.math) -> None:
    """Write a formula that stands in the text."""
    translator.body.append(translator.starttag(node, "span", "", CLASS="formula", translate="no"))
    translator.body.append(f"{line_ends.markup(node['tex'])}</span>")
    raise nodes.SkipNode


def visit_math_block(translator: HTML5Translator, node: nodes.math_block) -> None:
    """Write a formula that stands alone."""
    translator.body.append(translator.starttag(node, "div", CLASS="formula", translate="no"))
    if node["number"]:
        translator.body.append(f'<span class="eqno">({get_node_equation_number(translator, node)})')
        translator.add_permalink_ref(node, _("Link to this equation"))
        translator.body.append("</span>")
    translator.body.append(f"{line_ends.markup(node['tex'], display=True)}</div>\n")
    raise nodes.SkipNode


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the extension (Sphinx calls this)."""
    app.add_transform(ReadFormulas)
    app.add_post_transform(ReadLateFormulas)
    app.add_html_math_renderer("mathml", (visit_math, None), (visit_math_block, None))
    app.config.html_math_renderer = "mathml"
    return {"parallel_read_safe": True, "parallel_write_safe": True}
