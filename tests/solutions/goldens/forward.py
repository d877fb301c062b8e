"""What PyTorch says of the functions in `forward`, recorded so that the tests also judge where PyTorch is missing."""

from __future__ import annotations

from typing import Any

import numpy as np

SHAPES = ((5, 4, 3), (3, 3, 3), (8, 2, 6))


def inputs(seed: int, samples: int, width: int, outputs: int) -> dict[str, Any]:
    """Arrays for one comparison: a batch, parameters of two layers, targets, labels and logits of several sizes."""
    rng = np.random.default_rng(seed)
    return {
        "x": rng.normal(size=(samples, width)),
        "W": rng.normal(size=(width, outputs)),
        "b": rng.normal(size=outputs),
        "V": rng.normal(size=(outputs, 3)),
        "c": rng.normal(size=3),
        "t": rng.normal(size=samples),
        "T": rng.normal(size=(samples, outputs)),
        "w": rng.normal(size=width),
        "labels": rng.integers(0, outputs, samples),
        "logits": rng.normal(size=(samples, outputs)) * 10.0 ** rng.uniform(-1, 3, (samples, 1)),
    }


def by_torch(given: dict[str, Any]) -> dict[str, Any]:
    """PyTorch's answers: layers, activations, losses, a forward pass, and fifty steps of one neuron."""
    import torch
    from torch.nn import functional

    tensors = {name: torch.tensor(value) for name, value in given.items()}
    x, W, b, V, c = (tensors[name] for name in ("x", "W", "b", "V", "c"))
    affine = functional.linear(x, W.T, b)
    hidden = torch.relu(affine)
    weights, bias = tensors["w"].clone().requires_grad_(True), torch.zeros((), dtype=torch.float64, requires_grad=True)
    optimizer, losses = torch.optim.SGD([weights, bias], lr=0.02), []
    for _ in range(50):
        optimizer.zero_grad()
        loss = functional.mse_loss(x @ weights + bias, tensors["t"])
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    found = {
        "affine": affine,
        "relu": hidden,
        "output": functional.linear(hidden, V.T, c),
        "sigmoid": torch.sigmoid(tensors["logits"]),
        "softmax": torch.softmax(tensors["logits"], dim=1),
        "cross_entropy": functional.cross_entropy(tensors["logits"], tensors["labels"]),
        "mean_squared_error": functional.mse_loss(affine, tensors["T"]),
        "w": weights.detach(),
        "b": bias.detach(),
        "losses": np.array(losses),
    }
    return {name: np.asarray(value) for name, value in found.items()}


def all_answers() -> list[dict[str, Any]]:
    """PyTorch's answers for all shapes and seeds."""
    return [by_torch(inputs(seed, *shape)) for seed, shape in enumerate(SHAPES)]
