r"""Cut Latin Modern Math down to the signs that this book needs: ``make fonts``.

A browser makes a bracket as tall as it is told, but Chromium leaves as much room beside it as the
tallest one takes. So the sizes of TeX's ``\big``, ``\Big`` and ``\bigg`` are offered as features
``ss01`` to ``ss03``, which `book/_static/formulas.css` asks for.
"""

import sys
from pathlib import Path
from typing import Any

from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.transformPen import TransformPen
from fontTools.subset import Options, Subsetter, save_font
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parent.parent
SOURCES = Path("/usr/share/texmf/fonts/opentype/public")
MATHEMATICS = SOURCES / "lm-math" / "latinmodern-math.otf"
TEXT = SOURCES / "lm" / "lmroman10-regular.otf"
FONT = ROOT / "book" / "_static" / "fonts" / "lecture-math.woff2"
NAME = "Lecture Math"  # its licence asks for another name

BRACKETS = [
    *("parenleft", "parenright", "bracketleft", "bracketright", "braceleft", "braceright"),
    *("bar", "dblverticalbar"),
]
SIZES = {"ss01": 1.2, "ss02": 1.8, "ss03": 2.4}  # em, TeX's \big, \Big, \bigg

LATIN = "".join(map(chr, range(0x20, 0x7F)))
GREEK = "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩαβγδεζηθικλμνξοπρςστυφχψωϑϕϖϱϵ"
# A letter that stands alone is italic: browsers take these signs for it.
ITALIC = [
    *range(0x1D434, 0x1D455),
    0x210E,
    *range(0x1D456, 0x1D468),
    *range(0x1D6E2, 0x1D71C),
    0x1D6A4,
    0x1D6A5,
]
DOUBLE = "ℂℕℙℚℝℤ𝔼𝟙"
SCRIPT = "𝒜ℬ𝒞𝒟ℰℱ𝒢ℋℐ𝒥𝒦ℒℳ𝒩𝒪𝒫𝒬ℛ𝒮𝒯𝒰𝒱𝒲𝒳𝒴𝒵ℓ"
ACCENTS = "ˆˇ˜¯˙¨´`‾⃗^~\u0302\u0303\u0304\u0307"
OPERATORS = "−±∓×÷·⋅∗∘⊙⊕⊗∧∨∩∪∖⋆†"
RELATIONS = "≠≈≡∼≃≅∝≤≥≪≫≺≻⪯⪰∈∉∋⊂⊃⊆⊇⊥∥∣→←↔⇒⇐⇔↦⟶⟵⟹⟺↑↓↗↘≔"
LARGE = "∑∏∫∬√⋃⋂⏞⏟"
FENCES = "⟨⟩‖⌊⌋⌈⌉"
OTHER = "⊤∂∇∞∀∃¬∅ℓ…⋯⋮⋱′″‴°½µ■□\u00a0\u2009\u2061\u2062"
SIGNS = "".join([LATIN, GREEK, *map(chr, ITALIC), DOUBLE, SCRIPT, ACCENTS, OPERATORS, RELATIONS])
SIGNS += LARGE + FENCES + OTHER


def main() -> int:
    """Write the font, and return the exit code."""
    if not MATHEMATICS.exists():
        print(f"{MATHEMATICS} is not there: sudo apt-get install fonts-lmodern", file=sys.stderr)
        return 1
    font = TTFont(MATHEMATICS, recalcTimestamp=False)
    rename(font)
    add_signs(font)
    narrow_roots(font)
    offer_sizes(font)
    options = Options()
    options.flavor = "woff2"
    options.layout_features = list(SIZES)
    options.hinting = False
    options.bidi_closure = False  # no mirrored signs
    options.drop_tables += ["FFTM"]
    cut = Subsetter(options)
    cut.populate(text=SIGNS)
    cut.subset(font)
    FONT.parent.mkdir(exist_ok=True)
    save_font(font, FONT, options)
    print(f"{FONT.relative_to(ROOT)}: {FONT.stat().st_size} bytes, {len(font.getBestCmap())} signs")
    return 0


def rename(font: TTFont) -> None:
    """Give what is made of the font a name of its own."""
    for record in font["name"].names:
        if record.nameID in (1, 3, 4, 6, 16):
            record.string = NAME.replace(" ", "") if record.nameID == 6 else NAME
    font["CFF "].cff.fontNames = [NAME.replace(" ", "")]


def add_signs(font: TTFont) -> None:
    r"""Add what the font lacks: the overline of ``\bar``, a macron, and the ½ of text."""
    text = TTFont(TEXT)
    glyphs, half = text.getGlyphSet(), text.getBestCmap()[ord("½")]
    place = font.getBestCmap()[0x1D7FF]  # a digit of a typewriter gives its place to it
    draw(font, place, glyphs[half], 1.0)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap |= {ord("½"): place, ord("‾"): table.cmap[ord("¯")]}
            table.cmap.pop(0x1D7FF, None)


def narrow_roots(font: TTFont) -> None:
    """Make all signs of roots equally wide: Chromium leaves room for the widest after each."""
    glyphs, root = font.getGlyphSet(), font.getBestCmap()[ord("√")]
    forms = construction(font, root)
    forms.GlyphAssembly = None
    for form in forms.MathGlyphVariantRecord:
        glyph = glyphs[form.VariantGlyph]
        draw(font, form.VariantGlyph, glyph, glyphs[root].width / glyph.width)


def draw(font: TTFont, name: str, glyph: Any, stretch: float) -> None:
    """Draw a glyph in the place of another, stretched to the side."""
    width = round(stretch * glyph.width)
    letters = font["CFF "].cff[0].CharStrings
    pen = T2CharStringPen(width, None)
    glyph.draw(TransformPen(pen, (stretch, 0, 0, 1, 0, 0)))
    letters[name] = pen.getCharString(letters[name].private, letters[name].globalSubrs)
    font["hmtx"][name] = (width, round(stretch * glyph.lsb))


def construction(font: TTFont, glyph: str) -> Any:
    """Return what the font says of the taller forms of a glyph."""
    variants = font["MATH"].table.MathVariants
    place = variants.VertGlyphCoverage.glyphs.index(glyph)
    return variants.VertGlyphConstruction[place]


def offer_sizes(font: TTFont) -> None:
    """Put the sizes of brackets in the place of the font's own features."""
    text = "languagesystem DFLT dflt;\n"
    for tag, height in SIZES.items():
        rules = "".join(f"sub {each} by {taller(font, each, height)}; " for each in BRACKETS)
        text += f"feature {tag} {{ {rules}}} {tag};\n"
    addOpenTypeFeaturesFromString(font, text, tables=["GSUB"])


def taller(font: TTFont, glyph: str, height: float) -> str:
    """Return the form of a bracket whose height, in em, is nearest."""
    forms = construction(font, glyph).MathGlyphVariantRecord
    wanted = height * font["head"].unitsPerEm
    return min(forms, key=lambda form: abs(form.AdvanceMeasurement - wanted)).VariantGlyph


if __name__ == "__main__":
    sys.exit(main())
