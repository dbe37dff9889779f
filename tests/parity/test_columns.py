"""Two columns, read from a text in the page: as people have them, and as Python takes them."""

import pytest
import traitlets
from hypothesis import given
from hypothesis import strategies as st
from javascript import JavaScript, literal

from lecture_lib.widgets import RegressionExplorer

TOLD = {
    "columns": ["x", "y"],
    "bounds": [[-1_000_000, 1_000_000]] * 2,
    "rows": [2, 60],
    "differ": 1e-6,
}
THREE = [[1, 2.5], [3, -4], [5, 0.001]]


@pytest.fixture(scope="module")
def read():
    with JavaScript("columns", "rows") as js:

        def read(text):
            return js.run(f"modules.columns.readColumns({literal(text)}, {literal(TOLD)})")

        read.js = js
        yield read


@pytest.mark.parametrize(
    "text",
    [
        "1\t2.5\n3\t-4\n5\t0.001",
        "1,2.5\r\n3,-4\r\n5,1e-3\r\n",
        "1, 2.5\n3, -4\n5, 1E-3",
        "1;2.5\n3;-4\n5;.001;\n\n",
        "1 2.5\n3   −4\n 5 +0.001",
        '\ufeff"1","2.5"\n"3","-4"\n"5","0.001"',
        '"1" "2.5"\n"3" "-4"\n" 5" "0.001 "',
        "1.,2.5\n\n3.0,-4\n5,0.001",
    ],
)
def test_tabs_semicolons_commas_and_blanks_part_columns(read, text):
    assert read(text) == {"rows": THREE, "note": ""}


@pytest.mark.parametrize("names", ["x\ty", "height weight", "year,price in €", "only", '"a","b"'])
def test_the_first_line_may_hold_names(read, names):
    parted = "\t" if "\t" in names else "," if "," in names else " "
    text = "\n".join([names, *(parted.join(map(str, row)) for row in THREE)])
    assert read(text) == {"rows": THREE, "note": "The first line was taken as names."}


@pytest.mark.parametrize(
    "text",
    [
        "1;2,5\n3;-4\n5;0,001",
        "1\t2,5\n3\t-4\n5\t,001",
        "1,0 2,5\n3,0 -4,0\n5,0 0,001",
        '"1,0","2,5"\n"3","-4"\n"5","0,001"',
    ],
)
def test_decimal_commas_are_understood_where_nothing_else_can_be_meant(read, text):
    assert read(text) == {"rows": THREE, "note": "Decimal commas were read as points."}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("1 2\n\n3", "Line 3 has 1 column; 2 are needed, x and y."),
        ("1,5,2,5\n3,0,1,0", "Line 1 has 4 columns; 2 are needed, x and y."),
        ("1;2\n3;4;5", "Line 2 has 3 columns; 2 are needed, x and y."),
        ("x,y\n1,2\n3,four", "Line 3: “four” is no number."),
        ("1,2\n3,", "Line 2: y is missing."),
        ("1;1,234\n2;2,345", "Line 1: “1,234” may be 1.234 or 1234; write it so."),
        ("1;1,234.5\n2;3", "Line 1: “1,234.5” is no number."),
        ("1 2\n1e999 3", "Line 2: x must be a number from −1000000 to 1000000, not “1e999”."),
        ("1 2\n2 -1000001", "Line 2: y must be a number from −1000000 to 1000000, not “-1000001”."),
        ("1 2\nNaN 3", "Line 2: “NaN” is no number."),
        ("1 2\n0x10 3", "Line 2: “0x10” is no number."),
        ("1 " + "9" * 50 + "z\n2 3", "Line 1: “99999999999999999999…” is no number."),
        ("", "At least 2 rows are needed; here is none."),
        (" \n\t\n", "At least 2 rows are needed; here is none."),
        ("x\ty", "Line 1: “x” is no number."),
        ("1 2", "At least 2 rows are needed; here is one."),
        (
            "1−2\n3 4",
            "At least 2 rows are needed; here is one. The first line was taken as names.",
        ),
        ("\n".join(f"{i} 1" for i in range(61)), "At most 60 rows have room here, not 61."),
        (
            "3 1\n3 2",
            "The numbers of x must differ by at least 0.000001: "
            "without that, every slope fits as well.",
        ),
    ],
)
def test_what_cannot_be_read_is_said_with_its_line(read, text, problem):
    assert read(text) == {"problem": problem}


@given(
    rows=st.lists(st.tuples(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6)), min_size=2, max_size=60),
    parted=st.sampled_from(["\t", ";", ",", " ", "  ", ", ", " ; "]),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_numbers_come_back_with_all_their_digits(read, rows, parted, end):
    rows = [[0.0, 0.0], [1.0, 1.0], *map(list, rows)][:60]
    text = end.join(parted.join(map(repr, row)) for row in rows)
    assert read(text)["rows"] == rows
    again = read.js.run(f"modules.rows.rowsAsText({literal(rows)})")
    assert read(again)["rows"] == rows


@given(text=st.one_of(st.text(max_size=60), st.text('0123456789.,;\t\n -+e"x−\u00a0', max_size=60)))
def test_whatever_is_typed_is_read_as_python_takes_it_or_refused_in_a_sentence(read, text):
    found = read(text)
    if "problem" in found:
        assert found["problem"].endswith(".")
        assert "undefined" not in found["problem"]
        return
    try:
        explorer = RegressionExplorer(data=found["rows"])
    except traitlets.TraitError as problem:
        pytest.fail(f"{problem}: {text!r}")
    assert explorer.data == found["rows"]
