"""Curves into TensorBoard's event files (claim C21): any writer with `add_scalar(tag, value, step)` will do."""

from __future__ import annotations

from typing import Protocol

from chapters.activations.circles import Training


class Writer(Protocol):
    """What `tensorboardX.SummaryWriter` and `torch.utils.tensorboard.SummaryWriter` have in common."""

    def add_scalar(self, tag: str, scalar_value: float, global_step: int) -> object:
        """Store one point of one curve."""


def write_gradient_sizes(writer: Writer, training: Training, seed: int = 0) -> None:
    """Write the mean absolute gradient of each layer of one network: one curve a layer, one point a look.

    Parameters
    ----------
    writer : Writer
    training : Training
        What `train_circles` returned.
    seed : int
        Which of its networks.
    """
    for epoch, sizes in zip(training.epochs, training.sizes[:, :, seed], strict=True):
        for layer, size in enumerate(sizes, start=1):
            writer.add_scalar(f"mean gradient/layer {layer}", float(size), int(epoch))
