"""Both parsers accept the same texts as the same graphs, and refuse others in the same words."""

from dataclasses import asdict

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from javascript import JavaScriptError, literal
from strategies import any_number, programs, spellings

from lecture_lib.expression import ExpressionError, grammar, parse, tokens
from lecture_lib.expression.notation import exact_number, format_number, pretty_name, pretty_number

PIECES = [
    *"xyfwβσ√0123456789.₀₃₉²⁻¹³_+-−–*·×/÷^(),=;\n \t\u2062",
    *[
        "x1",
        "net2",
        "w₃",
        "x_3",
        "sigmoid",
        "tanh(",
        "max(",
        "ln(",
        "**",
        "1e5",
        "2.5",
        "a = ",
        "y = ",
    ],
    *[
        "$",
        "[",
        "}",
        "#",
        "'",
        "\\",
        "é",
        "ы",
        "\x00",
        "\u200b",
        "\ufeff",
        "\u202e",
        "\u3000",
        "\u0301",
        "\U0001d465",
        "e",
        "E-3",
    ],
    *["pi", "π", "Pi", "E", "sine", "arctan(", "LOG", "log10", "cos(", "abs(", "min(", "e = ", "Σ"],
    *["constructor", "__proto__", "toString", "valueOf(", "hasOwnProperty"],
]


def verdict_in_python(text):
    try:
        expression = parse(text)
    except ExpressionError as error:
        return {"column": error.column, "message": str(error)}
    nodes = [{**asdict(node), "args": list(node.args)} for node in expression.nodes]
    return {"nodes": nodes, "leaves": list(expression.leaves), "canonical": str(expression)}


def verdict_in_javascript(js, text):
    script = """((m, e) => ({
      nodes: e.nodes, leaves: e.leaves, canonical: m.canonicalText(e)
    }))(modules.expression, modules.expression.parse(TEXT))"""
    try:
        return js.run(script.replace("TEXT", literal(text)))
    except JavaScriptError as error:
        if error.name != "ExpressionError":
            raise
        return {"column": error.column, "message": str(error)}


def check(js, text):
    assert verdict_in_javascript(js, text) == verdict_in_python(text)


@settings(max_examples=60)
@given(programs().flatmap(spellings))
def test_expressions(js, text):
    assert "nodes" in verdict_in_python(text)
    check(js, text)


@settings(max_examples=300)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
@example("⁹" * 400)
@example("x" + "⁹" * 400)
@example("x^" + "9" * 400)
@example("(" * 60 + "x")
@example("x^" * 60 + "x")
@example("x" + "+x" * 500)
@example("x" + "+1" * 500)
@example("x" + " " * 20000)
@example("\U0001d465" * 20001)
@example("x" + "\U0001d465" * 3)
@example("1e-400x")
@example("x⁻⁰ + -0")
@example("y" * 30)
def test_garbage(js, text):
    check(js, text)


@settings(max_examples=150)
@given(st.data(), programs(most_definitions=2).flatmap(spellings))
def test_mutations(js, data, text):
    for _ in range(data.draw(st.integers(1, 2))):
        at = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(at, min(at + 3, len(text))))
        text = text[:at] + data.draw(st.sampled_from(["", *PIECES])) + text[end:]
    check(js, text)


@given(st.text(st.characters(), max_size=10))
def test_any_text(js, text):
    check(js, text)


def test_what_is_no_text(js):
    with pytest.raises(JavaScriptError, match="an expression is a text") as caught:
        js.run("modules.expression.parse(3)")
    assert caught.value.name == "TypeError"


def test_limits(js):
    for module, name in [
        *((grammar, name) for name in ("MAX_NODES", "MAX_OPERANDS", "MAX_NESTING")),
        *((tokens, name) for name in ("MAX_LENGTH", "MAX_NAME")),
    ]:
        where = module.__name__.rpartition(".")[2]
        assert js.run(f"modules.{where}.{name}") == getattr(module, name)


# numbers with five digits, the last one a 5, are where rounding differs between languages
ties = st.builds(lambda n, k: (10 * n + 5) * 2.0**k, st.integers(100, 9999), st.integers(-12, 4))


@settings(max_examples=300)
@given(st.one_of(any_number, ties, st.floats(1e-5, 1e7), st.integers(-(10**7), 10**7).map(float)))
def test_numbers(js, x):
    script = "((n, x) => [n.formatNumber(x), n.exactNumber(x), n.prettyNumber(x)])"
    shown = js.run(f"{script}(modules.notation, {literal(x)})")
    assert shown[0] == format_number(x)
    if abs(x) < float("inf"):
        assert shown[1:] == [exact_number(x), pretty_number(x)]


@given(st.sampled_from(["x", "w3", "net12", "β2", "x03"]))
def test_names(js, name):
    assert js.run(f"modules.expression.prettyName({literal(name)})") == pretty_name(name)
