"""Explorables: the same function and controls, alive with a kernel and frozen for the site."""

import base64
import functools
import io

import ipywidgets
import numpy as np
import PIL.Image
import pytest

from chapters.shared import freezing
from chapters.shared.explore import explore, show
from chapters.shared.freezing import MIME
from chapters.shared.style import COLOURS, THEMES, describe, figure, theme

CALLS = []


def plot_line(implementation, slope=2.0, kind="solid", dotted=False, unused=5.0):
    CALLS.append((slope, kind, dotted))
    drawn, axes = figure(height=2)
    axes.plot([0, 1], [0, slope], color=COLOURS["forward"])
    axes.set(ylim=(-9, 9))
    return describe(drawn, f"{implementation} line: slope {slope:g}, {kind}, {'dotted' if dotted else 'plain'}")


plot = functools.partial(plot_line, "our")


@pytest.fixture
def site(monkeypatch):
    monkeypatch.setenv("COURSE_SITE", "1")


@pytest.fixture
def kernel(monkeypatch):
    monkeypatch.delenv("COURSE_SITE", raising=False)


@pytest.mark.usefixtures("kernel")
def test_live_it_is_ipywidgets_with_readable_labels():
    CALLS.clear()
    live = explore(plot, slope=(-2, 2, 0.5), dotted=False)
    assert isinstance(live, ipywidgets.interactive)
    slope, dotted = live.kwargs_widgets
    assert (slope.description, slope.value, slope.readout_format) == ("slope", 2.0, ".1f")
    slope.value = -1.5
    dotted.value = True
    assert CALLS[-1] == (-1.5, "solid", True)


@pytest.mark.usefixtures("site")
def test_frozen_frames_are_in_the_order_of_the_controls():
    content = explore(plot, slope=(0, 2, 1.0), kind=["solid", "bold"], dotted=False).content
    assert [control["kind"] for control in content["controls"]] == ["range", "select", "checkbox"]
    assert [control["texts"] for control in content["controls"]] == [["0", "1", "2"], ["solid", "bold"], ["off", "on"]]
    assert len(content["texts"]) == 3 * 2 * 2
    assert content["texts"][1 * 4 + 1 * 2 + 0] == ["our line: slope 1, bold, plain"]
    assert content["texts"][content["start"]] == ["our line: slope 2, solid, plain"]
    assert all(len(content["frames"][name]) == 12 for name in THEMES)


@pytest.mark.usefixtures("site")
def test_frames_are_sharp_pictures_of_few_colours_in_their_theme():
    content = explore(plot, slope=(0, 1, 1.0)).content
    assert content["format"] == "webp"
    for name in THEMES:
        picture = PIL.Image.open(io.BytesIO(base64.b64decode(content["frames"][name][0][0])))
        assert picture.format == "WEBP"
        assert picture.size == tuple(2 * side for side in content["sizes"][0])
        pixels = np.asarray(picture.convert("RGB")).reshape(-1, 3)
        assert len(np.unique(pixels, axis=0)) <= 64
        with theme(name):
            paper = [int(COLOURS["paper"][place : place + 2], 16) for place in (1, 3, 5)]
        assert np.abs(pixels[0].astype(int) - paper).max() <= 3


@pytest.mark.usefixtures("site")
def test_a_figure_that_stands_still_is_drawn_in_lines_of_its_theme_and_always_the_same():
    content = show(plot, slope=1).content
    assert content["format"] == "svg"
    assert content == show(plot, slope=1).content
    for name in THEMES:
        drawing = base64.b64decode(content["frames"][name][0][0]).decode()
        assert "<svg" in drawing
        with theme(name):
            assert COLOURS["paper"].lower() in drawing
        assert "<text" not in drawing


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize(
    ("control", "values"),
    [
        (ipywidgets.IntSlider(value=2, min=0, max=6, step=2), [0, 2, 4, 6]),
        (ipywidgets.Play(value=2, min=0, max=4, step=2), [0, 2, 4]),
        (ipywidgets.FloatLogSlider(value=1, min=-1, max=1, step=1), [0.1, 1, 10]),
        (ipywidgets.SelectionSlider(options=[("low", 1), ("high", 7)]), [1, 7]),
        (ipywidgets.RadioButtons(options=[3, 4]), [3, 4]),
        ({"three": 3, "four": 4}, [3, 4]),
        (ipywidgets.fixed(8), [8]),
    ],
)
def test_every_kind_of_control_goes_through_its_values(control, values):
    content = explore(plot, slope=control).content
    assert content["texts"] == [[f"our line: slope {value:g}, solid, plain"] for value in values]


