"""Fixtures for tests of the built book in a browser (Chromium, through Playwright).

Build first: ``make book``. What a test uses:

``open_page(name, scheme="http", theme="light", width=1280)``
    opens a page of the book, named as in ``_toc.yml`` (``"book/index"``), waits until it is loaded,
    and returns a `Visit`. It is closed when the test ends.
    ``scheme`` is ``"http"`` (served on loopback under the strict policy) or ``"file"`` (opened from
    the folder), ``theme`` what the reader's system prefers, ``width`` that of the window.
``alone(name, context, **page)``
    opens a page on which a widget stands alone, in a browser context of its own.
``Visit.page``
    the Playwright page: ``visit.page.locator("[data-widget=BackpropStepper]")`` and so on.
``explorer``, ``page``
    the first living widget that ``WIDGET`` selects on the page named ``PAGE``, two constants of
    the test's module, and the Playwright page that it is on; no faults are allowed on it.
``Visit.faults``
    what went wrong so far, in words: requests to other hosts, requests that failed, errors and
    warnings on the console, exceptions. A test that acts on a page ends with
    ``assert visit.faults == []``.
``wait_until(page, script)``
    waits until a script is true, as the strict policy lets it: ``from waiting import wait_until``.
``PAGES``
    the names of all pages, to parametrize with: ``from book_pages import PAGES``.

The browser cannot reach other hosts: their names do not resolve. What is waited for may take long,
since the machine may be busy: a test fails by what it sees, not by how long it took.
"""

import functools
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from alone import page_with
from book_pages import HEIGHT, HTML
from chromium import NoChromiumError, launch
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    sync_playwright,
)
from serving import served
from waiting import PATIENCE


@dataclass
class Visit:
    """An open page and what went wrong on it."""

    page: Page
    root: str
    faults: list[str] = field(default_factory=list)

    def listen(self) -> None:
        """Begin to write down faults."""
        self.page.on("request", self._on_request)
        self.page.on("requestfailed", self._on_failure)
        self.page.on("pageerror", lambda error: self.faults.append(f"exception: {error}"))
        self.page.on("console", self._on_console)

    def _on_request(self, request: Request) -> None:
        if not request.url.startswith((self.root, "data:", "blob:")):
            self.faults.append(f"outside request: {request.url}")

    def _on_failure(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # given up because the page was left
            self.faults.append(f"failed request: {request.url} ({request.failure})")

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            where = message.location["url"]
            self.faults.append(f"console {message.type}: {message.text} ({where})")


@pytest.fixture(scope="session")
def roots() -> Iterator[dict[str, str]]:
    """Where the book is: the address of its folder by scheme."""
    if not (HTML / "index.html").exists():
        pytest.fail("there is no book to look at: make book", pytrace=False)
    with served(HTML) as address:
        yield {"http": address, "file": f"{HTML.as_uri()}/"}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests. Without one, CI fails and a person's tests are skipped."""
    with sync_playwright() as playwright:
        try:
            browser = launch(playwright)
        except NoChromiumError as problem:
            stop = pytest.fail if os.environ.get("CI") else pytest.skip
            stop(str(problem))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def contexts(browser: Browser) -> Callable[[str, int], BrowserContext]:
    """One browser context for each theme and width, kept for all tests."""

    @functools.cache
    def context(theme: str, width: int) -> BrowserContext:
        size = {"width": width, "height": HEIGHT}
        made = browser.new_context(viewport=size, color_scheme=theme)
        made.set_default_timeout(PATIENCE)
        return made

    return context


@pytest.fixture
def open_page(roots: dict[str, str], contexts: Callable[[str, int], BrowserContext]):
    """Open pages of the book; see the top of this file."""
    opened: list[Page] = []

    def open_one(name: str, scheme: str = "http", theme: str = "light", width: int = 1280) -> Visit:
        page = contexts(theme, width).new_page()
        opened.append(page)
        visit = Visit(page, roots[scheme])
        visit.listen()
        response = page.goto(f"{visit.root}{name}.html")
        assert response.ok, f"{name}: {response.status}"
        return visit

    yield open_one
    for page in opened:
        page.close()


@pytest.fixture
def still(browser: Browser, roots: dict[str, str]) -> Iterator[Callable]:
    """Open a page of the book in a browser without scripts: ``still(name, width)``."""
    opened: list[BrowserContext] = []

    def open_one(name: str, width: int) -> Page:
        size = {"width": width, "height": HEIGHT}
        opened.append(browser.new_context(java_script_enabled=False, viewport=size))
        opened[-1].set_default_timeout(PATIENCE)
        page = opened[-1].new_page()
        page.goto(f"{roots['file']}{name}.html")
        return page

    yield open_one
    for context in opened:
        context.close()


@pytest.fixture
def alone(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open a widget on a page of its own: ``alone(name, context, **page)``, see `alone.page_with`.

    `context` are the options of a browser context of its own: what the reader's device is like.
    """
    opened: list[tuple[BrowserContext, list[str]]] = []

    def open_one(name: str, context: dict | None = None, **page: object) -> Page:
        made = browser.new_context(**(context or {"viewport": {"width": 1280, "height": HEIGHT}}))
        made.set_default_timeout(PATIENCE)
        visit = Visit(made.new_page(), "about:")
        visit.listen()
        opened.append((made, visit.faults))
        visit.page.set_content(page_with(name, **page))
        visit.page.wait_for_selector(".lecture-widget[data-alive]")
        return visit.page

    yield open_one
    for context, faults in opened:
        context.close()
        assert faults == []


@pytest.fixture
def explorer(open_page, request: pytest.FixtureRequest) -> Iterator[Locator]:
    """Open the page of a test module and wait for its widget; see the top of this file."""
    widget = request.module.WIDGET
    visit = open_page(request.module.PAGE)
    visit.page.wait_for_selector(f".lecture-widget[data-alive] {widget}")
    yield visit.page.locator(widget).first
    assert visit.faults == []


@pytest.fixture
def page(explorer: Locator) -> Page:
    """Return the page that the widget of a test module is on."""
    return explorer.page
