"""Points of one's own in the RegressionExplorer: by mouse and key, pasted, and from a file."""

import pytest
from waiting import wait_until

from lecture_lib.widgets import RegressionExplorer

WIDGET = "[data-widget=RegressionExplorer]"
MODEL = f"document.querySelector('{WIDGET}').closest('.lecture-widget').model"
THREE = [[0.0, 1.0], [1.0, 3.0], [4.0, 2.0]]


@pytest.fixture
def page(alone):
    page = alone("RegressionExplorer", {"viewport": {"width": 1280, "height": 1400}})
    control(page, "data").last.check()
    return page


def control(page, name):
    return page.locator(f"{WIDGET} [data-control={name}]")


def explorer_of(page):
    explorer = RegressionExplorer()
    explorer.set_state(page.evaluate(f"{MODEL}.state"))
    return explorer


def says(page):
    return page.locator(f"{WIDGET} .lw-says").inner_text().replace("\u00a0", " ")


def write(page, text):
    page.locator(f"{WIDGET} summary").click()
    control(page, "columns").fill(text)


def alert(page):
    return " ".join(page.locator(f"{WIDGET} [role=alert]").all_inner_texts()).strip()


def middle_of(locator):
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_a_point_is_dragged_and_the_line_and_its_numbers_follow(page):
    before = explorer_of(page)
    point = control(page, "points").last
    x, y = middle_of(point)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y - 60, steps=4)
    held = page.locator(f"{WIDGET} .lw-plot-scatter .lw-axes").text_content()
    page.mouse.move(x - 30, y - 80, steps=4)
    assert page.locator(f"{WIDGET} .lw-plot-scatter .lw-axes").text_content() == held
    page.mouse.up()
    explorer = explorer_of(page)
    assert explorer.data[:-1] == before.data[:-1]
    (old_x, old_y), (new_x, new_y) = before.data[-1], explorer.data[-1]
    assert new_x < old_x
    assert new_y > old_y
    # a hand sets no digits that nobody meant
    assert all(len(repr(value)) <= 5 for value in explorer.data[-1])
    kappa = explorer.fit.kappa
    assert f"not {kappa:.4g}," in says(page)
    assert f"κ = {kappa:.4g} with x as it is, 1 standardised" in page.content()


def test_points_are_moved_added_and_deleted_by_key(page):
    write(page, "0 1\n1 3\n4 2")
    page.locator(f"{WIDGET} .re-marked").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowUp")
    assert explorer_of(page).data == [*THREE[:2], [pytest.approx(4.01), pytest.approx(2.01)]]
    page.keyboard.press("Delete")
    assert explorer_of(page).data == THREE[:2]
    # there is a next one to go on with
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Point 2 of 2"
    page.keyboard.press("Delete")
    assert "At least 2 rows" in alert(page)
    assert explorer_of(page).data == THREE[:2]
    control(page, "add").press("Enter")
    assert explorer_of(page).data == [*THREE[:2], [0.5, 2.0]]
    assert alert(page) == ""
    control(page, "point").fill("1")
    control(page, "remove").press("Enter")
    assert explorer_of(page).data == [THREE[1], [0.5, 2.0]]
    assert control(page, "remove").is_disabled()


def test_of_many_points_one_is_reached_by_tab(page):
    handles = control(page, "points")
    assert handles.count() == 8
    stops = handles.evaluate_all("all => all.filter((e) => e.tabIndex === 0).length")
    assert stops == 1
    control(page, "point").fill("3")
    assert page.locator(f"{WIDGET} .re-marked").get_attribute("aria-label") == "Point 3 of 8"
    assert "Without the marked point (3, 3.2)" in says(page)


def test_a_click_into_the_plane_adds_a_point_there(page):
    x, y = middle_of(page.locator(f"{WIDGET} .re-ground"))
    page.mouse.click(x + 31, y + 64)
    explorer = explorer_of(page)
    assert len(explorer.data) == 9
    place = middle_of(page.locator(f"{WIDGET} .re-marked .lw-point"))
    assert place == pytest.approx((x + 31, y + 64), abs=4)


