"""The page on layers of one's own: its right layers pass, and each of them with a mistake does not."""

import re

import pytest

from tests.chapters.page import CHAPTERS

CELLS = re.findall(
    r"```\{code-cell\} python3\n(.*?)\n```", (CHAPTERS / "reference" / "own.md").read_text(encoding="utf-8"), re.DOTALL
)
MISTAKES = {
    "Convolution": ("axes=(0, 0))", "axes=(0, 0)) / 2"),
    "MaxPooling": ("self.largest = windows ==", "self.largest = windows >= 0 *"),
    "SpatialBatchNorm": ("self.inner.backward(as_rows(dy))", "as_rows(dy) / self.inner.params['gamma']"),
    "PenalizedRegression": (" + self.penalty * self.params", " + 2 * self.penalty * self.params"),
    "RecurrentCell": ('"U": self.state.T @ dz', '"U": self.after.T @ dz'),
}
"""By layer, an edit of its cell that makes its gradient wrong."""


def verdicts(edits=()):
    """The title and the verdict of each cell, one after the other, with a layer's text edited."""
    names, found = {}, {}
    for cell in CELLS:
        for old, new in edits:
            cell = cell.replace(old, new)
        statements, _, last = cell.rpartition("\n")
        exec(statements, names)
        verdict = eval(last, names)
        found[verdict.title] = verdict
    return found


def test_the_right_layers_pass_and_the_wrong_one_does_not():
    passed = {title: verdict.passed for title, verdict in verdicts().items()}
    assert passed == {**dict.fromkeys(MISTAKES, True), "Overwrites": False}


@pytest.mark.parametrize("layer", MISTAKES)
def test_a_layer_with_a_mistake_does_not_pass(layer):
    old, _ = MISTAKES[layer]
    assert sum(cell.count(old) for cell in CELLS) == 1
    assert not verdicts([MISTAKES[layer]])[layer].passed


def test_an_overwritten_share_is_right_in_the_corners_alone():
    names = {}
    for cell in CELLS[:2]:
        exec(cell, names)
    right, wrong = (names[name](3, 4, 3, names["np"].random.default_rng(0)) for name in ("Convolution", "Overwrites"))
    dy = names["np"].random.default_rng(1).normal(size=right.forward(names["images"]).shape)
    wrong.forward(names["images"])
    agree = names["np"].isclose(right.backward(dy), wrong.backward(dy)).all(axis=(0, 1))
    assert agree.sum() == 4
    assert agree[::5, ::4].all()


def test_channels_that_are_mixed_in_both_directions_pass_and_give_other_values():
    transposes = [("images.transpose(0, 2, 3, 1).reshape", "images.reshape")]
    transposes += [("rows.reshape(samples, height, width, channels).transpose(0, 3, 1, 2)", "rows.reshape(self.shape)")]
    names = {}
    for cell in CELLS:
        exec(cell, names)
    x = names["rng"].normal(size=(2, 3, 4, 5))
    right = names["SpatialBatchNorm"](3).forward(x)
    assert verdicts(transposes)["SpatialBatchNorm"].passed
    for cell in CELLS:
        for old, new in transposes:
            cell = cell.replace(old, new)
        exec(cell, names)
    assert not names["np"].allclose(names["SpatialBatchNorm"](3).forward(x), right)
