"""What PyTorch says: fifty steps of each optimizer, recorded so that the tests also judge where PyTorch is missing."""

from __future__ import annotations

from typing import Any

import numpy as np

STEPS = 50
SHAPES = {"W": (3, 2), "b": (2,), "K": (2, 2, 2)}

# Name: class of the course, its arguments, class of PyTorch, its arguments.
RUNS: dict[str, tuple[str, dict[str, Any], str, dict[str, Any]]] = {
    "sgd": ("SGD", {"learning_rate": 0.1}, "SGD", {"lr": 0.1}),
    "momentum": (
        "Momentum",
        {"learning_rate": 0.1, "momentum": 0.8},
        "SGD",
        {"lr": 0.1, "momentum": 0.8},
    ),
    "nesterov": (
        "Nesterov",
        {"learning_rate": 0.1, "momentum": 0.8},
        "SGD",
        {"lr": 0.1, "momentum": 0.8, "nesterov": True},
    ),
    "adagrad": ("AdaGrad", {"learning_rate": 0.1}, "Adagrad", {"lr": 0.1}),
    "adagrad-epsilon": ("AdaGrad", {"learning_rate": 0.1, "epsilon": 0.3}, "Adagrad", {"lr": 0.1, "eps": 0.3}),
    "rmsprop": ("RMSProp", {"learning_rate": 0.1}, "RMSprop", {"lr": 0.1}),
    "rmsprop-epsilon": (
        "RMSProp",
        {"learning_rate": 0.1, "rho": 0.9, "epsilon": 0.3},
        "RMSprop",
        {"lr": 0.1, "alpha": 0.9, "eps": 0.3},
    ),
    "adam": ("Adam", {"learning_rate": 0.1}, "Adam", {"lr": 0.1}),
    "adam-epsilon": (
        "Adam",
        {"learning_rate": 0.1, "beta1": 0.8, "beta2": 0.95, "epsilon": 0.3},
        "Adam",
        {"lr": 0.1, "betas": (0.8, 0.95), "eps": 0.3},
    ),
    "adamw": ("AdamW", {"learning_rate": 0.1}, "AdamW", {"lr": 0.1}),
    "adamw-decay": (
        "AdamW",
        {"learning_rate": 0.1, "beta1": 0.8, "beta2": 0.95, "weight_decay": 0.5},
        "AdamW",
        {"lr": 0.1, "betas": (0.8, 0.95), "weight_decay": 0.5},
    ),
}


def inputs() -> tuple[dict[str, Any], dict[str, Any]]:
    """Parameters at the start, and the gradients of all steps, (STEPS, *shape); one entry never has any."""
    rng = np.random.default_rng(0)
    params = {name: rng.normal(size=shape) for name, shape in SHAPES.items()}
    gradients = {name: rng.normal(size=(STEPS, *shape)) for name, shape in SHAPES.items()}
    gradients["b"][:, 0] = 0.0
    return params, gradients


def by_torch(kind: str, options: dict[str, Any]) -> dict[str, Any]:
    """All parameters after each step, by name: (STEPS, *shape)."""
    import torch

    params, gradients = inputs()
    tensors = {name: torch.tensor(values, requires_grad=True) for name, values in params.items()}
    optimizer = getattr(torch.optim, kind)(tensors.values(), **options)
    seen: dict[str, list[Any]] = {name: [] for name in tensors}
    for step in range(STEPS):
        for name, tensor in tensors.items():
            tensor.grad = torch.tensor(gradients[name][step])
        optimizer.step()
        for name, tensor in tensors.items():
            seen[name].append(tensor.detach().numpy().copy())
    return {name: np.array(values) for name, values in seen.items()}


def all_answers() -> dict[str, dict[str, Any]]:
    """PyTorch's answers for all runs."""
    return {name: by_torch(kind, options) for name, (_, _, kind, options) in RUNS.items()}
