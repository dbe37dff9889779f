"""The progress bar: what it shows on the way, and that nothing of it is left."""

import sys
from types import SimpleNamespace

import pytest

from lecture_lib import progress as module
from lecture_lib.progress import progress


@pytest.fixture(autouse=True)
def _slow_items(monkeypatch):
    """A clock on which every item takes a second."""
    seconds = iter(range(1000))
    monkeypatch.setattr(module.time, "monotonic", lambda: next(seconds))


@pytest.fixture
def shown(monkeypatch):
    """What a notebook's cell shows, one text after another."""
    texts = []

    def update(data, raw):
        assert raw
        texts.append(data["text/plain"])

    def display(data, raw, display_id):
        assert display_id
        update(data, raw)
        return SimpleNamespace(update=update)

    shell = SimpleNamespace(kernel=object())
    fake = SimpleNamespace(get_ipython=lambda: shell, display=SimpleNamespace(display=display))
    monkeypatch.setitem(sys.modules, "IPython", fake)
    return texts


def test_a_notebook_shows_a_bar_and_ends_as_it_began(shown):
    assert list(progress(range(3), unit="epochs")) == [0, 1, 2]
    assert shown[0] == shown[-1] == "3 epochs"
    assert shown[2] == "██████████░░░░░░░░░░░░░░░░░░░░ 1 of 3 epochs"
    assert len(shown) == 5


def test_an_error_on_the_way_takes_the_bar_along(shown):
    with pytest.raises(ZeroDivisionError):
        sum(1 / (1 - i) for i in progress(range(3)))
    assert shown[-1] == "3 steps"


def test_nothing_to_do_is_no_error(shown):
    assert list(progress([])) == []
    assert set(shown) == {"0 steps"}


def test_a_terminal_is_wiped_in_the_end(monkeypatch, capsys):
    monkeypatch.delitem(sys.modules, "IPython", raising=False)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    assert list(progress("ab")) == ["a", "b"]
    out, err = capsys.readouterr()
    assert out == ""
    assert "1 of 2 steps" in err
    assert err.endswith("\r\x1b[K")


def test_where_nobody_watches_nothing_is_written(monkeypatch, capsys):
    monkeypatch.delitem(sys.modules, "IPython", raising=False)
    assert list(progress("ab")) == ["a", "b"]
    assert capsys.readouterr() == ("", "")
