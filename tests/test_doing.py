"""The course is learned by doing: what pages ask and notebooks set, beside "write this"."""

import re

import pytest

from autograder.publishing.release import chapters, release_notebook
from autograder.tasks import load
from chapters._sphinx.directives.contents import header
from tests.chapters.page import CHAPTERS as CHAPTERS_FOLDER
from tests.chapters.page import Page
from tests.house.prose import words_of_page
from tests.planting.specimens import chapters_with_specimens

CHAPTERS = chapters()
NO_TRANSCRIPTION = {"repair", "repair-name", "catches", "experiment", "experiment-in-words", "reflection", "log"}
"""Tasks that ask for something else than a formula in code, beside the capstone's."""


def asked(chapter: str, kind: str) -> int:
    return words_of_page(Page(chapter).text).count(f"{{{kind}}}")


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_page_asks_before_it_shows(chapter: str) -> None:
    assert asked(chapter, "predict") >= 4
    assert asked(chapter, "pencil") >= 3
    assert asked(chapter, "clinic") >= 2
    assert "*Try:*" not in Page(chapter).text


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_notebook_has_a_repair_and_an_experiment(chapter: str) -> None:
    assert {"repair", "repair-name", "experiment"} <= set(load(chapter).tasks)


def test_six_chapters_or_more_have_a_test_to_write() -> None:
    assert len(chapters_with_specimens()) >= 6
    assert all("catches" in load(chapter).tasks for chapter in chapters_with_specimens())


def test_at_most_six_points_in_ten_are_for_formulas_in_code() -> None:
    points = {
        (chapter, about["grade_id"]): about["points"]
        for chapter in CHAPTERS
        for cell in release_notebook(chapter).cells
        if (about := cell.metadata.get("nbgrader", {})).get("grade")
    }
    others = sum(each for (_, name), each in points.items() if name in NO_TRANSCRIPTION or name.startswith("capstone"))
    assert others >= 0.4 * sum(points.values())


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_page_tells_the_time_that_its_notebook_tells(chapter: str) -> None:
    begin = " ".join(release_notebook(chapter).cells[0].source.split()).replace("an hour", "60 minutes")
    tasks, experiment = map(int, re.findall(r"(\d\d)(?= minutes| more)", begin))
    assert header(CHAPTERS_FOLDER / chapter / "chapter.md")["notebook_minutes"] == tasks + experiment
