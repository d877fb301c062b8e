"""The normalizations of a convolutional network, as sets of cells in a cube of samples, channels and pixels."""

from __future__ import annotations

from itertools import product

from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure

from chapters.shared import style
from chapters.shared.style import COLOURS, describe

SAMPLES, CHANNELS, PIXELS = 4, 6, 5
"""The cube's size. All H times W pixels of an image lie along one edge."""
NORMS = {
    "BatchNorm": (range(SAMPLES), range(2, 3), range(PIXELS)),
    "LayerNorm": (range(1), range(CHANNELS), range(PIXELS)),
    "InstanceNorm": (range(1), range(2, 3), range(PIXELS)),
    "GroupNorm": (range(1), range(3), range(PIXELS)),
}
"""By name: the samples, channels and pixels that share one mean with sample 0 in channel 2; groups of 3 channels."""
LEAN = (0.42, 0.3)
"""How far one sample deeper is drawn to the right and upwards."""

Corner = tuple[float, float]
Cell = tuple[int, int, int]


def shared(norm: str) -> set[Cell]:
    """The cells (sample, channel, pixel) whose values go into one mean and one variance."""
    return set(product(*NORMS[norm]))


def _point(sample: float, channel: float, pixel: float) -> Corner:
    """Where a corner of the cube is drawn."""
    return channel + LEAN[0] * sample, pixel + LEAN[1] * sample


def _faces() -> list[tuple[Cell, list[Corner]]]:
    """The faces that can be seen, from the front, above and the right, each with the cell to which it belongs."""
    front = [
        ((0, c, h), [_point(0, c, h), _point(0, c + 1, h), _point(0, c + 1, h + 1), _point(0, c, h + 1)])
        for c, h in product(range(CHANNELS), range(PIXELS))
    ]
    top, side = PIXELS, CHANNELS
    above = [
        ((n, c, top - 1), [_point(n, c, top), _point(n, c + 1, top), _point(n + 1, c + 1, top), _point(n + 1, c, top)])
        for n, c in product(range(SAMPLES), range(CHANNELS))
    ]
    right = [
        (
            (n, side - 1, h),
            [_point(n, side, h), _point(n + 1, side, h), _point(n + 1, side, h + 1), _point(n, side, h + 1)],
        )
        for n, h in product(range(SAMPLES), range(PIXELS))
    ]
    return front + above + right


def plot_cube(norm: str = "BatchNorm") -> Figure:
    """Draw the cube, with the cells that share one mean in colour."""
    chosen = shared(norm)
    figure, axes = style.figure(height=3.4)
    cells, corners = zip(*_faces(), strict=True)
    colours = [COLOURS["forward"] if cell in chosen else COLOURS["paper"] for cell in cells]
    axes.add_collection(PolyCollection(corners, facecolors=colours, edgecolors=COLOURS["muted"], linewidths=0.9))
    axes.text(CHANNELS / 2, -0.25, "channels C", ha="center", va="top")
    axes.text(-0.2, PIXELS / 2, "pixels H × W", ha="right", va="center", rotation=90)
    axes.text(CHANNELS + LEAN[0] * SAMPLES / 2 + 0.25, LEAN[1] * SAMPLES / 2 - 0.1, "samples N", ha="left", va="top")
    axes.set(xlim=(-1.2, CHANNELS + LEAN[0] * SAMPLES + 1.2), ylim=(-1, PIXELS + LEAN[1] * SAMPLES + 0.2))
    axes.set_aspect("equal")
    axes.axis("off")
    samples, channels, pixels = map(len, NORMS[norm])
    return describe(
        figure,
        f"A cube of {SAMPLES} samples, {CHANNELS} channels and {PIXELS} pixels. {norm}: the cells that share one mean "
        f"and one variance are those of {samples} sample(s), {channels} channel(s) and {pixels} pixels.",
        f"{len(chosen)} of {SAMPLES * CHANNELS * PIXELS} values share one mean and one variance.",
    )
