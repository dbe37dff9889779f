"""Points of one's own in the RegressionExplorer: by mouse and key, pasted, and from a file."""

import pytest
from own_modes import OwnMode
from waiting import wait_until

OWN = OwnMode("RegressionExplorer")
THREE = [[0.0, 1.0], [1.0, 3.0], [4.0, 2.0]]


@pytest.fixture
def page(alone):
    page = alone(OWN.name, {"viewport": {"width": 1280, "height": 1400}})
    OWN.control(page, "data").last.check()
    return page


def middle_of(locator):
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_a_point_is_dragged_and_the_line_and_its_numbers_follow(page):
    before = OWN.in_python(page)
    point = OWN.control(page, "points").last
    x, y = middle_of(point)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y - 60, steps=4)
    held = page.locator(f"{OWN.widget} .lw-plot-scatter .lw-axes").text_content()
    page.mouse.move(x - 30, y - 80, steps=4)
    assert page.locator(f"{OWN.widget} .lw-plot-scatter .lw-axes").text_content() == held
    page.mouse.up()
    explorer = OWN.in_python(page)
    assert explorer.data[:-1] == before.data[:-1]
    (old_x, old_y), (new_x, new_y) = before.data[-1], explorer.data[-1]
    assert new_x < old_x
    assert new_y > old_y
    # a hand sets no digits that nobody meant
    assert all(len(repr(value)) <= 5 for value in explorer.data[-1])
    kappa = explorer.fit.kappa
    assert f"not {kappa:.4g}," in OWN.says(page)
    assert f"κ = {kappa:.4g} with x as it is, 1 standardised" in page.content()


def test_points_are_moved_added_and_deleted_by_key(page):
    OWN.write(page, "0 1\n1 3\n4 2")
    page.locator(f"{OWN.widget} .re-marked").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowUp")
    assert OWN.in_python(page).data == [*THREE[:2], [pytest.approx(4.01), pytest.approx(2.01)]]
    page.keyboard.press("Delete")
    assert OWN.in_python(page).data == THREE[:2]
    # there is a next one to go on with
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Point 2 of 2"
    page.keyboard.press("Delete")
    assert "At least 2 rows" in OWN.alert(page)
    assert OWN.in_python(page).data == THREE[:2]
    OWN.control(page, "add").press("Enter")
    assert OWN.in_python(page).data == [*THREE[:2], [0.5, 2.0]]
    assert OWN.alert(page) == ""
    OWN.control(page, "point").fill("1")
    OWN.control(page, "remove").press("Enter")
    assert OWN.in_python(page).data == [THREE[1], [0.5, 2.0]]
    assert OWN.control(page, "remove").is_disabled()


def test_of_many_points_one_is_reached_by_tab(page):
    handles = OWN.control(page, "points")
    assert handles.count() == 8
    stops = handles.evaluate_all("all => all.filter((e) => e.tabIndex === 0).length")
    assert stops == 1
    OWN.control(page, "point").fill("3")
    assert page.locator(f"{OWN.widget} .re-marked").get_attribute("aria-label") == "Point 3 of 8"
    assert "Without the marked point (3, 3.2)" in OWN.says(page)


def test_a_click_into_the_plane_adds_a_point_there(page):
    x, y = middle_of(page.locator(f"{OWN.widget} .re-ground"))
    page.mouse.click(x + 31, y + 64)
    explorer = OWN.in_python(page)
    assert len(explorer.data) == 9
    place = middle_of(page.locator(f"{OWN.widget} .re-marked .lw-point"))
    assert place == pytest.approx((x + 31, y + 64), abs=4)


def test_points_one_above_the_other_are_refused_and_said(page):
    OWN.write(page, "0 1\n1 3")
    before = OWN.in_python(page).data
    OWN.control(page, "columns").fill("2 1\n2 3")
    assert "must differ by at least 0.000001" in OWN.alert(page)
    assert OWN.in_python(page).data == before
    # by hand, too: the second point onto the first, and the third away
    OWN.control(page, "columns").fill("0 1\n0 3\n5 2")
    page.locator(f"{OWN.widget} .re-marked").press("Delete")
    assert "must differ by at least 0.000001" in OWN.alert(page)
    assert OWN.in_python(page).data == [[0.0, 1.0], [0.0, 3.0], [5.0, 2.0]]
    assert "Without the marked point" not in OWN.says(page)


