"""What students' tests are tried on: the record holds the specimen's mutants, and the reference's test is good."""

import json

import pytest

from autograder.publishing.expected import FOLDER
from tests.planting.specimens import chapters_with_specimens, mutants, recorded, said, specimens

CHAPTERS = chapters_with_specimens()


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_the_record_holds_the_mutants_of_the_specimen(chapter):
    text = (FOLDER / chapter / "specimens.json").read_text(encoding="utf-8")
    assert json.loads(text) == recorded(chapter)
    assert specimens(chapter).same <= {words for words, _ in mutants(specimens(chapter).model)}


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_the_references_test_calls_no_right_one_wrong(chapter):
    right = specimens(chapter).right
    assert len(right) >= 5
    assert not any(said(chapter, right.values()))


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_the_references_test_catches_nearly_all_that_are_wrong(chapter):
    tried = specimens(chapter)
    wrong = [tried.edited(*edit) for edit in tried.wrong.values()] + [text for _, text in recorded(chapter)]
    assert len(wrong) >= 30
    assert sum(said(chapter, wrong)) >= 0.95 * len(wrong)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_what_is_left_out_as_the_same_is_not_caught(chapter):
    tried = specimens(chapter)
    same = [text for words, text in mutants(tried.model) if words in tried.same]
    assert not any(said(chapter, same))
