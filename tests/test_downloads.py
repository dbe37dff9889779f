"""What the book offers to take along: links to what is there, and to nothing else; its archive."""

import hashlib
import os
import re
import subprocess
import sys
import zipfile

import pytest
from archive import pack
from downloads import KINDS, NAME, ROOT, built, offer, place

FIRST = '<h1>A book</h1>\n<div class="downloads d-print-none"></div>\n'


@pytest.fixture
def html(tmp_path):
    """A small book."""
    html = tmp_path / "html"
    (html / "book").mkdir(parents=True)
    (html / "book" / "index.html").write_text(FIRST, encoding="utf-8")
    (html / "index.html").write_text("start", encoding="utf-8")
    (html / ".buildinfo").write_text("of this machine", encoding="utf-8")
    (html / "downloads").mkdir()
    return html


def first_page(html):
    return (html / "book" / "index.html").read_text(encoding="utf-8")


def test_what_is_not_there_is_not_offered(html):
    offer(html)
    assert first_page(html) == FIRST


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_there_is_offered_once_with_its_size(html, kind):
    place(html, kind).write_bytes(bytes(1_234_000))
    offer(html)
    offer(html)
    page = first_page(html)
    assert page.count("<a href") == page.count(f'"../downloads/{NAME}.{kind}"') == 1
    assert f"{kind.upper()}</a>, 1.2 MB" in page
    place(html, kind).unlink()
    offer(html)
    assert first_page(html) == FIRST


def test_a_first_page_without_a_place_for_it_is_refused(html):
    (html / "book" / "index.html").write_text("<h1>A book</h1>", encoding="utf-8")
    with pytest.raises(ValueError, match="has 0 places"):
        offer(html)


def test_where_no_book_is_built_it_is_said_how(tmp_path):
    with pytest.raises(SystemExit, match="make book"):
        built(str(tmp_path))


def test_the_same_book_gives_the_same_archive_at_any_time(html, tmp_path):
    target = place(html, "zip")
    pack(html, target)
    again = tmp_path / "again.zip"
    for path in html.rglob("*"):
        os.utime(path, (1e9, 1e9))
    offer(html)  # it offers the archive, which holds no other
    assert "downloads/" in first_page(html)
    pack(html, again)
    assert again.read_bytes() == target.read_bytes()
    digest, name = target.with_name(f"{NAME}.zip.sha256").read_text(encoding="utf-8").split()
    assert (digest, name) == (hashlib.sha256(target.read_bytes()).hexdigest(), f"{NAME}.zip")


def test_it_is_one_folder_that_starts_at_its_top_and_offers_what_is_in_it(html):
    place(html, "pdf").write_bytes(b"%PDF")
    place(html, "zip").write_bytes(b"an older one")
    pack(html, place(html, "zip"))
    with zipfile.ZipFile(place(html, "zip")) as archive:
        names = archive.namelist()
        page = archive.read(f"{NAME}/book/index.html").decode()
    inside = ["book/index.html", f"downloads/{NAME}.pdf", "index.html"]
    assert names == [f"{NAME}/{path}" for path in inside]
    assert f"{NAME}.pdf" in page
    assert f"{NAME}.zip" not in page


@pytest.mark.parametrize("verb", ["zip", "pdf", "epub"])
def test_a_verb_says_that_there_is_no_book_where_it_is_told_to_look(tmp_path, verb):
    done = subprocess.run(
        ["make", verb, f"HTML={tmp_path}"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode
    assert f"There is no book in {tmp_path}: make book" in done.stderr


def test_without_chromium_it_is_said_how_to_get_it(html):
    path = {"PATH": "", "PLAYWRIGHT_BROWSERS_PATH": str(html)}
    done = subprocess.run(
        [sys.executable, "tools/paper", "pdf", html],
        cwd=ROOT,
        env=os.environ | path,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert re.fullmatch("No Chromium here; install it: .*\n", done.stderr)
