"""Activation functions: value, slope, subgradients, and the product of slopes through depth."""
