"""Formulas where only text can stand."""

import mathml
import plain_text
import pytest


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"1/\varepsilon", "1/ε"),
        (r"O(\log 1/\varepsilon)", "O(log 1/ε)"),
        (r"1 - \beta^t", "1 − βᵗ"),
        (r"\lvert\cdot\rvert", "|⋅|"),
        (r"\frac{\partial f}{\partial w_3}", "∂f/∂w₃"),
        (r"\frac{2}{L + \mu}", "2/(L + μ)"),
        (r"\frac{3}{4L}", "3/(4L)"),
        (r"\sqrt\kappa - \sqrt{2 L}", "√κ − √(2L)"),
        (r"w_{t-1}^\star", "wₜ₋₁*"),
        (r"z^{(L)}_{jQ}", "z_(jQ)^(L)"),
        (r"\hat m_t", "m̂ₜ"),
        (r"f'(x), \quad -x", "f′(x), −x"),
        (r"\lVert w_0 \rVert_2^2 \le 10^{-3}", "‖w₀‖₂² ≤ 10⁻³"),
        (r"\max_{t \le T} x", "max_(t≤T) x"),
        (r"\text{both passes}", "both passes"),
    ],
)
def test_it_reads_as_one_would_type_it(tex, text):
    assert plain_text.of(mathml.tree(tex)) == text


def test_rows_of_an_aligned_formula_follow_each_other():
    tree = mathml.tree(r"\begin{aligned} a &= b \\ c &= d \end{aligned}", display=True)
    assert plain_text.of(tree) == "a = b; c = d"
