"""The lessons that go step by step: what the stepper asks, what it writes, and the net's rules."""

import re

import numpy as np
import pytest
from living import Living
from reading import NUMBER, number
from telling import found, near
from words import value_of

from lecture_lib import activations
from lecture_lib.expression import parse
from lecture_lib.expression.trace import trace
from lecture_lib.widgets import BackpropStepper, DeepNetExplorer

N = f"({NUMBER.pattern})"
VALUES = {"x": 1.5, "y": -0.5, "z": 2.0}
#: Every result has a name: the definitions as they are typed and as they are shown.
LESSONS = {
    "a = x*y; b = a + x; c = tanh(b); d = c*y; f = d - a": {
        "a": "x × y",
        "b": "a + x",
        "c": "tanh(b)",
        "d": "c × y",
        "f": "d − a",
    },
    "s = x*z; t = s*s; u = exp(y); v = t/s; f = u - v": {
        "s": "x × z",
        "t": "s × s",
        "u": "exp(y)",
        "v": "t/s",
        "f": "u − v",
    },
    "a = x*y; f = a/a": {"a": "x × y", "f": "a/a"},
    "m = max(x, y); f = m*x": {"m": "max(x, y)", "f": "m × x"},
}
every_lesson = pytest.mark.parametrize("text", LESSONS)


class Stepper:
    """A living stepper at any step of an expression, and Python's trace of it."""

    def __init__(self, page, text):
        values = {name: VALUES[name] for name in parse(text).leaves}
        self.page, self.state = page, BackpropStepper(text, values).state()
        self.trace = trace(parse(text), values)
        self.names = [node.name for node in self.trace.expression.nodes]
        self.known = dict(zip(self.names, map(float, self.trace.values), strict=True))

    def at(self, step, **state):
        self.page.bring({**self.state, "step": step, **state})

    def do(self, control, how=True):
        deed = next(deed for deed in self.page.deeds() if deed[3] == control)
        self.page.do([*deed[:2], how])

    def worth(self, text):
        return value_of(text, self.known)


@pytest.fixture(scope="module")
def page():
    living = Living("BackpropStepper")
    yield living
    living.close()


def asked(stepper, number, formulas):
    """Return what is asked before a step, and the right answer."""
    step = stepper.trace.steps[number - 1]
    name = stepper.names[step.node]
    if step.kind == "forward":
        return f"What is {name} = {formulas[name]}?", stepper.trace.values[step.node]
    if step.kind == "seed":
        return f"Where the backward pass begins: what is ∂{name}/∂{name}?", 1.0
    operand = stepper.names[step.operand]
    if step.branches > 1 and step.branch == step.branches:
        whole = f"what is all of ∂f/∂{operand}?"
        return f"The last of {step.branches} branches, from {name}: {whole}", step.total
    branch = f" (branch {step.branch} of {step.branches})" if step.branches > 1 else ""
    return f"What does {name} pass back to {operand}{branch}?", step.contribution


@every_lesson
def test_predict_asks_and_judges_at_every_step_of_both_passes(page, text):
    stepper = Stepper(page, text)
    for i in range(len(stepper.trace.steps)):
        stepper.at(i, predict=True)
        question, answer = asked(stepper, i + 1, LESSONS[text])
        (shown,) = page.text(".bs-predict label span")
        assert shown == question
        stepper.do("hint")
        (hint,) = page.text(".bs-feedback")
        step = stepper.trace.steps[i]
        if step.kind == "forward":
            worth = stepper.worth(found(r"^Put the values in: (.*)\.$", hint)[0])
            assert worth == pytest.approx(float(answer), rel=1e-3)
        elif step.kind == "backward":
            (product,) = found(r"[Uu]pstream times local: (.*)\.$", hint)
            product, _, slope = product.partition(", where ")
            upstream, symbol = product.split(" × ", 1)
            assert bool(slope) == ("tanh′" in symbol)
            if slope:
                worth = stepper.worth(slope.removeprefix(f"{symbol} = "))
                assert worth == pytest.approx(float(step.local), abs=1e-4)
            assert number(upstream) == near(step.upstream)
            assert stepper.worth(symbol) == pytest.approx(float(step.local), rel=1e-12)
            if before := re.search(f"So far it is {N}; this branch adds", hint):
                assert number(before[1]) == near(step.total - step.contribution)
        for given, right in ((float(answer) + 0.5, False), (float(answer), True)):
            stepper.at(i, predict=True)
            stepper.do("answer", repr(given))
            stepper.do("check")
            state = page.state()
            assert state["step"] == i + right
            assert state["score"] == {"right": int(right), "asked": 1}
            if not right:
                assert page.text(".bs-feedback")[0].startswith("Not ")


def test_a_result_without_a_name_is_asked_for_by_its_formula_once(page):
    page.bring(BackpropStepper("h = x + y; f = x*y + h*z", VALUES, step=1, predict=True).state())
    assert page.text(".bs-predict label span") == ["What is x × y?"]


