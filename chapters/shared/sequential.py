"""A network of layers that somebody else has written, one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


class Sequential:
    """Layers one after the other, with a loss behind the last.

    Parameters
    ----------
    layers : sequence of layers
        Each has `forward(x, train)`, `backward(dy)`, `params` and `grads`.
    loss : layer
        Has `forward(logits, labels)` and `backward()`.

    Attributes
    ----------
    params : dict of str to ndarray
        The very arrays of the layers, as "0.W" for `W` of the first layer.
    """

    def __init__(self, layers: Sequence[Any], loss: Any) -> None:
        self.layers, self.loss_layer = list(layers), loss
        self.params = {f"{k}.{name}": array for k, layer in enumerate(layers) for name, array in layer.params.items()}

    def predict(self, x: Array, train: bool = False) -> Array:
        """Return the logits, shape (N, K), of a batch, shape (N, D)."""
        for each in self.layers:
            x = each.forward(x, train)
        return x

    def loss(self, x: Array, labels: Array, train: bool = False) -> float:
        """Return the mean loss of a batch with its labels, shape (N,)."""
        return float(self.loss_layer.forward(self.predict(x, train), labels))

    def gradients(self, x: Array, labels: Array) -> dict[str, Array]:
        """Run forward in training mode, then backward; return the gradients under the names of `params`."""
        self.loss(x, labels, train=True)
        dy = self.loss_layer.backward()
        for each in self.layers[::-1]:
            dy = each.backward(dy)
        return {f"{k}.{name}": array for k, layer in enumerate(self.layers) for name, array in layer.grads.items()}

    def accuracy(self, x: Array, labels: Array) -> float:
        """Return the share of samples whose largest logit is the label's."""
        return float(np.mean(self.predict(x).argmax(axis=1) == labels))
