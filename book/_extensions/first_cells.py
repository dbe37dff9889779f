"""Notebooks that readers take along begin with a cell that sees to the library.

It installs `lecture_lib` from the repository where that is known and the library is missing, as on
Colab; where no repository is known, it says what to do. Neither the committed notebooks nor the
pages have it: it is put into the copies that the book offers.
"""

import json
from pathlib import Path

from addresses import Repository
from sphinx.application import Sphinx

ABOUT = "# This notebook needs the library of its book."
INSTALL = f"""{ABOUT}
import importlib.util

if importlib.util.find_spec("lecture_lib") is None:
    %pip install --quiet "lecture-lib[notebooks] @ git+{{url}}@{{branch}}"
"""
SAY = f"""{ABOUT}
import importlib.util

if importlib.util.find_spec("lecture_lib") is None:
    raise ModuleNotFoundError(
        "lecture_lib is missing: install it from the folder of the book, "
        "python -m pip install '/where/the/book/is[notebooks]'"
    )
"""


def first_cell(repository: Repository | None) -> str:
    """Return the source of the cell that sees to the library.

    Examples
    --------
    >>> print(first_cell(Repository("https://github.com/anna/book", "github")))
    # This notebook needs the library of its book.
    import importlib.util
    <BLANKLINE>
    if importlib.util.find_spec("lecture_lib") is None:
        %pip install --quiet "lecture-lib[notebooks] @ git+https://github.com/anna/book@main"
    """
    if repository is None:
        return SAY.rstrip()
    return INSTALL.format(url=repository.url, branch=repository.branch).rstrip()


def with_first_cell(text: str, source: str) -> str:
    """Return the text of a notebook with one more cell before all others."""
    notebook = json.loads(text)
    cell = {
        "cell_type": "code",
        "execution_count": None,
        "metadata": {},
        "outputs": [],
        "source": source.splitlines(keepends=True),
    }
    notebook["cells"].insert(0, cell)
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"


def _offer(app: Sphinx, exception: Exception | None) -> None:
    if exception is not None or app.builder.format != "html":
        return
    source = first_cell(app.config.repository)
    for page in sorted(app.env.found_docs):
        path = Path(app.env.doc2path(page))
        copy = Path(app.outdir, "_sources", app.env.doc2path(page, base=False))
        if path.suffix == ".ipynb" and copy.exists():
            text = path.read_text(encoding="utf-8")
            copy.write_text(with_first_cell(text, source), encoding="utf-8")


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the extension (Sphinx calls this)."""
    app.connect("build-finished", _offer)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
