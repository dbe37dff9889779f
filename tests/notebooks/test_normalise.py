"""The tool that runs notebooks: what it strips, and what it refuses."""

import importlib.util
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

SOURCE = Path(__file__).resolve().parents[2] / "tools" / "notebooks.py"
spec = importlib.util.spec_from_file_location("notebooks", SOURCE)
notebooks = importlib.util.module_from_spec(spec)
spec.loader.exec_module(notebooks)


def stream(text, name="stdout"):
    return new_output("stream", name=name, text=text)


def result(**data):
    return new_output("execute_result", data={k.replace("__", "/"): v for k, v in data.items()})


def notebook(*outputs, count=1, **metadata):
    cell = new_code_cell("x", outputs=list(outputs), execution_count=count, metadata=metadata)
    return new_notebook(cells=[new_markdown_cell("text"), cell])


def faults(*outputs, **more):
    return notebooks.faults(notebook(*outputs, **more))


def test_ids_timestamps_and_versions_are_stripped():
    one, two = notebook(execution={"iopub.execute_input": "2026-01-01T00:00:00Z"}), notebook()
    two.metadata["language_info"] = {"version": "3.13.0"}
    two.metadata["widgets"] = {"state": {"a": 1}}
    assert one.cells[0].id != two.cells[0].id
    assert notebooks.normalise(one) == notebooks.normalise(two)


def test_what_the_book_reads_is_kept():
    metadata = {"tags": ["remove-input"], "mystnb": {"figure": {"name": "fig-a"}}}
    text = notebooks.normalise(notebook(**metadata))
    assert '"remove-input"' in text
    assert '"fig-a"' in text


def test_a_pictures_size_is_kept_and_not_compared():
    texts = []
    for width in (432, 433):
        metadata = {"image/png": {"height": 288, "width": width}, "needs_background": "light"}
        picture = new_output("display_data", data={"image/png": f"{width}"}, metadata=metadata)
        texts.append(notebooks.normalise(notebook(picture)))
    assert '"width": 432' in texts[0]
    assert '"needs_background": "light"' in texts[0]
    assert texts[0] != texts[1]
    assert notebooks.without_pictures(texts[0]) == notebooks.without_pictures(texts[1])
    assert "433" not in notebooks.without_pictures(texts[1])


def test_streams_that_were_cut_by_chance_are_joined():
    cut, whole = notebook(stream("a"), stream("b")), notebook(stream("ab"))
    assert notebooks.normalise(cut) == notebooks.normalise(whole)
    apart = notebook(stream("a"), result(text__plain="1"), stream("b"))
    assert notebooks.normalise(apart).count('"stdout"') == 2


def test_a_run_of_the_book_is_compared_as_the_book_joins_streams():
    stored = notebook(stream("a 1\nb\n"), result(text__plain="1"))
    kept = notebook(stream("a 1\nb\n\n"), stream("b\n"), result(text__plain="1"))
    other = notebook(stream("a 2\nb\n"), stream("b\n"), result(text__plain="1"))
    texts = [
        notebooks.normalise(notebooks.without_cuts(one, joined=joined))
        for one, joined in [(stored, False), (kept, True), (other, True)]
    ]
    assert notebooks.differences(texts[0], texts[1]) == []
    assert "a2b" in notebooks.differences(texts[0], texts[2])[0]


def test_the_id_of_a_widgets_view_is_stripped():
    data = {notebooks.WIDGET_VIEW: {"model_id": "f00"}, "text/plain": "W()"}
    text = notebooks.normalise(notebook(new_output("display_data", data=data)))
    assert "f00" not in text
    assert "W()" in text


def test_the_picture_of_a_widget_is_stripped_and_other_html_is_kept():
    data = {notebooks.WIDGET: {"widget": "W", "state": {}}, "text/html": "<img />"}
    assert "<img />" not in notebooks.normalise(notebook(new_output("display_data", data=data)))
    assert "<img />" in notebooks.normalise(notebook(result(text__html="<img />")))


def test_only_pixels_may_differ():
    one, two, three = (
        notebooks.normalise(notebook(result(image__png=png, text__plain=text)))
        for png, text in [("aaa=\n", "<F>"), ("bbbb\ncc==\n", "<F>"), ("aaa=\n", "<G>")]
    )
    assert one != two
    assert notebooks.without_pictures(one) == notebooks.without_pictures(two)
    assert notebooks.without_pictures(one) != notebooks.without_pictures(three)


def test_a_clean_notebook_has_no_fault():
    assert faults(stream("w = 0.25, 3 s, 10:1\n"), result(text__plain="array([1., 2.])")) == []


@pytest.mark.parametrize("count", [None, 2])
def test_a_cell_that_was_not_run_in_order_is_a_fault(count):
    assert "in order" in faults(count=count)[0]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("<Tensor object at 0x7f12ab34cd56>", "memory address"),
        ("saved in /home/ada/book/x.png", "path"),
        (r"C:\Users\ada", "path"),
        ("finished 2026-01-31", "date or a time"),
        ("at 12:30:05", "date or a time"),
        ("1.25 ms ± 3 µs per loop", "measured time"),
    ],
)
def test_what_changes_from_run_to_run_is_a_fault(text, what):
    assert what in faults(stream(text))[0]
    assert what in faults(result(text__html=f"<b>{text}</b>"))[0]


def test_warnings_and_exceptions_are_faults():
    assert "stderr" in faults(stream("old function\n", name="stderr"))[0]
    error = new_output("error", ename="ValueError", evalue="no", traceback=[])
    assert "ValueError" in faults(error)[0]


def test_every_failed_cell_is_shown_with_its_line():
    error = new_output(
        "error",
        ename="AssertionError",
        evalue="",
        traceback=["AssertionError", "Cell In[1], line 2\n      1 x = 1\n----> 2 assert x == 2"],
    )
    cells = [
        new_code_cell("x = 1\nassert x == 2", outputs=[error]),
        new_markdown_cell("text"),
        new_code_cell("x", outputs=[result(text__plain="1")]),
        new_code_cell("y", outputs=[new_output("error", ename="NameError", evalue="no y")]),
    ]
    found = notebooks.failures(new_notebook(cells=cells))
    assert [text.splitlines()[0] for text in found] == [
        "code cell 1, line 2: AssertionError",
        "code cell 3: NameError: no y",
    ]
    assert "    assert x == 2" in found[0]
