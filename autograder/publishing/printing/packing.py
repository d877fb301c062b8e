"""Make the pictures of a printed book small: Chromium writes three bytes a point, and ours have at most 256 colours."""

from __future__ import annotations

import zlib

import numpy as np
import pikepdf
from numpy.typing import NDArray

FEW = 256
"""Colours that one byte can tell."""


def pack_pictures(book: pikepdf.Pdf) -> None:
    """Write each picture of few colours with a palette: one byte a point, and not one point of another colour."""
    for picture in book.objects:
        if isinstance(picture, pikepdf.Stream) and picture.get("/Subtype") == "/Image":
            _pack(picture)


def _pack(picture: pikepdf.Stream) -> None:
    points = np.frombuffer(picture.read_bytes(), np.uint8)
    if points.size != 3 * int(picture.Width) * int(picture.Height):
        return  # grey, or a mask
    colours, places = _colours(points.reshape(-1, 3))
    if len(colours) <= FEW:
        base = picture.ColorSpace
        picture.ColorSpace = pikepdf.Array([pikepdf.Name.Indexed, base, len(colours) - 1, colours.tobytes()])
        picture.write(zlib.compress(places.astype(np.uint8).tobytes(), 9), filter=pikepdf.Name.FlateDecode)


def _colours(points: NDArray[np.uint8]) -> tuple[NDArray[np.uint8], NDArray[np.intp]]:
    """Return the colours of points, shape (k, 3), and which of them each point has, shape (n,)."""
    red, green, blue = points.astype(np.uint32).T
    codes = red << 16 | green << 8 | blue
    # Neighbours are mostly alike: to sort those that differ takes a twentieth of the time of sorting all.
    found = np.unique(codes[np.flatnonzero(np.diff(codes, prepend=codes[:1] + 1))])
    palette = np.stack([found >> 16, found >> 8 & 255, found & 255], axis=1).astype(np.uint8)
    return palette, np.searchsorted(found, codes)
