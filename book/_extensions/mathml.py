"""TeX to MathML, by npm's ``temml``, run inside the build.

What it gives is made lighter, and suited to browsers: not all of them set a bracket of a given
size, a prime, or an exponent after a bracket as TeX does.
"""

import atexit
import json
from functools import cache
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from py_mini_racer import MiniRacer
from sphinx.errors import ExtensionError

CONVERTER = Path(__file__).parents[2] / "node_modules" / "temml" / "dist" / "temml.min.js"
CONVERT = """
const convert = (tex, displayMode) => {
  try {
    return { markup: temml.renderToString(tex, { displayMode, throwOnError: true, strict: true }) };
  } catch (error) {
    return { fault: error.message };
  }
};
"""

ROWS = {"math", "mrow", "mtd", "msqrt", "mpadded"}  # their children stand side by side
SCRIPTS = {"msub", "msup", "msubsup", "munder", "mover", "munderover"}
BRACKETS = tuple("()[]{}")
CLOSING = tuple(")]}|‖")
MARKS = (",", ";")
DOTS = tuple("…⋯⋮⋱")
FENCES = (*BRACKETS, "|", "‖", "⟨", "⟩")
# What has no more than these is as low as a letter.
LOW = {"mi", "mo", "mn", "mtext", "mspace", "mrow", "mpadded", "msqrt", "msub", "msup", "msubsup"}
# \big, \Big and \bigg; formulas.css takes these forms from the font.
SIZES = {"1.2em": "big", "1.8em": "bigger", "2.4em": "biggest"}


class FormulaError(ValueError):
    """TeX that is no formula, with what the converter says."""


@cache
def _engine() -> MiniRacer:
    if not CONVERTER.exists():
        raise ExtensionError("npm's packages are not there: make book installs them")
    engine = MiniRacer()
    # Left to the garbage collector, its thread hangs the end of the interpreter on Python 3.13.
    atexit.register(engine.close)
    engine.eval(CONVERTER.read_text(encoding="utf-8"))
    engine.eval(CONVERT)
    return engine


@cache
def _converted(tex: str, display: bool) -> str:
    call = f"JSON.stringify(convert({json.dumps(tex)}, {json.dumps(display)}))"
    answer = json.loads(_engine().eval(call))
    if "fault" in answer:
        raise FormulaError(" ".join(answer["fault"].split()))
    return answer["markup"]


def tree(tex: str, display: bool = False) -> Element:
    """Return the ``<math>`` element of a formula, in the text or alone (`display`).

    Raises
    ------
    FormulaError
        If the converter does not take it.

    Examples
    --------
    >>> ElementTree.tostring(tree("f'(x)"), "unicode")  # doctest: +NORMALIZE_WHITESPACE
    '<math><mi>f</mi><mo lspace="0" rspace="0">′</mo><mo stretchy="false">(</mo><mi>x</mi><mo
     stretchy="false">)</mo></math>'
    """
    math = ElementTree.fromstring(_converted(tex, display))
    math.attrib.clear()
    if display:
        math.set("displaystyle", "true")
    _refine(math)
    if len(math) == 1 and math[0].tag == "mstyle":  # of a formula that begins with \displaystyle
        if math[0].get("displaystyle") == "true":
            math.set("displaystyle", "true")
        math[:] = list(math[0])
    for end, side in ((0, "lspace"), (-1, "rspace")):
        if len(math) > 1 and _is_sign(math[end]):  # the rest of "= x" stands elsewhere
            math[end].set(side, "0")
    return math


def _refine(element: Element) -> None:
    for child in element:
        _refine(child)
    _refine_attributes(element)
    for mark, space, sign in zip(element, element[1:], element[2:], strict=False):
        if (
            mark.text in MARKS
            and space.tag == "mspace"
            and sign.tag == "mo"
            and sign.text in "+−±∓"
        ):
            sign.set("form", "prefix")
    if element.tag in SCRIPTS:
        _close_up(element)
    if element.tag in ("msup", "msubsup"):
        _lower_exponent(element)
    for place, child in reversed(list(enumerate(element))):
        if child.tag == "msup" and _is_prime(child[1]):
            row = Element("mrow")
            row.extend([child[0], _prime(child[1])])
            element[place] = child = row
        if element.tag in ROWS and _is_plain_row(child):
            element[place : place + 1] = list(child)


def _refine_attributes(element: Element) -> None:
    """Leave out what changes nothing, and name the sizes of brackets."""
    superfluous = ["fence", "separator"]
    if element.tag == "mo" and element.text in BRACKETS:
        superfluous += ["form", "lspace", "rspace"]
    if element.tag == "mo" and element.text in DOTS:
        element.attrib.update(lspace="0", rspace="0")
    size = SIZES.get(element.get("minsize", ""))
    if size:
        superfluous += ["minsize", "maxsize", "symmetric"]
        element.set("stretchy", "false")
        element.set("class", size)
    for attribute in superfluous:
        element.attrib.pop(attribute, None)


def _close_up(element: Element) -> None:
    """Leave no room around the signs of an index: t−1, not t − 1."""
    for sign in filter(_is_sign, [each for script in element[1:] for each in script.iter()]):
        sign.attrib.update(lspace="0", rspace="0")


def _is_sign(element: Element) -> bool:
    """Whether an element is an operator, and not a bracket."""
    return element.tag == "mo" and element.text not in BRACKETS


def _lower_exponent(element: Element) -> None:
    """Have an exponent after a bracket stand as after a letter, and a prime over an index."""
    base, exponent = element[0], element[-1]
    end = base[-1] if base.tag == "mrow" and len(base) else base
    if end.text in CLOSING and all(
        each.tag in LOW and not each.get("class") for each in base.iter()
    ):
        element[0] = Element("mpadded", height="0.5em")
        element[0].extend(list(base) if len(base) else [base])
    if element.tag == "msubsup" and _is_prime(exponent):
        element[2] = Element("mpadded", {"height": "0.4em", "voffset": "-0.36em", "class": "prime"})
        element[2].append(_prime(exponent))


def _is_prime(element: Element) -> bool:
    return set("".join(element.itertext())) == {"′"}


def _prime(element: Element) -> Element:
    prime = Element("mo", lspace="0", rspace="0")
    prime.text = " ′″‴"[len("".join(element.itertext()))]
    return prime


def _is_plain_row(element: Element) -> bool:
    """Whether an element is a row that no bracket takes its height from."""
    brackets = (child for child in element if child.tag == "mo" and child.text in FENCES)
    stretches = any(bracket.get("stretchy") != "false" for bracket in brackets)
    return element.tag == "mrow" and not element.attrib and not stretches
