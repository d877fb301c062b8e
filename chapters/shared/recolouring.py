"""One drawing, two pictures: each stroke of a figure's light picture is repeated on a second canvas in dark colours.

Most of a frame's time goes into making the figure, its ticks and its texts; this way it is spent once for both themes.
Only colours that have a role, or lie on a colour map of the course, can be told in the other theme. Where another one
is met, the second picture is not `complete`, and the figure has to be made again.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_rgb
from numpy.typing import NDArray

from chapters.shared import style


def _on_colour_maps() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The colours of all colour maps in the light theme and in the dark one, row by row: red, green, blue, up to 1."""
    scales = []
    for theme in style.THEMES:
        with style.theme(theme):
            maps = [style.colormap(kind) for kind in style.COLORMAPS]
        scales.append(np.vstack([each(np.arange(each.N))[:, :3] for each in maps]))
    light, dark = scales
    return light, dark


_LIGHT, _DARK = _on_colour_maps()
_OTHER: dict[tuple[float, ...], tuple[float, ...]] = {
    **{tuple(light): tuple(dark) for light, dark in zip(_LIGHT.tolist(), _DARK.tolist(), strict=True)},
    **{to_rgb(light): to_rgb(dark) for light, dark in style.PALETTE.values()},
}
"""From each colour of the light theme, red, green and blue from 0 to 1, to that of the dark theme."""


def _numbered(pixels: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Return a number for each colour."""
    numbers: NDArray[np.int64] = pixels[..., :3].astype(np.int64) @ np.array([65536, 256, 1])
    return numbers


_LIGHT_PIXELS, _DARK_PIXELS = ((255 * colours).astype(np.uint8) for colours in (_LIGHT, _DARK))
_PLACES = np.argsort(_numbered(_LIGHT_PIXELS), kind="stable")
_NUMBERS = _numbered(_LIGHT_PIXELS)[_PLACES]


class Twin:
    """Takes the place of the canvas inside of a RendererAgg (`_renderer`), and draws on two.

    Parameters
    ----------
    light, dark : RendererAgg
        Renderers of the same size.
    """

    def __init__(self, light: RendererAgg, dark: RendererAgg) -> None:
        self._light: Any = light._renderer
        self._dark: Any = dark._renderer
        self.complete = True

    def __getattr__(self, name: str) -> Any:
        """Pass on whatever draws in a way of its own (shaded triangles): it has no twin."""
        if name.startswith("draw_"):
            return lambda *arguments: self._only_light(name, arguments)
        return getattr(self._light, name)

    def draw_path(self, gc: Any, path: Any, transform: Any, face: Any) -> None:
        """Draw a line or an area."""
        self._light.draw_path(gc, path, transform, face)
        self._in_dark(gc, lambda: self._dark.draw_path(gc, path, transform, self._recoloured(face)))

    def draw_markers(self, gc: Any, marker: Any, marker_transform: Any, path: Any, transform: Any, face: Any) -> None:
        """Draw the same mark in many places."""
        place = gc, marker, marker_transform, path, transform
        self._light.draw_markers(*place, face)
        self._in_dark(gc, lambda: self._dark.draw_markers(*place, self._recoloured(face)))

    def draw_text_image(self, image: Any, x: float, y: float, angle: float, gc: Any) -> None:
        """Draw a text, whose letters are a mask for its colour."""
        self._light.draw_text_image(image, x, y, angle, gc)
        self._in_dark(gc, lambda: self._dark.draw_text_image(image, x, y, angle, gc), stroke=True)

    def draw_path_collection(self, gc: Any, *arguments: Any) -> None:
        """Draw many paths, each in its own colours; these are the sixth and seventh of the arguments."""
        self._light.draw_path_collection(gc, *arguments)
        before, faces, edges, behind = arguments[:5], arguments[5], arguments[6], arguments[7:]
        self._dark.draw_path_collection(gc, *before, self._all(faces), self._all(edges), *behind)

    def draw_quad_mesh(self, gc: Any, *arguments: Any) -> None:
        """Draw a mesh of cells; their colours are the seventh of the arguments, those of their borders the last."""
        self._light.draw_quad_mesh(gc, *arguments)
        *before, faces, antialiased, edges = arguments
        self._dark.draw_quad_mesh(gc, *before, self._all(faces), antialiased, self._all(edges))

    def draw_image(self, gc: Any, x: float, y: float, pixels: NDArray[np.uint8]) -> None:
        """Draw a picture, whose pixels have the colours of a colour map."""
        self._light.draw_image(gc, x, y, pixels)
        numbers = _numbered(pixels)
        places = np.searchsorted(_NUMBERS, numbers).clip(max=len(_NUMBERS) - 1)
        self.complete &= bool(np.all((_NUMBERS[places] == numbers) | (pixels[..., 3] == 0)))
        self._dark.draw_image(gc, x, y, np.dstack([_DARK_PIXELS[_PLACES[places]], pixels[..., 3]]))

    def _only_light(self, name: str, arguments: Sequence[Any]) -> None:
        self.complete = False
        getattr(self._light, name)(*arguments)

    def _in_dark(self, gc: Any, draw: Any, stroke: bool = False) -> None:
        """Draw with the dark colours of a graphics context; a line of no width has no colour."""
        line, hatch = gc._rgb, gc._hatch_color
        if stroke or gc.get_linewidth():
            gc._rgb = self._recoloured(line)
        if gc.get_hatch():
            gc._hatch_color = self._recoloured(hatch)
        draw()
        gc._rgb, gc._hatch_color = line, hatch

    def _recoloured(self, colour: Any) -> Any:
        if colour is None or (len(colour) == 4 and colour[3] == 0):
            return colour
        other = _OTHER.get(tuple(map(float, colour[:3])))
        self.complete &= other is not None
        return (*(other or colour[:3]), *colour[3:])

    def _all(self, colours: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.array([self._recoloured(colour) for colour in colours]).reshape(np.shape(colours))
