"""The record of mistakes is what is planted today, is small, and has words for most of what is planted."""

import base64
import json
import re
from collections import Counter

import pytest

from autograder.checks.judging.dictionary import MULTIPLES, WORDS, table
from autograder.checks.judging.fingerprints import KEY
from autograder.publishing.bundle import in_the_wheel
from autograder.publishing.expected import FOLDER
from autograder.publishing.release import chapters
from autograder.tasks import load
from tests.planting.mutation import changes
from tests.planting.record import built, distinct, outcomes, script, tables
from tests.planting.words import HELD_BACK, edits, judged

RECORDS = sorted(FOLDER.glob("*/mistakes.json"))


ROUNDING = {("initialization", "repair"): 0.4}
"""Where edits leave nothing but rounding (the mean of an odd function, in `gain`): there 33 of 91 keys were others on a
processor that adds in another order."""


@pytest.mark.parametrize("chapter", ["activations", "initialization"])
def test_the_record_is_what_is_built_today(chapter):
    anew = tables(built(chapter))
    assert len(anew) >= 6
    for task, keys in anew.items():
        recorded = table(load(chapter).package, task)
        # On another processor a number may fall into the next cell.
        most = ROUNDING.get((chapter, task), 0.02) * len(keys)
        assert len(keys.items() ^ recorded.items()) <= most, "make dictionary writes the record anew"


@pytest.mark.parametrize("chapter", chapters())
def test_the_record_knows_edits_of_todays_answers(chapter):
    [planted] = distinct(chapter, script(chapter).edits(changes))
    known = []
    for edit in planted[::10]:
        for outcome in outcomes(chapter, [edit])[:1]:
            equal = [found["equal"][0] for found in outcome.keys.values() if "equal" in found]
            if equal:
                known.append(bool(set(equal) & set(table(load(chapter).package, outcome.task))))
    assert len(known) >= 4
    assert sum(known) >= 0.75 * len(known), "too many alternatives, or make dictionary writes the record anew"


def test_all_records_travel_with_the_student_and_weigh_little():
    assert [path.parent.name for path in RECORDS] == sorted(chapters())
    assert set(RECORDS) <= set(in_the_wheel())
    assert sum(path.stat().st_size for path in RECORDS) < 300_000


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.parent.name)
def test_a_record_holds_kinds_and_keys_and_nothing_else(path):
    places = {"", "in a divisor", "in an exponent", "under a root", "inside a logarithm", "inside an exponential"}
    for task, recorded in json.loads(path.read_text(encoding="utf-8")).items():
        assert task in load(path.parent.name).tasks
        for told, keys in recorded.items():
            for edit in re.split(r"[|+]", told):
                kind, _, place = edit.partition("@")
                assert kind in {*WORDS, *MULTIPLES}
                assert place in places | {"in a condition"}
            joined = base64.b64decode(keys, validate=True)
            found = [joined[i : i + KEY] for i in range(0, len(joined), KEY)]
            assert found == sorted(set(found)), "their order would tell the order of the edits"


@pytest.mark.timeout(600)
def test_most_of_what_is_planted_gets_words_and_hardly_any_are_false():
    counts = {True: Counter(), False: Counter()}
    for chapter in chapters():
        for name, planted in edits(chapter).items():
            for each in planted[:: 20 if name in HELD_BACK else 60]:
                counts[name in HELD_BACK].update(judged(chapter, each, name in HELD_BACK))
    built, held_back = counts[False], counts[True]
    assert min(built["found"], held_back["found"]) > 100
    assert built["words"] >= 0.95 * built["found"]
    assert held_back["words"] >= 0.7 * held_back["found"]
    # Of all that is held back 1.2 % are: a sample of some 150 may have one or two more.
    assert built["false"] == 0
    assert held_back["false"] <= 0.04 * held_back["found"]
