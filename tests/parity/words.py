"""What the stepper's JavaScript says about an expression, and what its formulas are worth."""

import math
import re

from javascript import literal

from lecture_lib.expression import parse

TRACE = "modules.trace.trace(modules.expression.parse({text}), {values})"
ALL = """
((t, m, nodes) => ({
  names: m.nodeNames(t.expression),
  displayNames: nodes.map((i) => m.displayName(t.expression, i)),
  formulas: nodes.map((i) => m.formula(t.expression, i)),
  lines: nodes.map((i) => m.formulaText(t, i)),
  chains: nodes.map((i) => (t.gradients[i] === null ? null : m.chain(t, i))),
  chainTexts: nodes.map((i) => (t.gradients[i] === null ? null : m.chainText(t, i))),
  edges: t.steps.filter(({ kind }) => kind === "backward").map((step) => m.edgeFactor(t, step)),
  ...t,
}))"""


def spoken(js, text, values):
    """Return all that is said of an expression at these values, and its numbers."""
    script = TRACE.format(text=literal(text), values=literal(values))
    return js.run(f"{ALL}({script}, modules.trace, [...Array({len(parse(text).nodes)}).keys()])")


def value_of(formula, known):
    """Return what a formula or the symbol of a derivative is worth, by Python's own arithmetic."""

    def number(text):
        again = parse(f"result = ({_with_abs(text)}) + 0*zero")
        return again.evaluate({n: known[n] if n != "zero" else 0.0 for n in again.leaves})[-1]

    def compared(found):
        left, sign, right = found.groups()
        holds = number(left) > number(right) if sign == ">" else number(left) < number(right)
        return str(int(holds))

    formula = re.sub(r"\[([^\]]*) ([<>]) ([^\]]*)\]", compared, formula.replace("½", "0.5"))
    for name, function in (("σ′", _slope), ("tanh′", _tanh_slope), ("sgn", _sign)):
        while f"{name}(" in formula:
            start = formula.index(f"{name}(")
            inner = _inside(formula[start + len(name) :])
            end = start + len(name) + len(inner) + 2
            formula = f"{formula[:start]}({function(number(inner))!r}){formula[end:]}"
    return number(formula)


def _inside(text):
    """Return what stands between the parenthesis with which a text begins and its partner."""
    depth = 0
    for i, sign in enumerate(text):
        depth += (sign == "(") - (sign == ")")
        if depth == 0:
            return text[1:i]
    raise AssertionError(text)


def _with_abs(text):
    """Write |x| as abs(x): a bar behind an operand closes, any other one opens."""
    written, before = "", ""
    for sign in text:
        if sign == "|":
            closes = before.isalnum() or before in (")", "|)")
            written += ")" if closes else "abs("
            before = "|)" if closes else "("
        else:
            written += sign
            before = sign if sign != " " else before
    return written


def _slope(x):
    e = math.exp(-abs(x))
    return e / (1.0 + e) ** 2


def _tanh_slope(x):
    # from 350 on it is less than what is told from 0, and the square of cosh still a float
    return 1.0 / math.cosh(min(abs(x), 350.0)) ** 2


def _sign(x):
    return float((x > 0) - (x < 0))
