"""Claim C02: iterations, and the memory that a forward pass keeps."""

import numpy as np
import pytest

from chapters.forward import batches
from chapters.shared import style
from solutions.forward import Affine, forward_pass, minibatches, relu
from tests.chapters.page import Page

PAGE = Page("forward")
ARRAY = 256 * batches.HIDDEN * batches.BYTES


def test_c02_iterations_per_epoch():
    for samples in range(1, 41):
        for size in range(1, 41):
            assert batches.iterations(minibatches, samples, size) == -(-samples // size)


@pytest.mark.parametrize("hidden_layers", [1, 2, 3, 4])
@pytest.mark.parametrize("size", [1, 32, 256])
def test_c02_bytes_that_the_forward_pass_keeps(hidden_layers, size):
    widths = batches.INPUTS + 2 * hidden_layers * batches.HIDDEN + batches.OUTPUTS
    assert sum(batches.kept_bytes(forward_pass, size, hidden_layers)) == 8 * size * widths


@pytest.mark.parametrize(("train", "wanted"), [(True, 1.0), (False, 0.0)])
def test_c02_memory_that_each_further_layer_adds(train, wanted):
    few, many = (batches.peak_bytes(Affine, relu, layers, train) for layers in (5, 40))
    assert (many - few) / 35 / ARRAY == pytest.approx(wanted, abs=0.005)


def test_memory_that_the_page_names():
    parameters = sum(W.nbytes + b.nbytes for W, b in batches.network(2))
    small, large = (sum(batches.kept_bytes(forward_pass, size, 2)) for size in (32, 256))
    assert f"{parameters / 1e6:.2f} MB against {small / 1e6:.2f} MB" in PAGE.line
    assert f"the kept arrays, {large / 1e6:.2f} MB" in PAGE.line


def test_drawing_with_replacement_misses_a_third():
    rng = np.random.default_rng(0)
    missed = [1 - len(set(rng.integers(0, 1000, 1000).tolist())) / 1000 for _ in range(50)]
    assert np.mean(missed) == pytest.approx(0.37, abs=0.01)


@pytest.mark.parametrize(("size", "count", "last"), [(1, 12, 1), (5, 3, 2), (6, 2, 6), (7, 2, 5), (12, 1, 12)])
def test_picture_of_epochs(size, count, last):
    figure = batches.plot_epochs(minibatches, size)
    assert f"{count} iterations an epoch, with" in style.description(figure)
    assert figure.get_label().endswith(f"the last with {last} of 12 samples.")


def test_picture_of_memory():
    assert "1.20 MB in 6 arrays" in style.description(batches.plot_kept(forward_pass, 256, 2))
