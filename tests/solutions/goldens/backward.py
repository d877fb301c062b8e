"""What PyTorch says: forward values and gradients, recorded so that the tests also judge where PyTorch is missing."""

from __future__ import annotations

from typing import Any

import numpy as np

SHAPES = ((5, 4, 3), (3, 3, 3), (8, 2, 6))


def inputs(seed: int, samples: int, width: int, outputs: int) -> dict[str, Any]:
    """Arrays for one comparison: a batch, parameters, an upstream gradient and labels."""
    rng = np.random.default_rng(seed)
    return {
        "x": rng.normal(size=(samples, width)),
        "W": rng.normal(size=(width, outputs)),
        "b": rng.normal(size=outputs),
        "V": rng.normal(size=(outputs, 3)),
        "c": rng.normal(size=3),
        "dy": rng.normal(size=(samples, outputs)),
        "labels": rng.integers(0, 3, samples),
    }


def by_torch(given: dict[str, Any]) -> dict[str, Any]:
    """PyTorch's answers: affine, sigmoid, ReLU, loss, the whole network, and fifty steps of training."""
    import torch

    def tensor(name: str) -> Any:
        return torch.tensor(given[name], requires_grad=True)

    answers = {}
    x, W, b = tensor("x"), tensor("W"), tensor("b")
    y = x @ W + b
    y.backward(torch.tensor(given["dy"]))
    answers["affine"] = {"y": y, "x": x.grad, "W": W.grad, "b": b.grad}
    for name, function in (("sigmoid", torch.sigmoid), ("relu", torch.relu)):
        z = tensor("dy")
        out = function(z)
        out.backward(torch.tensor(given["dy"][::-1].copy()))
        answers[name] = {"y": out, "x": z.grad}
    labels = torch.tensor(given["labels"])
    logits = torch.tensor(given["dy"][:, :1] * np.array([1.0, -2.0, 3.0]), requires_grad=True)
    loss = torch.nn.functional.cross_entropy(logits, labels)
    loss.backward()
    answers["loss"] = {"loss": loss, "logits": logits.grad}
    parameters = {name: tensor(name) for name in ("W", "b", "V", "c")}
    losses = []
    for step in range(50):
        hidden = torch.relu(torch.tensor(given["x"]) @ parameters["W"] + parameters["b"])
        loss = torch.nn.functional.cross_entropy(hidden @ parameters["V"] + parameters["c"], labels)
        gradients = torch.autograd.grad(loss, list(parameters.values()))
        if step == 0:
            answers["network"] = dict(zip(parameters, gradients, strict=True))
        losses.append(loss.item())
        with torch.no_grad():
            for parameter, gradient in zip(parameters.values(), gradients, strict=True):
                parameter -= 0.1 * gradient
    answers["training"] = {"losses": np.array(losses), **parameters}
    return {
        part: {name: np.asarray(value.detach() if hasattr(value, "detach") else value) for name, value in found.items()}
        for part, found in answers.items()
    }


def all_answers() -> list[dict[str, Any]]:
    """PyTorch's answers for all shapes and seeds."""
    return [by_torch(inputs(seed, *shape)) for seed, shape in enumerate(SHAPES)]
