"""All methods in all their conventions, and each of them written down once more, plainly."""

import math

import numpy as np

from lecture_lib.optimizers import (
    SGD,
    AdaGrad,
    Adam,
    Adamax,
    AdamW,
    AMSGrad,
    Momentum,
    NAdam,
    Nesterov,
    RAdam,
    RMSProp,
)

METHODS = (SGD, Momentum, Nesterov, AdaGrad, RMSProp, Adam, AMSGrad, AdamW, NAdam, RAdam, Adamax)
NEEDED = {AdamW: {"weight_decay": 0.1}}
VARIANTS = [(kind, name) for kind in METHODS for name in kind.conventions]


def make(kind, parameters, convention="published", **arguments):
    """Make an optimizer of a kind, with what it cannot do without."""
    if "convention" in kind.settings:
        arguments["convention"] = convention
    return kind(parameters, **NEEDED.get(kind, {}) | arguments)


def plain(kind, convention, theta, gradients, lr, **h):
    """Yield the numbers theta_1, theta_2, ... of one coordinate, as the formulas have them."""
    m = v = s = largest = 0.0
    beta, eps = h.get("beta", 0.9), h.get("eps", 1e-10 if kind is AdaGrad else 1e-8)
    (b1, b2), decay = h.get("betas", (0.9, 0.999)), h.get("weight_decay", 0.0)
    for t, g in enumerate(gradients, start=1):
        rate = lr(t) if callable(lr) else lr
        if kind is AdamW:
            theta *= 1 - decay * (rate if convention == "pytorch" else 1.0)
        else:
            g = g + decay * theta
        if kind is SGD:
            theta = theta - rate * g
        elif kind in (Momentum, Nesterov):
            before = v
            m = beta * m + (1 - beta if convention == "average" else 1.0) * g
            v = beta * v - rate * g
            if convention == "published":
                theta += v if kind is Momentum else v + beta * v - beta * before
            else:
                theta -= rate * (m if kind is Momentum else g + beta * m)
        elif kind is AdaGrad:
            s += g * g
            theta -= rate * g / (math.sqrt(s) + eps if "p" in convention else math.sqrt(s + eps))
        elif kind is RMSProp:
            late = s
            s = beta * s + (1 - beta) * g * g
            roots = {"keras": math.sqrt(s + eps), "lecture": math.sqrt(late + eps)}
            theta -= rate * g / roots.get(convention, math.sqrt(s) + eps)
        elif kind is NAdam:
            m, s = b1 * m + (1 - b1) * g, b2 * s + (1 - b2) * g * g
            mus = [
                b1 * (1 - 0.5 * 0.96 ** (k * h.get("momentum_decay", 4e-3))) for k in range(t + 2)
            ]
            look = mus[t + 1] * m / (1 - math.prod(mus[1:]))
            look += (1 - mus[t]) * g / (1 - math.prod(mus[1 : t + 1]))
            theta -= rate * look / (math.sqrt(s / (1 - b2**t)) + eps)
        elif kind is RAdam:
            m, s = b1 * m + (1 - b1) * g, b2 * s + (1 - b2) * g * g
            last = 2 / (1 - b2) - 1
            rho = last - 2 * t * b2**t / (1 - b2**t)
            step = rate * m / (1 - b1**t)
            if rho > 5:
                r2 = (rho - 4) * (rho - 2) * last / ((last - 4) * (last - 2) * rho)
                step *= math.sqrt(r2) * math.sqrt(1 - b2**t) / (math.sqrt(s) + eps)
            theta -= step
        elif kind is Adamax:
            m, largest = b1 * m + (1 - b1) * g, max(b2 * largest, abs(g) + eps)
            theta -= rate / (1 - b1**t) * m / largest
        else:
            m, s = b1 * m + (1 - b1) * g, b2 * s + (1 - b2) * g * g
            largest = max(largest, s)
            divisor = largest if kind is AMSGrad else s
            c1, c2 = 1 - b1**t, 1 - b2**t
            if convention == "lecture" or (kind is AMSGrad and convention == "published"):
                theta -= rate * m / (math.sqrt(divisor) + eps)
            elif convention == "keras":
                theta -= rate * math.sqrt(c2) / c1 * m / (math.sqrt(divisor) + eps)
            else:
                theta -= rate * (m / c1) / (math.sqrt(divisor / c2) + eps)
        yield theta


def run(optimizer, gradients):
    """Take all steps on one array; return its values after each."""
    (parameter,) = optimizer.parameters
    path = []
    for g in gradients:
        optimizer.step(np.broadcast_to(np.asarray(g, dtype=float), parameter.shape))
        path.append(parameter.copy())
    return np.array(path)
