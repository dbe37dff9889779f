"""What stands side by side is marked as such, and what has a meaning has its colour."""

import pytest
from kinds_of_widgets import PICTURED, make
from living import Living
from walks import walk

from lecture_lib.widgets import OptimizerRace, RegressionExplorer

PANELS = """[...hands.root().querySelectorAll('figure')]
  .filter((e) => !e.classList.contains('lw-panel')).map((e) => e.outerHTML.slice(0, 80))"""
NAMES = """[...hands.root().querySelectorAll('.lw-plot-plane text.lw-name')]
  .filter((e) => /^v[₁₂]$/.test(e.textContent)).map((e) => e.getAttribute('class'))"""


@pytest.mark.parametrize("name", PICTURED)
def test_whatever_stands_in_panels_is_one(name):
    page = Living(name)
    for state in [make(name).state(), *(sight.state for sight in walk(name, 0)[::9])]:
        page.bring(state)
        assert page.run(PANELS) == []
    page.close()


def test_the_direction_in_which_nothing_moves_has_the_colour_of_its_line():
    page = Living("RegressionExplorer")
    for deficient in (False, True):
        page.bring(RegressionExplorer(deficient=deficient).state())
        assert page.run(NAMES) == [
            "lw-name lw-quiet",
            f"lw-name lw-{'third' if deficient else 'quiet'}",
        ]
    page.close()


@pytest.mark.parametrize("wide", [4.0, 2.0, 1.3, 0.5, 0.2, 0.04])
def test_a_key_moves_the_start_of_a_race_by_a_little_of_what_is_seen(wide):
    page = Living("OptimizerRace")
    race = OptimizerRace("aligned", start=[0.1, 0.1], box=[0.1 - wide / 2, 0.1 + wide / 2] * 2)
    page.bring(race.state())
    deed = next(deed for deed in page.deeds() if deed[3] == "start" and deed[2] == "ArrowRight")
    page.do(deed)
    x, y = page.state()["start"]
    assert y == 0.1
    assert wide / 40 <= abs(x - 0.1) * (1 - 1e-9) <= wide / 4  # ten times, as with the Shift key
    assert x == pytest.approx(round(x, 6), abs=1e-12)
    page.close()
