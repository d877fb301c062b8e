"""What PyTorch says of a Gaussian process and of expected improvement, recorded for where PyTorch is missing."""

from __future__ import annotations

from typing import Any

import numpy as np

LENGTH_SCALE, NOISE = 0.4, 0.1


def inputs() -> tuple[Any, Any, Any]:
    """Trials (10, 3), their scores (10,), and new places (6, 3)."""
    rng = np.random.default_rng(0)
    x, new = rng.uniform(size=(10, 3)), rng.uniform(size=(6, 3))
    return x, np.sin(6 * x[:, 0]) + x[:, 1] - 0.5, new


def all_answers() -> dict[str, Any]:
    """The process as a joint normal of trials and new places, conditioned by its precision; PyTorch's distributions."""
    import torch

    x, y, new = (torch.tensor(values) for values in inputs())
    places = torch.cat([x, new])
    covariance = torch.exp(
        -(torch.cdist(places, places, compute_mode="donot_use_mm_for_euclid_dist") ** 2) / (2 * LENGTH_SCALE**2)
    )
    noisy = covariance[:10, :10] + NOISE**2 * torch.eye(10, dtype=torch.float64)
    joint = covariance.clone()
    joint[:10, :10] = noisy
    precision = torch.linalg.inv(joint)[10:, 10:]
    left = torch.linalg.inv(precision)
    mean = -left @ torch.linalg.inv(joint)[10:, :10] @ y
    deviation = torch.sqrt(torch.diagonal(left))
    scores = torch.distributions.MultivariateNormal(torch.zeros(10, dtype=torch.float64), noisy)
    standard = torch.distributions.Normal(torch.tensor(0.0, dtype=torch.float64), 1.0)
    z = (mean - y.max()) / deviation
    improvement = deviation * (z * standard.cdf(z) + torch.exp(standard.log_prob(z)))
    return {
        "mean": mean.numpy(),
        "deviation": deviation.numpy(),
        "evidence": float(scores.log_prob(y)),
        "improvement": improvement.numpy(),
    }
