"""Hypothesis strategies: random expressions with an account of their own of what they mean.

An expression is drawn as a tree of tuples: ``("leaf", "x1")``, ``("const", -2.0)``,
``("mul", a, b)``, ``("add", a, b, c)``. From the tree, and without the library's parser, come its
text in one of many spellings (`spellings`), the nodes that the parser must find (`nodes_of`) and
its value (`value_of`). A program is a list of (name, tree); the last one is the result.
"""

import functools
import math
import random

import numpy as np
from hypothesis import strategies as st

from lecture_lib import activations
from lecture_lib.expression.functions import CONSTANTS, TABLE, arity
from lecture_lib.expression.grammar import Node

LEAVES = ("x1", "x2", "w3", "net", "β2")
DEFINED = ("h1", "h2", "z10")
SPELLED = {op: entry["spellings"] for op, entry in TABLE["functions"].items()}
UNARY = ("neg", *(op for op in SPELLED if arity(op) == 1))
BINARY = ("sub", "mul", "div", "pow", *(op for op in SPELLED if arity(op) == 2))
SIGNS = {"sub": "-−–", "mul": "*·×⋅∗", "div": "/÷∕"}

constants = st.one_of(
    st.integers(-4, 12).map(float),
    st.sampled_from([0.5, -1.5, 2.25, 1e-7, 3e21, 0.1, math.pi, math.e]),
    st.floats(allow_nan=False, allow_infinity=False),
)
moderate = st.floats(-3.0, 3.0).map(lambda x: round(x, 3))
positive = st.floats(0.5, 2.0).map(lambda x: round(x, 3))
any_number = st.one_of(
    st.floats(),
    moderate,
    st.sampled_from([0.0, -0.0, 1.0, -1.0, math.inf, -math.inf, math.nan, 1e300, -1e-300, 5e-324]),
)


def add(*parts):
    """Return a sum in which no part is a sum: a run of additions is one node."""
    return ("add", *(q for p in parts for q in (p[1:] if p[0] == "add" else (p,))))


@functools.cache
def trees(leaves=LEAVES, consts=constants, unary=UNARY, binary=BINARY, max_leaves=8):
    """Draw a tree whose root is an operation."""
    atoms = st.one_of(
        st.tuples(st.just("leaf"), st.sampled_from(leaves)), st.tuples(st.just("const"), consts)
    )

    def operations(parts):
        return st.one_of(
            st.tuples(st.sampled_from(unary), parts),
            st.tuples(st.sampled_from(binary), parts, parts),
            st.lists(parts, min_size=2, max_size=3).map(lambda many: add(*many)),
        )

    return operations(st.recursive(atoms, operations, max_leaves=max_leaves)).filter(
        lambda tree: leaves_of(tree) != []
    )


@st.composite
def programs(draw, most_definitions=3, **options):
    """Draw a program in which every definition is used."""
    names = list(DEFINED[: draw(st.integers(0, most_definitions))])
    statements = []
    for i, name in enumerate(names):
        statements.append((name, draw(trees(LEAVES + DEFINED[:i], **options))))
    result = draw(trees(LEAVES + tuple(names), **options))
    used = {leaf for _, tree in statements for leaf in leaves_of(tree)} | set(leaves_of(result))
    for name in names:
        if name not in used:
            result = ("mul", ("leaf", name), result)
    statements.append((draw(st.sampled_from(["f", "y"])), result))
    return statements


def leaves_of(tree):
    """Return the names in a tree, from left to right."""
    if tree[0] == "leaf":
        return [tree[1]]
    return [] if tree[0] == "const" else [name for part in tree[1:] for name in leaves_of(part)]


def variables_of(program):
    """Return the names in a program that it does not define, each once."""
    defined = [name for name, _ in program]
    names = [name for _, tree in program for name in leaves_of(tree)]
    return [name for name in dict.fromkeys(names) if name not in defined]


def values_for(program, numbers=moderate):
    """Draw a value for each variable of a program."""
    return st.fixed_dictionaries(dict.fromkeys(variables_of(program), numbers))


def spellings(program):
    """Draw a text that means the program."""
    return st.integers(0, 2**32).map(lambda seed: _Speller(random.Random(seed)).program(program))


