"""Run the cases with PyTorch and store the results in autodiff.json.

PyTorch is no dependency of the project. In an environment of its own, from the project's folder:

    pip install torch==2.13.0 numpy
    python tests/references/make_autodiff.py
"""

import json
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import torch
from cases import CASES, Case, seed_for

STORE = Path(__file__).with_name("autodiff.json")


def _tensor(value: Any) -> torch.Tensor:
    return value if isinstance(value, torch.Tensor) else torch.tensor(value, dtype=torch.float64)


def _cross_entropy(labels: Any, logits: torch.Tensor, **how: Any) -> torch.Tensor:
    labels = labels if isinstance(labels, torch.Tensor) else torch.tensor(labels)
    return torch.nn.functional.cross_entropy(logits, labels, **how)


def _square_loss(y: Any, prediction: Any, reduction: str = "none") -> torch.Tensor:
    return 0.5 * torch.nn.functional.mse_loss(prediction, y, reduction=reduction)


class F:
    """The library's functions by PyTorch; what is not here has the same name in both."""

    softplus = staticmethod(lambda x: torch.nn.functional.softplus(x, threshold=1e9))
    maximum = staticmethod(lambda a, b: torch.maximum(a, _tensor(b)))
    where = staticmethod(lambda c, a, b: torch.where(torch.tensor(c), a, b))
    transpose = staticmethod(torch.permute)
    concatenate = staticmethod(lambda tensors, axis=0: torch.cat(tensors, dim=axis))
    stack = staticmethod(lambda tensors, axis=0: torch.stack(tensors, dim=axis))
    cross_entropy = staticmethod(_cross_entropy)
    square_loss = staticmethod(_square_loss)
    binary_cross_entropy = staticmethod(
        lambda y, p, **how: torch.nn.functional.binary_cross_entropy(p, _tensor(y), **how)
    )
    binary_cross_entropy_with_logits = staticmethod(
        lambda y, f, **how: torch.nn.functional.binary_cross_entropy_with_logits(
            f, _tensor(y), **how
        )
    )

    def __getattr__(self, name: str) -> Any:
        """Find a function in PyTorch."""
        return getattr(torch, name, None) or getattr(torch.nn.functional, name)


def _run(case: Case) -> tuple[dict[str, torch.Tensor], torch.Tensor, torch.Tensor]:
    inputs = {k: torch.tensor(v, requires_grad=True) for k, v in case.inputs.items()}
    result = case.compute(F(), **inputs)
    return inputs, result, torch.tensor(seed_for(tuple(result.shape)))


def _raises_after(case: Case, change: str) -> bool:
    """Whether backward() refuses to run after an in-place change of "result" or of an input."""
    inputs, result, seed = _run(case)
    with torch.no_grad():
        target = result if change == "result" else inputs[change]
        target += 1.0
    try:
        result.backward(seed)
    except RuntimeError:
        return True
    return False


def _reference(case: Case) -> dict[str, Any]:
    inputs, result, seed = _run(case)
    result.backward(seed)
    gradients = {name: x.grad.numpy().tolist() for name, x in inputs.items()}
    try:
        result.backward(seed)
        again = False
    except RuntimeError:
        again = True
    return {
        "result": result.detach().numpy().tolist(),
        "gradients": gradients,
        "second_backward_raises": again,
        "change_raises": {name: _raises_after(case, name) for name in ("result", *inputs)},
    }


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    references = {name: _reference(case) for name, case in CASES.items()}
    lines = [f"{json.dumps(name)}: {json.dumps(value)}" for name, value in references.items()]
    head = f'"made with": "PyTorch {torch.__version__.split("+")[0]}, NumPy {np.__version__}"'
    STORE.write_text("{" + ",\n".join([head, *lines]) + "}\n")
