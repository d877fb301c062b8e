"""How long a training step of the reference network takes, beside the same step in PyTorch, in the same run.

784-256-128-10, batches of 64, Adam, one thread each, the layers and the optimizer as the notebooks' answers have them.
The first layer is told that its input is data, and leaves the gradient of the images out. So does PyTorch unless it is
asked for it: it is measured both ways, and so are we. Beside the ratio stands where the time goes.
"""

import numpy as np
import torch

from chapters.shared.network import Sequential, he, perceptron
from solutions.backward import Affine, ReLU, SoftmaxCrossEntropy
from solutions.optimizers import Adam
from tests.benchmarks.bars import Bar
from tests.benchmarks.gradcheck import alternating, one_thread

WIDTHS, BATCH, LEARNING_RATE = (784, 256, 128, 10), 64, 1e-3


class Ours:
    """The course's network and optimizer, in three parts of a step."""

    def __init__(self, dtype: str, *, images: bool) -> None:
        rng = np.random.default_rng(0)
        self.network = perceptron(WIDTHS, Affine, ReLU, SoftmaxCrossEntropy, he, rng)
        for layer in self.network.layers:
            layer.params.update({name: array.astype(dtype) for name, array in layer.params.items()})
        self.network = Sequential(self.network.layers, self.network.loss_layer)
        self.network.layers[0].first = not images
        self.optimizer = Adam(LEARNING_RATE)
        self.x, self.labels = rng.normal(size=(BATCH, WIDTHS[0])).astype(dtype), rng.integers(0, 10, BATCH)

    def forward(self) -> None:
        self.network.loss(self.x, self.labels, train=True)

    def gradients(self) -> dict[str, np.ndarray]:
        return self.network.gradients(self.x, self.labels)

    def step(self) -> None:
        self.optimizer.update(self.network.params, self.gradients())


class PyTorch:
    """The same in PyTorch, with the gradient of the images or, as PyTorch does by itself, without."""

    def __init__(self, dtype: str, *, images: bool) -> None:
        torch.manual_seed(0)
        kind = {"float64": torch.float64, "float32": torch.float32}[dtype]
        layers = [torch.nn.Linear(784, 256), torch.nn.ReLU(), torch.nn.Linear(256, 128), torch.nn.ReLU()]
        self.network = torch.nn.Sequential(*layers, torch.nn.Linear(128, 10)).to(kind)
        self.optimizer = torch.optim.Adam(self.network.parameters(), lr=LEARNING_RATE)
        self.x = torch.randn(BATCH, WIDTHS[0], dtype=kind, requires_grad=images)
        self.labels = torch.randint(0, 10, (BATCH,))

    def loss(self) -> torch.Tensor:
        return torch.nn.functional.cross_entropy(self.network(self.x), self.labels)

    def forward(self) -> None:
        self.loss()

    def gradients(self) -> None:
        self.optimizer.zero_grad()
        self.x.grad = None
        self.loss().backward()

    def step(self) -> None:
        self.gradients()
        self.optimizer.step()


def training_steps() -> list[Bar]:
    """PyTorch's time divided by ours, in both precisions; more than 1 means that ours is faster."""
    with one_thread():
        return [bar for dtype in ("float64", "float32") for bar in _ratios(dtype)]


def _ratios(dtype: str) -> list[Bar]:
    bars = []
    for images, how in ((True, "with the images' gradient"), (False, "without the images' gradient")):
        ours, same = Ours(dtype, images=images), PyTorch(dtype, images=images)
        assert all(array.dtype == dtype for array in ours.gradients().values())
        parts = [part for network in (ours, same) for part in (network.forward, network.gradients, network.step)]
        times = np.reshape([1e3 * each for each in alternating(*parts, times=101)], (2, 3))
        said = [
            f"forward {forward:.2f}, backward {backward:.2f}, update {update:.2f} ms"
            for forward, backward, update in np.diff(times, prepend=0.0)
        ]
        name = f"training step, {dtype}, {how}: PyTorch / ours (ours: {said[0]}; PyTorch: {said[1]})"
        bars.append(Bar(name, times[1, 2] / times[0, 2], at_least=1))
    return bars
