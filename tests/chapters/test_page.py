"""How tests compare a page's numbers with measured ones."""

import pytest

from tests.chapters.page import near, told


def test_told_as_pages_write_it():
    assert told((-0.25, 0.06), sign=True) == "−0.2 ± 0.1"
    assert told((12.345, 0.5), digits=2) == "12.35 ± 0.50"


@pytest.mark.parametrize(
    ("pairs", "as_said"),
    [
        ([(33.6, 6.3), (-1.0, 0.2)], True),
        ([(35.4, 3.9), (-1.3, 0.3)], True),
        ([(50.0, 6.3), (-1.0, 0.2)], False),
        ([(33.6, 0.5), (-1.0, 0.2)], False),
        ([(33.6, 6.3), (1.0, 0.2)], False),
        ([(33.6, 6.3)], False),
    ],
)
def test_near_is_within_the_intervals(pairs, as_said):
    assert near("| 2 | 33.6 ± 6.3 | −1.0 ± 0.2 |", pairs) == as_said
