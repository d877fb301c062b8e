"""From figures to pictures: PNG for a notebook; for the site WebP of few colours, or SVG where there is one frame.

`Layout` finds the place of the axes once and keeps it for all frames of an explorable. Nothing jumps from frame to
frame, and a frame takes half the time: most of it goes into matplotlib's constrained layout. It also draws the dark
picture along with the light one, as far as it can.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import matplotlib
import PIL.Image
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.figure import Figure
from matplotlib.transforms import Bbox
from PIL.Image import Image

from chapters.shared.crowding import crowded, watch
from chapters.shared.recolouring import Twin

CSS_PIXELS = 100  # of an inch
_DOTS_PER_INCH = 2 * CSS_PIXELS  # for sharp screens


class Layout:
    """Draws frames whose axes stand where they stood in the first one, as long as there are as many of them.

    Parameters
    ----------
    watched : bool
        Whether texts are watched while they are drawn; a slider in a notebook has no time for it.

    Attributes
    ----------
    crowded : list of str
        What cannot be read in the frames drawn so far, if they are watched.
    """

    def __init__(self, watched: bool = False) -> None:
        self._watched = watched
        self._places: dict[int, list[Bbox]] = {}
        self._parser: Any = None
        self._twins = True
        self.crowded: list[str] = []

    def draw(self, figures: Sequence[Figure]) -> list[Image]:
        """Return the picture of each of the figures that stand side by side."""
        return [self._draw(panel, figure) for panel, figure in enumerate(figures)]

    def draw_twins(self, figures: Sequence[Figure]) -> tuple[list[Image], list[Image] | None]:
        """Return the pictures of figures made in the light theme, and those in the dark theme; None if in vain."""
        if not self._twins:
            return self.draw(figures), None
        dark: list[RendererAgg] = []
        light = [self._draw(panel, figure, dark) for panel, figure in enumerate(figures)]
        return light, [_image(renderer) for renderer in dark] if self._twins else None

    def _draw(self, panel: int, figure: Figure, dark: list[RendererAgg] | None = None) -> Image:
        figure.set_dpi(_DOTS_PER_INCH)
        _thin_out(figure)
        # Drawing on the canvas is twice as fast as savefig, which lays the figure out in a drawing of its own.
        canvas = FigureCanvasAgg(figure)
        # The cache of the formulas' parser is worth a third of a frame; each canvas would begin with an empty one.
        renderer = canvas.get_renderer()  # type: ignore[no-untyped-call]
        self._parser = renderer.mathtext_parser = self._parser or renderer.mathtext_parser
        texts = watch(renderer) if self._watched else []
        places = self._places.get(panel, [])
        if places and len(places) == len(figure.axes):
            figure.set_layout_engine("none")
            for axes, place in zip(figure.axes, places, strict=True):
                axes.set_position(place, which="original")
        if dark is None:
            canvas.draw()  # type: ignore[no-untyped-call]
        else:
            self._draw_on_both(canvas, dark)
        self._places[panel] = [axes.get_position(original=True) for axes in figure.axes]
        self.crowded += crowded(texts, renderer.width, renderer.height)
        return _image(renderer)

    def _draw_on_both(self, canvas: FigureCanvasAgg, dark: list[RendererAgg]) -> None:
        light = canvas.get_renderer()  # type: ignore[no-untyped-call]
        dark.append(RendererAgg(light.width, light.height, light.dpi))  # type: ignore[no-untyped-call]
        alone, twin = light._renderer, Twin(light, dark[-1])
        light._renderer = twin
        light._update_methods()
        canvas.draw()  # type: ignore[no-untyped-call]
        light._renderer = alone
        self._twins &= twin.complete


def _image(renderer: RendererAgg) -> Image:
    pixels = renderer.buffer_rgba()  # type: ignore[no-untyped-call]
    return PIL.Image.frombuffer("RGBA", (int(renderer.width), int(renderer.height)), pixels).convert("RGB")


def _thin_out(figure: Figure) -> None:
    """Take the small ticks from logarithmic axes of two decades or more: they take two thirds of a frame's time."""
    for axes in figure.axes:
        for axis, (low, high) in ((axes.xaxis, axes.get_xlim()), (axes.yaxis, axes.get_ylim())):
            if axis.get_scale() == "log" and max(low, high) >= 100 * min(low, high):
                axis.minorticks_off()


def size(figure: Figure) -> tuple[int, int]:
    """Width and height of a figure on the page, in CSS pixels."""
    width, height = figure.get_size_inches() * _DOTS_PER_INCH
    return int(width) // 2, int(height) // 2


def png(image: Image) -> bytes:
    """Encode for a notebook, quickly: a slider waits for it."""
    result = io.BytesIO()
    _of_few_colours(image).save(result, "PNG", compress_level=1)
    return result.getvalue()


def webp(image: Image) -> bytes:
    """Encode for the site, small: lossless WebP of few colours.

    More effort than `quality=20` takes three times as long and saves a tenth of the bytes.
    """
    result = io.BytesIO()
    _of_few_colours(image).convert("RGB").save(result, "WEBP", lossless=True, method=2, quality=20)
    return result.getvalue()


def _of_few_colours(image: Image) -> Image:
    """Reduce to a palette: files are a third smaller, and no colour of the course moves by more than 2 of 255.

    Pillow's octree takes a third of the time of its other methods, which also give thin lines' colours away.
    """
    return image.quantize(method=PIL.Image.Quantize.FASTOCTREE, dither=PIL.Image.Dither.NONE)


def svg(figure: Figure) -> bytes:
    """Draw a figure that stands still: sharp at any size, letters as outlines, the same bytes for the same figure."""
    _thin_out(figure)
    result = io.BytesIO()
    with matplotlib.rc_context({"svg.fonttype": "path", "svg.hashsalt": "course"}):
        figure.savefig(result, format="svg", metadata={"Creator": None, "Date": None})
    return result.getvalue()
