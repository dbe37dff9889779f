"""One known address lights everything that needs it; an unknown one leaves no trace."""

import json
import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import addresses
import first_cells
import nbformat
import pytest
import yaml
from addresses import Repository
from building import stored_outputs
from IPython.core.inputtransformer2 import TransformerManager
from sphinx.errors import ConfigError

ROOT = Path(__file__).resolve().parents[2]
GITHUB = {"GITHUB_SERVER_URL": "https://github.com", "GITHUB_REPOSITORY": "anna/book"}
GITLAB = {
    "CI_PROJECT_URL": "https://gitlab.example.org/maths/anna/book",
    "CI_DEFAULT_BRANCH": "trunk",
    "CI_PAGES_URL": "https://maths.pages.example.org/anna/book",
}
FORGE_VARIABLES = {*GITHUB, *GITLAB, "BOOK_URL", "BOOK_BRANCH"}
# What a page says only where the book knows where it stands.
LIGHTS = [
    'rel="canonical"',
    'property="og:image"',
    "Open in Colab",
    "Open in Binder",
    "Report an error",
    "Edit this page",
]


@pytest.mark.parametrize(
    ("options", "environment", "known"),
    [
        ({}, {}, None),
        ({}, GITHUB, Repository("https://github.com/anna/book", "github")),
        ({}, GITLAB, Repository(GITLAB["CI_PROJECT_URL"], "gitlab", "trunk")),
        (
            {"repository_url": "https://gitlab.com/b/c/", "repository_branch": "two"},
            GITHUB,
            Repository("https://gitlab.com/b/c", "gitlab", "two"),
        ),
        (
            {"repository_url": "https://code.example/b/c", "repository_provider": "gitlab"},
            {},
            Repository("https://code.example/b/c", "gitlab"),
        ),
    ],
)
def test_the_settings_know_the_repository_before_the_forge_does(options, environment, known):
    assert addresses.repository(options, environment) == known


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"repository_url": "github.com/anna/book"}, "https://host/owner/name"),
        ({"repository_url": "https://github.com/anna"}, "https://host/owner/name"),
        ({"repository_url": "https://code.example/b/c"}, "one of github, gitlab"),
    ],
)
def test_an_address_that_is_none_is_refused(options, said):
    with pytest.raises(ConfigError, match=said):
        addresses.repository(options, {})


@pytest.mark.parametrize(
    ("configured", "environment", "known"),
    [
        ("", {}, ""),
        ("https://a.example/x", {}, "https://a.example/x/"),
        ("https://a.example", {"BOOK_URL": "https://b.example/"}, "https://b.example/"),
        ("https://a.example", GITHUB, "https://a.example/"),
        ("", GITHUB, "https://anna.github.io/book/"),
        ("", GITHUB | {"GITHUB_REPOSITORY": "Anna/anna.github.io"}, "https://anna.github.io/"),
        ("", GITHUB | {"GITHUB_SERVER_URL": "https://github.example"}, ""),
        ("", GITLAB, "https://maths.pages.example.org/anna/book/"),
    ],
)
def test_the_address_of_the_pages_is_known_from_outside_first(configured, environment, known):
    assert addresses.pages(configured, environment) == known


def test_each_forge_has_its_own_addresses():
    github = Repository("https://github.com/anna/book", "github")
    gitlab = Repository("https://gitlab.com/a/b/c", "gitlab", "two")
    assert github.edit("book/a b.md") == "https://github.com/anna/book/edit/main/book/a%20b.md"
    assert gitlab.edit("x.md") == "https://gitlab.com/a/b/c/-/edit/two/x.md"
    assert github.report("x.md").endswith("page=x.md&section=")
    assert gitlab.report("x.md").endswith("Section%3A%20")
    assert [name for name, _ in github.open_in("x.ipynb")] == ["Colab", "Binder"]
    assert dict(gitlab.open_in("x.ipynb")) == {
        "Binder": "https://mybinder.org/v2/gl/a%2Fb%2Fc/two?urlpath=lab%2Ftree%2Fx.ipynb"
    }
    assert Repository("https://code.example/a/b", "gitlab").open_in("x.ipynb") == []


