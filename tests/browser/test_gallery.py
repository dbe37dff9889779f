"""The gallery of the first page: each widget's picture leads to a chapter where it lives."""

from urllib.parse import urljoin

import pytest
from kinds_of_widgets import PICTURED

HELD = "a[href], button, input, select, [tabindex], [role], [data-control]"


@pytest.fixture
def visit(open_page):
    visit = open_page("book/index")
    yield visit
    assert visit.faults == []


def test_every_widget_has_a_picture_that_leads_to_it(visit):
    items = visit.page.locator("ul.gallery > li")
    shown = {}
    for item in items.all():
        name = item.locator("[data-picture]").get_attribute("data-picture")
        shown[name] = urljoin(visit.page.url, item.locator("a").get_attribute("href"))
    assert set(shown) == set(PICTURED)
    assert items.count() == len(shown)
    for name, address in shown.items():
        visit.page.goto(address)
        assert visit.page.locator(f".lecture-widget[data-host={name}]").count() >= 1


def test_the_picture_is_a_part_of_the_link(visit):
    picture = visit.page.locator("[data-picture=OptimizerRace] svg")
    picture.scroll_into_view_if_needed()
    box = picture.bounding_box()
    visit.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    visit.page.wait_for_url("**/adaptive/adam.html")


def test_pictures_are_for_the_eye_alone(visit):
    pictures = visit.page.locator("[data-picture]")
    for picture in pictures.all():
        assert picture.get_attribute("aria-hidden") == "true"
        assert picture.locator(HELD).count() == 0
        assert picture.inner_text() == ""
        assert picture.locator("path").count() >= 3
    ids = visit.page.locator("[id]").evaluate_all("all => all.map((e) => e.id)")
    assert len(ids) == len(set(ids))


def test_pictures_have_the_colours_of_their_widgets(visit):
    stroke = "e => getComputedStyle(e).stroke"
    lines = visit.page.locator("[data-picture=OptimizerRace] .or-line")
    assert len(set(lines.evaluate_all(f"all => all.map({stroke})"))) == lines.count() >= 3
