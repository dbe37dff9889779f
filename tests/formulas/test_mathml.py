"""What the converter gives, made lighter and suited to browsers."""

from xml.etree import ElementTree

import mathml
import pytest


def html(tex, display=False):
    return ElementTree.tostring(mathml.tree(tex, display), "unicode", short_empty_elements=False)


def test_a_slip_is_no_formula():
    with pytest.raises(mathml.FormulaError, match=r"\\fraction"):
        mathml.tree(r"\fraction12")
    with pytest.raises(mathml.FormulaError, match="expected"):
        mathml.tree(r"\frac{1}{2")


def test_rows_within_rows_are_one_row():
    assert html(r"a(b)") == (
        '<math><mi>a</mi><mo stretchy="false">(</mo><mi>b</mi><mo stretchy="false">)</mo></math>'
    )


@pytest.mark.parametrize("tex", [r"\left( \frac12 \right) + 1", r"\binom nk + 1"])
def test_a_bracket_keeps_the_row_that_gives_it_its_height(tex):
    row = mathml.tree(tex)[0]
    assert row.tag == "mrow"
    assert [row[0].text, row[-1].text] == ["(", ")"]
    assert row[0].get("stretchy") != "false"


@pytest.mark.parametrize(
    ("command", "name"),
    [("big", "big"), ("Big", "bigger"), ("bigg", "biggest"), ("Bigl", "bigger")],
)
def test_a_bracket_of_a_given_size_is_a_form_in_the_font(command, name):
    bracket = mathml.tree(rf"\{command}( x")[0]
    assert bracket.attrib == {"stretchy": "false", "class": name}


def test_a_prime_stands_beside_its_letter():
    assert html("f''") == '<math><mi>f</mi><mo lspace="0" rspace="0">″</mo></math>'


def test_a_prime_over_an_index_is_brought_down_to_its_height():
    letter, index, prime = mathml.tree("f_i'")[0]
    assert (letter.text, index.text, prime.tag, prime[0].text) == ("f", "i", "mpadded", "′")
    assert float(prime.get("voffset").removesuffix("em")) < 0


@pytest.mark.parametrize(
    "base", ["(a + b)", r"(\rho^\star)", r"(\sqrt L + 1)", r"\lVert w \rVert", "|x|", r"\{1\}_i"]
)
def test_an_exponent_after_a_bracket_stands_as_after_a_letter(base):
    power = mathml.tree(f"{base}^2")[-1]
    assert power[0].attrib == {"height": "0.5em"}


@pytest.mark.parametrize("base", [r"(\frac12)", r"\big(a\big)", "x"])
def test_what_is_tall_lifts_its_exponent(base):
    assert mathml.tree(f"{base}^2")[-1][0].tag != "mpadded"


def test_signs_of_an_index_have_no_room_around_them():
    index = mathml.tree("x_{t-1}")[0][1]
    assert index[1].attrib == {"lspace": "0", "rspace": "0"}
    assert "lspace" not in html("t-1")


def test_a_formula_that_begins_or_ends_with_a_sign_has_no_room_there():
    first, *_, last = mathml.tree("= x +")
    assert (first.get("lspace"), last.get("rspace")) == ("0", "0")


def test_one_that_begins_with_displaystyle_is_displayed():
    assert mathml.tree(r"\displaystyle \sum_i x_i").get("displaystyle") == "true"
    assert mathml.tree(r"\sum_i x_i").get("displaystyle") is None
    assert mathml.tree(r"\sum_i x_i", display=True).get("displaystyle") == "true"
