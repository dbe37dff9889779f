"""Where a line may end within a formula, and where not."""

import json
import re
from pathlib import Path

import line_ends
import mathml
import pytest
from bs4 import BeautifulSoup

BOOK = Path(__file__).parents[2] / "book"
NOTEBOOKS = sorted(BOOK.rglob("*.ipynb"))


def formulas(path):
    """Return the formulas that stand in the text of a notebook."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    text = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    text = re.sub(r"\$\$.*?\$\$|```.*?```|`[^`]*`", "", text, flags=re.S)
    return sorted(set(re.findall(r"(?<![\\$])\$([^$]+)\$", text)))


def parts(tex, **how):
    """Return the letters of a formula, part by part."""
    found = BeautifulSoup(line_ends.markup(tex, **how), "html.parser").find_all("math")
    return ["".join(part.text.split()).replace("\u2061", "") for part in found]


def test_a_short_formula_is_one_part():
    assert parts("w = w - 1") == ["w=w−1"]


def test_a_line_ends_after_an_operator():
    tex = r"f(x_1, x_2) = x_1 - \sigma(w_3 x_3 + w_4 x_4)"
    assert parts(tex) == ["f(x1,x2)=", "x1−", "σ(w3x3+w4x4)"]


@pytest.mark.parametrize(
    "inside",
    [
        *(
            "(a + b + c + d + e + f + g + h + i + j)",
            r"\lVert a + b + c + d + e + f + g + h \rVert",
        ),
        *(r"|a + b + c + d + e + f + g + h + i|", r"\{a + b + c + d + e + f + g + h + i\}^2"),
        *(r"\big(a + b + c + d + e + f + g + h + i\big)_i", r"[a + b + (c + d) + e + f + g + h]"),
        r"\frac{a + b + c + d + e + f + g + h + i}{2}",
    ],
)
def test_no_line_ends_within_brackets(inside):
    assert len(parts(f"x = {inside} + 1")) == 3


def test_no_line_ends_before_a_sign_or_after_the_sign_of_a_number():
    assert parts(r"x_1 \le -x_2 - y_1 := \pm 3 + z_{100}") == ["x1≤", "−x2−", "y1:=", "±3+", "z100"]
    assert parts("-x_1 x_2 x_3 x_4 x_5 x_6 x_7 x_8 x_9") == ["−x1x2x3x4x5x6x7x8x9"]


def test_an_operator_at_the_end_of_a_part_keeps_its_room():
    html = line_ends.markup("a_1 b_1 c_1 = d_1 + e_1 + f_1 + g_1 + h_1")
    assert [html.count('<mo form="infix">' + sign) for sign in "=+"] == [1, 4]


def test_two_statements_are_parted_by_a_space_that_goes_with_the_line():
    html = line_ends.markup(r"f = x_1 - x_2, \qquad x_2 = w_3 x_3 + w_4 x_4")
    assert re.findall(r",</mo></math><span style=\"word-spacing:(.*?)em\"> </span>", html) == [
        "1.8"
    ]
    assert "mspace" not in html


def test_only_the_ends_of_a_long_formula_are_kept_with_their_neighbours():
    html = line_ends.markup("x_1 + x_2 + x_3 + x_4 + x_5 + x_6 + x_7", before="(<", after="),")
    soup = BeautifulSoup(html, "html.parser")
    first, last = soup.select(".together")
    assert (first.text, last.text) == ("(<x1+", "x7),")
    assert len(soup.find_all("math", recursive=False)) == 5
    alone = BeautifulSoup(line_ends.markup("x", before="(", after=")"), "html.parser")
    assert [each.text for each in alone.select(".together")] == ["(x)"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_nothing_is_lost(path):
    for tex in formulas(path):
        whole = "".join("".join(mathml.tree(tex).itertext()).split()).replace("\u2061", "")
        assert "".join(parts(tex)) == whole
        assert all(parts(tex))
