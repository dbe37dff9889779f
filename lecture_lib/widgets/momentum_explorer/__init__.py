"""Momentum against gradient descent on a quadratic, and the plane of their two parameters."""
