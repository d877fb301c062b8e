"""What PyTorch says: dropout layers with the masks that it has tossed, and a linear model's loss over all masks."""

from __future__ import annotations

from typing import Any

import numpy as np

SHARES = (0.0, 0.2, 0.5, 0.9)


def inputs() -> tuple[Any, Any]:
    """A batch and an upstream gradient, both of shape (6, 5)."""
    rng = np.random.default_rng(0)
    return rng.normal(size=(6, 5)), rng.normal(size=(6, 5))


def by_torch(p: float) -> dict[str, Any]:
    """Output, gradient of the input, and the output in evaluation mode, of `torch.nn.Dropout(p)`."""
    import torch

    x, dy = inputs()
    torch.manual_seed(0)
    layer, tensor = torch.nn.Dropout(p), torch.tensor(x, requires_grad=True)
    y = layer(tensor)
    y.backward(torch.tensor(dy))
    quiet = layer.eval()(torch.tensor(x))
    assert tensor.grad is not None
    return {"y": y.detach().numpy(), "dx": tensor.grad.numpy(), "quiet": quiet.numpy()}


def penalty_by_torch() -> dict[str, Any]:
    """Mean over all masks of half the mean squared error, minus that without a mask, and its gradient."""
    from itertools import product

    import torch

    x, t, p = torch.tensor(inputs()[0]), torch.tensor(inputs()[1][:, 0]), 0.3
    w = torch.tensor([0.5, -1.0, 2.0, 0.1, -0.3], dtype=torch.float64, requires_grad=True)
    total = -((x @ w - t) ** 2).mean() / 2
    for coins in product([0.0, 1.0], repeat=5):
        mask = torch.tensor(coins, dtype=torch.float64)
        kept = float(mask.sum())
        chance = (1 - p) ** kept * p ** (5 - kept)
        total = total + chance * (((x * mask / (1 - p)) @ w - t) ** 2).mean() / 2
    total.backward()
    assert w.grad is not None
    return {"penalty": total.item(), "gradient": w.grad.numpy()}


def all_answers() -> dict[str, dict[str, Any]]:
    """PyTorch's answers for all cases."""
    return {f"p = {p:g}": by_torch(p) for p in SHARES} | {"penalty": penalty_by_torch()}
