"""Pictures in their lightest form that looks the same, and with room kept for them.

A notebook's PNG becomes a lossless WebP, after its rare colours, those of the soft edges of lines
and letters, are rounded by at most `ROUNDING` / 2 of 255: nobody sees it, and it saves a quarter.
On the page a picture has its width and height as attributes, so that nothing moves when it comes,
and below the first heading of the text it is loaded when a reader comes near it.
"""

import re
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from docutils import nodes
from PIL import Image
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms.images import BaseImageConverter

ROUNDING = 8
EXACT = 64  # colours that a picture shows most: they are kept as they are
TAG = re.compile(r"<img\b[^>]*>")
STYLE = re.compile(r' style="width: (\d+)px; height: (\d+)px;"')


def lighter(picture: Image.Image) -> Image.Image:
    """Return a picture that looks the same and compresses better."""
    colours = np.array(picture.convert("RGBA"))
    flat = colours.view(np.uint32).ravel()
    kinds, counts = np.unique(flat, return_counts=True)
    exact = np.isin(flat, kinds[np.argsort(-counts)[:EXACT]]).reshape(colours.shape[:2])
    steps = (colours.astype(int) + ROUNDING // 2) // ROUNDING * ROUNDING
    rounded = np.minimum(steps, 255).astype(np.uint8)
    rounded[colours[..., 3] == 0] = 0  # what is not seen has no colour
    return Image.fromarray(np.where(exact[..., None], colours, rounded))


class LighterPictures(BaseImageConverter):
    """Has the pages show a WebP in the place of each PNG."""

    default_priority = 250  # when myst-nb has chosen what a cell shows

    def match(self, node: nodes.image) -> bool:
        """Whether this is a PNG of ours."""
        return self.app.builder.format == "html" and str(node["uri"]).endswith(".png")

    def handle(self, node: nodes.image) -> None:
        """Convert the file, unless that was done by an earlier build."""
        source = Path(self.app.srcdir, node["uri"])
        name = sha256(source.read_bytes() + bytes([ROUNDING, EXACT])).hexdigest()[:20]
        target = Path(self.imagedir, f"{name}.webp")
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            lighter(Image.open(source)).save(target, lossless=True, quality=75, method=4)
        node["uri"] = str(target)
        node["candidates"] = {"*": str(target)}
        self.env.images.add_file(self.env.docname, str(target))


def keep_room(html: str) -> str:
    """Return a page's text whose pictures have attributes for their size and for when they load."""
    first_part = html.find("<h2")

    def attributes(tag: re.Match[str]) -> str:
        size = STYLE.sub(r' width="\1" height="\2"', tag[0])
        later = ' loading="lazy"' if -1 < first_part < tag.start() else ""
        return size.replace("<img", f'<img decoding="async"{later}', 1)

    return TAG.sub(attributes, html)


def _keep_room(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    if "body" in context:
        context["body"] = keep_room(context["body"])


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the extension (Sphinx calls this)."""
    app.add_post_transform(LighterPictures)
    app.connect("html-page-context", _keep_room)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
