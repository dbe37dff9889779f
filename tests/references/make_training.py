"""Train with PyTorch and store gradients, losses and weights in training.json.

One of the runs goes into `lecture_lib/data`, too, where a chapter reads it.

Run it as make_autodiff.py is run.
"""

import itertools
import json
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn
from training import (
    CLASSES,
    FIRST,
    LEARNING_RATE,
    RUNS,
    STEPS,
    TARGETS,
    WIDTHS,
    X,
    labels,
    packed,
)

from lecture_lib.datasets import TABLES

STORE = Path(__file__).with_name("training.json")


def _model(activation: str) -> nn.Sequential:
    layers: list[nn.Module] = []
    for m, n in itertools.pairwise(WIDTHS):
        layers += [nn.Linear(m, n, dtype=torch.float64), getattr(nn, activation)()]
    model = nn.Sequential(*layers[:-1])
    model.load_state_dict({name: torch.tensor(value) for name, value in FIRST.items()})
    return model


def _lists(tensors: Any) -> dict[str, Any]:
    return {name: tensor.detach().numpy().tolist() for name, tensor in tensors}


def _reference(run: str) -> dict[str, Any]:
    activation, criterion = run.split()
    model, loss_fn = _model(activation), getattr(nn, criterion)()
    optimizer = torch.optim.SGD(model.parameters(), lr=LEARNING_RATE)
    inputs, y = torch.tensor(X), torch.tensor(labels(run))
    losses: list[float] = []
    gradients: dict[str, Any] = {}
    for _ in range(STEPS):
        pred = model(inputs)
        loss = loss_fn(pred, y)
        loss.backward()
        gradients = gradients or _lists((k, p.grad) for k, p in model.named_parameters())
        optimizer.step()
        optimizer.zero_grad()
        losses.append(loss.item())
    return {"gradients": gradients, "losses": losses, "weights": _lists(model.named_parameters())}


if __name__ == "__main__":
    torch.set_num_threads(1)
    made = f"PyTorch {torch.__version__.split('+')[0]}, NumPy {np.__version__}"
    arrays = {"X": X, "classes": CLASSES, "targets": TARGETS, **FIRST}
    problem = {name: value.tolist() for name, value in arrays.items()}
    lines = [f'"problem": {json.dumps(problem)}']
    lines += [f"{json.dumps(run)}: {json.dumps(_reference(run))}" for run in RUNS]
    STORE.write_text("{" + ",\n".join([f'"made with": {json.dumps(made)}', *lines]) + "}\n")
    (TABLES / "pytorch_run.json.gz").write_bytes(packed(json.loads(STORE.read_text())))
