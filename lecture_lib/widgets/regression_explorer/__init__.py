"""Least squares with two weights: condition number, eigen-coordinates, 1/eps against log 1/eps."""
