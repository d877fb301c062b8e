"""Claim C42 and the one-neuron graph: each figure of the page, recomputed."""

import re
from decimal import Decimal

import numpy as np
import pytest

from chapters.backward import example
from chapters.shared import style
from solutions.backward import Affine, Sigmoid, numerical_gradient
from tests.chapters.page import Page

PAGE = Page("backward")


def test_every_figure_of_the_two_by_two_example_on_the_page():
    network, found = example.update(example.start(Decimal))
    names = ["net_h1", "net_h2", "out_h1", "out_h2", "net_o1", "net_o2", "out_o1", "out_o2", "E_o1", "E_o2", "E_total"]
    names += ["delta_o1", "delta_o2", "out_h1_bar", "out_h2_bar", "delta_h1", "delta_h2"]
    names += [f"dw{index}" for index in range(1, 9)]
    quoted = [found[name] for name in names] + list(network.weights)
    first, second = found["delta_o1"] * Decimal("0.40"), found["delta_o2"] * Decimal("0.50")
    quoted += [first, -second, found["out_o1"] - Decimal("0.01"), found["out_o1"] * (1 - found["out_o1"])]
    for value in quoted:
        assert f"{value:.9f}".replace("-", "−") in PAGE.text or f"{value:.9f}" in PAGE.text


def test_c42_known_figures():
    assert f"{example.exact(0)['E_total']:.9f}" == "0.298371109"
    assert f"{example.exact(10_000)['E_total']:.3e}" == "3.510e-5"
    assert (
        f"$w_5 \\to$ {example.exact(1)['w5']:.8f}, error after one update **{example.exact(1)['E_total']:.9f}**"
        in PAGE.line
    )
    copied = round(example.exact(1, too_early=True)["E_total"], 9)
    assert f"The widely copied {copied} is another number" in PAGE.line
    assert f"comes out as {copied} in place of {example.exact(1)['E_total']:.9f}." in PAGE.line


def test_c42_the_copied_error_comes_from_an_early_update_and_not_from_rounding():
    assert f"the error is {example.exact(1, too_early=True)['E_total']:.10f}, which agrees" in PAGE.line
    rounded = tuple(round(example.exact(1)[f"w{index}"], 8) for index in range(1, 9))
    error = example.forward(example.start(Decimal)._replace(weights=rounded))["E_total"]
    assert f"the error still begins with {str(error)[:10]}." in PAGE.line


def test_the_weights_are_those_of_the_example():
    *first, last = (f"{float(weight):.2f}" for weight in example.start().weights)
    assert f"are {', '.join(first)} and {last}, the biases" in PAGE.line


def test_figures_on_the_page_around_the_example():
    _, held = example.history()
    networks, free = example.history(hold_biases=False)
    assert held[-1] == pytest.approx(3.510e-5, rel=1e-3)
    assert held[-1] / free[-1] == pytest.approx(8, abs=0.3)
    assert networks[-1].biases != example.start().biases
    assert re.search(r"eight times lower", PAGE.text)


def test_gradients_agree_with_the_layers_of_the_notebook():
    _, found = example.update(example.start())
    w = np.array(example.start().weights)
    first, second = Affine(w[:4].reshape(2, 2).T, np.full(2, 0.35)), Affine(w[4:].reshape(2, 2).T, np.full(2, 0.6))
    layers = [first, Sigmoid(), second, Sigmoid()]
    y = np.array([[0.05, 0.10]])
    for layer in layers:
        y = layer.forward(y)
    dy = y - np.array([[0.01, 0.99]])
    for layer in layers[::-1]:
        dy = layer.backward(dy)
    ours = [found[f"dw{index}"] for index in range(1, 9)]
    theirs = np.concatenate([first.grads["W"].T.ravel(), second.grads["W"].T.ravel()])
    assert np.abs(np.array(ours) - theirs).max() < 1e-15
    assert [found["db1"], found["db2"]] == pytest.approx([first.grads["b"].sum(), second.grads["b"].sum()], rel=1e-12)


def test_neuron_gradients_are_right_and_add_up():
    values = example.neuron_values(**example.NEURON)
    keys = ("x", "w", "b")

    def loss(array):
        return example.neuron_loss(**{**example.NEURON, **dict(zip(keys, array, strict=True))})

    numerical = numerical_gradient(loss, np.array([example.NEURON[key] for key in keys]))
    assert [values[f"{key}_bar"] for key in keys] == pytest.approx(list(numerical), abs=1e-9)
    assert (values["w_bar_product"], values["w_bar_penalty"]) == pytest.approx((-0.25, 0.1))
    assert values["L"] == pytest.approx(example.neuron_loss(**example.NEURON))


@pytest.mark.parametrize("step", range(len(example.NEURON_STEPS)))
def test_neuron_pictures_tell_their_step(step):
    assert f"step {step}." in style.description(example.plot_neuron(step))


@pytest.mark.parametrize(("updates", "hold"), [(0, True), (10_000, True), (1, False)])
def test_network_pictures_tell_the_error(updates, hold):
    _, errors = example.history(hold_biases=hold)
    for figure in example.plot_two_by_two(updates, hold):
        assert f"{errors[updates]:.4g}" in style.description(figure)
