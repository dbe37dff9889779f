"""Run AdaGrad, RMSProp and Adam of PyTorch, Keras and Optax, and store the paths.

All with their own defaults, apart from the learning rate, in double precision. None of them is a
dependency of the project. In an environment of its own, from the project's folder:

    pip install -r benchmarks/requirements.txt
    python tests/references/make_conventions.py
"""

import json
import os
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

os.environ["KERAS_BACKEND"] = "jax"

import jax
import keras
import numpy as np
import optax
import torch
from convention_cases import LR, START, STEPS, gradient

jax.config.update("jax_enable_x64", True)
STORE = Path(__file__).with_name("conventions.json")
CLASSES = {
    "AdaGrad": (torch.optim.Adagrad, keras.optimizers.Adagrad, optax.adagrad),
    "RMSProp": (torch.optim.RMSprop, keras.optimizers.RMSprop, optax.rmsprop),
    "Adam": (torch.optim.Adam, keras.optimizers.Adam, optax.adam),
}


def with_pytorch(kind: Any) -> list[list[float]]:
    """Return the points after each step."""
    w = torch.tensor(START, requires_grad=True)
    optimizer = kind([w], lr=LR)

    def step(t: int) -> Any:
        w.grad = torch.tensor(gradient(w.detach().numpy(), t))
        optimizer.step()
        return w.detach().numpy()

    return path(step)


def with_keras(kind: Any) -> list[list[float]]:
    """Return the points after each step."""
    w = keras.Variable(START, dtype="float64")
    optimizer = kind(LR)
    optimizer.build([w])

    def step(t: int) -> Any:
        optimizer.apply([jax.numpy.array(gradient(np.asarray(w.value), t))], [w])
        return np.asarray(w.value)

    return path(step)


def with_optax(kind: Any) -> list[list[float]]:
    """Return the points after each step."""
    optimizer = kind(LR)
    w = jax.numpy.array(START)
    state = optimizer.init(w)

    def step(t: int) -> Any:
        nonlocal w, state
        change, state = optimizer.update(jax.numpy.array(gradient(np.asarray(w), t)), state, w)
        w = optax.apply_updates(w, change)
        return np.asarray(w)

    return path(step)


def path(step: Callable[[int], Any]) -> list[list[float]]:
    """Return every tenth point."""
    return [step(t).tolist() for t in range(STEPS)][9::10]


if __name__ == "__main__":
    keras.config.set_floatx("float64")
    made = ", ".join(
        f"{name} {version(name).split('+')[0]}" for name in ("torch", "keras", "optax")
    )
    lines = [f'"made with": {json.dumps(made)}']
    for method, kinds in CLASSES.items():
        for where, run, kind in zip(
            ("PyTorch", "Keras", "Optax"),
            (with_pytorch, with_keras, with_optax),
            kinds,
            strict=True,
        ):
            lines.append(f'"{where}: {method}": {json.dumps(run(kind))}')
    STORE.write_text("{" + ",\n".join(lines) + "}\n")