def test_two_columns_are_pasted_and_a_line_that_cannot_be_read_is_named(page):
    OWN.write(page, "hours\tpoints\n0\t1\n1\t3\n4\t2")
    assert OWN.in_python(page).data == THREE
    assert (
        "The first line was taken as names."
        in page.locator(f"{OWN.widget} [role=status]").inner_text()
    )
    OWN.control(page, "columns").fill("0 1\n1 3\n4 two")
    assert OWN.alert(page) == "Line 3: “two” is no number."
    assert OWN.control(page, "columns").get_attribute("aria-invalid") == "true"
    assert OWN.in_python(page).data == THREE
    # what is done in the picture stands in the text
    page.locator(f"{OWN.widget} .re-marked").press("Delete")
    assert OWN.control(page, "columns").input_value() == "0\t1\n1\t3"
    assert OWN.alert(page) == ""


def test_a_file_is_opened_and_one_that_is_too_large_is_not_read(page):
    page.locator(f"{OWN.widget} summary").click()
    field = OWN.control(page, "columns-file")
    given = {"name": "own.csv", "mimeType": "text/csv", "buffer": b"x;y\r\n0;1\r\n1;3\r\n4;2,0\r\n"}
    field.set_input_files(given)
    page.locator(f"{OWN.widget} [role=status]", has_text="Decimal commas").wait_for()
    assert OWN.in_python(page).data == THREE
    field.set_input_files({**given, "name": "large.csv", "buffer": b"1 2\n" * 30_000})
    page.locator(f"{OWN.widget} [role=alert]", has_text="large.csv is too large").wait_for()
    assert OWN.in_python(page).data == THREE


def test_a_file_is_opened_on_a_page_from_a_folder(open_page, tmp_path):
    visit = open_page("book/descent/linear_regression", scheme="file")
    page = visit.page
    page.locator(OWN.widget).scroll_into_view_if_needed()
    page.locator(f".lecture-widget[data-alive] {OWN.widget}").wait_for()
    OWN.control(page, "data").last.check()
    page.locator(f"{OWN.widget} summary").click()
    path = tmp_path / "own.tsv"
    path.write_text("0\t1\n1\t3\n4\t2\n")
    OWN.control(page, "columns-file").set_input_files(path)
    wait_until(page, f"{OWN.model}.state.data.length === 3")
    assert OWN.in_python(page).data == THREE
    assert visit.faults == []


@pytest.mark.parametrize("loss", ["square", "absolute", "huber"])
def test_the_start_is_dragged_in_the_bowl_and_the_same_step_is_in_both_pictures(page, loss):
    page.locator(f"{OWN.widget} [data-control=loss][value={loss}]").check()
    start = OWN.control(page, "start_line")
    x, y = middle_of(start.locator(".lw-point"))
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 40, y - 50, steps=4)
    page.mouse.up()
    assert middle_of(start.locator(".lw-point")) == pytest.approx((x + 40, y - 50), abs=2)
    OWN.control(page, "t").fill("30")
    explorer = OWN.in_python(page)
    assert explorer.start_line != [0.0, 0.0]
    fit = explorer.fit
    level = fit.losses[30]
    assert f"with J = {level:.4g}," in OWN.says(page)
    assert len(OWN.control(page, "delta").all()) == (loss == "huber")


def test_the_built_in_problem_comes_back_and_so_do_the_points(page):
    OWN.write(page, "0 1\n1 3\n4 2")
    OWN.control(page, "data").first.check()
    assert OWN.in_python(page).data == []
    assert "1 − ηλ₁" in OWN.says(page)
    OWN.control(page, "data").last.check()
    assert OWN.in_python(page).data == THREE
