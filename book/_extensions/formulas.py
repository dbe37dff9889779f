"""Formulas are typeset when the book is built, as MathML: no script does it in the page.

As a page is read, each formula's TeX is put aside and its text becomes what one would type of it
without TeX, ``1/ε``. So titles are sensible in the search index too, where only text can stand.
What is written directly before or after a formula, a bracket or a comma, becomes a part of it.
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

# From a folder a browser does not take such a link, and complains.
PRELOAD = """
<script>
if (location.protocol !== "file:")
  document.head.append(Object.assign(document.createElement("link"),
    { rel: "preload", as: "font", type: "font/woff2", crossOrigin: "", href: "%s" }));
</script>"""

# What no line end parts from a formula: the end of the text before it, the beginning of that after.
BEFORE = re.compile(r"[^\s\-–—]+$")
AFTER = re.compile(r"[^\s\w(\[{“‘„]+|\w+")


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
    """Read the formulas that are still TeX."""
    for formula in list(document.findall(is_unread)):
        tex, display = formula.astext().strip(), isinstance(formula, nodes.math_block)
        try:
            text = plain_text.of(mathml.tree(tex, display))
        except mathml.FormulaError as error:
            where = f"{env.doc2path(env.docname, base=False)}, line {formula.line}"
            raise ExtensionError(f"{where}: this is no formula: {tex}\n{error}") from error
        before, after = ("", "") if display else take_neighbours(formula)
        formula.attributes.update(tex=tex, before=before, after=after)
        formula[:] = [nodes.Text(before + text + after)]


def is_formula(node: nodes.Node) -> bool:
    """Whether a node is a formula."""
    return isinstance(node, nodes.math | nodes.math_block)


def is_unread(node: nodes.Node) -> bool:
    """Whether a node is a formula whose text is still TeX."""
    return is_formula(node) and "tex" not in node


def take_neighbours(formula: nodes.math) -> tuple[str, str]:
    """Take away, and return, what is written directly before and after a formula."""
    parent = formula.parent
    place = parent.index(formula)
    before = parent[place - 1] if place else None
    after = parent[place + 1] if place + 1 < len(parent) else None
    leads = BEFORE.search(before) if isinstance(before, nodes.Text) else None
    follows = AFTER.match(after) if isinstance(after, nodes.Text) else None
    if leads:
        parent[place - 1] = nodes.Text(before[: leads.start()])
    if follows:
        parent[place + 1] = nodes.Text(after[follows.end() :])
    return leads[0] if leads else "", follows[0] if follows else ""


def visit_math(translator: HTML5Translator, node: nodes.math) -> None:
    """Write a formula that stands in the text."""
    translator.body.append(translator.starttag(node, "span", "", CLASS="formula", translate="no"))
    html = line_ends.markup(node["tex"], before=node["before"], after=node["after"])
    translator.body.append(f"{html}</span>")
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


def ask_for_font(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Have a page with formulas ask for their font at once: when it comes late, the text moves."""
    if doctree is not None and any(doctree.findall(is_formula)):
        context["metatags"] += PRELOAD % context["pathto"]("_static/fonts/lecture-math.woff2", 1)


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the extension (Sphinx calls this)."""
    app.add_transform(ReadFormulas)
    app.add_post_transform(ReadLateFormulas)
    app.add_html_math_renderer("mathml", (visit_math, None), (visit_math_block, None))
    app.config.html_math_renderer = "mathml"
    app.connect("html-page-context", ask_for_font)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
