"""How tests compare a page's numbers with measured ones."""

import pytest

from tests.chapters.page import near, told


def test_told_as_pages_write_it():
    assert told((-0.25, 0.06), sign=True) == "−0.2 ± 0.1"
    assert told((12.345, 0.5), digits=2) == "12.35 ± 0.50"


@pytest.mark.parametrize(
    ("cell", "pair", "as_said"),
    [
        ("33.6 ± 6.3", (33.6, 6.3), True),
        ("33.6 ± 6.3", (35.4, 3.9), True),
        ("33.6 ± 6.3", (50.0, 6.3), False),
        ("33.6 ± 6.3", (33.6, 0.5), False),
        ("−1.0 ± 0.2", (-1.3, 0.3), True),
        ("−1.0 ± 0.2", (1.0, 0.2), False),
    ],
)
def test_near_is_within_the_intervals(cell, pair, as_said):
    assert near(cell, pair) == as_said
