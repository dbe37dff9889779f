"""The archive of the book: unpacked wherever somebody likes, it opens by double click."""

import zipfile

import pytest
from archive import pack
from book_pages import HTML
from downloads import NAME


@pytest.fixture
def start(browser, tmp_path):
    """The first page of the unpacked book, reached as by double click on its start file."""
    pack(HTML, tmp_path / "book.zip")
    folder = tmp_path / "Bücher für die Übung (2)"
    with zipfile.ZipFile(tmp_path / "book.zip") as archive:
        archive.extractall(folder)
    page = browser.new_page()
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("requestfailed", lambda request: faults.append(request.url))
    page.goto((folder / NAME / "index.html").as_uri())
    page.wait_for_url("**/book/index.html")
    yield page
    assert faults == []
    page.close()


def test_widgets_live_and_pages_lead_to_each_other(start):
    stepper = start.locator(".lecture-widget[data-alive] [data-widget=BackpropStepper]").first
    stepper.locator("[data-control=forward]").click()
    assert stepper.locator("[data-control=step]").input_value() == "1"
    start.get_by_role("link", name="Momentum", exact=True).first.click()
    start.wait_for_url("**/book/adaptive/momentum.html")
    start.wait_for_selector(".lecture-widget[data-alive] [data-widget=MomentumExplorer]")
