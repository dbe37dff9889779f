"""A small book with formulas everywhere, built by Sphinx."""

import json

import pytest
from bs4 import BeautifulSoup
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

PAGE = r"""
# What $O(1/\varepsilon)$ hides

Let $f$, ($x$) and “$w_1$” be given; the $k$th, an $L$-smooth one, {ref}`again <last>`.

```{table} Steps of $\eta$
| $\kappa$ |
|---|
| $2 \kappa$ |
```

$$f(x) = \frac12 x^2$$ (first)

By {eq}`first`:

(last)=
## The end of $\sqrt\kappa$
"""
NO_FORMULAS = "# Nothing here\n"


def build(folder, page):
    (folder / "index.md").write_text(f"{page}\n```{{toctree}}\nother\n```\n", encoding="utf-8")
    (folder / "other.md").write_text(NO_FORMULAS, encoding="utf-8")
    out = folder / "out"
    settings = {
        "extensions": ["myst_parser", "formulas"],
        "myst_enable_extensions": ["dollarmath"],
        "html_theme": "basic",
    }
    app = Sphinx(folder, None, out, folder / "trees", "html", settings, status=None, freshenv=True)
    app.build()
    return out


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    return build(tmp_path_factory.mktemp("book"), PAGE)


@pytest.fixture(scope="module")
def page(book):
    return BeautifulSoup((book / "index.html").read_text(encoding="utf-8"), "html.parser")


def test_all_formulas_are_mathml(page):
    assert len(page.select("article math, .body math")) == 11
    assert "$" not in page.text
    assert "\\" not in page.text
    assert page.select("script[src*=athjax]") == []


@pytest.mark.parametrize("place", ["h1", "h2", "caption", "th", "td", ".sphinxsidebar"])
def test_they_stand_everywhere(page, place):
    assert page.select_one(f"{place} .formula[translate=no] > math")


def test_what_touches_a_formula_stays_with_it(page):
    (text,) = page.select("h1 + p")
    together = [each.text for each in text.select(".together")]
    assert together == ["f,", "(x)", "“w1”", "kth", "L-"]
    assert text.text.replace("\n", " ").startswith("Let f, (x) and “w1” be given; the kth, an L-sm")


def test_one_that_stands_alone_has_its_number(page):
    (formula,) = page.select("div.formula")
    assert formula["id"] == "equation-first"
    assert formula.select_one(".eqno").text.startswith("(1)")
    assert formula.select_one("math[displaystyle=true]")
    assert page.select_one('a.reference[href="#equation-first"]').text == "(1)"


def test_titles_read_well_where_only_text_can_stand(book, page):
    assert page.title.text.startswith("What O(1/ε) hides")
    text = (book / "searchindex.js").read_text(encoding="utf-8")
    index = json.loads(text.removeprefix("Search.setIndex(").removesuffix(")"))
    assert {"What O(1/ε) hides", "The end of √κ"} <= set(index["alltitles"])
    assert not [word for word in index["terms"] if "frac" in word or "varepsilon" in word]


def test_only_a_page_with_formulas_asks_for_their_font(book):
    font = "_static/fonts/lecture-math.woff2"
    assert font in (book / "index.html").read_text(encoding="utf-8")
    assert font not in (book / "other.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("slip", [r"$\fraction12$", "$$\nx = \\left( 1\n$$"])
def test_a_slip_stops_the_build_and_names_the_page(tmp_path, slip):
    with pytest.raises(ExtensionError, match=r"index\.md, line 3: this is no formula: (\\fr|x =)"):
        build(tmp_path, f"# Title\n\n{slip}\n")