def test_points_one_above_the_other_are_refused_and_said(page):
    write(page, "0 1\n1 3")
    before = explorer_of(page).data
    control(page, "columns").fill("2 1\n2 3")
    assert "must differ by at least 0.000001" in alert(page)
    assert explorer_of(page).data == before
    # by hand, too: the second point onto the first, and the third away
    control(page, "columns").fill("0 1\n0 3\n5 2")
    page.locator(f"{WIDGET} .re-marked").press("Delete")
    assert "must differ by at least 0.000001" in alert(page)
    assert explorer_of(page).data == [[0.0, 1.0], [0.0, 3.0], [5.0, 2.0]]
    assert "Without the marked point" not in says(page)


def test_two_columns_are_pasted_and_a_line_that_cannot_be_read_is_named(page):
    write(page, "hours\tpoints\n0\t1\n1\t3\n4\t2")
    assert explorer_of(page).data == THREE
    assert (
        "The first line was taken as names." in page.locator(f"{WIDGET} [role=status]").inner_text()
    )
    control(page, "columns").fill("0 1\n1 3\n4 two")
    assert alert(page) == "Line 3: “two” is no number."
    assert control(page, "columns").get_attribute("aria-invalid") == "true"
    assert explorer_of(page).data == THREE
    # what is done in the picture stands in the text
    page.locator(f"{WIDGET} .re-marked").press("Delete")
    assert control(page, "columns").input_value() == "0\t1\n1\t3"
    assert alert(page) == ""


def test_a_file_is_opened_and_one_that_is_too_large_is_not_read(page):
    page.locator(f"{WIDGET} summary").click()
    field = control(page, "columns-file")
    given = {"name": "own.csv", "mimeType": "text/csv", "buffer": b"x;y\r\n0;1\r\n1;3\r\n4;2,0\r\n"}
    field.set_input_files(given)
    page.locator(f"{WIDGET} [role=status]", has_text="Decimal commas").wait_for()
    assert explorer_of(page).data == THREE
    field.set_input_files({**given, "name": "large.csv", "buffer": b"1 2\n" * 30_000})
    page.locator(f"{WIDGET} [role=alert]", has_text="large.csv is too large").wait_for()
    assert explorer_of(page).data == THREE


def test_a_file_is_opened_on_a_page_from_a_folder(open_page, tmp_path):
    visit = open_page("book/descent/linear_regression", scheme="file")
    page = visit.page
    page.locator(f"{WIDGET}").scroll_into_view_if_needed()
    page.locator(f".lecture-widget[data-alive] {WIDGET}").wait_for()
    control(page, "data").last.check()
    page.locator(f"{WIDGET} summary").click()
    path = tmp_path / "own.tsv"
    path.write_text("0\t1\n1\t3\n4\t2\n")
    control(page, "columns-file").set_input_files(path)
    wait_until(page, f"{MODEL}.state.data.length === 3")
    assert explorer_of(page).data == THREE
    assert visit.faults == []


@pytest.mark.parametrize("loss", ["square", "absolute", "huber"])
def test_the_start_is_dragged_in_the_bowl_and_the_same_step_is_in_both_pictures(page, loss):
    page.locator(f"{WIDGET} [data-control=loss][value={loss}]").check()
    start = control(page, "start_line")
    x, y = middle_of(start.locator(".lw-point"))
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 40, y - 50, steps=4)
    page.mouse.up()
    assert middle_of(start.locator(".lw-point")) == pytest.approx((x + 40, y - 50), abs=2)
    control(page, "t").fill("30")
    explorer = explorer_of(page)
    assert explorer.start_line != [0.0, 0.0]
    fit = explorer.fit
    level = fit.losses[30]
    assert f"with J = {level:.4g}," in says(page)
    assert len(control(page, "delta").all()) == (loss == "huber")


def test_the_built_in_problem_comes_back_and_so_do_the_points(page):
    write(page, "0 1\n1 3\n4 2")
    control(page, "data").first.check()
    assert explorer_of(page).data == []
    assert "1 − ηλ₁" in says(page)
    control(page, "data").last.check()
    assert explorer_of(page).data == THREE
