"""Convexity and smoothness of functions of one variable, one pair of points at a time."""
