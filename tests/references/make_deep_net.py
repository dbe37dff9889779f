"""Run deep nets with PyTorch and store every gradient in deep_net.json.

PyTorch is no dependency of the project. In an environment of its own, from the project's folder:

    pip install torch==2.13.0 numpy
    python tests/references/make_deep_net.py
"""

import json
from pathlib import Path

import torch
from nets import inputs

from lecture_lib.activations import ACTIVATIONS

STORE = Path(__file__).with_name("deep_net.json")
FUNCTIONS = {name: getattr(torch.nn.functional, name) for name in ACTIVATIONS} | {
    "softplus": lambda x: torch.nn.functional.softplus(x, threshold=1e9),
}


def reference(activation: str, depth: int, batched: bool, outputs: int | None) -> dict[str, object]:
    """Run one case."""
    tensors = {
        name: [torch.tensor(array, requires_grad=name != "upstream") for array in arrays]
        for name, arrays in inputs(depth, batched, outputs).items()
    }
    (w,), (x,), (upstream,) = tensors["w"], tensors["x"], tensors["upstream"]
    z, a = x, []
    for W in tensors["W"]:
        a.append(z @ W.T)
        a[-1].retain_grad()
        z = FUNCTIONS[activation](a[-1])
    f = z @ (w if outputs is None else w.T)
    f.backward(upstream)
    return {
        "activation": activation,
        "depth": depth,
        "batched": batched,
        "outputs": outputs,
        "f": f.tolist(),
        "delta": [layer.grad.tolist() for layer in a],
        "dW": [W.grad.tolist() for W in tensors["W"]],
        "dw": w.grad.tolist(),
        "dx": x.grad.tolist(),
    }


def main() -> None:
    """Write the file."""
    torch.set_default_dtype(torch.float64)
    cases = [
        reference(activation, depth, batched, 2 if (depth + batched) % 2 else None)
        for activation in FUNCTIONS
        for depth in range(1, 6)
        for batched in (False, True)
    ]
    lines = ",\n".join(json.dumps(case) for case in cases)
    STORE.write_text(f"[\n{lines}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
