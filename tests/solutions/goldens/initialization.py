"""What PyTorch says: how its initializers spread, what layers give and how gradients shrink, recorded in float64."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np

FANS = ((300, 200), (64, 500), (500, 64))
"""Fan-in and fan-out."""
WIDTHS = (60, 80, 50, 70, 40)


def spread(values: Any) -> list[float]:
    """Mean, standard deviation and largest size."""
    return [float(values.mean()), float(values.std()), float(np.abs(values).max())]


def drawn(function: Any, fans: tuple[int, int], **options: Any) -> Any:
    """A matrix of PyTorch's, which has a row for each output."""
    import torch

    torch.manual_seed(0)
    return function(torch.empty(fans[1], fans[0], dtype=torch.float64), **options).numpy()


def inputs() -> tuple[Any, list[Any]]:
    """A batch, and the weights of four affine layers."""
    rng = np.random.default_rng(0)
    x = rng.normal(0.3, 1, (30, WIDTHS[0]))
    return x, [rng.normal(0, 0.2, shape) for shape in pairwise(WIDTHS)]


def network_scales() -> dict[str, Any]:
    """Standard deviations behind each layer, tanh between them; and of net inputs that are scaled one by one."""
    import torch

    x, weights = inputs()
    batch, scales = torch.tensor(x), []
    for matrix in weights:
        for step in (lambda rows, matrix=matrix: rows @ torch.tensor(matrix), torch.tanh):
            batch = step(batch)
            scales.append(float(batch.std(correction=0)))
    batch, found = torch.tensor(x), []
    for matrix in weights:
        weight = torch.tensor(matrix)
        found.append(float((batch @ weight).std(correction=0)))
        batch = torch.tanh(batch @ weight / found[-1])
    return {"layer_scales": np.array(scales), "lsuv": np.array(found)}


def flow() -> dict[str, Any]:
    """Mean over networks of the mean squares of net inputs and of the gradients that autograd finds there; ReLU."""
    import torch

    rng = np.random.default_rng(1)
    forward, backward = [], []
    for _ in range(150):
        _, weights = inputs()
        batch = torch.tensor(rng.normal(size=(10, WIDTHS[0])))
        net_inputs = []
        for matrix in weights:
            z = batch @ torch.tensor(rng.normal(0, 0.2, matrix.shape))
            z.requires_grad_() if z.is_leaf else z.retain_grad()
            net_inputs.append(z)
            batch = torch.relu(z)
        (net_inputs[-1] * torch.tensor(rng.normal(size=net_inputs[-1].shape))).sum().backward()
        forward.append([float((z.detach() ** 2).mean()) for z in net_inputs])
        backward.append([float((z.grad**2).mean()) for z in net_inputs])
    return {"forward": np.mean(forward, axis=0), "backward": np.mean(backward, axis=0)}


def all_answers() -> dict[str, Any]:
    """PyTorch's answers."""
    import torch

    init = torch.nn.init
    return {
        "he_normal": [spread(drawn(init.kaiming_normal_, fans, nonlinearity="relu")) for fans in FANS],
        "xavier_uniform": [spread(drawn(init.xavier_uniform_, fans)) for fans in FANS],
        "orthogonal": [spread(drawn(init.orthogonal_, fans, gain=2.0)) for fans in FANS],
        "gains": {name: init.calculate_gain(name) for name in ("linear", "tanh", "relu")},
        "scales": network_scales(),
        "flow": flow(),
    }
