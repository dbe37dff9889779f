"""Run the optimizers' cases with PyTorch and store every hundredth iterate in optimizers.json.

PyTorch is no dependency of the project. In an environment of its own, from the project's folder:

    pip install torch==2.13.0 numpy
    python tests/references/make_optimizers.py
"""

import json
from pathlib import Path

import numpy as np
import torch
from optimizer_cases import EVERY, METHODS, PROBLEMS, STEPS, schedule

STORE = Path(__file__).with_name("optimizers.json")


def path(method: str, problem: str) -> list[list[float]]:
    """Return the iterates after 100, 200, ... steps."""
    _, _, kind, arguments, scheduled = METHODS[method]
    start, gradient = PROBLEMS[problem]
    w = torch.tensor(start, requires_grad=True)
    optimizer = getattr(torch.optim, kind)([w], **arguments)
    factor = schedule if scheduled else lambda _step: 1.0
    scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, factor)
    kept = []
    for step in range(STEPS):
        w.grad = torch.tensor(gradient(w.detach().numpy().copy(), step))
        optimizer.step()
        scheduler.step()
        if (step + 1) % EVERY == 0:
            kept.append(w.detach().numpy().tolist())
    return kept


if __name__ == "__main__":
    torch.set_default_dtype(torch.float64)  # NAdam keeps a product of weights in the default type
    lines = [
        f"{json.dumps(f'{method}: {problem}')}: {json.dumps(path(method, problem))}"
        for method in METHODS
        for problem in PROBLEMS
    ]
    head = f'"made with": "PyTorch {torch.__version__.split("+")[0]}, NumPy {np.__version__}"'
    STORE.write_text("{" + ",\n".join([head, *lines]) + "}\n")
