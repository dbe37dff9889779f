"""What a check says: in every case the input, what was expected, what came, and why."""

import numpy as np
import pytest

from lecture_lib.exercises import check

INPUT = """momentum_step is not right yet. For
  theta = [0.]
  m = [0.]
  gradient = [1.]
  eta = 0.5
  beta = 0
"""
EXPECTED = """it should return
  theta = [-0.5]
  m = [1.]
and returns
"""


def said_of(body):
    """What is said of a momentum_step with this body, defined as a cell defines it."""
    space = {"np": np}
    exec(f"def momentum_step(theta, m, gradient, eta, beta):\n    {body}\n", space)
    return str(check(space["momentum_step"]))


def test_right_says_on_how_many_inputs():
    body = "m = beta * m + gradient; return theta - eta * m, m"
    assert said_of(body) == "momentum_step is right: tried on 12 inputs."


@pytest.mark.parametrize(
    "body", ["...", "pass", '"""Doc."""', '"""Doc."""\n    ...', "return None"]
)
def test_what_is_not_filled_in_is_told_so(body):
    assert said_of(body) == (
        "momentum_step is still empty: put your lines in the place of the three dots."
    )


def test_a_known_mistake_gets_its_reason():
    assert said_of("m = beta * m + gradient; return theta + eta * m, m") == (
        f"{INPUT}{EXPECTED}  theta = [0.5]\n  m = [1.]\n"
        "You add the step. Descent goes against the velocity: theta - eta * m."
    )


def test_any_other_mistake_gets_the_simplest_input_where_it_shows():
    said = said_of("m = beta * m + gradient; return theta - eta * (m + (len(m) == 4)), m")
    assert said.splitlines()[1].count(",") == 3  # the first of four entries
    assert "and returns" in said


def test_a_forgotten_return_is_not_empty():
    assert said_of("m = beta * m + gradient") == (
        f"{INPUT}It returns nothing. Does it end with return?"
    )


def test_an_exception_is_shown_with_its_line_and_its_input():
    said = said_of("m = theta @ np.ones(7); return theta, m")
    assert said.startswith(f"{INPUT}It stops in line 2")
    assert "with ValueError: matmul" in said


def test_a_wrong_number_of_parameters_is_said():
    space = {}
    exec("def momentum_step(theta):\n    return theta\n", space)
    said = str(check(space["momentum_step"]))
    assert said.startswith(f"{INPUT}It cannot be called with these inputs. TypeError:")
    assert said.endswith("takes 1 positional argument but 5 were given.")


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("return theta", "As the result (theta, m) there should be 2 things, not an array of the "
         "shape (1,)."),
        ("return theta, m, m", "As the result (theta, m) there should be 2 things, not 3."),
        ("return theta[:, None], m", "The shape of theta is (1, 1), but should be (1,)."),
        ("return theta, None", "As m there should be an array of the shape (1,), not None."),
        ("return theta, 'm'", "As m there should be an array of the shape (1,), not a str."),
        ("return theta, 1j * m", "As m there should be an array of the shape (1,), not an array of "
         "complex128 of the shape (1,)."),
        ("return theta, [1.0, [2.0]]", "As m there should be an array of the shape (1,), not a "
         "list."),
    ],
)  # fmt: skip
def test_a_wrong_kind_or_shape_is_named(body, reason):
    assert said_of(body).splitlines()[-1] == reason


def test_a_change_in_place_is_noticed():
    said = said_of("m *= beta; m += gradient; return theta - eta * m, m")
    assert said.startswith(f"{INPUT}It changes its argument m in place.")


def test_nan_is_never_right():
    assert "nan" in said_of("return theta * np.nan, beta * m + gradient")


def test_a_name_without_an_exercise_is_asked_back():
    def momentum_stepp():
        return 1

    with pytest.raises(ValueError, match="'momentum_stepp'; did you mean 'momentum_step'"):
        check(momentum_stepp)
    momentum_stepp.__name__ = "zzz"
    with pytest.raises(ValueError, match=r"no exercise is called 'zzz'$"):
        check(momentum_stepp)


@pytest.mark.parametrize("thing", [3, "momentum_step", len, None])
def test_what_is_no_function_is_refused(thing):
    with pytest.raises(TypeError, match="must be given a function"):
        check(thing)


def test_the_page_hears_of_the_verdict_beside_its_text():
    def momentum_step(*_):
        return 1 if _ else None

    verdict = check(momentum_step)
    assert list(verdict._repr_page_().values()) == [
        {"chapter": "momentum", "name": "momentum_step", "state": "wrong"}
    ]
    assert not verdict.right
