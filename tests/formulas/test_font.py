"""The font of the formulas has every sign that the book and its widgets write in them."""

import re
import sys
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

ROOT = Path(__file__).parents[2]
FONT = TTFont(ROOT / "book" / "_static" / "fonts" / "lecture-math.woff2")
SIGNS = set(map(chr, FONT.getBestCmap()))
SCRIPTS = sorted(
    path
    for path in (ROOT / "lecture_lib" / "widgets").rglob("*.js")
    if path.name == "mathml.js" or "/mathml.js" in path.read_text(encoding="utf-8")
    if path.name != "bundle.js"
)
# mathml.js writes these low or high, as ordinary digits.
SMALL = "₀₁₂₃₄₅₆₇₈₉⁰¹²³⁴⁵⁶⁷⁸⁹⁻ᵀ₊"


@pytest.fixture(scope="module")
def tool():
    sys.path.insert(0, str(ROOT / "tools"))
    import fonts

    sys.path.remove(str(ROOT / "tools"))
    return fonts


def test_it_is_what_its_tool_makes(tool):
    assert set(tool.SIGNS) == SIGNS
    features = {each.FeatureTag for each in FONT["GSUB"].table.FeatureList.FeatureRecord}
    assert features == set(tool.SIZES)
    assert "MATH" in FONT


def test_its_sizes_are_those_that_the_style_asks_for(tool):
    style = (ROOT / "book" / "_static" / "formulas.css").read_text(encoding="utf-8")
    assert re.findall(r'mo\.\w+ \{ font-feature-settings: "(\w+)"', style) == list(tool.SIZES)


def test_a_bracket_of_a_given_size_has_about_that_size(tool):
    glyphs, boxes = FONT.getGlyphSet(), FONT["CFF "].cff[0].CharStrings
    rules = FONT["GSUB"].table
    for record, height in zip(rules.FeatureList.FeatureRecord, tool.SIZES.values(), strict=True):
        (subtable,) = rules.LookupList.Lookup[record.Feature.LookupListIndex[0]].SubTable
        assert set(subtable.mapping) == set(tool.BRACKETS)
        for form in subtable.mapping.values():
            _, low, _, high = boxes[form].calcBounds(glyphs)
            assert (high - low) / 1000 == pytest.approx(height, rel=0.05)
            assert (high + low) / 2000 == pytest.approx(0.25, abs=0.01)  # around the axis


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_it_has_the_signs_of_a_widget(path):
    written = {sign for sign in path.read_text(encoding="utf-8") if ord(sign) > 127}
    assert written - SIGNS - set(SMALL) == set()


def test_widgets_write_formulas():
    assert len(SCRIPTS) >= 4
