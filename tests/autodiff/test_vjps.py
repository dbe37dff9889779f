"""The table of operations: every vector-Jacobian product against directional differences."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, mutually_broadcastable_shapes

from lecture_lib.autodiff.operation import unbroadcast
from lecture_lib.autodiff.vjps import OPS

EDGES = [0.0, -0.0, 1.0, -1.0, 0.5, 2.0, -3.0, 1e300, -1e300, 1e-300, math.inf, -math.inf, math.nan]
seeds = st.integers(0, 2**32 - 1).map(np.random.default_rng)
keep = st.booleans()
few = settings(max_examples=25)  # for each operation


def apart(rng, shape):
    """Numbers that are not near each other nor near 0: no step of a difference meets a kink."""
    count = math.prod(shape)
    steps = rng.permutation(count + 1)[:count] - count // 2 + rng.uniform(0.3, 0.7, count)
    return (steps / 4).reshape(shape)


def normal(rng, shape):
    return rng.normal(size=shape)


def positive(rng, shape):
    return rng.uniform(0.5, 2.0, size=shape)


@st.composite
def elementwise(draw, *fills):
    shapes = draw(mutually_broadcastable_shapes(num_shapes=len(fills), max_dims=3, max_side=3))
    rng = draw(seeds)
    return [fill(rng, shape) for fill, shape in zip(fills, shapes.input_shapes, strict=True)], {}


@st.composite
def kinked_pair(draw):
    (a, _), _ = draw(elementwise(apart, apart))
    return [a, a + draw(seeds).choice([-0.5, 0.5], size=a.shape)], {}


@st.composite
def choice(draw):
    (a, b), _ = draw(elementwise(normal, normal))
    condition = draw(seeds).random(np.broadcast_shapes(a.shape, b.shape)) < 0.5
    return [condition, a, b], {}


@st.composite
def reduction(draw, fill):
    a = fill(draw(seeds), draw(array_shapes(max_dims=3, max_side=3)))
    axes = st.lists(st.integers(-a.ndim, a.ndim - 1), unique_by=lambda i: i % a.ndim, min_size=1)
    axis = draw(st.none() | st.integers(-a.ndim, a.ndim - 1) | axes.map(tuple))
    return [a], {"axis": axis, "keepdims": draw(keep)}


@st.composite
def product(draw):
    n, m, p = (draw(st.integers(1, 3)) for _ in range(3))
    batch = draw(mutually_broadcastable_shapes(num_shapes=2, max_dims=2, max_side=2)).input_shapes
    left = draw(st.sampled_from([(m,), (*batch[0], n, m)]))
    right = draw(st.sampled_from([(m,), (*batch[1], m, p)]))
    rng = draw(seeds)
    return [normal(rng, left), normal(rng, right)], {}


@st.composite
def affine(draw):
    n, m, p = (draw(st.integers(1, 3)) for _ in range(3))
    rng = draw(seeds)
    rows = draw(st.sampled_from([(m,), (n, m)]))
    return [normal(rng, rows), normal(rng, (p, m)), normal(rng, (p,))], {}


@st.composite
def reshaped(draw):
    shape = draw(array_shapes(max_dims=3, max_side=3))
    return [normal(draw(seeds), shape)], {"shape": [*draw(st.permutations(shape)), 1]}


@st.composite
def permuted(draw):
    a = normal(draw(seeds), draw(array_shapes(min_dims=2, max_dims=4, max_side=3)))
    axes = draw(st.none() | st.permutations(range(a.ndim)))
    signs = draw(st.lists(st.sampled_from([0, a.ndim]), min_size=a.ndim, max_size=a.ndim))
    return [a], {"axes": axes and [i - s for i, s in zip(axes, signs, strict=True)]}


@st.composite
def indexed(draw):
    a = normal(draw(seeds), (3, 4))
    basic = [1, -1, (0, 2), slice(1, None), (slice(None), slice(None, None, -2)), (..., 1), None]
    fancy = [[0, 2, 0, 0], ([0, 0, 1], [3, 3, 2]), a > 0, np.array([[1], [1]])]
    return [a], {"index": draw(st.sampled_from(basic + fancy))}


@st.composite
def joined(draw, new_axis):
    shape = draw(array_shapes(max_dims=3, max_side=3))
    rng = draw(seeds)
    axis = draw(st.integers(-len(shape), len(shape) - 1))
    shapes = [list(shape) for _ in range(draw(st.integers(1, 4)))]
    for one in shapes if not new_axis else ():
        one[axis] = draw(st.integers(1, 3))
    return [normal(rng, one) for one in shapes], {"axis": axis}


@st.composite
def scores(draw):
    a = normal(draw(seeds), draw(array_shapes(max_dims=3, max_side=4)))
    return [3 * a], {"axis": draw(st.integers(-a.ndim, a.ndim - 1))}


@st.composite
def labelled(draw):
    shape = draw(array_shapes(max_dims=2, max_side=4))
    rng = draw(seeds)
    reduction = draw(st.sampled_from(["mean", "sum", "none"]))
    return [rng.uniform(0.1, 1, shape), normal(rng, shape)], {"reduction": reduction}


@st.composite
def clipped(draw):
    (a,), _ = draw(elementwise(apart))
    low, high = draw(st.sampled_from([(None, 0.1), (-0.1, None), (-0.6, 0.1), (0.1, -0.6)]))
    return [a], {"low": low, "high": high}


@st.composite
def leaking(draw):
    (a,), _ = draw(elementwise(apart))
    return [a], {"negative_slope": draw(st.floats(0.01, 0.99))}


@st.composite
def spread_out(draw, fill):
    (a,), params = draw(reduction(fill))
    assume(np.all(np.ptp(a, axis=params["axis"]) > 0.0))  # the derivative of a root at 0 is another
    return [a], params | {"correction": draw(st.sampled_from([0, 0.5]))}


@st.composite
def running(draw):
    a = normal(draw(seeds), draw(array_shapes(max_dims=3, max_side=3)))
    return [a], {"axis": draw(st.integers(-a.ndim, a.ndim - 1))}


@st.composite
def contracted(draw):
    sizes = dict(zip("ijkl", (draw(st.integers(1, 3)) for _ in range(4)), strict=True))
    own, other = (draw(st.permutations("ijkl"))[: draw(st.integers(0, 4))] for _ in range(2))
    out = [letter for letter in draw(st.permutations("ijkl")) if letter in own + other]
    out = out[: draw(st.integers(0, len(out)))]
    rng = draw(seeds)
    subscripts = f"{''.join(own)},{''.join(other)}->{''.join(out)}"
    shapes = [[sizes[letter] for letter in term] for term in (own, other)]
    return [normal(rng, shape) for shape in shapes], {"subscripts": subscripts}


@st.composite
def stretched(draw):
    shape = draw(array_shapes(max_dims=3, max_side=3))
    own = [1 if draw(keep) else n for n in shape]
    return [normal(draw(seeds), own)], {"shape": (*draw(array_shapes(max_dims=1)), *shape)}


def shares(rng, shape):
    return rng.uniform(0.05, 0.95, size=shape)


#: How to draw operands and parameters of a line; those of a line that works entry by entry and is
#: not named here are normally distributed.
DRAWN = {
    "div": elementwise(normal, positive),
    "pow": elementwise(positive, normal),
    "maximum": kinked_pair(),
    "minimum": kinked_pair(),
    "where": choice(),
    "binary_cross_entropy": elementwise(shares, shares),
    "log": elementwise(positive),
    "sqrt": elementwise(positive),
    "abs": elementwise(apart),
    "relu": elementwise(apart),
    "leaky_relu": leaking(),
    "clip": clipped(),
    "sum": reduction(normal),
    "mean": reduction(normal),
    "max": reduction(apart),
    "min": reduction(apart),
    "prod": reduction(normal),
    "norm": reduction(apart),
    "var": spread_out(normal),
    "std": spread_out(apart),
    "logsumexp": reduction(normal),
    "cumsum": running(),
    "matmul": product(),
    "linear": affine(),
    "einsum": contracted(),
    "reshape": reshaped(),
    "transpose": permuted(),
    "broadcast_to": stretched(),
    "getitem": indexed(),
    "concatenate": joined(new_axis=False),
    "stack": joined(new_axis=True),
    "softmax": scores(),
    "log_softmax": scores(),
    "cross_entropy": labelled(),
}


def takes_numbers_alone(op):
    """Whether an operation works on numbers, entry by entry, and has no parameters."""
    codes = [vjp.__code__ for vjp in op.vjps if vjp] if isinstance(op.vjps, tuple) else []
    return op.tangent == "symmetric" and not any(code.co_kwonlyargcount for code in codes)


EXAMPLES = {
    name: DRAWN[name] if name in DRAWN else elementwise(*[normal] * len(op.vjps))
    for name, op in OPS.items()
    if name in DRAWN or takes_numbers_alone(op)
}
ELEMENTWISE = [name for name, op in OPS.items() if takes_numbers_alone(op) and all(op.vjps)]


def differentiable(op, values):
    """The operands that have a gradient."""
    return [i for i in range(len(values)) if op.name != "where" or i > 0]


def pull_back(op, i, g, out, values, params):
    return unbroadcast(op.vjps[i](g, out, *values, **params), np.shape(values[i]))


def test_every_operation_is_tested():
    assert set(EXAMPLES) == set(OPS)
    assert all(op.name == name for name, op in OPS.items())


@pytest.mark.parametrize("name", OPS)
@few
@given(data=st.data())
def test_vjp_is_the_directional_derivative(name, data):
    op = OPS[name]
    values, params = data.draw(EXAMPLES[name])
    rng = data.draw(seeds)
    out, params = op.run(values, params)
    g = np.asarray(rng.normal(size=np.shape(out)))
    h = 1e-6
    for i in differentiable(op, values):
        v = rng.normal(size=np.shape(values[i]))
        up, down = (
            op.run([x + s * h * v if k == i else x for k, x in enumerate(values)], params)[0]
            for s in (1, -1)
        )
        slope = np.sum(g * (np.asarray(up) - down)) / (2 * h)
        vjp = pull_back(op, i, g, out, values, params)
        assert np.shape(vjp) == np.shape(values[i])
        assert np.sum(vjp * v) == pytest.approx(slope, rel=1e-6, abs=1e-6)


@pytest.mark.parametrize("name", OPS)
@few
@given(data=st.data())
def test_vjp_is_linear_in_the_upstream_gradient(name, data):
    op = OPS[name]
    values, params = data.draw(EXAMPLES[name])
    rng = data.draw(seeds)
    out, params = op.run(values, params)
    g, h = rng.normal(size=(2, *np.shape(out)))
    for i in differentiable(op, values):
        together = pull_back(op, i, 2.0 * g - h, out, values, params)
        apart_ = 2.0 * pull_back(op, i, g, out, values, params)
        apart_ = apart_ - pull_back(op, i, h, out, values, params)
        np.testing.assert_allclose(together, apart_, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("name", OPS)
@few
@given(data=st.data())
def test_what_an_operation_does_not_save_it_does_not_use(name, data):
    """Values outside `needs` are replaced by NaN, and the gradient does not change."""
    op = OPS[name]
    values, params = data.draw(EXAMPLES[name])
    out, params = op.run(values, params)
    g = np.asarray(data.draw(seeds).normal(size=np.shape(out)))
    for i in differentiable(op, values):
        needs = op.needs[i] if op.needs else ()
        known = [out, *values]
        for k in range(len(known)):
            if k not in needs:
                known[k] = np.full(np.shape(known[k]), np.nan)
        expected = pull_back(op, i, g, out, values, params)
        result = pull_back(op, i, g, known[0], known[1:], params)
        np.testing.assert_array_equal(result, expected)
        assert not any(np.may_share_memory(result, x) for x in (out, *values) if x is not g)


@pytest.mark.parametrize("name", ELEMENTWISE)
def test_floats_and_arrays_agree_at_every_kind_of_number(name):
    op = OPS[name]
    numbers = [x for x in EDGES if 0 <= x <= 1] if name == "binary_cross_entropy" else EDGES
    for point in itertools.product(numbers, repeat=len(op.vjps)):
        out = op.forward(*point)
        assert type(out) is float
        with np.errstate(all="ignore"):
            arrays = [np.array([x]) for x in point]
            array_out = op.forward(*arrays)
            assert out == pytest.approx(array_out[0], rel=1e-15, nan_ok=True), point
            for vjp in op.vjps:
                scalar, array = vjp(1.5, out, *point), vjp(np.array([1.5]), array_out, *arrays)
                assert type(scalar) is float
                assert scalar == pytest.approx(array[0], rel=1e-14, nan_ok=True), point


@pytest.mark.parametrize(
    ("name", "point", "derivatives"),
    [
        ("div", (1e300, 1e300), (1e-300, -1e-300)),
        ("div", (1e-300, 1e-200), (1e200, -1e100)),
        ("div", (1e200, 1e-100), (1e100, -math.inf)),
        ("pow", (1e-300, 1.0), (1.0, 1e-300 * math.log(1e-300))),
        ("pow", (0.0, 2.0), (0.0, 0.0)),
        ("sigmoid", (40.0,), (4.248354255291589e-18,)),
        ("tanh", (-20.0,), (1.6993417021166355e-17,)),
        ("softplus", (-700.0,), (9.859676543759770e-305,)),
        ("erf", (26.5,), (1.172614183000784e-305,)),
        ("log", (1e-300,), (1e300,)),
        ("sqrt", (1e-300,), (5e149,)),
    ],
)
def test_derivatives_at_extreme_numbers(name, point, derivatives):
    op = OPS[name]
    out = op.forward(*point)
    result = [vjp(1.0, out, *point) for vjp in op.vjps]
    assert result == pytest.approx(list(derivatives), rel=1e-13, abs=0)


def test_relu_stops_even_an_infinite_gradient():
    """As in PyTorch, where relu also passes a gradient on at NaN."""
    out = np.array([0.0, 0.0, 0.0, np.nan, 2.0, 0.0])
    g = np.array([np.inf, -np.inf, np.nan, 1.0, np.inf, 3.0])
    with np.errstate(invalid="ignore"):
        assert OPS["relu"].vjps[0](g, out, out).tolist() == [0.0, 0.0, 0.0, 1.0, np.inf, 0.0]
    assert OPS["relu"].vjps[0](g[3:4], out[3:4], out[3:4]).tolist() == [1.0]
