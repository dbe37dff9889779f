"""What has the class ``dropdown`` becomes a native fold; all else stays as it is."""

import folds
import pytest
from sphinx.errors import ExtensionError

SOLUTION = (
    '<div class="solution dropdown admonition" id="s">\n\n'
    '<p class="admonition-title">Solution to<a href="#e"> Exercise 2 (A sum)</a></p>\n'
    '<section><div class="math">x</div></section>\n</div>'
)


def test_the_title_is_the_line_and_leads_nowhere():
    assert folds.fold(f"<p>a</p>{SOLUTION}<p>b</p>") == (
        '<p>a</p><div class="solution dropdown admonition" id="s">\n\n'
        '<details><summary class="admonition-title">Solution to Exercise 2 (A sum)</summary>\n'
        '<section><div class="math">x</div></section>\n</details></div><p>b</p>'
    )


def test_folds_inside_of_folds():
    inner = '<div class="admonition dropdown">\n<p class="admonition-title">Hint</p><p>i</p></div>'
    outer = SOLUTION.replace('<div class="math">x</div>', inner)
    assert folds.fold(outer).count("<details>") == folds.fold(outer).count("</details></div>") == 2


def test_what_is_not_to_be_folded_stays():
    note = '<div class="admonition"><p class="admonition-title">Note</p></div>'
    html = f'{note}<div class="dropdown"></div>'
    assert folds.fold(html) == html


@pytest.mark.parametrize(
    "html",
    [SOLUTION.removesuffix("</div>"), '<div class="admonition dropdown"><p>No title</p></div>'],
)
def test_what_cannot_be_folded_is_an_error(html):
    with pytest.raises(ExtensionError, match="a dropdown has no"):
        folds.fold(html)
