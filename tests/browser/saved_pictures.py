"""What a Share button saves: a drawing and its pixels, held to what the page shows."""

import io
import re
import xml.etree.ElementTree as ElementTree

from PIL import Image

SVG = "{http://www.w3.org/2000/svg}"
PIXELS = 2  # of a PNG for each of its picture
# What is written in the panels that are seen.
LABELS = """() => [...document.querySelectorAll('.lw-stage svg text')]
  .filter((e) => e.closest('.lw-plot, .bs-picture') && e.checkVisibility())
  .map((e) => e.textContent)
  .filter((text) => text.trim())"""


def check_drawing(text, labels, says):
    """Hold an SVG file to what is written in the panels, and to the sentence; return its root."""
    root = ElementTree.fromstring(text)
    found = ["".join(each.itertext()) for each in root.iter(f"{SVG}text")]
    assert len(labels) > 3
    assert [each for each in found if each.strip()] == labels
    assert root.findtext(f"{SVG}desc") == says
    ids = set(re.findall(r' id="([^"]+)"', text))
    assert set(re.findall(r"#([\w-]+)(?:&quot;)?\)", text)) <= ids
    assert not re.search(
        r'var\(| (?:class|style|href|data-\w+|aria-\w+)="|light-dark|<script', text
    )
    for panel in root.findall(f"{SVG}g"):
        assert panel.get("font-family").endswith(", sans-serif")
    return root


def check_pixels(picture, root):
    """Hold a PNG file to the drawing that it is made from."""
    image = Image.open(io.BytesIO(picture))
    size = [PIXELS * float(root.get(side)) for side in ("width", "height")]
    assert list(image.size) == [round(side) for side in size]
    colours = image.convert("RGB")
    assert colours.getpixel((2, 2)) == (255, 255, 255)
    assert len(colours.getcolors(1 << 24)) > 20
