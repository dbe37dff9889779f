"""A curve, and its tangent at a point that is moved."""
