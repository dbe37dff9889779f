"""The ActivationExplorer in the built book: dragging, keys, and the numbers that Python has."""

from lessons import Lesson

from lecture_lib.widgets import ActivationExplorer

PAGE = "book/backprop/activations"
WIDGET = "[data-widget=ActivationExplorer]"
LESSON = Lesson(
    PAGE,
    "ActivationExplorer",
    "[data-control=x]",
    2 * ["ArrowLeft"],
    {"x": 1.4},
    lambda w: [f"σ(1.4) = {w.value:.4f}", f"σ′(1.4) = {w.derivative:.4f}"],
)


def control(page, name):
    return page.locator(f'{WIDGET} [data-control="{name}"]')


def in_python(page):
    """Return a widget in Python with the state of the one on the page."""
    widget = ActivationExplorer()
    state = page.evaluate(
        f"document.querySelector('{WIDGET}').closest('.lecture-widget').model.state"
    )
    widget.set_state({name: state[name] for name in widget.state()})
    return widget


def says(page):
    """Return the sentences, without the sign that keeps a formula on one line."""
    return page.locator(f"{WIDGET} [aria-live]").inner_text().replace("\u2060", "")


def drag(page, name, dx, dy):
    handle = control(page, name)
    handle.scroll_into_view_if_needed()
    box = handle.locator(".lw-point").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + dx, y + dy, steps=4)
    page.mouse.up()


def test_the_numbers_it_says_are_those_of_python(page):
    python = in_python(page)
    assert f"σ(1.5) = {python.value:.4f}, with slope σ′(1.5) = {python.derivative:.4f}" in says(
        page
    )
    assert f"dz₁₀/da₁ = {python.product * 1e7:.2f}×10⁻⁷" in says(page)


def test_the_point_is_dragged_along_the_curve(page):
    drag(page, "point", -60, 80)
    python = in_python(page)
    assert -1.0 < python.x < 0.0
    assert round(python.x / 0.05, 6).is_integer()
    assert f"{python.value:.4g}" in says(page)
    assert f"{python.derivative:.4g}" in says(page)
    foot = page.locator(".ae-foot").bounding_box()
    point = control(page, "point").locator(".lw-point").bounding_box()
    assert abs(foot["x"] + foot["width"] / 2 - point["x"] - point["width"] / 2) < 1


def test_layers_are_added_by_key_and_by_dragging(page):
    control(page, "layer").focus()
    page.keyboard.press("ArrowRight")
    assert in_python(page).depth == 11
    drag(page, "layer", 1000, 0)
    python = in_python(page)
    assert python.depth == 20
    assert f"{python.product * 1e14:.3f}×10⁻¹⁴" in says(page)


def test_the_kink_shows_its_fan_and_the_choice_counts_in_every_layer(page):
    page.locator(f"{WIDGET} input[value=relu]").check(force=True)
    assert page.locator(".ae-fan").count() == 0
    control(page, "x").evaluate(
        "e => { e.value = 0; e.dispatchEvent(new Event('input', { bubbles: true })); }"
    )
    assert page.locator(".ae-fan").count() == 1
    assert "every slope from 0 to 1 is a subgradient" in says(page)
    assert "since the slope of layer 1 is 0" in says(page)
    control(page, "subgradient").evaluate(
        "e => { e.value = 0.5; e.dispatchEvent(new Event('input', { bubbles: true })); }"
    )
    assert in_python(page).product == 0.5**10
    assert "dz₁₀/da₁ = 0.0009766" in says(page)


def test_the_slope_at_the_kink_is_offered_for_relu_alone(page):
    assert control(page, "subgradient").count() == 0
    page.locator(f"{WIDGET} input[value=relu]").check(force=True)
    assert control(page, "subgradient").count() == 1


def test_a_function_of_ones_own_is_typed(page):
    page.locator(f"{WIDGET} input[value=own]").check(force=True)
    field = control(page, "formula")
    field.fill("min(a, 2) + abs(a)")
    assert in_python(page).formula == "min(a, 2) + abs(a)"
    assert page.locator(".ae-jump").get_attribute("d").count("M") == 2
    control(page, "x").evaluate(
        "e => { e.value = 2; e.dispatchEvent(new Event('input', { bubbles: true })); }"
    )
    assert in_python(page).sides == (2.0, 1.0)
    assert "at a kink: slope 2 from the left, 1 from the right" in says(page)
    assert page.locator(".ae-fan").count() == 1
    # what cannot be read gets a word, and the last good one stays
    field.fill("min(a, 2) + ")
    field.press("Enter")
    assert "column 13" in page.locator(f"{WIDGET} [role=alert]").inner_text()
    assert in_python(page).formula == "min(a, 2) + abs(a)"
    field.fill("log(a)")
    field.press("Enter")
    assert page.locator(f"{WIDGET} [role=alert]").inner_text() == ""
    control(page, "x").evaluate(
        "e => { e.value = -2; e.dispatchEvent(new Event('input', { bubbles: true })); }"
    )
    assert "f has no value at −2" in says(page)