class _Speller:
    """Writes trees, choosing at random among the ways to write each thing."""

    def __init__(self, rng):
        self.choose = rng.choice

    def program(self, statements):
        texts = [f"{self.name(name)} = {self.tree(tree)}" for name, tree in statements]
        if statements[-1][0] == "f" and self.choose([True, False]):
            texts[-1] = self.tree(statements[-1][1])
        ends = [self.choose([";", "\n", " ; ", "\r\n", ";\n"]) for _ in texts[1:]]
        ends.append(self.choose(["", ";", "\n"]))
        return "".join(text + end for text, end in zip(texts, ends, strict=True))

    def tree(self, tree):
        op, *parts = tree
        if op == "leaf":
            return self.name(parts[0])
        if op == "const":
            return self.number(parts[0])
        space = self.choose(["", " ", "\u2009", " \t"])
        if op in SPELLED:
            texts = [self.tree(part) for part in parts]
            return f"{self.choose(SPELLED[op])}{space}({f'{space},'.join(texts)})"
        texts = [self.held(part) for part in parts]
        if op == "neg":
            return self.choose("-−–") + space + texts[0]
        if op == "add":
            return f"{space}+{space}".join(texts)
        if op == "pow":
            return self.power(*texts, parts[1])
        if op == "mul" and texts[0][-1] + texts[1][0] == ")(" and self.choose([True, False]):
            return texts[0] + space + texts[1]
        return texts[0] + space + self.choose(SIGNS[op]) + space + texts[1]

    def power(self, base, exponent, tree):
        is_integer = tree[0] == "const" and tree[1].is_integer()
        if is_integer and self.choose([True, False]):
            raised = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
            return base + f"{tree[1]:.0f}".translate(raised)
        return base + self.choose(["^", "**"]) + exponent

    def held(self, tree):
        """Return a tree as an operand, in parentheses where another reading could arise."""
        is_name = tree[0] == "leaf" and self.choose([True, False])
        return self.tree(tree) if is_name else f"({self.tree(tree)})"

    def name(self, name):
        letters = name.rstrip("0123456789")
        digits = name[len(letters) :]
        subscripts = digits.translate(str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉"))
        links = ["", "_"] if digits else [""]
        return letters + self.choose(links) + self.choose([digits, subscripts])

    def number(self, value):
        forms = [repr(value), repr(value).replace("-", "−")]
        forms += [name for name, number in CONSTANTS.items() if number == value]
        if value.is_integer() and abs(value) < 1e15:
            forms += [f"{value:.0f}.", f"{value:.0f}"]
        return self.choose(forms)


def nodes_of(program):
    """Return the nodes that the parser must find in a program."""
    nodes = []
    indices = {}

    def visit(tree, name=None):
        op, *parts = tree
        if op == "leaf" and parts[0] in indices:
            return indices[parts[0]]
        if op in ("leaf", "const"):
            node = Node(op, (), parts[0], None) if op == "leaf" else Node(op, (), None, parts[0])
        else:
            node = Node(op, tuple([visit(part) for part in parts]), name, None)
        nodes.append(node)
        if op == "leaf":
            indices[parts[0]] = len(nodes) - 1
        return len(nodes) - 1

    for name, tree in program:
        indices[name] = visit(tree, name)
    return tuple(nodes)


def value_of(program, values):
    """Return the value of a program by Python's and NumPy's own arithmetic."""
    known = dict(values)
    for name, tree in program:
        known[name] = _value(tree, known)
    return known[program[-1][0]]


def _value(tree, known):
    op, *parts = tree
    if op == "leaf":
        return known[parts[0]]
    if op == "const":
        return parts[0]
    operands = [np.float64(_value(part, known)) for part in parts]
    with np.errstate(all="ignore"):
        return float(ARITHMETIC[op](*operands))


def _sum(*parts):
    total = parts[0]
    for part in parts[1:]:
        total = total + part
    return total


ARITHMETIC = {
    "add": _sum,
    "sub": lambda a, b: a - b,
    "mul": lambda a, b: a * b,
    "div": lambda a, b: a / b,
    "pow": lambda a, b: np.power(a, b),
    "neg": lambda a: -a,
    **{op: getattr(np, op, None) or getattr(activations, op) for op in SPELLED},
}


def size_of_terms(result):
    """Return what the contributions to each node would add up to without their signs.

    Rounding errors of a gradient are small beside this, though not beside the gradient.
    """
    sizes = [0.0] * len(result.gradients)
    sizes[-1] = 1.0
    for step in result.steps:
        if step.kind == "backward":
            sizes[step.operand] += sizes[step.node] * abs(step.local)
    return sizes
