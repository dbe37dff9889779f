"""Proofs that may be skipped at first: folded, with a line that says so.

A proof of the class ``dropdown`` has no title that could be clicked. Its first paragraph becomes
that title::

    :::{prf:proof}
    :class: dropdown

    (It may be skipped at first.)

    The proof itself.
    :::

In a notebook and on paper the same words stand in front of the proof.
"""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.transforms import SphinxTransform


class FoldedProofs(SphinxTransform):
    """Make the first paragraph of a folded proof its title."""

    default_priority = 210

    def apply(self, **_: Any) -> None:
        """Give each folded proof of the page its title."""
        for proof in self.document.findall(is_folded_proof):
            first = proof.children[0] if len(proof.children) > 1 else None
            if not isinstance(first, nodes.paragraph):
                raise ExtensionError(f"a folded proof begins with a line of its own: {proof}")
            proof.replace(first, nodes.title(first.rawsource, "", *first.children))
            proof["ids"] = []  # all proofs of a page have one and the same


def is_folded_proof(node: nodes.Node) -> bool:
    """Tell whether a node is a proof that is to be folded."""
    return isinstance(node, nodes.admonition) and {"proof", "dropdown"} <= set(node["classes"])


def setup(app: Sphinx) -> dict[str, bool]:
    """Add the transform to Sphinx."""
    app.add_transform(FoldedProofs)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
