"""The algebra of the proofs, exactly, by SymPy."""

import sympy
from sympy import Rational, expand, simplify, symbols

f, f_star, eta, L, h = symbols("f f_star eta L h", positive=True)
G = sympy.Matrix(symbols("g1:4", real=True))
W = sympy.Matrix(symbols("w1:4", real=True))
S = sympy.Matrix(symbols("s1:4", real=True))
NEXT = W - eta * G


def square(v):
    return v.dot(v)


def test_inserting_the_step_gives_the_factor():
    move = NEXT - W
    upper = f + G.dot(move) + L / 2 * square(move)
    assert expand(upper - (f - eta * (1 - L * eta / 2) * square(G))) == 0


def test_the_lectures_factor_differs_by_what_is_positive_up_to_one_over_l():
    difference = eta * (1 - L * eta / 2) - eta / 2
    assert expand(difference - eta / 2 * (1 - L * eta)) == 0


def test_completing_the_square():
    left = G.dot(W - S) - eta / 2 * square(G)
    right = (square(W - S) - square(NEXT - S)) / (2 * eta)
    assert simplify(expand(left - right)) == 0


def test_the_sum_telescopes():
    d = symbols("d0:6")
    assert (
        expand(sum((d[t] - d[t + 1]) / (2 * eta) for t in range(5)) - (d[0] - d[5]) / (2 * eta))
        == 0
    )


def test_the_golden_excess():
    # I.1 with its factor, and f(w) - f* <= g.(w - w*) - |g|^2/(2L), in multiples of |g|^2/(2L)
    inner, g2 = symbols("inner g2", real=True)
    step = h / L
    f_next = f_star + inner - g2 / (2 * L) - step * (1 - h / 2) * g2
    excess = f_next - f_star - (inner - step / 2 * g2)
    assert simplify(excess - g2 / (2 * L) * (h**2 - h - 1)) == 0
    (golden,) = [root for root in sympy.solve(h**2 - h - 1, h) if root.is_positive]
    assert golden == (1 + sympy.sqrt(5)) / 2


def test_the_excess_of_a_quadratic_is_the_golden_excess():
    R = symbols("R", positive=True)
    w_next = (1 - h) * R
    excess = L / 2 * w_next**2 - L / (2 * h) * (R**2 - w_next**2)
    assert simplify(excess - L * R**2 * (h**2 - h - 1) / 2) == 0


def test_the_non_convex_decrease():
    # f(v) <= f(w) + (g + k).(v - w)/2 + L/4 |v - w|^2 - |g - k|^2/(4L) at v = w - g/L
    K = sympy.Matrix(symbols("k1:4", real=True))
    move = -G / L
    upper = (G + K).dot(move) / 2 + L / 4 * square(move) - square(G - K) / (4 * L)
    assert expand(upper + square(G) / (2 * L) + square(K) / (4 * L)) == 0


def test_the_huber_function_attains_the_exact_rate():
    T, R = symbols("T R", positive=True)
    threshold = R / (2 * T * h + 1)
    w_last = R - T * h * threshold  # every step has the slope L threshold
    assert simplify(w_last - threshold - h * T * threshold) == 0  # so it is outside all the way
    gap = L * threshold * (w_last - threshold / 2)
    assert simplify(gap - L * R**2 / (2 * (2 * T * h + 1))) == 0
    assert simplify(gap.subs(h, 1) - L * R**2 / (4 * T + 2)) == 0


def test_the_zigzag_gains_three_quarters():
    slope, x = symbols("slope x", positive=True)
    half = slope / (2 * L)
    gain = 2 * sympy.integrate(slope - L * x, (x, 0, half))
    assert simplify(gain - Rational(3, 4) * slope**2 / L) == 0
