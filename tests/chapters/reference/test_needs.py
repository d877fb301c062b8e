"""The page *What you need*: its cells run, each idea has its label, its numbers are those of NumPy and SciPy."""

import math
import re

import numpy as np
import pytest
from scipy import stats

from chapters.shared import needs
from tests.chapters.page import CHAPTERS

TEXT = (CHAPTERS / "reference" / "needs.md").read_text(encoding="utf-8")
LINE = " ".join(TEXT.split())
IDEAS = [
    "mean",
    "variance",
    "sums",
    "independence",
    "symmetry",
    "normal",
    "interval",
    "eigenvalues",
    "taylor",
    "complex",
]


@pytest.fixture(scope="module")
def printed():
    """What the cells that draw nothing print, one text each."""
    names, outputs = {"np": np}, []
    for cell in re.findall(r"```\{code-cell\} python3\n([^:].*?)\n```", TEXT, re.DOTALL):
        names["print"] = lambda *values: outputs.append(" ".join(map(str, values)))
        exec(cell, names)
    return outputs


def numbers(text):
    return [float(number) for number in re.findall(r"-?\d+\.?\d*(?:e-?\d+)?", text)]


def test_each_idea_has_its_label():
    assert re.findall(r"^\(needs-(\w+)\)=$", TEXT, re.MULTILINE) == IDEAS


def test_the_cells_print_what_the_text_says(printed):
    die, odd_and_even, matrix = printed
    assert numbers(die) == pytest.approx([3.5, 35 / 12, 35 / 12])
    assert numbers(odd_and_even) == pytest.approx([0, 0.5], abs=2e-3)
    assert numbers(matrix) == [1, 3]
    assert "True" in matrix


@pytest.mark.parametrize("dice", [1, 2, 12])
def test_a_sum_of_dice_has_the_mean_and_variance_of_its_parts(dice):
    sums, shares = needs.distribution_of_sum(dice)
    assert shares.sum() == pytest.approx(1)
    assert shares @ sums == pytest.approx(3.5 * dice)
    assert shares @ (sums - 3.5 * dice) ** 2 == pytest.approx(35 / 12 * dice)


@pytest.mark.parametrize("correlation", [-1.0, -0.4, 0.0, 1.0])
def test_read_outs_of_pairs_agree(correlation):
    first, *_, last = numbers(needs.plot_together(correlation).get_label())
    assert first == pytest.approx(last, abs=0.01)


def test_factors_of_student_stand_on_the_page():
    ten, five, many = stats.t.ppf(0.975, 9), stats.t.ppf(0.975, 4), stats.norm.ppf(0.975)
    assert f"{ten:.3f} for ten results, {five:.3f} for five, and {many:.2f} for very many" in LINE


@pytest.mark.parametrize("seeds", [5, 10, 20])
def test_about_95_of_100_intervals_hold_the_mean(seeds):
    assert 90 <= numbers(needs.plot_intervals(seeds).get_label())[0] <= 99


@pytest.mark.parametrize(("angle", "length"), [(45, 3), (135, 1)])
def test_eigenvectors_are_not_turned(angle, length):
    assert numbers(needs.plot_stretch(angle).get_label()) == pytest.approx([length, 0])


def test_an_error_of_a_line_falls_to_a_quarter():
    error, half = (numbers(needs.plot_taylor(step).get_label())[0] for step in (0.25, 0.125))
    assert error / half == pytest.approx(4, rel=0.1)


@pytest.mark.parametrize(("momentum", "kind"), [(0.0, "real"), (0.2, "real"), (0.3, "complex"), (0.98, "complex")])
def test_the_roots_swing_once_the_momentum_is_large(momentum, kind):
    told = needs.plot_roots(momentum)[0].get_label()
    assert kind in told
    if kind == "complex":
        assert numbers(told)[0] == pytest.approx(math.sqrt(momentum), abs=1e-3)


def test_answers_to_the_exercises():
    accuracies = np.array([90, 92, 94, 96, 98])
    half = stats.t.ppf(0.975, 4) * accuracies.std(ddof=1) / math.sqrt(5)
    assert f"{accuracies.mean():.1f} ± {half:.1f} %" in LINE
    assert f"mean 0, standard deviation {math.sqrt(100 * 0.04):.0f}" in LINE
    low, high = np.linalg.eigvalsh([[3.0, 1.0], [1.0, 3.0]])
    assert f"stretched by {high:.0f} and $(1, -1)$ by {low:.0f}" in LINE
    assert rf"beyond $\eta = {2 / high:g}$" in LINE
    assert abs(math.cos(0.1) - (1 - 0.1**2 / 2)) < 0.1**4 / 24
    assert rf"0.0001/24 = {0.1**4 / 24 * 1e6:.1f} \times 10^{{-6}}" in LINE
    roots = np.roots([1, -1, 0.81])
    assert roots[0].imag != 0
    assert rf"\sqrt{{0.81}} = {abs(roots[0]):.1f}$" in LINE
