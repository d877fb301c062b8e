"""A module that one page of the small book imports."""

from chapters.shared.style import COLOURS, HALF, describe, figure


def plot_line(slope=1, dashed=False):
    """Draw a line."""
    drawn, axes = figure(height=2)
    axes.plot([0, 1], [0, slope], color=COLOURS["forward"], linestyle="--" if dashed else "-")
    axes.set(ylim=(-3, 3))
    return describe(drawn, f"a line of slope {slope}, {'dashed' if dashed else 'solid'}")


def plot_two(slope=1):
    """Draw a line and its mirror image, side by side."""
    return tuple(_half(way * slope) for way in (1, -1))


def _half(slope):
    drawn, axes = figure(width=HALF, height=2)
    axes.plot([0, 1], [0, slope], color=COLOURS["forward"])
    axes.set(ylim=(-3, 3))
    return describe(drawn, f"half a line of slope {slope}", f"Slope {slope}.")
