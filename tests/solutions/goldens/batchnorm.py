"""What PyTorch says: fifty steps of a network with BatchNorm and LayerNorm, recorded for where PyTorch is missing."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np

STEPS, BATCH, WIDTHS, RATE = 50, 7, (5, 6, 4, 3), 0.1


def inputs() -> dict[str, Any]:
    """Weights, batches and labels: the same for PyTorch and for the course."""
    rng = np.random.default_rng(0)
    sizes = [*pairwise(WIDTHS)]
    drawn = {f"W{k}": rng.normal(size=size) for k, size in enumerate(sizes)}
    drawn |= {f"b{k}": rng.normal(size=size[1]) for k, size in enumerate(sizes)}
    drawn |= {f"gamma{k}": rng.uniform(0.5, 1.5, WIDTHS[k + 1]) for k in range(2)}
    drawn |= {f"beta{k}": rng.normal(size=WIDTHS[k + 1]) for k in range(2)}
    drawn["x"] = rng.normal(2, 3, (STEPS, BATCH, WIDTHS[0]))
    drawn["labels"] = rng.integers(0, WIDTHS[-1], (STEPS, BATCH))
    return drawn


def all_answers() -> dict[str, Any]:
    """Parameters and running averages every ten steps, and the logits for the first batch at test time in the end."""
    import torch

    given = {name: torch.tensor(values) for name, values in inputs().items()}
    batch_norm = torch.nn.BatchNorm1d(WIDTHS[1], dtype=torch.float64)
    layer_norm = torch.nn.LayerNorm(WIDTHS[2], dtype=torch.float64)
    affine = [torch.nn.Linear(*size, dtype=torch.float64) for size in pairwise(WIDTHS)]
    with torch.no_grad():
        for k, each in enumerate(affine):
            each.weight.copy_(given[f"W{k}"].T)
            each.bias.copy_(given[f"b{k}"])
        for k, norm in enumerate((batch_norm, layer_norm)):
            norm.weight.copy_(given[f"gamma{k}"])
            norm.bias.copy_(given[f"beta{k}"])
    parts = [affine[0], batch_norm, torch.nn.ReLU(), affine[1], layer_norm, torch.nn.ReLU(), affine[2]]
    network = torch.nn.Sequential(*parts)
    optimizer = torch.optim.SGD(network.parameters(), lr=RATE)
    seen: list[dict[str, Any]] = []
    for step in range(STEPS):
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(network(given["x"][step]), given["labels"][step]).backward()
        optimizer.step()
        if step % 10 == 9:
            now = {f"W{k}": each.weight.T for k, each in enumerate(affine)}
            now |= {f"b{k}": each.bias for k, each in enumerate(affine)}
            now |= {f"gamma{k}": each.weight for k, each in enumerate((batch_norm, layer_norm))}
            now |= {f"beta{k}": each.bias for k, each in enumerate((batch_norm, layer_norm))}
            now |= {"running_mean": batch_norm.running_mean, "running_variance": batch_norm.running_var}
            seen.append({name: tensor.detach().numpy().copy() for name, tensor in now.items()})
    network.eval()
    answers: dict[str, Any] = {name: np.array([each[name] for each in seen]) for name in seen[0]}
    answers["logits"] = network(given["x"][0]).detach().numpy()
    return answers
