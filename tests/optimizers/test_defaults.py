"""What an optimizer is if nothing is said: PyTorch's and the papers' own numbers."""

import inspect

import numpy as np
import pytest

from lecture_lib import optimizers

# Of torch.optim 2, and of the papers where they differ: AdaGrad's eps is PyTorch's.
RATES = {
    "SGD": 1e-3,
    "Momentum": 1e-3,
    "Nesterov": 1e-3,
    "AdaGrad": 1e-2,
    "RMSProp": 1e-2,
    "Adam": 1e-3,
    "AMSGrad": 1e-3,
    "AdamW": 1e-3,
    "NAdam": 2e-3,
    "RAdam": 1e-3,
    "Adamax": 2e-3,
}
OTHERS = {"beta": 0.9, "betas": (0.9, 0.999), "weight_decay": 0.0, "momentum_decay": 4e-3}
OTHERS |= {"momentum": 0.0, "dampening": 0.0, "nesterov": False, "centered": False}
OTHERS |= {"initial_accumulator": 0.0, "convention": "published", "parameters": None}
EVERY = {
    name: kind
    for name in optimizers.__all__
    if inspect.isclass(kind := getattr(optimizers, name))
    and issubclass(kind, optimizers.Optimizer)
    and kind is not optimizers.Optimizer
}


def test_every_optimizer_is_here():
    assert set(RATES) == set(EVERY)


@pytest.mark.parametrize("name", EVERY)
def test_its_defaults(name):
    expected = OTHERS | {"lr": RATES[name], "eps": 1e-10 if name == "AdaGrad" else 1e-8}
    for parameter in inspect.signature(EVERY[name]).parameters.values():
        if parameter.default is not inspect.Parameter.empty and parameter.name != "schedule":
            assert parameter.default == expected[parameter.name], parameter


@pytest.mark.parametrize("name", EVERY)
def test_they_are_the_settings_that_it_then_has(name):
    own = {"weight_decay": 0.01} if name == "AdamW" else {}
    made = EVERY[name](None, **own)
    for parameter, value in made.hyperparameters.items():
        default = inspect.signature(EVERY[name]).parameters[parameter].default
        assert value == own.get(parameter, default), parameter


@pytest.mark.parametrize("name", EVERY)
def test_without_parameters_it_takes_no_step_and_no_state(name):
    own = {"weight_decay": 0.01} if name == "AdamW" else {}
    settings, working = EVERY[name](None, **own), EVERY[name](np.zeros(2), **own)
    words = rf"this {name} has no parameters: make it as {name}\(parameters, \.\.\.\)"
    for call in (
        settings.step,
        lambda: settings.step(np.ones(2)),
        settings.zero_grad,
        lambda: settings.load_state_dict(working.state_dict()),
    ):
        with pytest.raises(TypeError, match=words):
            call()
