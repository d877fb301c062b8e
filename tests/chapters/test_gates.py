"""What holds for every chapter's page: few words in claim boxes, and an hour to read."""

import re
from statistics import median

import pytest

from chapters._sphinx.directives.contents import chapters, header
from tests.chapters.page import CHAPTERS, Page
from tests.chapters.pencil import BOX as BOX_OF_A_PROBLEM
from tests.chapters.states import BOX as BOX_OF_A_STATE
from tests.house.prose import words_of_page

NAMES = chapters(CHAPTERS.parent)
BOX = re.compile(r"^:::\{claim\}.*?^:::$", re.DOTALL | re.MULTILINE)
QUESTION, PREDICTION = re.compile(r"\{(?:quiz|clinic)\}"), re.compile(r"\{predict\}")
EXPLORES = re.compile(r"\b(?:explore|show)\(")


def words(prose):
    return len(re.findall(r"[A-Za-z][\w'’-]*", prose))


@pytest.mark.parametrize("name", NAMES)
def test_at_most_a_fifth_of_a_pages_words_stand_in_claim_boxes(name):
    prose = words_of_page(Page(name).text)
    assert sum(map(words, BOX.findall(prose))) <= 0.2 * words(prose)


def minutes(name):
    """To read a page: 200 words a minute, half a minute a formula or a prediction, one a figure or a question.

    Problems for pencil and paper and settings of the playground come on top of it, at the reader's choice.

    Brysbaert (2019) has 238 words a minute for plain English prose; what explains mathematics is read more slowly.
    """
    page = BOX_OF_A_STATE.sub("", BOX_OF_A_PROBLEM.sub("", Page(name).text))
    prose = words_of_page(page)
    formulas, figures = len(re.findall(r"^\$\$", page, re.MULTILINE)) / 2, len(EXPLORES.findall(page))
    questions = len(QUESTION.findall(prose)) + len(PREDICTION.findall(prose)) / 2
    return words(prose) / 200 + formulas / 2 + figures + questions


def test_half_of_the_chapters_are_read_in_an_hour_and_none_takes_more_than_75_minutes():
    stated = [header(CHAPTERS / name / "chapter.md")["minutes"] for name in NAMES]
    assert median(stated) <= 60
    assert max(stated) <= 75


@pytest.mark.parametrize("name", NAMES)
def test_a_page_says_at_least_how_long_its_reading_takes(name):
    assert minutes(name) <= header(CHAPTERS / name / "chapter.md")["minutes"]
