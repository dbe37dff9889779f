"""Where the book and its sources stand: one address lights everything that needs it.

The repository is `repository.url` of ``_config.yml``, or that of the forge that builds the book
(GitHub's and GitLab's runners say it in their environment). The pages stand at ``BOOK_URL`` or
``html_baseurl``, or where the forge publishes them. Known addresses light, on every page: edit,
report an error, Colab and Binder; canonical links, cards for previews, the map of the site, and the
address in citations. Unknown ones leave no trace.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urljoin, urlsplit
from xml.etree import ElementTree

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ConfigError

PUBLISHED = "gh-pages"  # the branch on which `make publish` puts the built book, for GitHub's pages
FORGES = ("github", "gitlab")


@dataclass(frozen=True)
class Repository:
    """The sources of the book on a forge."""

    url: str
    forge: str
    branch: str = "main"

    @property
    def name(self) -> str:
        """The owner and the name."""
        return urlsplit(self.url).path.strip("/")

    @property
    def binder(self) -> str:
        """The address of a machine with JupyterLab on the book, without the file to open."""
        host = "gh" if self.forge == "github" else "gl"
        name = self.name if self.forge == "github" else quote(self.name, safe="")
        return f"https://mybinder.org/v2/{host}/{name}/{quote(self.branch, safe='')}"

    def edit(self, file: str) -> str:
        """Return the address at which a file is changed."""
        way = "edit" if self.forge == "github" else "-/edit"
        return f"{self.url}/{way}/{self.branch}/{quote(file)}"

    def report(self, file: str) -> str:
        """Return the address of a report about a page, at whose end its section is added."""
        if self.forge == "github":
            asked = {"template": "book.yml", "title": f"{file}: ", "page": file, "section": ""}
            return f"{self.url}/issues/new?{urlencode(asked, quote_via=quote)}"
        asked = {"issue[title]": f"{file}: ", "issue[description]": f"Page: {file}\n\nSection: "}
        return f"{self.url}/-/issues/new?{urlencode(asked, quote_via=quote)}"

    def open_in(self, file: str) -> list[tuple[str, str]]:
        """Return where a notebook can be run, each with the address."""
        places = []
        if self.url.startswith("https://github.com/"):
            built = f"{self.name}/blob/{PUBLISHED}/_sources/{quote(file)}"
            places.append(("Colab", f"https://colab.research.google.com/github/{built}"))
        if self.url.startswith(("https://github.com/", "https://gitlab.com/")):
            places.append(("Binder", f"{self.binder}?urlpath={quote(f'lab/tree/{file}', safe='')}"))
        return places


def repository(options: Mapping[str, Any], environment: Mapping[str, str]) -> Repository | None:
    """Return the repository that the settings name, else that of the forge that builds, or None.

    Raises
    ------
    ConfigError
        For an address that is not of the form https://host/owner/name, or an unknown forge.
    """
    url, forge, branch = options.get("repository_url", ""), options.get("repository_provider"), ""
    if not url and environment.get("GITHUB_REPOSITORY"):
        server = environment.get("GITHUB_SERVER_URL", "https://github.com")
        url, forge = f"{server}/{environment['GITHUB_REPOSITORY']}", "github"
        branch = environment.get("BOOK_BRANCH", "")
    elif not url and environment.get("CI_PROJECT_URL"):
        url, forge = environment["CI_PROJECT_URL"], "gitlab"
        branch = environment.get("CI_DEFAULT_BRANCH", "")
    if not url:
        return None
    if not re.fullmatch(r"https://[\w.:-]+(/[\w.~-]+){2,}", url := url.rstrip("/")):
        raise ConfigError(f"repository.url is {url!r}; it has the form https://host/owner/name")
    host = urlsplit(url).netloc
    forge = forge or next((each for each in FORGES if each in host), "")
    if forge not in FORGES:
        raise ConfigError(
            f"repository.url is at {host}, whose forge is not known; "
            f"html_theme_options.repository_provider is one of {', '.join(FORGES)}"
        )
    return Repository(url, forge, branch or options.get("repository_branch") or "main")


def pages(configured: str, environment: Mapping[str, str]) -> str:
    """Return the address of the pages, which ends with a slash, or nothing.

    Examples
    --------
    >>> pages("", {"GITHUB_REPOSITORY": "anna/book", "GITHUB_SERVER_URL": "https://github.com"})
    'https://anna.github.io/book/'
    >>> pages("", {})
    ''
    """
    url = environment.get("BOOK_URL") or configured or environment.get("CI_PAGES_URL", "")
    owner, _, name = environment.get("GITHUB_REPOSITORY", "").partition("/")
    if not url and owner and environment.get("GITHUB_SERVER_URL") == "https://github.com":
        host = f"{owner.lower()}.github.io"
        url = f"https://{host}/" if name.lower() == host else f"https://{host}/{name}/"
    return url.rstrip("/") + "/" if url else ""


def site_map(addresses: list[str]) -> str:
    """Return the map of a site, as search engines read it."""
    root = ElementTree.Element("urlset", xmlns="http://www.sitemaps.org/schemas/sitemap/0.9")
    for address in addresses:
        ElementTree.SubElement(ElementTree.SubElement(root, "url"), "loc").text = address
    ElementTree.indent(root)
    return ElementTree.tostring(root, "unicode", xml_declaration=True) + "\n"


def _know(app: Sphinx, config: Config) -> None:
    config.html_baseurl = pages(config.html_baseurl, os.environ)
    config.repository = repository(config.html_theme_options, os.environ)


def _light(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object | None
) -> None:
    known = app.config.repository
    if doctree is None or known is None:
        return
    file = app.env.doc2path(page, base=False)
    context["edit_page"] = known.edit(file)
    context["report_error"] = known.report(file)
    context["open_in"] = known.open_in(file) if file.endswith(".ipynb") else []


def _write_map(app: Sphinx, exception: Exception | None) -> None:
    base = app.config.html_baseurl
    if exception is not None or app.builder.format != "html" or not base:
        return
    addresses = [urljoin(base, f"{page}.html") for page in sorted(app.env.found_docs)]
    Path(app.outdir, "sitemap.xml").write_text(site_map(addresses), encoding="utf-8")


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the extension (Sphinx calls this)."""
    app.add_config_value("repository", None, "html", (Repository, type(None)))
    app.connect("config-inited", _know)
    app.connect("html-page-context", _light)
    app.connect("build-finished", _write_map)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