def plot_with_readout(slope=1):
    return describe(plot(slope), "a line", f"It rises by {slope} < 9.")


@pytest.mark.usefixtures("site")
def test_read_outs_of_all_settings_are_handed_to_the_site():
    content = explore(plot_with_readout, slope=(0, 2)).content
    assert content["readouts"] == [f"It rises by {slope} < 9." for slope in (0, 1, 2)]
    assert explore(plot, slope=(0, 2)).content["readouts"] == []


def test_a_read_out_stands_below_the_picture_in_a_notebook():
    shown = show(plot_with_readout, slope=3).data
    assert shown.index("<img") < shown.index("<p>It rises by 3 &lt; 9.</p>")


@pytest.mark.usefixtures("site")
def test_a_start_between_two_values_goes_to_the_nearest():
    assert explore(plot, slope=ipywidgets.FloatSlider(value=1.2, min=0, max=4, step=1)).content["start"] == 1


@pytest.mark.usefixtures("site")
def test_more_bytes_than_the_budget_are_refused_with_the_frame_at_which_it_ends(monkeypatch):
    monkeypatch.setattr(freezing, "BUDGET", 10_000)
    CALLS.clear()
    with pytest.raises(
        ValueError, match=r"first \d of 202 frames of plot_line have 1\d,\d\d\d bytes.* budget of 10,000"
    ):
        explore(plot, slope=(0, 100, 1.0), dotted=False)
    assert len(CALLS) < 10


@pytest.mark.usefixtures("site")
def test_mistakes_are_told_in_a_sentence():
    with pytest.raises(TypeError, match="plot_line has no argument 'tilt'; it has slope, kind, dotted, unused"):
        explore(plot, tilt=3)
    with pytest.raises(TypeError, match="'slope' is a FloatText, which the site cannot freeze"):
        explore(plot, slope=ipywidgets.FloatText())
    with pytest.raises(TypeError, match="returned a NoneType, not a Figure"):
        show(lambda: None)
    with pytest.raises(ValueError, match="no alternative text"):
        show(lambda: figure()[0])
    with pytest.raises(ValueError, match="differ in size"):
        explore(lambda height: describe(figure(height=height)[0], "empty"), height=(2, 3))


@pytest.mark.usefixtures("site")
def test_the_notebook_output_is_ours_with_a_plain_text_beside_it():
    bundle, metadata = show(plot, slope=1)._repr_mimebundle_()
    assert set(bundle) == {MIME, "text/plain"}
    assert bundle["text/plain"] == "our line: slope 1, solid, plain"
    assert metadata[MIME]["seconds"] > 0


@pytest.mark.usefixtures("kernel")
def test_show_with_a_kernel_is_a_described_picture():
    picture = show(plot, slope=1).data
    assert "alt='our line: slope 1, solid, plain'" in picture
    assert "width='640'" in picture


def plot_pair(slope=1.0):
    return plot_line("left", slope), plot_line("right", -slope)


@pytest.mark.usefixtures("site")
def test_figures_side_by_side_are_frozen_each():
    content = explore(plot_pair, slope=(0, 2, 1.0)).content
    assert content["texts"][1] == ["left line: slope 1, solid, plain", "right line: slope −1, solid, plain"]
    assert content["sizes"] == [[640, 200], [640, 200]]
    assert [len(panels) for panels in content["frames"]["dark"]] == [2, 2, 2]


@pytest.mark.usefixtures("kernel")
def test_figures_side_by_side_are_a_row_of_described_pictures_in_a_notebook():
    row = show(plot_pair, slope=1).data
    assert row.count("<img") == 2
    assert "alt='right line: slope −1, solid, plain'" in row
