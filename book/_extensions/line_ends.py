"""A formula as HTML: one ``<math>``, or several between which a line may end.

No browser breaks a line within a ``<math>``. So a formula that may be longer than a line of a phone
is cut after operators outside of brackets, as TeX would break it.
"""

from collections.abc import Iterator
from html import escape
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from mathml import tree

LETTERS = 17  # a formula with more of them may be longer than a phone's line
OPERATORS = set("=≠<>≤≥≈∝⪰∈⊆→←↦≔+−±∓×⋅⊙")
MARKS = set(",;")
BRACKETS = {"(": ")", "[": "]", "{": "}", "⟨": "⟩", "|": "|", "‖": "‖"}
BASES = {"msup", "msub", "msubsup"}
WIDE = 0.9  # em: a space that parts two statements


def markup(tex: str, display: bool = False, before: str = "", after: str = "") -> str:
    """Return the HTML of a formula, together with the text directly before and after it.

    Examples
    --------
    >>> markup("x")
    '<math><mi>x</mi></math>'
    >>> markup("x", after=",")
    '<span class="together"><math><mi>x</mi></math>,</span>'
    >>> markup("x_1 + x_2 + x_3 + x_4 + x_5 + x_6 + x_7").count("<wbr>")
    6
    """
    math = tree(tex, display)
    cut = list(pieces(math)) if len(letters(math)) > LETTERS else [list(math)]
    html = ""
    for place, piece in enumerate(cut):
        first, last = place == 0, place == len(cut) - 1
        gap = 0.0 if last else width(piece[-1])
        if gap >= WIDE:
            piece = piece[:-1]
        part = Element("math", math.attrib)
        part.extend(piece)
        text = ElementTree.tostring(part, encoding="unicode", short_empty_elements=False)
        if (first and before) or (last and after):
            ends = escape(before) * first, escape(after) * last
            text = f'<span class="together">{ends[0]}{text}{ends[1]}</span>'
        # A space between words goes where a line ends.
        end = f'<span style="word-spacing:{gap - 0.25:.2g}em"> </span>' if gap >= WIDE else "<wbr>"
        html += text if last else text + end
    return html


def pieces(math: Element) -> Iterator[list[Element]]:
    """Yield the parts of a formula between which a line may end, each a list of its elements."""
    piece: list[Element] = []
    awaited: list[str] = []  # brackets that are still to be closed
    for child, following in zip(math, [*math[1:], None], strict=True):
        piece.append(child)
        if sign(child) in awaited:
            del awaited[awaited.index(sign(child)) :]
        elif sign(child) in BRACKETS:
            awaited.append(BRACKETS[sign(child)])
        if awaited or following is None or following.tag == "mspace":
            continue
        last = next((each for each in reversed(piece) if each.tag != "mspace"), child)
        operator = last is not piece[0] and is_operator(last) and not is_operator(following)
        if operator:
            last.set("form", "infix")  # it keeps its spaces though nothing follows
        if operator or sign(last) in MARKS or width(child) >= WIDE:
            yield piece
            piece = []
    yield piece


def is_operator(element: Element) -> bool:
    """Whether an element is an operator between two others."""
    return element.tag == "mo" and sign(element) in OPERATORS and element.get("form") != "prefix"


def letters(math: Element) -> str:
    """Return all letters and signs of a formula, one after the other."""
    return "".join("".join(math.itertext()).split())


def sign(element: Element) -> str:
    """Return the text of an element that has no others within; or of its base."""
    while element.tag in BASES or (element.tag in ("mrow", "mpadded") and len(element) == 1):
        element = element[0]
    return "" if len(element) else (element.text or "")


def width(space: Element) -> float:
    """Return the width of a space in em, and 0 of anything else."""
    return float(space.get("width", "0em").removesuffix("em")) if space.tag == "mspace" else 0.0
