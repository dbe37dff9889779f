"""The page of the status says what is so; that for self-hosters computes from what was measured."""

import json
from importlib.metadata import version

import pytest
import readers
import record
import status
from checks import CHECKS

RUN = {
    "sources": "abc1234",
    "system": "Linux, Python 3.12.1",
    "browsers": {"Chromium": "140.0.1"},
    "checks": [
        {"name": "mypy", "outcome": "passed", "said": "Success"},
        {"name": "book", "outcome": "FAILED", "said": "a | b"},
    ],
}
CITATION = {"authors": [{"name": "Anna"}], "title": "A book", "version": "2.0"}


def test_without_a_record_nothing_is_said_to_have_passed():
    said = status.checks(None, "abc1234")
    assert "There is no record" in said
    assert "passed." in said
    assert [check.name for check in CHECKS if f"- {check.name}" not in said] == []


def test_a_record_is_told_with_what_failed():
    said = status.checks(RUN, "abc1234")
    assert said.startswith("1 of 2 checks passed")
    assert "`abc1234`, on Linux" in said
    assert "Chromium 140.0.1" in said
    assert "- book: FAILED, “a \\| b”" in said


def test_a_record_of_other_sources_says_so():
    assert "these pages are of `fff0000`" in status.checks(RUN, "fff0000")
    assert "these pages are of `sources without a commit`" in status.checks(RUN, "")


def test_what_is_written_is_read(tmp_path):
    path = tmp_path / "made" / "checks.json"
    record.write(
        [("mypy", "passed", "5 passed in 205 sources in 3.21s (0:03)"), ("x", "not run", "")], path
    )
    written = json.loads(path.read_text(encoding="utf-8"))
    assert [check["said"] for check in written["checks"]] == ["5 passed in 205 sources", ""]
    assert written["browsers"] == record.versions()
    assert status.checks(written, written["sources"]).startswith("1 of 2 checks passed")


def test_a_program_that_is_not_there_says_nothing():
    assert record.said(["no-such-program", "--version"]) == ""
    assert record.said(["git", "no-such-command"]) == ""


def test_the_list_names_what_is_installed():
    said = status.made_with()
    assert f"numpy {version('numpy')}" in said
    assert f"library: {version('lecture-lib')}" in said
    assert "pyodide 0." in said


@pytest.mark.parametrize("address", ["", "https://anna.github.io/book/"])
def test_a_citation_has_the_address_where_it_is_known(address):
    said = status.how_to_cite(CITATION, address)
    assert said.startswith("Anna. *A book*, version 2.0.")
    assert ("https://" in said) == bool(address)
    assert said.count(address) == 2 or not address
    assert "author = {{Anna}}" in said


def test_what_readers_cost_is_computed():
    measured = {
        "book_MB": 2.0,
        "python_MB": 18.0,
        "kernel_MB": 150,
        "kernel_peak_MB": 170,
        "server_MB": 50,
        "server_peak_MB": 60,
        "machine": "a machine",
    }
    said = readers.text(measured)
    assert "| 10 | 200 MB | 2.0 GB | 1 |" in said
    assert "| 1 000 | 20 GB | 200 GB | 4 |" in said  # 200 of 57.6
    assert "| 100 000 | 2.0 TB | 20 TB | 348 |" in said
    assert "150 MB for itself alone" in said


def test_the_record_of_the_measurement_is_whole():
    measured = json.loads(readers.RECORD.read_text(encoding="utf-8"))
    assert all(value for value in measured.values())
    assert measured["kernel_peak_MB"] >= measured["kernel_MB"] > 10
    assert measured["server_peak_MB"] >= measured["server_MB"] > 10
    assert readers.text(measured).count("\n|") == 5