def run(source, is_here, monkeypatch):
    """Run a first cell where the library is there or not; return what it asked of IPython."""
    asked = []

    class Shell:
        def run_line_magic(self, name, line):
            asked.append((name, line))

    monkeypatch.setattr("importlib.util.find_spec", lambda name: "here" if is_here else None)
    python = TransformerManager().transform_cell(source)
    exec(compile(python, "cell", "exec"), {"get_ipython": Shell})
    return asked


def test_a_downloaded_notebook_installs_what_is_missing_and_nothing_else(monkeypatch):
    repository = Repository("https://github.com/anna/book", "github", "two")
    cell = first_cells.first_cell(repository)
    asked = run(cell, False, monkeypatch)
    url = "git+https://github.com/anna/book@two"
    assert asked == [("pip", f'install --quiet "lecture-lib[notebooks] @ {url}"')]
    assert run(cell, True, monkeypatch) == []


def test_a_notebook_of_an_unknown_place_says_what_to_do(monkeypatch):
    cell = first_cells.first_cell(None)
    assert run(cell, True, monkeypatch) == []
    with pytest.raises(ModuleNotFoundError, match="install it from the folder of the book"):
        run(cell, False, monkeypatch)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    """Build a book of two pages with our settings: ``tiny(environment)`` gives its folder."""
    folder = tmp_path_factory.mktemp("tiny")
    book = folder / "book"
    book.mkdir()
    for name in ("_root", "_static", "_templates", "references.bib"):
        (book / name).symlink_to(ROOT / "book" / name)
    settings = stored_outputs(folder)
    config = yaml.safe_load(settings.read_text(encoding="utf-8"))
    config["sphinx"]["config"]["page_of_preview"] = "book/chapter"
    settings.write_text(yaml.safe_dump(config), encoding="utf-8")
    toc = {"format": "jb-book", "root": "book/index", "chapters": [{"file": "book/chapter"}]}
    (folder / "_toc.yml").write_text(yaml.safe_dump(toc), encoding="utf-8")
    (book / "index.md").write_text("# First\n\nSome words.\n", encoding="utf-8")
    (book / "chapter.ipynb").write_text(
        nbformat.writes(
            nbformat.v4.new_notebook(
                cells=[nbformat.v4.new_markdown_cell("# Chapter\n\nWords.\n\n## A part\n\nMore.")],
                metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}},
            )
        ),
        encoding="utf-8",
    )

    def build(name, environment):
        others = {key: value for key, value in os.environ.items() if key not in FORGE_VARIABLES}
        command = [Path(sys.executable).with_name("jupyter-book"), "build", folder, "-W"]
        done = subprocess.run(
            [*command, "--path-output", folder / name],
            env={**others, **environment},
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return folder / name / "_build" / "html"

    return build


def test_one_address_lights_everything(tiny):
    html = tiny("lit", GITHUB)
    page = (html / "book" / "chapter.html").read_text(encoding="utf-8")
    assert [light for light in LIGHTS if light not in page] == []
    assert "https://github.com/anna/book/edit/main/book/chapter.ipynb" in page
    colab = "https://colab.research.google.com/github/anna/book/blob/gh-pages/_sources/book/"
    assert f"{colab}chapter.ipynb" in page
    assert (html / "_sources" / "book" / "chapter.ipynb").is_file()  # which that leads to
    assert '_sources/book/chapter.ipynb" download>Notebook' in page
    first = (html / "book" / "index.html").read_text(encoding="utf-8")
    assert "Edit this page" in first
    assert "Colab" not in first  # it is no notebook
    places = ElementTree.parse(html / "sitemap.xml").getroot()
    base = "https://anna.github.io/book/book/"
    assert [place[0].text for place in places] == [f"{base}chapter.html", f"{base}index.html"]
    notebook = json.loads((html / "_sources" / "book" / "chapter.ipynb").read_text())
    assert "git+https://github.com/anna/book@main" in "".join(notebook["cells"][0]["source"])


def test_without_it_none_of_them_shows(tiny):
    html = tiny("unlit", {})
    for path in html.rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        assert [light for light in LIGHTS if light in page] == []
    assert not (html / "sitemap.xml").exists()
    notebook = json.loads((html / "_sources" / "book" / "chapter.ipynb").read_text())
    assert "install it from the folder" in "".join(notebook["cells"][0]["source"])
