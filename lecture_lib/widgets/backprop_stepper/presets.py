"""The six functions through which the lecture walks, with its names and plain values."""

from typing import Any

PRESETS: tuple[dict[str, Any], ...] = (
    {
        "label": "1 · x₁ − x₂",
        "expression": "f = x1 - x2",
        "values": {"x1": 3.0, "x2": 1.0},
    },
    {
        "label": "2 · x₁ − (x₃ + x₄)",
        "expression": "x2 = x3 + x4; f = x1 - x2",
        "values": {"x1": 3.0, "x3": 2.0, "x4": -1.5},
    },
    {
        "label": "3 · x₁ − (x₃ + x₅ + x₄)",
        "expression": "x2 = x3 + x5 + x4; f = x1 - x2",
        "values": {"x1": 3.0, "x3": 2.0, "x5": 0.5, "x4": -1.5},
    },
    {
        "label": "4 · x₁ − (w₃x₃ + w₄x₄)",
        "expression": "x2 = w3*x3 + w4*x4; f = x1 - x2",
        "values": {"x1": 3.0, "w3": 0.5, "x3": 2.0, "w4": 1.0, "x4": -1.5},
    },
    {
        "label": "5 · x₁ − σ(w₃x₃ + w₄x₄)",
        "expression": "net2 = w3*x3 + w4*x4; x2 = sigmoid(net2); f = x1 - x2",
        "values": {"x1": 3.0, "w3": 0.5, "x3": 2.0, "w4": 1.0, "x4": -1.5},
    },
    {
        "label": "6 · (x₃ + x₅) − σ(w₃x₃ + w₄x₄)",
        "expression": "x1 = x3 + x5; net2 = w3*x3 + w4*x4; x2 = sigmoid(net2); f = x1 - x2",
        "values": {"w3": 0.5, "x3": 2.0, "x5": 0.5, "w4": 1.0, "x4": -1.5},
    },
)
