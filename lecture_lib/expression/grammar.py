"""The grammar of expressions: tokens -> nodes, by a whitelist, never by Python's own eval.

::

    sum     = product (("+" | "-") product)*        a run of additions is one node
    product = unary (("*" | "/") unary | power)*    a factor may follow without a sign
    unary   = ("-" | "+") unary | power             a minus sign and a number are one number
    power   = atom ["^" unary | raised digits]
    atom    = number | name | function "(" sum ("," sum)* ")" | "(" sum ")"

Sums make a program; see `program`. A name is letters, then digits; x₃, x_3 and x3 are one name. The
JavaScript twin is ``widgets/formula/grammar.js``: same verdicts, columns and messages.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NoReturn

from .functions import CONSTANTS, FUNCTION_NAMES, FUNCTIONS, arity, meant
from .tokens import ExpressionError, Token

__all__ = ["Known", "Node", "Parser"]

# With these, the canonical text of an expression never breaks the limits that the text itself kept.
MAX_NODES = 200
MAX_OPERANDS = 400
MAX_NESTING = 50

CONSTANT = -1  # in the place of a node: each use of a constant makes one of its own

OPERAND = "a number, a name, a function or '('"


@dataclass(frozen=True, slots=True)
class Node:
    """One node of the graph.

    Attributes
    ----------
    op : str
        "leaf", "const", or a name in `vjps.OPS`; "add" has two operands or more.
    args : tuple of int
        The operands: indices of earlier nodes.
    name : str or None
        The name of a leaf, or the reader's name for the result of an operation.
    value : float or None
        The number of a constant.
    """

    op: str
    args: tuple[int, ...] = ()
    name: str | None = None
    value: float | None = None


@dataclass(slots=True)
class Known:
    """A name that has been met: a leaf, a constant, or the reader's name for a result."""

    node: int
    column: int
    defined: bool
    used: bool


