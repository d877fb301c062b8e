"""What holds for every chapter's page: few words in claim boxes, an hour to read, and NumPy beside the formulas."""

import re
from statistics import median

import pytest

from chapters._sphinx.directives.contents import chapters, header
from tests.chapters.page import CHAPTERS
from tests.house.prose import words_of_page

NAMES = chapters(CHAPTERS.parent)
BOX = re.compile(r"^:::\{claim\}.*?^:::$", re.DOTALL | re.MULTILINE)
SHOWN = re.compile(
    r"^```\{code-cell\} python3\n(?!:tags: \[[^\]]*(?:hide|remove))(.*?)\n```$", re.DOTALL | re.MULTILINE
)
EXPLORES = re.compile(r"\b(?:explore|show)\(")


def text(name):
    return (CHAPTERS / name / "chapter.md").read_text(encoding="utf-8")


def words(prose):
    return len(re.findall(r"[A-Za-z][\w'’-]*", prose))


@pytest.mark.parametrize("name", NAMES)
def test_at_most_a_fifth_of_a_pages_words_stand_in_claim_boxes(name):
    prose = words_of_page(text(name))
    assert sum(map(words, BOX.findall(prose))) <= 0.2 * words(prose)


@pytest.mark.parametrize("name", NAMES)
def test_a_page_shows_at_least_four_listings_of_numpy_that_run(name):
    listings = [cell for cell in SHOWN.findall(text(name)) if "np." in cell and not EXPLORES.search(cell)]
    assert len(listings) >= 4


def test_half_of_the_chapters_are_read_in_an_hour_and_none_takes_more_than_75_minutes():
    minutes = [header(CHAPTERS / name / "chapter.md")["minutes"] for name in NAMES]
    assert median(minutes) <= 60
    assert max(minutes) <= 75
