"""The figures' colours can be read and told apart, in both themes and by eyes that see fewer colours."""

import itertools

import matplotlib
import numpy as np
import pytest
from matplotlib.colors import to_rgb

from chapters.shared.style import (
    COLOURS,
    HALF,
    NARROW,
    THEMES,
    colormap,
    describe,
    description,
    figure,
    is_narrow,
    narrow,
    theme,
)

# Machado, Oliveira and Fernandes (2009): what eyes without one kind of cone see, in linear RGB.
DEFICIENCIES = {
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
}
MEET_IN_A_FIGURE = [
    ("forward", "backward"),
    ("train", "validation"),
    ("numerical", "theory"),
    ("class0", "class1"),
    ("class0", "class2"),
    ("class1", "class2"),
    ("forward", "highlight"),
]


def linear(colour):
    rgb = np.array(to_rgb(colour))
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def lightness_and_colour(rgb):
    """Oklab: distances are about what eyes see."""
    to_cones = [[0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566]]
    to_cones.append([0.0883024619, 0.2817188376, 0.6299787005])
    to_lab = [[0.2104542553, 0.7936177850, -0.0040720468], [1.9779984951, -2.4285922050, 0.4505937099]]
    to_lab.append([0.0259040371, 0.7827717662, -0.8086757660])
    return np.array(to_lab) @ np.cbrt(np.array(to_cones) @ np.clip(rgb, 0, 1))


def contrast(first, second):
    weights = np.array([0.2126, 0.7152, 0.0722])
    low, high = sorted([weights @ linear(first), weights @ linear(second)])
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", THEMES)
def test_colours_stand_out_from_their_paper(name):
    with theme(name):
        for role in set(COLOURS) - {"paper", "grid"}:
            least = 4.5 if role in {"ink", "muted"} else 3.0
            assert contrast(COLOURS[role], COLOURS["paper"]) >= least, role


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("deficiency", DEFICIENCIES)
@pytest.mark.parametrize(("first", "second"), MEET_IN_A_FIGURE)
def test_colours_that_meet_are_told_apart(name, deficiency, first, second):
    matrix = np.array(DEFICIENCIES[deficiency])
    with theme(name):
        seen = [lightness_and_colour(matrix @ linear(COLOURS[role])) for role in (first, second)]
    assert np.linalg.norm(seen[0] - seen[1]) > 0.09


def test_a_colour_is_that_of_the_theme_being_drawn():
    outside = COLOURS["forward"]
    with theme("dark"):
        assert COLOURS["forward"] != outside
        figure_, axes = figure()
        assert matplotlib.rcParams["text.color"] == COLOURS["ink"]
        assert figure_.get_facecolor()[:3] == to_rgb(COLOURS["paper"])
        assert axes.xaxis.label.get_color() == COLOURS["ink"]
    assert COLOURS["forward"] == outside


def test_the_theme_ends_with_an_error_too():
    before = dict(matplotlib.rcParams)
    with pytest.raises(ZeroDivisionError), theme("dark"):
        1 / 0  # noqa: B018
    assert COLOURS["paper"] == "#FFFFFF"
    assert dict(matplotlib.rcParams) == before


def test_unknown_names_are_explained():
    with pytest.raises(KeyError, match="no colour has the role 'blue'; the roles are forward"):
        COLOURS["blue"]
    with pytest.raises(ValueError, match="a theme is light or dark, not 'blue'"), theme("blue"):
        pass
    with pytest.raises(ValueError, match="sequential or diverging, not 'jet'"):
        colormap("jet")


@pytest.mark.parametrize(("name", "kind"), list(itertools.product(THEMES, ("sequential", "diverging"))))
def test_maps_begin_or_turn_at_the_paper(name, kind):
    with theme(name):
        rest = colormap(kind)(0.5 if kind == "diverging" else 0.0)[:3]
        assert np.allclose(rest, to_rgb(COLOURS["paper"]), atol=0.02)


def test_a_description_is_kept_in_one_line_and_asked_for():
    drawn, _ = figure(1, 2)
    with pytest.raises(ValueError, match="no alternative text"):
        description(drawn)
    assert describe(drawn, "two\n  empty axes") is drawn
    assert description(drawn) == "two empty axes"


def test_negative_numbers_have_a_minus():
    drawn = describe(figure()[0], "at -3 it is -.5, (1, -2) to 1e-07, 2-2-2", "w = -0.50: L-shaped")
    assert description(drawn) == "at −3 it is −.5, (1, −2) to 1e-07, 2-2-2"
    assert drawn.get_label() == "w = −0.50: L-shaped"


def test_for_a_phone_figures_are_narrow_and_a_row_becomes_a_column():
    with narrow():
        assert is_narrow()
        assert figure(height=3)[0].get_size_inches().tolist() == [NARROW, 3]
        assert figure(height=3, width=HALF)[0].get_size_inches().tolist() == [HALF, 3]
        row, (left, right) = figure(1, 2, height=3, width_ratios=(1, 2))
        assert row.get_size_inches().tolist() == [NARROW, pytest.approx(4.8)]
        assert left.get_position().y0 > right.get_position().y1
    assert not is_narrow()


def test_axes_have_few_ticks():
    _, axes = figure(1, 2)
    for each in axes:
        each.set(xlim=(0, 1), ylim=(-3.2, 3.2))
        assert max(len(each.get_xticks()), len(each.get_yticks())) <= 6