class Parser:
    """Reads one sum after another from the tokens, and adds their nodes to `nodes`."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.position = 0
        self.nesting = 0
        self.nodes: list[Node] = []
        self.operands = 0
        self.names: dict[str, Known] = {}

    @property
    def token(self) -> Token:
        """The next token."""
        return self.tokens[self.position]

    def fail(self, message: str, at: Token | Known | None = None) -> NoReturn:
        """Raise ExpressionError at the next token, or at another place."""
        raise ExpressionError((at or self.token).column, message)

    def accept(self, kind: str) -> bool:
        """Step over the next token if it is of this kind."""
        if self.token.kind != kind:
            return False
        self.position += 1
        return True

    def emit(
        self,
        op: str,
        args: tuple[int, ...] = (),
        name: str | None = None,
        value: float | None = None,
    ) -> int:
        """Add a node, and return its index."""
        self.operands += len(args)
        if len(self.nodes) == MAX_NODES or self.operands > MAX_OPERANDS:
            self.fail(
                f"the expression is too large; at most {MAX_NODES} nodes with {MAX_OPERANDS} "
                "operands are allowed"
            )
        self.nodes.append(Node(op, args, name, value))
        return len(self.nodes) - 1

    def sum(self) -> int:
        """Read a sum, and return its node."""
        left = self.product()
        while True:
            if self.token.kind == "+":
                operands = self.summands(left)
                while self.accept("+"):
                    operands += self.summands(self.product())
                left = self.emit("add", operands)
            elif self.accept("-"):
                left = self.emit("sub", (left, self.product()))
            else:
                return left

    def summands(self, node: int) -> tuple[int, ...]:
        """Return the operands that a node brings into a longer sum."""
        # An unnamed sum is always the newest node, so it can be taken apart.
        op, args, name = self.nodes[node].op, self.nodes[node].args, self.nodes[node].name
        if op != "add" or name is not None:
            return (node,)
        self.nodes.pop()
        self.operands -= len(args)
        return args

    def product(self) -> int:
        """Read a product, and return its node."""
        left = self.unary()
        divided = False
        while True:
            kind, typed = self.token.kind, self.token.typed
            if kind in ("*", "/"):
                self.position += 1
                left = self.emit("mul" if kind == "*" else "div", (left, self.unary()))
                divided = kind == "/"
            elif kind == "number":
                self.fail(
                    f"the number {typed} cannot follow without a sign; write * or another sign "
                    "before it, or put it first"
                )
            elif kind in ("name", "("):
                if divided:
                    self.fail(
                        "a product without a sign after '/' has two readings; write * or "
                        "parentheses"
                    )
                left = self.emit("mul", (left, self.power()))
            else:
                return left

    def unary(self) -> int:
        """Read a factor with its sign, and return its node."""
        self.enter()
        if self.accept("-"):
            number = self.token
            if number.kind == "number" and self.tokens[self.position + 1].kind not in (
                "^",
                "raised",
            ):
                self.position += 1
                node = self.emit("const", value=-number.value)
            else:
                node = self.emit("neg", (self.unary(),))
        else:
            node = self.unary() if self.accept("+") else self.power()
        self.nesting -= 1
        return node

    def enter(self) -> None:
        """Note one more level of nesting."""
        self.nesting += 1
        if self.nesting > MAX_NESTING:
            self.fail(f"the nesting is too deep; at most {MAX_NESTING} levels are allowed")

    def power(self) -> int:
        """Read a factor with its power, and return its node."""
        base = self.atom()
        raised = self.token
        if self.accept("^"):
            return self.emit("pow", (base, self.unary()))
        if raised.kind != "raised":
            return base
        self.enter()
        self.position += 1
        node = self.emit("pow", (base, self.emit("const", value=raised.value)))
        self.nesting -= 1
        if self.token.kind in ("^", "raised"):
            self.fail("a power of a power has two readings; write parentheses")
        return node

    def atom(self) -> int:
        """Read what has no sign outside parentheses, and return its node."""
        start = self.token
        if self.accept("number"):
            return self.emit("const", value=start.value)
        if self.accept("("):
            node = self.sum()
            self.close(start)
            return node
        if self.accept("name"):
            return self.call(start) if start.value in FUNCTIONS else self.variable(start)
        if start.kind in ("end", ";"):
            self.fail(f"{OPERAND} is missing before the end of the line")
        return self.fail(f"{OPERAND} is expected here, not '{start.typed}'")

    def call(self, start: Token) -> int:
        """Read the operands of the function `start`, and return its node."""
        opening = self.token
        if not self.accept("("):
            self.fail(f"{start.typed} is a function; write {start.typed}(...)", start)
        args: tuple[int, ...] = (self.sum(),)
        while self.accept(","):
            args += (self.sum(),)
        self.close(opening)
        op = FUNCTIONS[start.value]
        if len(args) != arity(op):
            takes = "1 argument" if arity(op) == 1 else f"{arity(op)} arguments"
            self.fail(f"{start.typed} takes {takes}, not {len(args)}", start)
        return self.emit(op, args)

    def variable(self, start: Token) -> int:
        """Return the node that the name `start` stands for."""
        name = start.value
        known = self.names.get(name)
        if known is None and name not in CONSTANTS:
            question = meant(name)
            if question:
                self.fail(f"{question} A variable needs another name, such as x1", start)
        if self.token.kind == "(":
            self.fail(
                f"{start.typed} is no function; the functions are {FUNCTION_NAMES}; "
                f"for a product write {start.typed}*(...)",
                start,
            )
        if known is None and name in CONSTANTS:
            self.names[name] = Known(CONSTANT, start.column, defined=False, used=True)
        elif known is None:
            node = self.emit("leaf", name=name)
            self.names[name] = Known(node, start.column, defined=False, used=True)
        elif known.node != CONSTANT:
            known.used = True
        node = self.names[name].node
        return self.emit("const", value=CONSTANTS[name]) if node == CONSTANT else node

    def close(self, opening: Token) -> None:
        """Step over the parenthesis that closes `opening`."""
        if self.accept(")"):
            return
        if self.token.kind in ("end", ";"):
            self.fail(f"')' is missing for the '(' at column {opening.column}")
        self.refuse()

    def refuse(self) -> NoReturn:
        """Raise ExpressionError at a token that cannot follow a sum."""
        messages = {
            ")": "')' has no '(' before it",
            ",": "',' stands only between the two arguments of max or min; decimals have a "
            "point, as in 0.5",
            "=": "'=' stands only after the name that begins a definition, as in x2 = x3 + x4",
        }
        self.fail(messages.get(self.token.kind, f"'{self.token.typed}' is not expected here"))
