"""The text of the pages, as it is typed: nothing in it is lost on its way to the reader."""

import re

import pytest

from tests.chapters.page import CHAPTERS

PAGES = [*sorted(CHAPTERS.glob("**/*.md")), CHAPTERS.parent / "intro.md"]


def test_there_are_pages():
    assert len(PAGES) > 11


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(CHAPTERS.parent)))
def test_no_line_of_text_begins_with_a_percent_sign(page):
    # Such a line is a comment in MyST: a wrapped "84 %" would take the rest of its line away.
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    assert re.findall(r"^\s*%.*", text, re.MULTILINE) == []
