"""What PyTorch's schedulers say over fifty steps and more, recorded so that the tests also judge without PyTorch."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

STEPS = 60
RATE = 0.3


def inputs() -> dict[str, Any]:
    """Samples for a straight line and where its parameters start."""
    rng = np.random.default_rng(0)
    x, labels = rng.normal(size=(20, 3)), rng.normal(size=20)
    return {"x": x, "labels": labels, "W": rng.normal(size=(3, 1)), "b": rng.normal(size=1)}


def schedulers() -> dict[str, Callable[[Any], Any]]:
    """PyTorch's schedulers by name: each takes an optimizer."""
    from torch.optim import lr_scheduler as torch

    def warm(optimizer: Any) -> Any:
        parts = [torch.LinearLR(optimizer, 1 / 10, total_iters=9), torch.CosineAnnealingLR(optimizer, 50)]
        return torch.SequentialLR(optimizer, parts, milestones=[10])

    return {
        "ExponentialLR": lambda optimizer: torch.ExponentialLR(optimizer, 0.9),
        "StepLR": lambda optimizer: torch.StepLR(optimizer, 7, 0.5),
        "MultiStepLR": lambda optimizer: torch.MultiStepLR(optimizer, [10, 30], 0.1),
        "CosineAnnealingLR": lambda optimizer: torch.CosineAnnealingLR(optimizer, 50, 0.06),
        "PolynomialLR": lambda optimizer: torch.PolynomialLR(optimizer, 40, 2.0),
        "LinearLR": lambda optimizer: torch.LinearLR(optimizer, 1 / 10, total_iters=9),
        "SequentialLR": warm,
    }


def rates(make: Callable[[Any], Any]) -> list[float]:
    """The learning rate before each step."""
    import torch

    optimizer = torch.optim.SGD([torch.zeros(1, dtype=torch.float64, requires_grad=True)], lr=RATE)
    scheduler = make(optimizer)
    found = []
    for _ in range(STEPS + 1):
        found.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return found


def training() -> dict[str, Any]:
    """Fifty steps of SGD with ExponentialLR on batches of 5, in the order in which the samples lie."""
    import torch

    given = inputs()
    W, b = (torch.tensor(given[name], requires_grad=True) for name in ("W", "b"))
    x, labels = torch.tensor(given["x"]), torch.tensor(given["labels"])
    optimizer = torch.optim.SGD([W, b], lr=0.1)
    scheduler = torch.optim.lr_scheduler.ExponentialLR(optimizer, 0.97)
    losses = []
    for step in range(52):
        part = slice(5 * (step % 4), 5 * (step % 4) + 5)
        loss = ((x[part] @ W + b - labels[part, None]) ** 2).mean() / 2
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        scheduler.step()
    return {"losses": np.array(losses), "W": W.detach().numpy(), "b": b.detach().numpy()}


def all_answers() -> dict[str, Any]:
    """Rates of all schedulers, and the training."""
    return {name: np.array(rates(make)) for name, make in schedulers().items()} | {"training": training()}
