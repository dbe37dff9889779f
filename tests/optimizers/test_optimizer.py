"""What all optimizers share: three ways to use one, refusals, saving, memory, weight decay."""

import copy
import pickle
import tracemalloc

import numpy as np
import pytest
from every_method import METHODS, NEEDED, VARIANTS, make, plain, run
from hypothesis import given, settings
from hypothesis import strategies as st

from lecture_lib.autodiff import Tensor, no_grad
from lecture_lib.optimizers import SGD, AdaGrad, Adam, Momentum, Nesterov, RMSProp
from lecture_lib.optimizers import optimizer as shared
from lecture_lib.schedules import Inverse

every_method = pytest.mark.parametrize("kind", METHODS)
every_variant = pytest.mark.parametrize(("kind", "convention"), VARIANTS)

magnitudes = st.floats(1e-3, 1e3)
gradients = st.lists(st.builds(lambda m, s: m * s, magnitudes, st.sampled_from([-1.0, 1.0])))
some_gradients = gradients.filter(lambda g: 1 <= len(g) <= 20)


class OneRate:
    """A schedule that says for which steps it was asked."""

    def __init__(self):
        self.asked = []

    def __call__(self, step):
        self.asked.append(step)
        return 0.1 / step


@every_variant
@settings(max_examples=25)
@given(some_gradients, st.floats(-3, 3), st.floats(1e-3, 0.5), st.booleans())
def test_steps_are_those_of_the_formulas(kind, convention, gs, start, lr, scheduled):
    rate = Inverse(lr) if scheduled else lr
    path = run(make(kind, np.array([start]), convention, lr=rate), gs)
    expected = list(plain(kind, convention, start, gs, rate, **NEEDED.get(kind, {})))
    scale = 1.0 + np.abs(expected).max()
    np.testing.assert_allclose(path[:, 0], expected, rtol=0, atol=1e-10 * scale)


@pytest.mark.parametrize("kind", [k for k in METHODS if k not in NEEDED])
def test_weight_decay_is_added_to_the_gradient(kind):
    gs = [1.0, -2.0, 0.5]
    path = run(make(kind, np.array([2.0]), lr=0.1, weight_decay=0.3), gs)
    expected = list(plain(kind, "published", 2.0, gs, 0.1, weight_decay=0.3))
    np.testing.assert_allclose(path[:, 0], expected, rtol=1e-9)


@every_variant
def test_pieces_do_not_matter(kind, convention, monkeypatch):
    rng = np.random.default_rng(0)
    start, gs = rng.normal(size=(3, 7)), rng.normal(size=(4, 3, 7))
    whole, in_pieces = start.copy(), start.copy()
    run(make(kind, whole, convention, lr=0.1), gs)
    monkeypatch.setattr(shared, "CHUNK", 4)
    run(make(kind, in_pieces, convention, lr=0.1), gs)
    np.testing.assert_array_equal(whole, in_pieces)


@every_method
def test_tensors_arrays_and_pure_updates_take_the_same_steps(kind):
    rng = np.random.default_rng(1)
    starts = [rng.normal(size=(2, 3)), rng.normal(size=3)]
    arrays, pure = [s.copy() for s in starts], [s.copy() for s in starts]
    tensors = [Tensor(s, requires_grad=True) for s in starts]
    on_arrays, on_tensors = make(kind, arrays, lr=0.1), make(kind, tensors, lr=0.1)
    template, state = make(kind, None, lr=0.1), None
    for _ in range(5):
        w, b = tensors
        (w @ b * w.sum()).sum().backward()
        gs = [np.array(t.grad) for t in tensors]
        on_tensors.step()
        on_tensors.zero_grad()
        on_arrays.step(gs)
        before = copy.deepcopy((pure, gs, state))
        new, new_state = template.update(pure, gs, state)
        for old, now in zip(before[0] + before[1], pure + gs, strict=True):
            np.testing.assert_array_equal(old, now)
        pure, state = new, new_state
        assert all(t.grad is None for t in tensors)
        for tensor, array, p in zip(tensors, arrays, pure, strict=True):
            np.testing.assert_array_equal(tensor.data, array)
            np.testing.assert_array_equal(p, array)
    assert on_arrays.steps == on_tensors.steps == state["steps"] == 5


def test_a_pure_update_of_one_array_or_number_gives_one_array():
    template = SGD(lr=0.5)
    theta, state = template.update(np.array([1.0, 2.0]), np.array([2.0, 2.0]))
    assert theta.tolist() == [0.0, 1.0]
    assert template.update(3.0, 1.0)[0] == 2.5
    assert state["steps"] == 1
    assert template.parameters is None


