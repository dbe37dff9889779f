"""Other ways to write an answer: what a reader may type instead of the form that the book has."""

from fractions import Fraction

from lecture_lib.expression.formula import parse_formula
from lecture_lib.expression.notation import PLAIN, Piece, exact_number, number_piece


def rewritten(text, names):
    """Return a formula with all its sums and products turned around."""
    formula = parse_formula(text, names)
    pieces = []
    for node in formula.nodes:
        operands = [pieces[arg] for arg in node.args]
        if node.value is not None:
            pieces.append(number_piece(exact_number(node.value)))
        elif node.op == "leaf":
            pieces.append(Piece(node.name))
        elif node.op in ("add", "mul"):
            pieces.append(PLAIN.write(node.op, operands[::-1]))
        elif node.op == "sub":
            a, b = operands
            pieces.append(PLAIN.write("add", [PLAIN.negative(b), a]))
        else:
            pieces.append(PLAIN.write(node.op, operands))
    return pieces[formula.result].text


def formulas(text, names):
    """Return other forms of a formula."""
    turned = rewritten(text, names)
    return [text, turned, f"f = {text}", f"2*({text})/2", f"-(-({turned}))", f" ( {text} ) "]


def numbers(x):
    """Return other forms of a number."""
    plain = exact_number(x)
    forms = [plain, plain.replace("-", "−"), f"w2 = {plain}", f"{plain} + 0", f"2*({plain})/2"]
    fraction = Fraction(x).limit_denominator(1000)
    if abs(float(fraction) - x) <= 1e-10 * abs(x):
        forms.append(f"{fraction.numerator}/{fraction.denominator}")
    if "." in plain and "e" not in plain:
        forms += [plain + "00", plain.replace("0.", ".")]
    return forms


def letters(places, order):
    """Return the letters of items, which stand in `order`, in several forms."""
    typed = ["abcdefg"[order.index(place)] for place in places]
    return [" ".join(typed), "".join(typed).upper(), ", ".join(typed)]


def shapes(rows, columns):
    """Return other forms of a shape."""
    between = [" × ", " x ", ", ", " by ", "×"]
    plain = [f"{rows}{sign}{columns}" for sign in between]
    return [*plain, f"({rows}, {columns})", f"[{columns} - {columns} + {rows}; {columns}]"]
