"""The TangentPicture in its chapter: it is moved by key, and every number is Python's."""

from lessons import Lesson

from lecture_lib.expression.notation import format_number

PAGE = "book/index"
WIDGET = "[data-widget=TangentPicture]"
LESSON = Lesson(
    PAGE,
    "TangentPicture",
    "[data-control=x]",
    2 * ["ArrowLeft"],
    {"x": 1.4},
    lambda w: [f"f(1.4) = {format_number(w.value)}", f"slope {format_number(w.slope)}."],
)


def test_the_point_is_moved_by_key(explorer, page):
    explorer.locator("[data-control=point]").focus()
    page.keyboard.press("Shift+ArrowLeft")
    assert "f(1) = 1; the tangent there has the slope 2." in explorer.inner_text()
