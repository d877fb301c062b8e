"""Every claim of the sources has a verdict on a page, an experiment, and a test that names it."""

import re

import pytest

from chapters._sphinx.directives.claim_list import BOX
from tests.chapters.page import CHAPTERS

LINK = re.compile(r"\{download\}`[^`<]*<([^>]+)>`")
BOXES = [
    (path.parent, number, box)
    for path in sorted(CHAPTERS.glob("*/chapter.md"))
    for number, _, box in BOX.findall(path.read_text(encoding="utf-8"))
]


def test_all_44_claims_are_checked_once():
    assert sorted(number for _, number, _ in BOXES) == [f"C{number:02}" for number in range(1, 45)]


@pytest.mark.parametrize(("folder", "number", "box"), BOXES, ids=[number for _, number, _ in BOXES])
def test_a_claim_has_an_experiment_and_a_test_that_names_it(folder, number, box):
    linked = [(folder / link).resolve() for link in LINK.findall(box)]
    experiments = [path for path in linked if path.is_relative_to(CHAPTERS)]
    tests = [path for path in linked if path.name.startswith("test_")]
    assert experiments
    assert all(path.is_file() for path in linked)
    assert any(re.search(rf"def test_\w*{number}_|{number}\b", path.read_text(), re.IGNORECASE) for path in tests)
