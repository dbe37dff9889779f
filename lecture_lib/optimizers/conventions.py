"""AdaGrad, RMSProp and Adam as papers, textbooks and libraries have them."""

from __future__ import annotations

from typing import Any

from .adam import Adam
from .adaptive import AdaGrad, RMSProp
from .optimizer import Optimizer

__all__ = ["CONVENTIONS"]

_INSIDE = {"convention": "keras"}
_SLIDE = {"eps": 1e-8, "convention": "lecture"}

CONVENTIONS: dict[str, dict[type[Optimizer], dict[str, Any]]] = {
    "papers": {AdaGrad: {"eps": 1e-8}, RMSProp: {"eps": 1e-99}, Adam: {"eps": 1e-8}},
    "slides": {AdaGrad: _SLIDE, RMSProp: _SLIDE, Adam: _SLIDE},
    "Goodfellow": {
        AdaGrad: {"eps": 1e-7},
        RMSProp: {"eps": 1e-6} | _INSIDE,
        Adam: {"eps": 1e-8},
    },
    "D2L": {
        AdaGrad: {"eps": 1e-6} | _INSIDE,
        RMSProp: {"eps": 1e-6} | _INSIDE,
        Adam: {"eps": 1e-6},
    },
    "PyTorch": {
        AdaGrad: {"eps": 1e-10},
        RMSProp: {"eps": 1e-8, "beta": 0.99},
        Adam: {"eps": 1e-8},
    },
    "Keras": {
        AdaGrad: {"eps": 1e-7, "initial_accumulator": 0.1} | _INSIDE,
        RMSProp: {"eps": 1e-7} | _INSIDE,
        Adam: {"eps": 1e-7} | _INSIDE,
    },
    "Optax": {
        AdaGrad: {"eps": 1e-7, "initial_accumulator": 0.1} | _INSIDE,
        RMSProp: {"eps": 1e-8} | _INSIDE,
        Adam: {"eps": 1e-8},
    },
}
"""The settings, apart from the learning rate, that make an optimizer the one of a source.

Where a source leaves eps open (Duchi et al., the slides) it is 1e-8 here; RMSProp's slide has
none, and 1e-99 stands for that. A weight of the past that is left open (the slides, Goodfellow
et al.) is 0.9.

Sources: Duchi, Hazan & Singer (2011), Figure 1; Tieleman & Hinton (2012); Kingma & Ba (2015),
Algorithm 1; the lecture's slides; Goodfellow, Bengio & Courville (2016), Algorithms 8.4, 8.5, 8.7;
Zhang et al. (2023), the sections on the three methods; the code of PyTorch 2.13, Keras 3.15 and
Optax 0.2.

Examples
--------
>>> from lecture_lib.optimizers import replay
>>> for where in ("PyTorch", "Keras"):
...     print(where, replay(AdaGrad(lr=1.0, **CONVENTIONS[where][AdaGrad]), [0.1])[1].round(3))
PyTorch -1.0
Keras -0.302
"""
