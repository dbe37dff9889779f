"""The links of Step I and Step II in words: key, name, statement, reason, assumption."""

__all__ = ["WORDS"]

#: By key. A statement with " = " is an identity; w, w₊, g are w_t, w_{t+1}, grad f(w_t).
WORDS: dict[str, tuple[str, str, str, str, str]] = {
    words[0]: words
    for words in (
        (
            "I.1",
            "quadratic upper bound",
            "f(w₊) ≤ f(w) + g·(w₊ − w) + L/2 ‖w₊ − w‖²",
            "f is L-smooth",
            "L-smooth",
        ),
        (
            "I.2",
            "insert the step",
            "f(w) + g·(w₊ − w) + L/2 ‖w₊ − w‖² = f(w) − η(1 − Lη/2) ‖g‖²",
            "w₊ − w is −ηg",
            "a gradient step",
        ),
        (
            "I.3",
            "short step",
            "f(w) − η(1 − Lη/2) ‖g‖² ≤ f(w) − η/2 ‖g‖²",
            "Lη is at most 1",
            "η ≤ 1/L",
        ),
        (
            "I.4",
            "Step I",
            "f(w₊) ≤ f(w) − η/2 ‖g‖²",
            "I.1, I.2 and I.3 combined",
            "L-smooth, η ≤ 1/L",
        ),
        (
            "II.1",
            "convexity",
            "f(w) ≤ f* + g·(w − w*)",
            "the tangent at w lies below f at w*",
            "convex",
        ),
        (
            "II.2",
            "add Step I",
            "f(w₊) ≤ f* + g·(w − w*) − η/2 ‖g‖²",
            "II.1 inserted into I.4",
            "convex, L-smooth, η ≤ 1/L",
        ),
        (
            "II.3",
            "complete the square",
            "g·(w − w*) − η/2 ‖g‖² = (‖w − w*‖² − ‖w₊ − w*‖²)/(2η)",
            "expand ‖w − ηg − w*‖²",
            "a gradient step",
        ),
        (
            "II.4",
            "one step",
            "f(w₊) − f* ≤ (‖w − w*‖² − ‖w₊ − w*‖²)/(2η)",
            "II.2 and II.3",
            "convex, L-smooth, η ≤ 1/L",
        ),
        (
            "II.5",
            "telescope",
            "Σ (‖w_s − w*‖² − ‖w_s₊₁ − w*‖²)/(2η) = (‖w₀ − w*‖² − ‖w_T − w*‖²)/(2η)",
            "all but the first and the last cancel",
            "constant η",
        ),
        (
            "II.6",
            "drop a square",
            "(‖w₀ − w*‖² − ‖w_T − w*‖²)/(2η) ≤ ‖w₀ − w*‖²/(2η)",
            "a square is never negative",
            "",
        ),
        (
            "II.7",
            "sum of gaps",
            "Σ (f(w_s) − f*) ≤ ‖w₀ − w*‖²/(2η)",
            "II.4 summed, then II.5 and II.6",
            "convex, L-smooth, η ≤ 1/L",
        ),
        (
            "II.8",
            "the last is the least",
            "T (f(w_T) − f*) ≤ Σ (f(w_s) − f*)",
            "by Step I values never rise",
            "values never rise",
        ),
        (
            "II.9",
            "the rate",
            "f(w_T) − f* ≤ ‖w₀ − w*‖²/(2ηT)",
            "II.7 and II.8, divided by T",
            "convex, L-smooth, η ≤ 1/L",
        ),
        (
            "II.10",
            "iterations",
            "T ≤ ‖w₀ − w*‖²/(2ηε) while the gap is ε",
            "II.9 solved for T",
            "convex, L-smooth, η ≤ 1/L",
        ),
    )
}
