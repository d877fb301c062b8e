"""CONTRIBUTING.md tells what is so: the picture of the rooms, the files that it names, the targets of make."""

import re

import pytest

from tests.house.rooms import PAGE, PICTURE, picture

TEXT = PAGE.read_text(encoding="utf-8")
REPOSITORY = PAGE.parent


def test_the_picture_is_drawn_from_todays_imports():
    assert PICTURE.search(TEXT)[0] == picture()


def test_every_target_of_make_has_its_cost():
    targets = re.findall(r"^([a-z]+):.*##", (REPOSITORY / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert re.findall(r"^\| `make ([a-z]+)` \|", TEXT, re.MULTILINE) == targets


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`((?:autograder|chapters|solutions|tests)/[^`<*]+)`", TEXT))))
def test_every_file_that_is_named_is_there(path):
    assert (REPOSITORY / path).exists()