@every_method
def test_numbers_matrices_and_other_layouts_of_memory(kind):
    gs = [0.5, -1.0, 2.0]
    expected = run(make(kind, np.array([1.5]), lr=0.1), gs)[-1, 0]
    number = Tensor(1.5, requires_grad=True)
    strided, backwards = np.full((6, 4), 1.5)[::2, 1:], np.full((3, 4), 1.5).T
    for parameter in (number, strided, backwards):
        optimizer = make(kind, parameter, lr=0.1)
        for g in gs:
            optimizer.step(np.full(np.shape(getattr(parameter, "data", parameter)), g))
    assert type(number.data) is float
    assert number.item() == expected
    assert np.all(strided == expected)
    assert np.all(strided.base[1::2] == 1.5)
    assert np.all(backwards == expected)


@every_method
def test_single_precision_stays_single(kind):
    w = Tensor(np.ones(3, dtype=np.float32), requires_grad=True)
    optimizer = make(kind, w, lr=0.1)
    optimizer.step(np.ones(3))
    assert w.data.dtype == np.float32
    assert all(optimizer.state[0][name].dtype == np.float32 for name in kind.slots)


def test_a_tensor_without_gradient_is_left_alone_and_its_count_too():
    w, b = Tensor([1.0], requires_grad=True), Tensor([1.0], requires_grad=True)
    optimizer = Adam([w, b], lr=0.1)
    (w * w).sum().backward()
    optimizer.step()
    assert b.data.tolist() == [1.0]
    assert [entry["count"] for entry in optimizer.state] == [1, 0]


def test_backward_through_results_from_before_a_step_is_refused():
    w = Tensor([1.0, 2.0], requires_grad=True)
    loss = (w * w).sum()
    loss.backward(retain_graph=True)
    SGD(w, lr=0.1).step()
    with pytest.raises(RuntimeError, match="chang"):
        loss.backward()


def test_arrays_are_changed_in_place():
    w = np.array([1.0, 2.0])
    memory = w[:]
    SGD(w, lr=0.5).step(np.array([1.0, 1.0]))
    assert memory.tolist() == [0.5, 1.5]


def test_a_tensor_of_memory_that_is_read_only_gets_its_own():
    w = Tensor(np.zeros(3), requires_grad=True)
    with no_grad():
        w.data = np.broadcast_to(np.array(1.0), (3,))
    SGD(w, lr=0.5).step(np.ones(3))
    assert w.data.tolist() == [0.5, 0.5, 0.5]


@every_variant
@settings(max_examples=25)
@given(some_gradients, st.integers(0, 20))
def test_a_resumed_run_is_the_uninterrupted_one_bit_for_bit(kind, convention, gs, pause):
    pause = min(pause, len(gs))
    whole = np.array([0.7, -1.3])
    path = run(make(kind, whole, convention, lr=Inverse(0.3)), gs)
    stopped = np.array([0.7, -1.3])
    first = make(kind, stopped, convention, lr=Inverse(0.3))
    run(first, gs[:pause])
    saved = pickle.loads(pickle.dumps(first.state_dict()))
    later = make(kind, stopped, lr=0.123)
    later.load_state_dict(saved)
    rest = run(later, gs[pause:])
    np.testing.assert_array_equal(stopped, whole)
    np.testing.assert_array_equal(rest.reshape(-1, 2), path[pause:])
    assert later.hyperparameters == first.hyperparameters


def test_a_saved_state_does_not_change_with_the_optimizer_nor_the_optimizer_with_it():
    w = np.ones(2)
    optimizer = Momentum(w, lr=0.1)
    optimizer.step(np.ones(2))
    saved = optimizer.state_dict()
    optimizer.step(np.ones(2))
    assert saved["state"][0]["velocity"].tolist() == [-0.1, -0.1]
    optimizer.load_state_dict(saved)
    saved["state"][0]["velocity"][:] = 7.0
    assert optimizer.state[0]["velocity"].tolist() == [-0.1, -0.1]
    assert optimizer.steps == 1


