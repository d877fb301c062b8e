"""The dark picture that comes with a light one is the one that would have been drawn in the dark theme."""

import numpy as np
import pytest

from chapters.shared.rendering import Layout
from chapters.shared.style import COLOURS, PALETTE, colormap, figure, theme


def lines(axes):
    axes.plot([0, 1], [0, 1], "o--", color=COLOURS["forward"], alpha=0.5, label="a line")
    axes.legend(title=r"$\alpha$")
    axes.grid(visible=True)


def marks(axes):
    x = np.linspace(0, 1, 5)
    axes.scatter(x, x, c=[COLOURS["class0"], COLOURS["class1"]] * 2 + [COLOURS["wrong"]], edgecolors=COLOURS["paper"])
    axes.quiver(x, x, x, x, color=COLOURS["backward"])
    axes.annotate("here", (0.5, 0.5), (0.2, 0.8), arrowprops={"arrowstyle": "->", "color": COLOURS["ink"]})


def areas(axes):
    axes.fill_between([0, 1], [0, 1], color=COLOURS["train"], alpha=0.2)
    axes.bar([0, 1], [1, 2], color=COLOURS["loss"], edgecolor=COLOURS["muted"], hatch="//")
    axes.contour(np.outer([1, 2, 3], [1, 2, 3]), colors=COLOURS["highlight"])


VALUES = np.linspace(-1, 1, 600).reshape(20, 30)


def picture(axes):
    axes.imshow(VALUES, cmap=colormap("sequential"))


def mesh(axes):
    axes.pcolormesh(VALUES, cmap=colormap("diverging"), edgecolors=COLOURS["paper"])


def levels(axes):
    axes.contourf(VALUES, cmap=colormap("diverging"))


def without_a_role(axes):
    axes.axvline(0.5, color="#123456")


def photograph(axes):
    axes.imshow(np.linspace(0, 1, 27).reshape(3, 3, 3))


def shaded_triangles(axes):
    axes.tripcolor([0, 1, 0], [0, 0, 1], [0, 1, 2], cmap=colormap("sequential"), shading="gouraud")


def drawn(kind, name):
    with theme(name):
        result, axes = figure(height=2)
        kind(axes)
        return result


@pytest.mark.parametrize("kind", [lines, marks, areas])
def test_colours_with_a_role_are_drawn_in_both_themes_at_once(kind):
    layout = Layout()
    for _ in range(2):
        [light], [dark] = layout.draw_twins([drawn(kind, "light")])
        for image, name in ((light, "light"), (dark, "dark")):
            with theme(name):
                [alone] = Layout().draw([drawn(kind, name)])
            np.testing.assert_array_equal(image, alone)


@pytest.mark.parametrize("kind", [picture, mesh, levels])
def test_colour_maps_are_drawn_in_both_themes_at_once(kind):
    [light], [dark] = Layout().draw_twins([drawn(kind, "light")])
    for image, name in ((light, "light"), (dark, "dark")):
        with theme(name):
            [alone] = Layout().draw([drawn(kind, name)])
        # Light colours that round to the same pixel may differ by one or two in the dark.
        np.testing.assert_allclose(np.asarray(image, int), np.asarray(alone, int), atol=2)


@pytest.mark.parametrize("kind", [without_a_role, photograph, shaded_triangles])
def test_a_colour_without_a_role_has_no_twin_and_is_not_tried_again(kind):
    layout = Layout()
    for _ in range(2):
        [light], dark = layout.draw_twins([drawn(kind, "light")])
        assert dark is None
        np.testing.assert_array_equal(light, Layout().draw([drawn(kind, "light")])[0])


def test_a_light_colour_has_one_dark_one():
    assert len(set(PALETTE.values())) == len({light for light, _ in PALETTE.values()})
