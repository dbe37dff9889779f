"""no_grad: for a block, a function, a generator, a coroutine; for one thread and one task only."""

import asyncio
import threading

import pytest

from lecture_lib.autodiff import Tensor, no_grad

w = Tensor(2.0, requires_grad=True)


def recorded():
    return (w * w).requires_grad


def test_a_generator_computes_without_recording_and_its_caller_with():
    @no_grad()
    def generator():
        got = None
        for _ in range(3):
            got = yield recorded(), got

    running = generator()
    assert next(running) == (False, None)
    assert recorded()
    assert running.send("a") == (False, "a")
    assert recorded()
    assert next(running) == (False, None)
    with pytest.raises(StopIteration):
        next(running)
    assert recorded()


def test_a_generator_is_thrown_into_closed_and_returns_as_without_the_decorator():
    seen = []

    @no_grad()
    def generator():
        try:
            yield 1
        except KeyError:
            seen.append(recorded())
        try:
            yield 2
        finally:
            seen.append(recorded())
        return "end"

    running = generator()
    assert next(running) == 1
    assert running.throw(KeyError) == 2
    with pytest.raises(StopIteration) as end:
        next(running)
    assert end.value.value == "end"
    stopped = generator()
    next(stopped)
    stopped.throw(KeyError)
    stopped.close()
    assert seen == [False] * 4
    assert recorded()


def test_threads_do_not_share_it():
    first_in, second_in, first_out = (threading.Event() for _ in range(3))
    found = {}

    def first():
        with no_grad():
            first_in.set()
            second_in.wait()
        first_out.set()

    def second():
        first_in.wait()
        found["beside"] = recorded()
        with no_grad():
            second_in.set()
            first_out.wait()
            found["inside"] = recorded()
        found["after"] = recorded()

    threads = [threading.Thread(target=run) for run in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {"beside": True, "inside": False, "after": True}
    assert recorded()


def test_tasks_do_not_share_it():
    @no_grad()
    async def silent(turn):
        before = recorded()
        turn.set()
        await asyncio.sleep(0)
        return before, recorded()

    async def loud(turn):
        await turn.wait()
        return recorded()

    async def both():
        turn = asyncio.Event()
        return await asyncio.gather(silent(turn), loud(turn))

    assert asyncio.run(both()) == [(False, False), True]


def test_the_parentheses_may_be_left_out():
    @no_grad
    def named(x):
        """Say something."""
        return recorded(), x

    assert named(3) == (False, 3)
    assert (named.__name__, named.__doc__) == ("named", "Say something.")
    assert recorded()


def test_a_recursive_function_and_one_that_fails():
    @no_grad()
    def count(n):
        return recorded() or (n and count(n - 1))

    assert count(5) == 0

    @no_grad()
    def fail():
        raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert recorded()


def test_what_is_no_function_is_refused():
    async def generator():
        yield 1

    for wrong, said in ((3, "not on 3"), (Tensor, "not on <class"), (generator, "asynchronous")):
        with pytest.raises(TypeError, match=said):
            no_grad()(wrong)
        with pytest.raises(TypeError, match=said):
            no_grad(wrong)
