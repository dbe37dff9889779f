"""A formula as one would type it without TeX: ``1/ε``, ``‖w₀ − w*‖²``.

Titles have this form where only text can stand, as in the list that a search shows.
"""

import re
from xml.etree.ElementTree import Element

LOW = str.maketrans("0123456789+−=()aehijklmnoprstuvxβγρφ", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩ")
HIGH = str.maketrans(
    "0123456789+−=()abcdefghijklmnoprstuvwxyzTβγδ", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵀᵝᵞᵟ"
)
HIGH |= str.maketrans("⊤⋆", "ᵀ*")
ACCENTS = {"ˆ": "\u0302", "‾": "\u0304", "¯": "\u0304", "~": "\u0303", "′": "′"}
INFIX = set("=≠<>≤≥≈∝⪰∈⊆→←↦≔+−±∓⋅×⊙")
APPLICATION = "\u2061"  # of a function; it is not seen


def of(element: Element) -> str:
    """Return a MathML element as a line of text."""
    return " ".join(_text(element).split())


def _text(element: Element) -> str:
    children = list(element)
    match element.tag, children:
        case (("msub" | "munder"), [base, low]):
            return _text(base) + _script(low, LOW, "_")
        case (("msup" | "mover"), [base, high]):
            return _text(base) + _script(high, HIGH, "^")
        case (("msubsup" | "munderover"), [base, low, high]):
            return _text(base) + _script(low, LOW, "_") + _script(high, HIGH, "^")
        case "mfrac", [above, below]:
            return f"{_closed(above)}/{_closed(below)}"
        case "msqrt", _:
            return f"√{_closed(*children)}"
        case "mtr", _:
            return " ".join(map(_text, children))
        case "mtable", _:
            return "; ".join(map(_text, children))
        case "mspace", _:
            return " "
        case _, []:
            return (element.text or "").replace(APPLICATION, "")
    return _row(children)


def _row(children: list[Element]) -> str:
    """Return the elements of a row, with spaces around what stands between two others."""
    words = ""
    for child in children:
        text = _text(child)
        if child.tag == "mo" and text in INFIX and child.get("form") != "prefix":
            text = f" {text} "
        elif text == ",":
            text = ", "
        elif re.search(r"[a-z]{2}$", words) and text[:1].isalnum():
            text = f" {text}"  # log x
        words += text
    return words


def _closed(*elements: Element) -> str:
    """Return a part of a fraction or a root, in brackets unless it is one word."""
    text = " ".join(_row(list(elements)).split())
    return text if re.fullmatch(r"−?(\d+|∂?\D[₀-ₜᵢᵣᵤᵥ]*)", text) else f"({text})"


def _script(element: Element, small: dict[int, int], mark: str) -> str:
    """Return an index or an exponent in small signs, or after a mark where some are lacking."""
    text = "".join(_text(element).split())
    if text in ACCENTS:
        return ACCENTS[text]
    if all(ord(letter) in small for letter in text):
        return text.translate(small)
    return f"{mark}{text}" if len(text) == 1 or text[0] == "(" else f"{mark}({text})"
