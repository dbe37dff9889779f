"""Formulas are compared as SymPy does: ten thousand pairs, equal ones and such as differ a little.

A formula is made at random, and rewritten by rules of algebra; then perhaps one sign, number, name
or function in it is changed. SymPy, which knows nothing of points, says which pairs are equal.
"""

import random

import pytest
import sympy

from lecture_lib.expression.formula import parse_formula
from lecture_lib.questions.comparison import equal

NAMES = ["x", "y", "w1"]
SYMBOLS = {name: sympy.Symbol(name, positive=True) for name in NAMES}
PLACE = dict(zip(SYMBOLS.values(), sympy.sympify(["7/5", "11/13", "9/4"]), strict=True))
DOMAIN = dict.fromkeys(NAMES, (0.2, 2.5))
FUNCTIONS = {
    "exp": sympy.exp,
    "log": sympy.log,
    "sqrt": sympy.sqrt,
    "sigmoid": lambda a: 1 / (1 + sympy.exp(-a)),
    "tanh": lambda a: 1 - 2 / (1 + sympy.exp(2 * a)),
}


def leaf(rng):
    return rng.choice([*NAMES, *NAMES, "2", "3", "0.5"])


def formula(rng, depth):
    """Return a tree: a text, or an operation with its operands. Functions are of sums of names."""
    if depth == 0 or rng.random() < 0.15:
        return leaf(rng)
    op = rng.choice("+-**/^f")
    if op == "^":
        return ("^", formula(rng, depth - 1), rng.choice(["2", "3"]))
    if op == "f":
        return (rng.choice(list(FUNCTIONS)), ("+", rng.choice(NAMES), leaf(rng)))
    return (op, formula(rng, depth - 1), formula(rng, depth - 1))


def rewritten(rng, tree):
    """Return another form of a tree, by one rule of algebra at each of its places."""
    if isinstance(tree, str):
        forms = [tree, tree, ("/", ("*", "2", tree), "2"), ("-", ("+", tree, "x"), "x")]
        return rng.choice(forms)
    op, a, *rest = tree
    if op in FUNCTIONS:
        inside = ("+", a[2], a[1])
        identities = {
            "exp": ("*", ("exp", a[1]), ("exp", a[2])),
            "log": ("*", "2", ("log", ("sqrt", inside))),
            "sqrt": (op, inside),
            "sigmoid": ("/", "1", ("+", "1", ("exp", ("-", "0", inside)))),
            "tanh": ("-", ("*", "2", ("sigmoid", ("*", "2", inside))), "1"),
        }
        return rng.choice([tree, (op, inside), identities[op]])
    a, b = (rewritten(rng, part) for part in (a, rest[0]))
    match op:
        case "+":
            return rng.choice([(op, a, b), (op, b, a), ("-", a, ("-", "0", b))])
        case "-":
            return rng.choice([(op, a, b), ("+", ("-", "0", b), a), ("-", "0", ("-", b, a))])
        case "*":
            return rng.choice([(op, a, b), (op, b, a), ("-", ("*", ("+", a, "1"), b), b)])
        case "/":
            return rng.choice(
                [(op, a, b), ("*", a, ("/", "1", b)), ("/", ("*", a, "y"), ("*", b, "y"))]
            )
    square = ("*", a, a)
    return rng.choice([(op, a, tree[2]), square if tree[2] == "2" else ("*", square, a)])


def places(tree):
    """Return the paths to all parts of a tree."""
    if isinstance(tree, str):
        return [()]
    return [(), *((i, *path) for i, part in enumerate(tree[1:], 1) for path in places(part))]


def changed(rng, tree):
    """Return a tree with one thing in it changed, as a reader's slip would."""

    def at(part, path):
        if path:
            return tuple(at(x, path[1:]) if i == path[0] else x for i, x in enumerate(part))
        if isinstance(part, str):
            return rng.choice([name for name in [*NAMES, "2", "3", "1"] if name != part])
        if part[0] in FUNCTIONS:
            return (rng.choice([name for name in FUNCTIONS if name != part[0]]), part[1])
        if part[0] == "^":
            return ("^", part[1], "3" if part[2] == "2" else "2")
        return (rng.choice([op for op in "+-*/" if op != part[0]]), *part[1:])

    return at(tree, rng.choice(places(tree)))


def typed(tree):
    """Return a tree as a reader types it."""
    if isinstance(tree, str):
        return tree
    op, *parts = tree
    if op in FUNCTIONS:
        return f"{op}({typed(parts[0])})"
    return f"({typed(parts[0])}){op}({typed(parts[1])})"


def exact(tree):
    """Return a tree as SymPy has it."""
    if isinstance(tree, str):
        return SYMBOLS.get(tree) or sympy.Rational(tree)
    op, *parts = tree
    if op in FUNCTIONS:
        return FUNCTIONS[op](exact(parts[0]))
    a, b = map(exact, parts)
    return {"+": a + b, "-": a - b, "*": a * b, "^": a**b}[op] if op != "/" else a / b


def is_zero(difference):
    """Whether SymPy holds an expression for zero: it has the value 0, and cancels to nothing."""
    value = sympy.N(difference.subs(PLACE), 60, chop=False)
    if abs(value) > 1e-30:
        return False
    plain = sympy.expand_log(sympy.expand(difference, power_exp=True), force=True)
    return sympy.cancel(sympy.together(plain)) == 0


@pytest.mark.parametrize("part", range(20))
def test_formulas_are_equal_where_sympy_says_so(part):
    rng = random.Random(part)
    counts = {True: 0, False: 0}
    while sum(counts.values()) < 500:
        first = formula(rng, 2)
        second = rewritten(rng, first)
        if rng.random() < 0.5:
            second = changed(rng, second)
        a, b = exact(first), exact(second)
        if (a - b).has(sympy.nan, sympy.zoo, sympy.oo):
            continue  # a quotient by a difference that is zero everywhere
        ours = equal(*(parse_formula(typed(x), NAMES) for x in (first, second)), DOMAIN, part, {})
        assert ours == is_zero(a - b), (typed(first), typed(second))
        counts[ours] += 1
    assert min(counts.values()) > 150
