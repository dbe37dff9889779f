"""Programs of the expression language: definitions, and the result on the last line.

::

    program   = statement ((";" | new line) statement)*
    statement = [name "="] sum

The last statement is the result; without a name it is called f. The grammar of a sum stands in
`grammar`. The JavaScript twin is ``widgets/backprop_stepper/program.js``.
"""

from __future__ import annotations

from .definitions import Definitions
from .grammar import Node
from .tokens import Token, tokenize

__all__ = ["parse_nodes"]


class _Program(Definitions):
    def program(self) -> list[Node]:
        bare = last = None
        while self.token.kind != "end":
            if self.accept(";"):
                continue
            if bare:
                self.fail("only the last line may go without a name; write name = ... here", bare)
            last = self.token
            bare = None if self.statement() else last
        if last is None:
            self.fail("the expression is empty; write for example x1 - x2")
        if bare:
            self.name_result(bare)
        self.check_used(len(self.nodes) - 1)
        if not any(node.op == "leaf" for node in self.nodes):
            self.fail("the expression has no variable; use at least one name such as x1", last)
        return self.nodes

    def statement(self) -> bool:
        start = self.token
        named = start.kind == "name" and self.tokens[self.position + 1].kind == "="
        if named:
            self.position += 2
            self.check_new(start)
        first = self.token
        node = self.sum()
        if self.token.kind not in (";", "end"):
            self.refuse()
        if self.nodes[node].op in ("leaf", "const") or self.nodes[node].name is not None:
            self.fail(
                "an operation is needed here, as in x1 - x2; a name or a number alone is none",
                first,
            )
        if named:
            self.define(start, node)
        return named

    def name_result(self, start: Token) -> None:
        taken = self.names.get("f")
        if taken:
            self.fail(
                "f is the name of the result; use another name here, or name the result, as in "
                "y = ...",
                taken,
            )
        self.name_node(len(self.nodes) - 1, "f", start.column)


def parse_nodes(text: str) -> tuple[Node, ...]:
    """Return the nodes of an expression in the order of evaluation, the output last.

    Raises
    ------
    ExpressionError
        If `text` is no expression; see the grammar.

    Examples
    --------
    >>> [node.op for node in parse_nodes("x1 - x2²")]
    ['leaf', 'leaf', 'const', 'pow', 'sub']
    """
    if not isinstance(text, str):
        raise TypeError(f"an expression is a text such as 'x1 - x2', not {type(text).__name__}")
    return tuple(_Program(tokenize(text)).program())
