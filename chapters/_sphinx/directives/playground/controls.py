"""The playground's controls, and the states that an address can name: each control with one of its options.

Each control has a name, a label, its options, and the section of the book that explains it.
"""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import parse_qsl


class Control(NamedTuple):
    """A control: its name in the page's address, its label, its options by their value, and what explains it."""

    name: str
    label: str
    options: dict[str, str]
    start: str
    chapter: str
    section: str


def _same(*values: float) -> dict[str, str]:
    return {f"{value:g}": f"{value:g}" for value in values}


GROUPS = {
    "Data": [
        Control(
            "data",
            "data set",
            {
                "circles": "two circles",
                "moons": "two moons",
                "spirals": "two spirals",
                "curve": "a curve",
                "digits": "digits, 8 by 8",
            },
            "circles",
            "forward",
            "depth-needs-an-activation",
        ),
        Control("samples", "samples", _same(20, 50, 100, 200, 400), "200", "regularization", "what-makes-a-gap"),
        Control("noise", "label noise", _same(0, 0.1, 0.2, 0.4), "0", "regularization", "what-makes-a-gap"),
        Control(
            "batch",
            "batch size",
            {**_same(1, 4, 8, 16, 32, 64), "0": "all"},
            "32",
            "forward",
            "epochs-mini-batches-iterations",
        ),
    ],
    "Network": [
        Control("depth", "hidden layers", _same(0, 1, 2, 3, 4, 6, 8), "2", "forward", "depth-needs-an-activation"),
        Control(
            "units",
            "units a layer",
            _same(1, 2, 3, 4, 6, 8, 12, 16, 24, 32),
            "8",
            "forward",
            "many-neurons-the-affine-layer",
        ),
        Control(
            "activation",
            "activation",
            {
                "identity": "none",
                "sigmoid": "sigmoid",
                "tanh": "tanh",
                "relu": "ReLU",
                "leaky": "leaky ReLU",
                "softplus": "softplus",
            },
            "tanh",
            "activations",
            "the-activations-one-by-one",
        ),
        Control(
            "weights",
            "first weights",
            {
                "zeros": "zeros",
                "equal": "all equal",
                "small": "small (std 0.01)",
                "xavier": "Xavier",
                "he": "He",
                "large": "too large (5 × Xavier)",
            },
            "xavier",
            "initialization",
            "three-rules",
        ),
        Control(
            "norm",
            "normalization",
            {"none": "none", "batch": "BatchNorm", "layer": "LayerNorm"},
            "none",
            "batchnorm",
            "inside-the-network",
        ),
    ],
    "Learning": [
        Control(
            "optimizer",
            "optimizer",
            {
                "sgd": "SGD",
                "momentum": "momentum",
                "nesterov": "Nesterov",
                "adagrad": "AdaGrad",
                "rmsprop": "RMSProp",
                "adam": "Adam",
                "adamw": "AdamW",
            },
            "sgd",
            "optimizers",
            "the-idea-three-questions",
        ),
        Control(
            "rate",
            "learning rate",
            _same(0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10),
            "0.1",
            "optimizers",
            "how-far-one-rate-in-a-valley",
        ),
        Control(
            "schedule",
            "schedule",
            {
                "constant": "constant",
                "exponential": "exponential",
                "staircase": "exponential, staircase",
                "inverse": "inverse time",
                "piecewise": "piecewise constant",
                "polynomial": "polynomial, power 1",
                "cosine": "cosine",
                "climbing": "warm-up, then cosine",
            },
            "constant",
            "schedules",
            "the-schedules",
        ),
        Control("span", "decay steps", _same(100, 300, 1000, 3000), "1000", "schedules", "the-schedules"),
    ],
    "Regularization": [
        Control("dropout", "dropout, p", _same(0, 0.1, 0.2, 0.5), "0", "dropout", "two-scalings-and-the-right-factor"),
        Control(
            "l2",
            "L2, strength",
            _same(0, 0.0001, 0.001, 0.01, 0.1),
            "0",
            "regularization",
            "l2-a-spring-on-every-weight",
        ),
        Control(
            "l1", "L1, strength", _same(0, 0.0001, 0.001, 0.01, 0.1), "0", "regularization", "l1-zero-and-nothing-else"
        ),
    ],
}
"""All controls, as they stand on the page."""
CONTROLS = {control.name: control for group in GROUPS.values() for control in group}


def wrong(state: str) -> str:
    """Say what is wrong with a state, as it follows the # of an address; nothing is wrong with an empty answer."""
    for name, value in parse_qsl(state, keep_blank_values=True):
        control, option = (name, value) if name != "versus" else [*value.split(":"), ""][:2]
        if name in ("seed", "until"):
            if not value.isdigit():
                return f"{name} is a whole number, not {value!r}"
        elif control not in CONTROLS:
            return f"there is no control {control!r}; there are {', '.join(CONTROLS)}"
        elif option not in CONTROLS[control].options:
            return f"{control} has the options {', '.join(CONTROLS[control].options)}, not {option!r}"
    return ""
