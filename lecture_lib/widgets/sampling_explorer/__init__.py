"""Gradient descent, SGD and mini-batches on one problem: what randomness buys and costs."""