@every_lesson
def test_the_formula_of_a_step_is_what_its_sentence_or_its_label_says(page, text):
    stepper = Stepper(page, text)
    bare = lambda line: (
        re.sub(r"[\s\u2060]", "", line).replace("/∂", "∂").replace("/d", "d").translate(LOW)
    )
    stepper.at(0)
    assert bare(page.text(".bs-formula")[0]) == bare(f"f = {LESSONS[text]['f']}")
    for i, step in enumerate(stepper.trace.steps):
        stepper.at(i + 1)
        (shown,) = map(bare, page.text(".bs-formula"))
        label = page.run(
            "hands.root().querySelector('.bs-formula [role=math]').getAttribute('aria-label')"
        )
        if step.kind == "forward":
            said = found(r"forward: (.*)\.$", page.said())[0]
            assert shown == bare(said) == bare(label)
        elif step.kind == "seed":
            assert shown == "∂f∂f=1"
        elif step.branch < step.branches:
            name, operand = stepper.names[step.node], stepper.names[step.operand]
            left, *numbers = found(rf"^(.*)={N}×\(?{N}\)?={N}$", shown)
            assert left == f"∂f∂{name}·∂{name}∂{operand}"
            assert [*map(number, numbers)] == [
                near(step.upstream),
                near(step.local),
                near(step.contribution),
            ]
        else:
            gradient = stepper.trace.gradients[step.operand]
            assert shown == bare(label)
            assert number(shown.rsplit("=", 1)[1]) == near(gradient)


ENTRY = "([₁-₉])"
LOW = str.maketrans("₀₁₂₃₄₅₆₇₈₉⁰¹²³⁴⁵⁶⁷⁸⁹", "01234567890123456789")
LAYER = "⁽([⁰¹²³⁴-⁹])⁾"


def matrices(explorer):
    """Return a function that gives every vector and matrix of both passes by letter and layer."""
    forward, back, net = explorer.forward, explorer.backward, explorer.net
    kinds = {"a": forward.a, "z": forward.z, "δ": back.delta, "W": net.W}
    return lambda letter, i: np.asarray(kinds[letter][int(i.translate(LOW))])


def worth(symbols, explorer):
    """Return the number that a rule of the net gives, by NumPy."""
    part, net = matrices(explorer), explorer.net
    name = explorer.activation
    function = getattr(activations, name)
    slope = getattr(activations, f"{name}_derivative")
    at = lambda index: int(index.translate(LOW)) - 1
    x = np.asarray(explorer.x[: explorer.widths[0]])
    if m := re.fullmatch(rf"row (\d) of W{LAYER} times (?:x|z{LAYER})", symbols):
        return part("W", m[2])[int(m[1]) - 1] @ (part("z", m[3]) if m[3] else x)
    if m := re.fullmatch(rf"column (\d) of W{LAYER} times δ{LAYER}", symbols):
        return part("W", m[2])[:, int(m[1]) - 1] @ part("δ", m[3])
    if m := re.fullmatch(
        rf"\(column (\d) of W{LAYER} times δ{LAYER}\) σ′\(a{LAYER}{ENTRY}\)", symbols
    ):
        column = part("W", m[2])[:, int(m[1]) - 1] @ part("δ", m[3])
        return column * slope(part("a", m[4])[at(m[5])])
    if m := re.fullmatch(rf"σ\(a{LAYER}{ENTRY}\)", symbols):
        return function(part("a", m[1])[at(m[2])])
    if m := re.fullmatch(rf"wᵀz{LAYER}", symbols):
        return net.w @ part("z", m[1])
    if m := re.fullmatch(rf"z{LAYER}{ENTRY}", symbols):
        return part("z", m[1])[at(m[2])]
    if m := re.fullmatch(rf"w{ENTRY} σ′\(a{LAYER}{ENTRY}\)", symbols):
        return net.w[at(m[1])] * slope(part("a", m[2])[at(m[3])])
    m = re.fullmatch(rf"δ{LAYER}{ENTRY} (?:x|z{LAYER}){ENTRY}", symbols)
    assert m, symbols
    return part("δ", m[1])[at(m[2])] * (part("z", m[3]) if m[3] else x)[at(m[4])]


def entry(name, explorer):
    """Return the number that an entry's name stands for."""
    part, back = matrices(explorer), explorer.backward
    at = lambda index: int(index.translate(LOW)) - 1
    if name == "f":
        return explorer.forward.f
    if m := re.fullmatch(rf"([azδ]){LAYER}{ENTRY}", name):
        return part(m[1], m[2])[at(m[3])]
    if m := re.fullmatch(rf"∂f/∂W{LAYER}{ENTRY}{ENTRY}", name):
        return back.dW[int(m[1].translate(LOW))][at(m[2]), at(m[3])]
    m = re.fullmatch(rf"∂f/∂([wx]){ENTRY}", name)
    assert m, name
    return (back.dw if m[1] == "w" else back.dx)[at(m[2])]


@pytest.mark.parametrize("widths", [[3, 4, 2], [2, 3, 3, 2], [1, 1]])
@pytest.mark.parametrize("activation", ["tanh", "relu"])
def test_every_rule_of_the_net_gives_its_entry_in_symbols_and_in_numbers(widths, activation):
    explorer = DeepNetExplorer(widths, activation=activation, seed=5)
    living = Living(type(explorer).__name__)
    for step in range(1, 4 * explorer.depth + 4):
        for index in (1, 2, 5):
            explorer.step, explorer.entry = step, index
            living.bring(explorer.state())
            way, line = found("(Forward|Backward): (.*)\\.$", living.said())
            assert (way == "Forward") == (step <= 2 * explorer.depth + 1)
            name, symbols, *numbers, value = line.split(" = ")
            expected = float(entry(name, explorer))
            assert number(value) == pytest.approx(expected, rel=6e-4, abs=1e-12)
            assert float(worth(symbols, explorer)) == pytest.approx(expected, rel=1e-12, abs=1e-15)
            for written in numbers:
                if "σ" not in written:
                    product = value_of(written.replace("·", "*"), {})
                    size = 1.0 + abs(expected)
                    assert product == pytest.approx(expected, abs=4e-3 * size), written
    living.close()
