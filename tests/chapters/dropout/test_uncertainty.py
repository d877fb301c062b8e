"""Monte-Carlo dropout on turned and noisy digits: doubt, confidence and calibration."""

import numpy as np
import pytest

from chapters.dropout import uncertainty
from chapters.shared import style
from solutions.dropout import monte_carlo
from tests.chapters.dropout.trained import IMAGES, KIT
from tests.chapters.page import Page, told

PAGE = Page("dropout")


@pytest.fixture(scope="module")
def readers():
    return uncertainty.networks(KIT, IMAGES, range(5))


@pytest.fixture(scope="module")
def sights(readers):
    return {
        "turned": uncertainty.sights(readers, monte_carlo, uncertainty.turned, uncertainty.ANGLES),
        "noisy": uncertainty.sights(readers, monte_carlo, uncertainty.noisy, uncertainty.NOISES),
    }


def test_doubt_grows_with_noise(sights):
    entropy, single = (
        sights["noisy"].mean(axis=2)[:, uncertainty.Sight._fields.index(n)] for n in ("entropy", "single_entropy")
    )
    assert (np.diff(entropy) > 0).all()
    assert f"from {entropy[0]:.2f} to {entropy[-1]:.2f} nats" in PAGE.line
    assert single[-1] - single[0] < 0.4 * (entropy[-1] - entropy[0])


def test_turned_digits_are_the_failure(sights, readers):
    at = uncertainty.intervals(sights["turned"][uncertainty.ANGLES.index(80)])
    assert f"at 80° {at['accuracy'][0]:.0f} % are right, with a confidence of {at['confidence'][0]:.0f} %" in PAGE.line
    assert f"were {at['accuracy'][0]:.0f} % right at a confidence of {at['confidence'][0]:.0f} %" in PAGE.line
    fours = [run.network.predict(uncertainty.turned(run.sample.test_x, 80)).argmax(axis=1) == 4 for run in readers]
    assert f"and {100 * np.mean(fours):.0f} % of all digits are taken for a 4" in PAGE.line
    assert f":answer: {at['confidence'][0]:.0f}\n:within: 8\n" in PAGE.text


def test_calibration(sights):
    plain, noise = (uncertainty.intervals(sights["noisy"][k]) for k in (0, uncertainty.NOISES.index(0.6)))
    turned = uncertainty.intervals(sights["turned"][uncertainty.ANGLES.index(80)])
    for words, row in (("as they are", plain), ("noise of 0.6", noise), ("turned by 80°", turned)):
        assert f"| {words} | {told(row['calibration'])} | {told(row['single_calibration'])} |" in PAGE.line


def test_calibration_error_by_hand():
    probabilities = np.array([[0.9, 0.1], [0.9, 0.1], [0.4, 0.6], [0.4, 0.6]])
    assert uncertainty.calibration_error(probabilities, np.array([0, 1, 1, 1])) == pytest.approx(40)


def test_a_quarter_turn_of_an_image():
    image = np.zeros((8, 8))
    image[0, :4] = 1.0
    np.testing.assert_allclose(uncertainty.turned(image.reshape(1, 64), 90).reshape(8, 8), np.rot90(image), atol=1e-9)


def test_the_three_that_turns(readers):
    found = uncertainty.turned_passes(readers[0])
    best = {angle: int(drawn.mean(axis=0).argmax()) for angle, drawn in found.items()}
    assert [best[angle] for angle in (0, 20, 40, 60, 80)] == [3, 9, 9, 9, 4]
    assert found[80].mean(axis=0).max() < 0.6 < found[60].mean(axis=0).max()
    votes = {angle: set(drawn.argmax(axis=1)) for angle, drawn in found.items()}
    assert [votes[angle] for angle in (0, 20, 40, 60, 80)] == [{3}, {9}, {9}, {9}, {4, 9}]
    assert "At 80° they split between a 4 and a 9" in PAGE.line
    first, second = uncertainty.plot_turned(readers[0], found, 60)
    assert "turned by 60°" in style.description(first)
    assert "most likely a 9" in style.description(second)


def test_picture(sights):
    figure = uncertainty.plot_sights(sights, "turned")
    assert "turned digits" in style.description(figure)
    assert "nats" in style.description(figure)
