"""What Predict asks, what it takes for an answer, and which usual mistake it sees in one."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from javascript import JavaScript, literal
from strategies import moderate, nodes_of, programs, values_for
from words import TRACE

from lecture_lib.expression import Expression, parse
from lecture_lib.expression.drill import LEVELS, draw
from lecture_lib.expression.trace import trace

FORGOTTEN = "the minus sign is forgotten"
TURNED = "the size is right, the sign is not"
NOT_ADDED = "the two are multiplied, not added"
LOCAL, UPSTREAM = "that is the local derivative alone", "that is upstream alone"
NEURON = "net2 = w3*x3 + w4*x4; x2 = sigmoid(net2); f = x1 - x2"
AT_NEURON = {"x1": 3.0, "w3": 0.5, "x3": 2.0, "w4": 1.0, "x4": -1.5}
TWICE = "x1 = x3 - x5; x2 = w3*x3; f = x1*x2"
AT_TWICE = {"x3": 4.0, "x5": 1.5, "w3": 0.5}
SIGMOID = 1 / (1 + math.exp(0.5))
SLOPE = SIGMOID * (1 - SIGMOID)


@pytest.fixture(scope="module")
def js():
    with JavaScript("question", "trace", "expression", "mistakes") as engine:
        yield engine


def asked(js, text, values):
    """Return the question before each step, with its kind."""
    script = TRACE.format(text=literal(text), values=literal(values))
    return js.run(
        f"((t, m) => t.steps.map((step, i) => ({{ ...m.question(t, i + 1), "
        f"kind: m.kindOf(t, step) }})))({script}, modules.question)"
    )


def reply(js, text, values, number, given):
    script = TRACE.format(text=literal(text), values=literal(values))
    return js.run(f"modules.question.reply({script}, {number}, {given!r})")


@settings(max_examples=60)
@given(st.data(), programs())
def test_a_value_is_asked_or_a_contribution_or_at_last_the_whole_gradient(js, data, program):
    expression = parse(str(Expression(nodes_of(program), "")))
    values = data.draw(values_for(program, moderate))
    result = trace(expression, values)
    questions = asked(js, str(expression), values)
    assert len(questions) == len(result.steps)
    for question, step in zip(questions, result.steps, strict=True):
        if step.kind == "forward":
            right = result.values[step.node]
        elif step.branches is not None and step.branch == step.branches:
            right = result.gradients[step.operand]
        else:
            right = step.contribution
        scale = max(1.0, abs(right)) if math.isfinite(right) else 1.0
        assert float(question["answer"]) == pytest.approx(
            right, rel=1e-9, abs=1e-9 * scale, nan_ok=True
        )
        assert question["text"].endswith("?")
        assert question["hint"][-1] in ".?"


def test_each_step_is_of_a_kind(js):
    kinds = [question["kind"] for question in asked(js, NEURON, AT_NEURON)]
    forward = ["products", "products", "sums", "functions", "minus signs"]
    backward = ["minus signs", "minus signs", "functions", "sums", "sums", *["products"] * 4]
    assert kinds == [*forward, None, *backward]
    kinds = [question["kind"] for question in asked(js, TWICE, AT_TWICE)]
    # the first contribution to x3 is that of a product, the second one completes the sum
    assert kinds[-4:] == ["products", "products", "contributions that add up", "minus signs"]
    assert [q["kind"] for q in asked(js, "-x^2/y", {"x": 1.0, "y": 2.0})][:3] == [
        "functions",
        "minus signs",
        "products",
    ]


@pytest.mark.parametrize(
    ("text", "values", "number", "given", "reason"),
    [
        # forward: w3 x3 = 1, w4 x4 = -1.5, net2 = -0.5, x2 = 0.3775, f = 2.6225
        (NEURON, AT_NEURON, 1, 2.5, NOT_ADDED),
        (NEURON, AT_NEURON, 2, 1.5, TURNED),
        (NEURON, AT_NEURON, 4, -0.5, "that is net₂, before the function"),
        (NEURON, AT_NEURON, 5, 3 + SIGMOID, FORGOTTEN),
        (NEURON, AT_NEURON, 5, SIGMOID - 3, "that is the other way round"),
        (NEURON, AT_NEURON, 6, 3 - SIGMOID, "that is its value, not how it grows"),
        ("-x*y", {"x": 2.0, "y": 3.0}, 1, 2, FORGOTTEN),
        ("x^2 + x", {"x": 3.0}, 1, 6, "that is a multiple, not a power"),
        # backward: f to x2, x2 to net2, net2 to w3 x3, w3 x3 to w3
        (NEURON, AT_NEURON, 8, 1, FORGOTTEN),
        (NEURON, AT_NEURON, 9, SLOPE, TURNED),
        (NEURON, AT_NEURON, 9, -SIGMOID, "that takes x₂, not the slope"),
        (NEURON, AT_NEURON, 9, -1, UPSTREAM),
        (NEURON, AT_NEURON, 9, SLOPE - 1, NOT_ADDED),
        (NEURON, AT_NEURON, 14, 2, LOCAL),
        (NEURON, AT_NEURON, 14, -SLOPE, UPSTREAM),
        (NEURON, AT_NEURON, 14, -SLOPE * 0.5, "that takes w₃, not the other factor"),
        # x1 = 2.5, x2 = 2, f = 5: w3 x3 passes back 1.25 to x3, and x1 passes back 2
        (TWICE, AT_TWICE, 9, 2, "that is this branch alone"),
        (TWICE, AT_TWICE, 9, 1.25, "that is what came before alone"),
        (TWICE, AT_TWICE, 9, 1.25 - 2, TURNED),
    ],
)
def test_a_usual_mistake_gets_its_reason(js, text, values, number, given, reason):
    said = reply(js, text, values, number, float(given))
    assert said.endswith(f": {reason}.")


def test_any_other_wrong_answer_gets_the_hint(js):
    questions = asked(js, NEURON, AT_NEURON)
    for number, question in enumerate(questions, 1):
        said = reply(js, NEURON, AT_NEURON, number, 77.0)
        assert said == f"Not 77. {question['hint']}"


def test_the_hint_says_how_a_slope_is_found(js):
    questions = asked(js, NEURON, AT_NEURON)
    assert questions[8]["hint"] == (
        "Upstream times local: −1 × σ′(net₂), where σ′(net₂) = 0.3775 × (1 − 0.3775)."
    )
    (hint,) = [q["hint"] for q in asked(js, "2*tanh(x)", {"x": -0.5}) if "tanh′" in q["hint"]]
    assert hint == "Upstream times local: 2 × tanh′(x), where tanh′(x) = 1 − 0.4621²."


@settings(max_examples=100)
@given(st.integers(1, len(LEVELS)), st.integers(1, 9999))
def test_of_a_drawn_graph_no_right_answer_is_called_a_mistake(js, level, seed):
    expression, values = draw(level, seed)
    script = TRACE.format(text=literal(expression.text), values=literal(values))
    found = js.run(
        "((t, q) => t.steps.map((step, i) => { const { answer, hint } = q.question(t, i + 1); "
        "return { answer, hint, listed: modules.mistakes.mistakes(t, step).map(([wrong, why]) => "
        "({ wrong, why, said: q.reply(t, i + 1, wrong) })) }; }))"
        f"({script}, modules.question)"
    )
    for step in found:
        known = []
        for one in step["listed"]:
            wrong = float(one["wrong"])
            if math.isnan(wrong):
                continue
            if is_near(wrong, step["answer"]):
                assert one["said"].endswith(step["hint"])
                continue
            known.append((wrong, one["why"]))
            why = next(why for other, why in known if is_near(wrong, other))
            assert one["said"].endswith(f": {why}.")


def is_near(given, answer):
    """Whether one number counts as the other, by the rule that is printed under the question."""
    return abs(given - answer) <= max(0.005, 0.01 * abs(answer))


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0.5", 0.5),
        (" -1.5 ", -1.5),
        ("−1.5", -1.5),
        ("3/4", 0.75),
        ("-1 × 0.25", -0.25),
        ("2*exp(-1)", 2 * math.exp(-1)),
        ("0.3775(1 - 0.3775)", 0.3775 * 0.6225),
        ("2^3", 8.0),
        ("σ(-0.5)", SIGMOID),
        ("pi", math.pi),
        ("", None),
        ("x1", None),
        ("2*x1", None),
        ("0,5", None),
        ("1 2", None),
        ("(1", None),
        ("1)", None),
        ("1; 2", None),
        ("1/0", None),
        ("half", None),
    ],
)
def test_what_is_a_number(js, typed, number):
    read = js.run(f"modules.question.numberIn({literal(typed)})")
    if number is None:
        assert not math.isfinite(read)
    else:
        assert read == pytest.approx(number, rel=1e-12)