def test_a_state_of_something_else_is_refused_and_nothing_changes():
    optimizer = Adam(np.ones(2), lr=0.1)
    with pytest.raises(ValueError, match="this is Adam; the state is of SGD"):
        optimizer.load_state_dict(SGD(np.ones(2)).state_dict())
    with pytest.raises(ValueError, match="shapes of the state"):
        optimizer.load_state_dict(Adam(np.ones(3)).state_dict())
    broken = optimizer.state_dict()
    broken["hyperparameters"]["lr"] = -1.0
    with pytest.raises(ValueError, match=r"lr is -1\.0"):
        optimizer.load_state_dict(broken)
    assert optimizer.lr == 0.1


@every_variant
@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_a_gradient_that_is_not_finite_changes_nothing(kind, convention, bad):
    rng = np.random.default_rng(2)
    w, b = Tensor(rng.normal(size=3), requires_grad=True, name="w"), rng.normal(size=(2, 2))
    optimizer = make(kind, [w, b], convention, lr=0.1)
    optimizer.step([np.ones(3), np.ones((2, 2))])
    before = copy.deepcopy((w.data, b, optimizer.state_dict()))
    message = rf"step 2: .*parameter 1 is not finite in 1 of 4 entries, .*\(1, 0\): {bad}; no para"
    with pytest.raises(FloatingPointError, match=message):
        optimizer.step([np.ones(3), np.array([[1.0, 1.0], [bad, 1.0]])])
    np.testing.assert_equal((w.data, b, optimizer.state_dict()), before)
    with pytest.raises(FloatingPointError, match=r"parameter 0 \(w\) .* in 2 of 3.*at index 1"):
        optimizer.step([np.array([1.0, bad, bad]), np.ones((2, 2))])
    np.testing.assert_equal((w.data, b, optimizer.state_dict()), before)


def test_gradients_whose_squares_overflow_are_finite_all_the_same():
    w = np.zeros(2)
    SGD(w, lr=1.0).step(np.array([1e200, -1e200]))
    assert w.tolist() == [-1e200, 1e200]


def test_a_number_whose_gradient_is_not_finite():
    w = Tensor(1.0, requires_grad=True)
    with pytest.raises(FloatingPointError, match="in 1 of 1 entries, the first its value: nan"):
        SGD(w).step([np.nan])
    assert w.item() == 1.0


def test_a_schedule_is_asked_once_a_step_and_before_anything_is_changed():
    rate, w = OneRate(), np.ones(1)
    optimizer = SGD([w, np.ones(2)], lr=rate)
    for _ in range(3):
        optimizer.step([np.ones(1), np.ones(2)])
    assert rate.asked == [1, 2, 3]
    optimizer.lr = lambda step: -1.0
    before = w.copy()
    with pytest.raises(ValueError, match=r"lr at step 4 is -1\.0, but must be at least 0"):
        optimizer.step([np.ones(1), np.ones(2)])
    assert w == before
    assert optimizer.steps == 3


@every_method
def test_memory_does_not_grow_with_use(kind):
    parameters = [np.ones(50_000), np.ones((20, 30))]
    gs = [np.ones(50_000), np.ones((20, 30))]
    optimizer = make(kind, parameters, lr=1e-3)
    for _ in range(2):
        optimizer.step(gs)
    tracemalloc.start()
    for _ in range(30):
        optimizer.step(gs)
    now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert now < 5_000
    assert peak < 10_000  # no array as large as the parameter is ever made


def test_scratch_is_no_larger_than_a_piece():
    optimizer = Adam(np.ones(3 * shared.CHUNK), lr=1e-3)
    optimizer.step(np.ones(3 * shared.CHUNK))
    assert [w.size for work in optimizer._work.values() for w in work] == [shared.CHUNK] * 2


@pytest.mark.parametrize(
    ("act", "error", "message"),
    [
        (lambda: SGD(lr=0.1).step(), TypeError, "make it as SGD"),
        (lambda: SGD(np.ones(2)).step(), TypeError, r"call step\(gradients\)"),
        (lambda: SGD(np.ones(2)).step([np.ones(2)] * 2), ValueError, "2 gradients for 1"),
        (lambda: SGD(np.ones(2)).step(np.ones(3)), ValueError, r"shape \(2,\), but its gradient"),
    ],
)
def test_steps_that_cannot_be_taken(act, error, message):
    with pytest.raises(error, match=message):
        act()


def test_settings_are_shown():
    shown = "SGD(lr=0.5, momentum=0.0, dampening=0.0, weight_decay=0.0, nesterov=False)"
    assert repr(SGD(lr=0.5)) == shown
    assert "convention='lecture'" in repr(AdaGrad(convention="lecture"))
    assert "beta=0.9" in repr(Nesterov(np.ones(1)))
    assert "eps=1e-08" in repr(RMSProp())
