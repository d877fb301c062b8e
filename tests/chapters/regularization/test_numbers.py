"""Numbers of the page that stand apart from the experiment that has them, and the quiz's."""

from chapters.regularization import overfitting, tradeoff
from tests.chapters.page import Page

PAGE = Page("regularization")


def test_parameters_of_the_networks():
    counts = [overfitting.parameters(units) for units in (2, 8, 32, 128)]
    assert f"| labels | {' | '.join(f'{count:,}' for count in counts)} |" in PAGE.line


def test_the_noisy_error_that_is_recalled():
    error = tradeoff.all_fits()[3].error
    told = f"The {error:.3f} above was measured on noisy targets, and {tradeoff.NOISE**2:.3f} of it was noise."
    assert told in PAGE.line


def test_what_smoothed_labels_ask_for():
    epsilon, classes = 0.1, 10
    assert f"they ask for {100 * (1 - epsilon + epsilon / classes):.0f} % where the truth is 100 %" in PAGE.line
    epsilon, classes = 0.2, 4
    assert f"- [x] {1 - epsilon + epsilon / classes:.2f} " in PAGE.line
    assert f"- [ ] {1 - epsilon / classes:.2f} That would be" in PAGE.line
