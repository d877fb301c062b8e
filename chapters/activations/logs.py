"""Curves into TensorBoard's event files while a network trains (claim C21)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from numpy.typing import NDArray


class Writer(Protocol):
    """What `tensorboardX.SummaryWriter` and PyTorch's have in common."""

    def add_scalar(self, tag: str, scalar_value: float, global_step: int) -> object:
        """Store one point of one curve."""


def gradient_logger(writer: Writer, network: int = 0) -> Callable[[int, NDArray[Any]], None]:
    """Make a `watch` for `train_circles` that stores the mean absolute gradient of each layer of one network."""

    def watch(epoch: int, sizes: NDArray[Any]) -> None:
        for layer, size in enumerate(sizes[:, network], start=1):
            writer.add_scalar(f"mean_gradient/layer_{layer}", float(size), epoch)

    return watch
