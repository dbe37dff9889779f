"""The proofs of Step I and Step II as chains of small inequalities, evaluated along a real run.

Each link of a chain says ``lhs <= rhs`` (or ``lhs = rhs`` for an identity) at every step t of a
trajectory of gradient descent ``w_{t+1} = w_t - eta_t g_t``, ``g_t = grad f(w_t)``. Its slack
``rhs - lhs`` shows by how much it holds, and by its sign whether it holds at all: the links know
their assumptions but do not rely on them. Source: lecture slides "Step I" and "Step II".
"""

from .chain import both_steps, step_one, step_two
from .link import Broken, Link, Proof

__all__ = ["Broken", "Link", "Proof", "both_steps", "step_one", "step_two"]
