"""What PyTorch says about the notebook of `activations`, recorded so that the tests also judge where it is missing.

Maxout is in no library: its answer is the published formula (Goodfellow et al., 2013, section 3), written with
PyTorch's operations.
"""

from __future__ import annotations

from typing import Any

import numpy as np

SHAPES = ((5, 4, 3, 2), (3, 3, 3, 3), (8, 2, 6, 5))


def inputs(seed: int, samples: int, width: int, units: int, pieces: int) -> dict[str, Any]:
    """Arrays for one comparison: a batch, parameters of a maxout layer and of two affine maps, upstream gradients."""
    rng = np.random.default_rng(seed)
    shapes = {
        "x": (samples, width),
        "dx": (samples, width),
        "dy": (samples, units),
        "W": (width, units, pieces),
        "b": (units, pieces),
        "U": (width, units),
        "V": (units, width),
    }
    return {name: rng.normal(size=shape) for name, shape in shapes.items()}


def by_torch(given: dict[str, Any]) -> dict[str, Any]:
    """PyTorch's answers: three activations, maxout, and the norms and gradients of two residual blocks."""
    import torch

    def tensor(name: str) -> Any:
        return torch.tensor(given[name], requires_grad=True)

    answers = {}
    functions = {
        "tanh": torch.tanh,
        "leaky": lambda z: torch.nn.functional.leaky_relu(z, 0.2),
        "softplus": lambda z: torch.nn.functional.softplus(z, threshold=800),
    }
    for name, function in functions.items():
        z = (10 * torch.tensor(given["x"])).requires_grad_()
        y = function(z)
        y.backward(torch.tensor(given["dx"]))
        answers[name] = {"y": y, "x": z.grad}
    x, W, b = tensor("x"), tensor("W"), tensor("b")
    y = (torch.einsum("nd,dmk->nmk", x, W) + b).max(dim=2).values
    y.backward(torch.tensor(given["dy"]))
    answers["maxout"] = {"y": y, "x": x.grad, "W": W.grad, "b": b.grad}
    x, U, V = tensor("x"), tensor("U"), tensor("V")
    middle = x + torch.tanh(x @ U) @ V
    middle.retain_grad()
    y = middle + torch.tanh(middle @ U) @ V
    y.backward(torch.tensor(given["dx"]))
    norms = torch.stack([x.grad.norm(), middle.grad.norm()])
    answers["residual"] = {"y": y, "x": x.grad, "U": U.grad, "V": V.grad, "norms": norms}
    return {
        part: {name: np.asarray(value.detach()) for name, value in found.items()} for part, found in answers.items()
    }


def all_answers() -> list[dict[str, Any]]:
    """PyTorch's answers for all shapes and seeds."""
    return [by_torch(inputs(seed, *shape)) for seed, shape in enumerate(SHAPES)]
