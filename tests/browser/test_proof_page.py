"""The ProofExplorer in the built book: what breaks first, by slider and by key."""

import re

import pytest
from lessons import Lesson

from lecture_lib.expression.notation import format_number
from lecture_lib.proofs.wording import WORDS
from lecture_lib.widgets import ProofExplorer

PAGE = "book/descent/convergence_proofs"
WIDGET = "[data-widget=ProofExplorer]"
LESSON = Lesson(
    PAGE,
    "ProofExplorer",
    "[data-control=step]",
    2 * ["ArrowRight"],
    {"step": 2},
    lambda w: [f"f(w₃) − f* is {format_number(w.trajectory.values[3])}"],
)


def choose(explorer, name, h):
    explorer.locator("[data-control=function]").select_option(name)
    explorer.locator("[data-control=h]").evaluate(
        "(e, h) => { e.value = h; e.dispatchEvent(new Event('input', { bubbles: true })); }", h
    )


def says(explorer):
    return explorer.locator("[aria-live=polite]").inner_text()


@pytest.mark.parametrize(
    ("name", "h", "words"),
    [
        ("quadratic", 1.0, "Every inequality holds at all 20 steps"),
        ("quadratic", 1.2, "First to break: I.3, short step, at t = 0"),
        ("quadratic", 2.2, "The run diverges: from step 1"),
        ("Huber", 1.0, "meets the exact bound, 0.04878"),
        ("double well", 0.5, "First to break: II.1, convexity, at t = 0: f is not convex"),
        ("absolute value", 0.5, "First to break: I.1, quadratic upper bound, at t = 1"),
    ],
)
def test_it_says_what_breaks_first(explorer, name, h, words):
    choose(explorer, name, h)
    assert words in says(explorer)


def test_the_verdicts_are_those_of_the_proofs(explorer):
    choose(explorer, "quadratic", 1.7)
    proof = ProofExplorer("quadratic", h=1.7).proof
    for row in explorer.locator("[data-link]").all():
        link = proof[row.get_attribute("data-link")]
        text = row.locator(".pe-verdict").inner_text()
        assert ("✓ holds" in text) == bool(link.holds()[0])
        number = re.search(r"(?:slack|by) ([0-9.]+)$", text.strip())
        if number:
            assert float(number[1]) == pytest.approx(abs(link.slack[0]), rel=6e-4)


def test_a_formula_says_what_the_proofs_say(explorer):
    plain = str.maketrans({"∗": "*", "₊": "+", "₀": "0", "²": "2"} | dict.fromkeys(" ()/_"))
    rows = explorer.locator("[data-link]").all()
    assert len(rows) == 8
    for row in rows:
        statement = WORDS[row.get_attribute("data-link")][2]
        formula = "".join(row.locator("math").all_text_contents())
        assert formula.translate(plain) == statement.translate(plain)
        assert row.locator("[role=math]").get_attribute("aria-label") == statement


@pytest.mark.parametrize(("h", "step"), [(2.4, 0), (2.4, 19)])
def test_a_run_that_diverges_stays_in_the_picture(explorer, h, step):
    choose(explorer, "quadratic", h)
    explorer.locator("[data-control=step]").fill(str(step))
    plot = explorer.locator(".lw-plot-run").bounding_box()
    for end in (".pe-now", ".pe-next"):
        box = explorer.locator(f".lw-plot-run {end}").bounding_box()
        assert plot["x"] < box["x"] < plot["x"] + plot["width"] - box["width"]
        assert plot["y"] < box["y"] < plot["y"] + plot["height"]


def test_steps_are_taken_by_key(explorer):
    choose(explorer, "log-cosh", 1.0)
    explorer.locator("[data-control=step]").focus()
    explorer.page.keyboard.press("ArrowRight")
    assert says(explorer).startswith("After step 2 the gap f(w₂) − f* is")
    value = float(ProofExplorer("log-cosh", h=1.0).trajectory.values[2])
    shown = re.search(r"is ([0-9.]+)\.", says(explorer))
    assert float(shown[1]) == pytest.approx(value, rel=6e-4)
