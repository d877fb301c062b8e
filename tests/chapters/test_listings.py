"""The listings of the pages: enough of them, short, and no line of an answer among them."""

import pytest

from autograder.publishing.release import chapters
from tests.chapters.listings import listings
from tests.chapters.page import Page
from tests.secrets import leaks

LONGER = "class Value"
"""The program of the scalar graph is one piece."""


@pytest.mark.parametrize("chapter", chapters())
def test_a_page_has_at_least_four_listings_that_print(chapter):
    assert sum("print(" in source for source in listings(Page(chapter))) >= 4


@pytest.mark.parametrize("chapter", chapters())
def test_a_listing_is_short_and_fits_beside_the_sidebar(chapter):
    for source in listings(Page(chapter)):
        lines = sum(bool(line) for line in source.splitlines())
        assert lines <= (45 if LONGER in source else 13), source
        assert max(map(len, source.splitlines())) <= 67, source


@pytest.mark.parametrize("chapter", chapters())
def test_a_listing_holds_no_line_of_an_answer(chapter):
    for source in listings(Page(chapter)):
        assert [leak for other in chapters() for leak in leaks(other, source)] == []
