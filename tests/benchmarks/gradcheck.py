"""How fast the check engine is, beside PyTorch's and SciPy's on the same layer in the same run.

`make bench` calls it. Times on a shared machine mean little; every bar is a ratio of two medians of alternating
measurements, or a time so far from its bar that noise does not matter.
"""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from itertools import product
from statistics import median

import numpy as np
import torch
from scipy.optimize import check_grad
from scipy.stats import binom
from threadpoolctl import threadpool_limits

from autograder.checks import check_gradients
from autograder.checks.numerics.gradcheck import steps
from autograder.publishing.release import chapters
from autograder.tasks import load
from solutions.backward import Affine
from tests import layers, power
from tests.benchmarks.bars import Bar
from tests.scores import false_alarms_of

N, D, M = 32, 784, 256
ROW, COLUMN = 17, 203
TRAINS = {
    "recipe": {"heal": 600, "capstone": 1000, "capstone-adder": 2000, "capstone-ablation": 4000, "experiment": 704}
}
"""The checks that judge what a training run reaches, and how many steps it takes: the notebook promises a student these
steps, and what a network reaches after fewer says nothing about what it reaches after all of them."""


class OneWrong(Affine):
    """An affine layer with one wrong entry among 200,704."""

    def backward(self, dy):
        dx = super().backward(dy)
        self.grads["W"][ROW, COLUMN] *= -1
        return dx


def seconds(function: Callable[[], object]) -> float:
    start = time.perf_counter()
    function()
    return time.perf_counter() - start


def alternating(*functions: Callable[[], object], times: int = 31) -> list[float]:
    """Median time of each function, measured in turns."""
    for function in functions:
        function()
    measured = [[seconds(function) for function in functions] for _ in range(times)]
    return [median(column) for column in zip(*measured, strict=True)]


@contextmanager
def one_thread() -> Iterator[None]:
    """Let NumPy and PyTorch work on one thread each: idle threads of the one spin for a while, in the other's time."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        with threadpool_limits(1):
            yield
    finally:
        torch.set_num_threads(threads)


def per_coordinate(layer: Affine, x: np.ndarray) -> float:
    """Seconds of central differences for every entry of x, W and b, from a sample of 200 entries of W."""
    W = layer.params["W"]
    entries, step = list(np.ndindex(W.shape))[:200], steps(W)

    def sample() -> None:
        for entry in entries:
            original = W[entry]
            for side in (1, -1):
                W[entry] = original + side * step[entry]
                layer.forward(x)
            W[entry] = original

    return alternating(sample, times=5)[0] / len(entries) * (x.size + W.size + M)


def gradient_checks() -> list[Bar]:
    """The large layer."""
    rng = np.random.default_rng(0)
    x, W, b = rng.normal(size=(N, D)), rng.normal(size=(D, M)), rng.normal(size=M)
    dy = rng.normal(size=(N, M))
    tensors = [torch.tensor(array, requires_grad=True) for array in (x, W, b)]
    layer, point = Affine(W, b), np.concatenate([array.ravel() for array in (x, W, b)])

    def parts(flat):
        return flat[: N * D].reshape(N, D), flat[N * D : -M].reshape(D, M), flat[-M:]

    def function(flat):
        a, weights, bias = parts(flat)
        return float(np.vdot(dy, a @ weights + bias))

    def gradient(flat):
        a, weights, _ = parts(flat)
        return np.concatenate([(dy @ weights.T).ravel(), (a.T @ dy).ravel(), dy.sum(axis=0)])

    def ours():
        assert check_gradients(layer, x).passed

    def pytorch():
        assert torch.autograd.gradcheck(lambda x, W, b: x @ W + b, tensors, fast_mode=True)

    def scipy():
        check_grad(function, gradient, point, direction="random", rng=1)

    with one_thread():
        mine, torchs, scipys = alternating(ours, pytorch, scipy)
        every = per_coordinate(layer, x)
    wrong = check_gradients(OneWrong(W, b), x)
    found = f"in row {ROW} and in column {COLUMN}" in str(wrong)
    return [
        Bar("every coordinate (extrapolated) / ours", every / mine, at_least=1000),
        Bar("torch.autograd.gradcheck(fast_mode=True) / ours", torchs / mine, at_least=3),
        Bar("scipy check_grad(direction='random') / ours, one direction each", scipys / mine, at_least=1),
        Bar("one wrong weight among 200,704 is found and located", float(found), at_least=1),
    ]


def student_checks() -> list[Bar]:
    """Every check of every notebook, on the reference."""
    bars = []
    for chapter in chapters():
        checks = load(chapter)
        times = {}
        for name, task in checks.tasks.items():
            objects = checks.reference(name)

            def check(name=name, task=task, objects=objects, checks=checks):
                cases, expected = checks.visible(name)
                assert task.verdict(cases, task.returned(objects, cases), expected).passed

            [times[name]] = alternating(check, times=5)
        bars.append(Bar(f"{chapter}: all checks, seconds", sum(times.values()), at_most=3))
        for name, count in TRAINS.get(chapter, {}).items():
            each = 1e3 * times.pop(name) / count
            bars.append(Bar(f"{chapter}: {name} trains for {count:,} steps, milliseconds a step", each, at_most=1))
        bars.append(Bar(f"{chapter}: slowest check, milliseconds", 1e3 * max(times.values()), at_most=100))
    return bars


def every_false_alarm(seeds: int = 1000, trained: int = 20) -> Iterator[Bar]:
    """The reference and other right layers under many seeds: every finding is a false alarm.

    The checks that train a network take seconds for a seed, so they see fewer.
    """
    with ProcessPoolExecutor() as pool:
        for chapter in chapters():
            few = [name for name in load(chapter).tasks if name in TRAINS.get(chapter, {})]
            for names, times in ((set(load(chapter).tasks) - set(few), seeds), (few, trained)):
                if names:
                    alarms = sum(pool.map(partial(false_alarms_of, chapter, seeds=times), names))
                    what = f"{chapter}: false alarms, {times:,} seeds for each of {len(names)} checks"
                    yield Bar(what, alarms, at_most=0)
    name = f"check_gradients: false alarms on right layers of every kind, small and large, {seeds:,} seeds"
    yield Bar(name, len(layers.false_alarms(seeds)), at_most=0)


def every_wrong_gradient(seeds: int = 1000) -> Iterator[Bar]:
    """Errors of large gradients under many seeds, beside the theory."""
    for layer, shape, kind in product(power.LAYERS, power.SIZES, power.ERRORS):
        size = 1e-2 if kind == "in one entry" else 1e-5
        theory = power.at_least(layer, shape, kind, size)
        # What chance falls short of once in a thousand times; a wrong gradient as a whole is found each time.
        least = binom.ppf(0.001, seeds, theory) / seeds if kind == "in one entry" else 1.0
        with one_thread():
            found = sum(power.is_found(layer, shape, kind, size, seed) for seed in range(seeds))
        what = f"{layer} layer, {shape[0]} x {shape[1]}, wrong {kind} by {size:g}"
        yield Bar(f"{what}: found of {seeds:,} seeds (theory: {theory:.6f})", found / seeds, at_least=least)
