"""The grader's scores reach their bars, and the record of them, which a page shows, is that of today."""

import json
from dataclasses import asdict

import pytest

from autograder.publishing.release import chapters
from tests.mistakes import CHOSEN_EVERYWHERE, choices
from tests.scores import RECORD, scores


@pytest.mark.timeout(1800)  # hundreds of mutants, some of which run into a time limit
@pytest.mark.parametrize("chapter", chapters())
def test_scores_reach_their_bars_and_are_those_on_the_page(chapter):
    measured, unexplained = scores(chapter)
    assert unexplained == []
    assert measured.found == measured.wrong >= 12
    assert measured.named >= 0.9 * measured.wrong
    assert measured.passed == measured.right >= 6
    assert measured.mutants > (60 if set(choices(chapter)) - set(CHOSEN_EVERYWHERE) else 100)
    assert measured.killed >= 0.95 * measured.mutants
    assert measured.alarms == 0
    [recorded] = [entry for entry in json.loads(RECORD.read_text(encoding="utf-8")) if entry["chapter"] == chapter]
    assert recorded == asdict(measured), "make scores writes the record anew"
