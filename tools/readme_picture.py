"""Draw the BackpropStepper of the README half way back."""

import sys
from pathlib import Path

from lecture_lib.widgets import BackpropStepper
from lecture_lib.widgets.lecture_widget import stylesheet
from lecture_lib.widgets.picture import drawing
from lecture_lib.widgets.static_page import kind_of, page_element

PICTURE = Path(__file__).resolve().parent.parent / ".github" / "stepper.svg"
EXPRESSION = "x1 - sigmoid(w3*x3 + w4*x4)"
VALUES = {"x1": 3.0, "w3": 0.5, "x3": 2.0, "w4": 1.0, "x4": -1.5}
STEP = 11  # half way back: the product's share of the sum


def picture() -> str:
    """Return the picture as the text of an SVG file."""
    state = BackpropStepper(EXPRESSION, values=VALUES, step=STEP).state()
    still = page_element("BackpropStepper", state)
    return drawing(still, stylesheet(kind_of("BackpropStepper").folder)) + "\n"


def main() -> int:
    """Write the picture."""
    PICTURE.write_text(picture(), encoding="utf-8")
    print(f"{PICTURE.relative_to(Path.cwd())}: {PICTURE.stat().st_size / 1000:.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
