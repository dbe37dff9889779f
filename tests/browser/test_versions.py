"""A reader of a book that has changed never sees a page with an old script, style or font."""

import re
import shutil

from book_pages import HTML, PAGES
from versions import ADDRESS, add_versions, versions

# A checksum stands behind the name, or in it: of pictures and of the packs of Python.
KNOWN = re.compile(r"\?v=\w{8}$|/_images/\w{20}\.webp$|\.\w{12}\.\d+\.js$|\.html$|^blob:|^data:")


def test_every_address_of_a_page_names_a_version():
    for name in [*PAGES, "search", "genindex"]:
        text = (HTML / f"{name}.html").read_text(encoding="utf-8")
        assert len(ADDRESS.findall(text)) > 4
        for tag in re.findall(r"<(?:script|link|img)\b[^>]*>", text):
            for address in re.findall(r'(?:src|href|data-font)="([^"]+)"', tag):
                assert KNOWN.search(address), f"{name}: {address}"


def test_what_is_asked_for_is_one_version(open_page):
    visit = open_page("book/practice/workbench")
    asked = []
    visit.page.on("request", lambda request: asked.append(request.url))
    visit.page.reload()
    visit.page.locator("#bench [data-live-do=edit]").click()
    visit.page.locator("#bench .cm-content").wait_for()
    visit.page.locator("#bench [data-live-do=run]").click()
    with visit.page.expect_request(lambda request: ".zip." in request.url):
        pass
    assert {"theme.js", "page.js", "engine.js", "editor.js", "manifest.js"} <= {
        url.split("?")[0].split("/")[-1] for url in asked
    }
    assert [url for url in asked if not KNOWN.search(url)] == []
    assert len({url.split("?")[0] for url in asked}) == len(set(asked))
    scripts = {url.split("?v=")[1] for url in asked if re.search(r"/live/\w+\.js\?", url)}
    assert len(scripts) == 1


def test_a_version_follows_what_a_file_asks_for(tmp_path):
    page, static = tmp_path / "page.html", tmp_path / "_static"
    for folder in ("live", "widgets"):
        shutil.copytree(HTML / "_static" / "widgets", static / folder)
    files = ["live/Page.js", "widgets/static_host.js", "theme.js"]
    for file in files:
        (static / file).write_text("0", encoding="utf-8")

    def built():
        page.write_text("".join(f'<script src="_static/{file}">' for file in files))
        add_versions(page, ADDRESS, versions(static))
        add_versions(page, ADDRESS, versions(static))  # once more changes nothing
        return re.findall(r"\?v=(\w{8})\"", page.read_text(encoding="utf-8"))

    before = built()
    (static / "widgets" / "MomentumExplorer.js").write_text("1", encoding="utf-8")
    after = built()
    assert len(before) == 3
    assert [old == new for old, new in zip(before, after, strict=True)] == [False, False, True]
    assert after[0] == after[1]
