"""What PyTorch says of penalties, label smoothing and decay, recorded so that the tests also judge without it."""

from __future__ import annotations

from typing import Any

import numpy as np

STEPS = 50
STRENGTH = 0.3
SMOOTHINGS = (0.0, 0.1, 0.4)
SHAPES = {"W": (3, 2), "b": (2,), "K": (2, 2, 2)}
RUNS: dict[str, tuple[str, dict[str, Any]]] = {
    "SGD": ("SGD", {"lr": 0.1, "weight_decay": STRENGTH}),
    "Adam": ("Adam", {"lr": 0.1, "weight_decay": STRENGTH}),
    "AdamW": ("AdamW", {"lr": 0.1, "weight_decay": STRENGTH}),
}
"""Weights decay; biases are in a group of parameters without."""


def params() -> dict[str, Any]:
    """Parameters; one weight is exactly 0."""
    rng = np.random.default_rng(0)
    found = {name: rng.normal(size=shape) for name, shape in SHAPES.items()}
    found["W"][0, 0] = 0.0
    return found


def gradients() -> dict[str, Any]:
    """Gradients of all steps, (STEPS, *shape)."""
    rng = np.random.default_rng(1)
    return {name: rng.normal(size=(STEPS, *shape)) for name, shape in SHAPES.items()}


def batch() -> tuple[Any, Any]:
    """Logits, (6, 4), two of them large, and labels, (6,)."""
    rng = np.random.default_rng(2)
    logits = rng.normal(0, 3, (6, 4))
    logits[0] = [800.0, 0.0, -800.0, 799.0]
    return logits, np.array([0, 1, 2, 3, 3, 0])


def penalty(power: int) -> dict[str, Any]:
    """Value and gradients of a penalty on the weights, by automatic differentiation."""
    import torch

    tensors = {name: torch.tensor(values, requires_grad=True) for name, values in params().items()}
    weights = [tensor for tensor in tensors.values() if tensor.ndim > 1]
    value = STRENGTH / power * sum(torch.sum(torch.abs(tensor) ** power) for tensor in weights)
    value.backward()
    grads = {name: np.zeros(SHAPES[name]) if t.grad is None else t.grad.numpy() for name, t in tensors.items()}
    return {"loss": value.item(), **grads}


def smoothed(smoothing: float) -> dict[str, Any]:
    """Loss with label smoothing, and its gradient."""
    import torch

    logits, labels = batch()
    tensor = torch.tensor(logits, requires_grad=True)
    loss = torch.nn.CrossEntropyLoss(label_smoothing=smoothing)(tensor, torch.tensor(labels))
    loss.backward()
    assert tensor.grad is not None
    return {"loss": loss.item(), "logits": tensor.grad.numpy()}


def steps(kind: str, options: dict[str, Any]) -> dict[str, Any]:
    """All parameters after each step, by name: (STEPS, *shape)."""
    import torch

    tensors = {name: torch.tensor(values, requires_grad=True) for name, values in params().items()}
    groups = [
        {"params": [tensor for tensor in tensors.values() if tensor.ndim > 1]},
        {"params": [tensor for tensor in tensors.values() if tensor.ndim == 1], "weight_decay": 0.0},
    ]
    optimizer, given = getattr(torch.optim, kind)(groups, **options), gradients()
    seen: dict[str, list[Any]] = {name: [] for name in tensors}
    for step in range(STEPS):
        for name, tensor in tensors.items():
            tensor.grad = torch.tensor(given[name][step])
        optimizer.step()
        for name, tensor in tensors.items():
            seen[name].append(tensor.detach().numpy().copy())
    return {name: np.array(values) for name, values in seen.items()}


def all_answers() -> dict[str, dict[str, Any]]:
    """PyTorch's answers."""
    found = {"l1": penalty(1), "l2": penalty(2)}
    found |= {f"smoothing {smoothing}": smoothed(smoothing) for smoothing in SMOOTHINGS}
    return found | {name: steps(*run) for name, run in RUNS.items()}
