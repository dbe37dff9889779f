"""A reader's page and device: dark, in a few colours only, on paper, with large letters."""

import pytest
from book_pages import functions
from kinds_of_widgets import EVERY, PICTURED

TOOLS = functions("every_widget.js")
LOOKS = functions("looks.js")
SETTLE = """async () => {
  for (let i = 0; i < 4; i += 1) await new Promise(requestAnimationFrame);
}"""
every_widget = pytest.mark.parametrize("name", EVERY)
WIDE, COLUMN, NARROW = ({"width": width, "height": 900} for width in (1280, 900, 390))

# Attributes of <html> and <body>, what the host paints, and whether that is dark.
HOSTS = {
    "book": ('data-theme="dark"', "", "#121212", True),
    "book, light": ('data-theme="light"', "", "#fff", False),
    "marimo": ("", 'class="dark dark-theme"', "#181c1a", True),
    "marimo, light": ("", 'class="light light-theme"', "#fff", False),
    "JupyterLab": ("", 'data-jp-theme-light="false"', "#111", True),
    "JupyterLab, light": ("", 'data-jp-theme-light="true"', "#fff", False),
    "VS Code": ("", 'class="vscode-dark"', "#1f1f1f", True),
    "VS Code, by its kind": ("", 'data-vscode-theme-kind="vscode-dark"', "#1f1f1f", True),
    "VS Code, light": (
        "",
        'class="vscode-light" data-vscode-theme-kind="vscode-light"',
        "#fff",
        False,
    ),
    "high contrast": ("", 'class="vscode-high-contrast"', "#000", True),
    "high contrast, by its kind": (
        "",
        'data-vscode-theme-kind="vscode-high-contrast"',
        "#000",
        True,
    ),
    "high contrast, light": (
        "",
        'class="vscode-high-contrast vscode-high-contrast-light"',
        "#fff",
        False,
    ),
    "Colab": ('theme="dark"', "", "#383838", True),
}


def ask(page, question, *arguments):
    """Call a function of looks.js on the widget's element."""
    return page.eval_on_selector(
        ".lecture-widget", f"(e, args) => ({LOOKS}).{question}(e, ...args)", list(arguments)
    )


@pytest.mark.parametrize("prefers", ["light", "dark"])
@pytest.mark.parametrize("host", HOSTS)
def test_letters_and_lines_are_seen_on_the_ground_of_every_host(alone, host, prefers):
    html, body, ground, is_dark = HOSTS[host]
    above = f"<style>body {{ background: {ground}; }}</style>"
    for name in ("OptimizerRace", "DeepNetExplorer", "BackpropStepper"):
        context = {"viewport": WIDE, "color_scheme": prefers}
        page = alone(name, context, html=html, body=body, above=above)
        assert ask(page, "faint") == [], name
        assert ask(page, "isDark") == is_dark, name
        assert ask(page, "hasGround") is False, name


@every_widget
@pytest.mark.parametrize("prefers", ["light", "dark"])
def test_on_a_page_that_says_nothing_it_brings_the_ground_that_a_reader_prefers(
    alone, name, prefers
):
    page = alone(name, {"viewport": WIDE, "color_scheme": prefers})
    assert ask(page, "faint") == []
    assert ask(page, "isDark") == (prefers == "dark")


@every_widget
@pytest.mark.parametrize("prefers", ["light", "dark"])
def test_with_a_few_colours_of_the_readers_own_all_is_seen(alone, name, prefers):
    device = {"viewport": WIDE, "forced_colors": "active", "color_scheme": prefers}
    state = {"step": 9} if name in ("BackpropStepper", "DeepNetExplorer") else {}
    page = alone(name, device, html=f'data-theme="{prefers}"', state=state)
    assert ask(page, "faint") == []
    assert ask(page, "unmarked") == []


@every_widget
def test_on_paper_it_is_black_on_white(alone, name):
    page = alone(name, {"viewport": WIDE, "color_scheme": "dark"}, html='data-theme="dark"')
    dark = ask(page, "inks")
    page.emulate_media(media="print")
    printed = ask(page, "inks")
    light = alone(name, {"viewport": WIDE, "color_scheme": "light"}, html='data-theme="light"')
    inks = ask(light, "inks")
    assert set(printed) <= set(inks)
    assert (printed == inks) == (name in PICTURED)  # a question says nothing on paper
    assert printed != dark


@every_widget
@pytest.mark.parametrize("size", [COLUMN, NARROW], ids=["wide", "narrow"])
def test_text_of_twice_the_size_has_room(alone, name, size):
    page = alone(name, {"viewport": size})
    usual = ask(page, "letters")
    page.add_style_tag(content="html { font-size: 200%; }")
    page.evaluate(SETTLE)
    large = ask(page, "letters")
    assert large["text"] == pytest.approx(2 * usual["text"], rel=0.02)
    if size is COLUMN and page.locator(".lw-shown .lw-panels").count():
        assert large["pictures"] > 1.3 * usual["pictures"]
    crowded = f"({TOOLS}).crowded(document.querySelector('.lecture-widget'))"
    assert page.evaluate(crowded) == []
    assert ask(page, "onEachOther") == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
