"""The listings of the pages: enough of them, short, and no line of an answer among them."""

import pytest

from autograder.publishing.release import chapters
from tests.chapters.listings.running import listings
from tests.chapters.page import Page
from tests.secrets import leaks

LISTED = ("forward", "backward", "activations")
LONGER = {"class Value"}
"""The program of the scalar graph is one piece."""


@pytest.fixture(scope="module", params=LISTED)
def listed(request):
    return listings(Page(request.param))[0]


def test_a_page_has_at_least_four_listings_that_print(listed):
    assert sum(bool(each.printed) for each in listed) >= 4


def test_a_listing_is_short(listed):
    for each in listed:
        lines = sum(bool(line) for line in each.source.splitlines())
        assert lines <= (45 if any(name in each.source for name in LONGER) else 13), each.source
        assert max(map(len, each.source.splitlines())) <= 67  # what fits beside the sidebar


def test_a_listing_holds_no_line_of_an_answer(listed):
    for each in listed:
        assert [leak for chapter in chapters() for leak in leaks(chapter, each.source)] == []
