"""What PyTorch says of the digit reader's first steps, recorded so that the tests also judge without it."""

from __future__ import annotations

import re
from typing import Any

import numpy as np

from chapters.shared.data import digits
from chapters.shared.network import minibatches
from tests.chapters.page import Page

PAGE = Page("recipe")
STEPS = 30


def batches() -> list[tuple[Any, Any]]:
    """Images, (64, 64), and labels, (64,), of every step."""
    data, rng = digits(np.random.default_rng(0)), np.random.default_rng(1)
    found: list[tuple[Any, Any]] = []
    while len(found) < STEPS:
        found += [batch for batch in minibatches(data.train_x, data.train_labels, 64, rng) if len(batch[0]) == 64]
    return found[:STEPS]


def losses_of_ours() -> list[float]:
    """The losses of the reference's network in training mode, before each step."""
    from solutions.recipe import AdamW, build

    network, optimizer = build(np.random.default_rng(0)), AdamW(0.01, weight_decay=0.01)
    losses = []
    for x, labels in batches():
        slopes = network.gradients(x, labels)
        chances = network.loss_layer.probabilities
        losses.append(float(-np.log(chances[np.arange(len(labels)), labels]).mean()))
        optimizer.update(network.params, slopes)
    return losses


def torch_run(listing: str) -> list[float]:
    """The losses that the page's listing reports, with the first weights of the reference's network."""
    import torch

    from solutions.recipe import build

    params = build(np.random.default_rng(0)).params
    tensors = {
        "0.weight": params["0.W"].T,
        "0.bias": params["0.b"],
        "1.weight": params["1.gamma"],
        "1.bias": params["1.beta"],
        "1.running_mean": np.zeros(128),
        "1.running_var": np.ones(128),
        "1.num_batches_tracked": np.array(0),
        "3.weight": params["3.W"].T,
        "3.bias": params["3.b"],
    }
    names: dict[str, Any] = {
        "weights": {name: torch.tensor(array.copy()) for name, array in tensors.items()},
        "batches": [(torch.tensor(x), torch.tensor(labels)) for x, labels in batches()],
    }
    exec(listing, names)
    losses: list[float] = names["losses"]
    return losses


def all_answers() -> dict[str, Any]:
    """What is recorded."""
    found = re.search(r"```python\n(import torch\n.*?)```", PAGE.text, re.DOTALL)
    assert found is not None
    return {"losses": np.array(torch_run(found[1]))}
