"""Numbers as the widgets write them, read again: −0.235, 1.2×10⁻⁵, 10⁻⁷, 5 620, ∞."""

import math
import re

RAISED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
NUMBER = re.compile(r"−?(?:∞|10[⁻⁰¹²³⁴-⁹]+|\d[\d\u202f]*(?:\.\d+)?(?:×10[⁻⁰¹²³⁴-⁹]+)?)")


def number(text):
    """Return the number that a text is.

    >>> [number(text) for text in ("−0.235", "1.2×10⁻⁵", "10⁻⁷", "5\\u202f620", "−∞")]
    [-0.235, 1.2e-05, 1e-07, 5620.0, -inf]
    """
    assert NUMBER.fullmatch(text), text
    sign = -1.0 if text.startswith("−") else 1.0
    size = text.removeprefix("−").replace("\u202f", "")
    if size == "∞":
        return sign * math.inf
    mantissa, _, power = size.partition("×10")
    if found := re.fullmatch(r"10([⁻⁰¹²³⁴-⁹]+)", size):
        mantissa, power = "1", found[1]
    return sign * float(f"{mantissa}e{power.translate(RAISED) or 0}")


def numbers(text):
    """Return all numbers in a text, those in names (w₁, δ⁽²⁾) left out."""
    return [number(found) for found in NUMBER.findall(text)]
