"""Dropout beside two other remedies: an ensemble of networks trained one by one, and weight decay."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from chapters.dropout import training
from chapters.dropout.ensemble import softmax
from chapters.dropout.training import Array, Kit
from chapters.shared.data import Digits
from chapters.shared.experiments import single_threaded

MEMBERS = 5
DECAYS = (0.0, 0.01, 0.03, 0.1)


@single_threaded
def ensembles(kit: Kit, images: Digits, p: float, seeds: Sequence[int]) -> tuple[Array, Array]:
    """Test accuracy in percent of one network, and of the mean of `MEMBERS` that differ in their first weights.

    Returns
    -------
    single, together : ndarray, shape (seeds,)
        The mean accuracy of the members of each ensemble, and that of their mean probabilities.
    """
    single, together = [], []
    for seed in seeds:
        sample = training.draw(images, seed)
        networks = [training.train(kit, sample, p, 100 * seed + member).network for member in range(MEMBERS)]
        found = np.array([softmax(network.predict(sample.test_x)) for network in networks])
        single.append(100 * (found.argmax(axis=2) == sample.test_labels).mean())
        together.append(100 * (found.mean(axis=0).argmax(axis=1) == sample.test_labels).mean())
    return np.array(single), np.array(together)


def decayed(optimizer: Any, strength: float) -> Any:
    """A class like this optimizer's, which adds strength times W to the gradient of each weight matrix."""

    class Decayed(optimizer):
        def update(self, params: dict[str, Array], grads: dict[str, Array]) -> None:
            pulled = {name: grad + strength * params[name] * name.endswith("W") for name, grad in grads.items()}
            super().update(params, pulled)

    return Decayed
