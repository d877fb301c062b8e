"""Numbers of the page that no figure shows: counts by hand, and the quiz's."""

from tests.chapters.page import Page

PAGE = Page("dropout")


def test_masks_of_ten_terms():
    assert f"All {2**10:,} masks of a sum of 10 terms." in PAGE.line


def test_factors_of_the_quiz():
    kept = 1 - 0.2
    assert f"- [x] {kept}, the share that was kept." in PAGE.line
    assert f"- [ ] {1 / kept}, to make up for what was lost." in PAGE.line
