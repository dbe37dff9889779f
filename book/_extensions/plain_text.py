"""A formula as one would type it without TeX: ``1/ε``, ``‖w₀ − w*‖²``.

Titles have this form where only text can stand, as in the list that a search shows.
"""

import re
from xml.etree.ElementTree import Element

LOW = str.maketrans("0123456789+−=()aehijklmnoprstuvxβγρφ", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩ")
HIGH = str.maketrans("0123456789+−=()abcdefghijklmnoprstuvwxyzTβγδ⊤⋆′", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵀᵝᵞᵟᵀ*′")
ACCENTS = {"ˆ": "\u0302", "^": "\u0302", "¯": "\u0304", "‾": "\u0304", "˜": "\u0303", "~": "\u0303"}
INFIX = set("=≠<>≤≥≈∝⪰∈⊆→←↦+−±∓⋅×⊙")
INVISIBLE = "\u2061"  # the application of a function
NAMES = re.compile(r"[A-Za-z]{2,}")


def of(element: Element) -> str:
    """Return a MathML element as a line of text."""
    return re.sub(r" +", " ", _text(element)).strip()


def _text(element: Element) -> str:
    children = list(element)
    match element.tag, children:
        case ("msub" | "munder"), [base, low]:
            return _text(base) + _low(low)
        case ("msup" | "mover"), [base, high]:
            return _text(base) + _high(high)
        case ("msubsup" | "munderover"), [base, low, high]:
            return _text(base) + _low(low) + _high(high)
        case "mfrac", [above, below]:
            return f"{_closed(above)}/{_closed(below)}"
        case "msqrt", _:
            inside = _row(children)
            return f"√{inside}" if len(inside) == 1 else f"√({inside})"
        case "mtr", _:
            return " ".join(_text(child) for child in children)
        case "mtable", _:
            return "; ".join(_text(child) for child in children)
        case "mspace", _:
            return " " if element.get("width") != "0em" else ""
        case _, []:
            return (element.text or "").replace(INVISIBLE, "")
    return _row(children)


def _row(children: list[Element]) -> str:
    """Return the elements of a row, with spaces around what stands between two others."""
    words: list[str] = []
    for child in children:
        text = _text(child)
        if child.tag == "mo" and text in INFIX and child.get("form") != "prefix" and words:
            text = f" {text} "
        elif text == ",":
            text = ", "
        elif words and NAMES.search(words[-1][-2:]) and text[:1].isalnum():
            text = f" {text}"  # log x
        words.append(text)
    return "".join(words)


def _closed(element: Element) -> str:
    text = of(element)
    return text if re.fullmatch(r"\w+|\W?\w", text) or len(text) == 1 else f"({text})"


def _low(element: Element) -> str:
    text = of(element).replace(" ", "")
    small = text.translate(LOW)
    return small if not set(small) & set(text) - set("₀") else f"_{text}" if len(text) == 1 else f"_({text})"


def _high(element: Element) -> str:
    text = of(element).replace(" ", "")
    if text in ACCENTS:
        return ACCENTS[text]
    small = text.translate(HIGH)
    return small if not set(small) & (set(text) - {"′"}) else f"^{text}" if len(text) == 1 else f"^({text})"
