"""Names that a text gives to results: what `program` and `function` have in common.

The JavaScript twin is ``widgets/formula/definitions.js``.
"""

from __future__ import annotations

from .functions import FUNCTIONS
from .grammar import Known, Node, Parser
from .tokens import Token

__all__ = ["Definitions"]


class Definitions(Parser):
    """Reads sums that have names, and later ones that use them."""

    def check_new(self, start: Token) -> None:
        """Refuse a name that cannot be defined."""
        if start.value in FUNCTIONS:
            self.fail(f"{start.typed} is a function; a definition needs another name", start)
        known = self.names.get(start.value)
        if known and known.defined:
            self.fail(f"{start.value} is defined twice; every name has one definition", start)

    def define(self, start: Token, node: int) -> None:
        """Let a name stand for a node from here on."""
        name = start.value
        leaf = self.names.get(name)
        if leaf and leaf.column > start.column:
            self.fail(f"{name} is used in its own definition", leaf)
        if leaf:
            self.fail(f"{name} is used before it is defined here; definitions come first", start)
        self.name_node(node, name, start.column)

    def name_node(self, node: int, name: str, column: int) -> None:
        """Give a node a name, unless it is one itself, or has one, or is a number."""
        self.names[name] = Known(node, column, defined=True, used=False)
        op, args, known = self.nodes[node].op, self.nodes[node].args, self.nodes[node].name
        if args and known is None:
            self.nodes[node] = Node(op, args, name)

    def check_used(self, result: int) -> None:
        """Refuse a definition that the result does not need."""
        for name, known in self.names.items():
            if known.defined and not known.used and known.node != result:
                self.fail(
                    f"{name} is defined, but the result on the last line does not use it", known
                )
