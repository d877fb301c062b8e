"""Students' names as they are, and what stands for them."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.grading.intake.names import last_and_first, student_id, student_name

NAMES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="/\0"), min_size=1)


@pytest.mark.parametrize("name", ["ana", "Ana.Maria_2", "s1234567", "ana@example.org", "ana-maria"])
def test_a_plain_name_stands_for_itself(name):
    assert student_id(name) == name == student_name(name)


@pytest.mark.parametrize(
    ("name", "stands"),
    [
        ("Ana María", "Ana~20Mar~C3~ADa"),
        ("O'Brien, Zoë", "O~27Brien~2C~20Zo~C3~AB"),
        ("a+b", "a~2Bb"),
        ("王小明", "~E7~8E~8B~E5~B0~8F~E6~98~8E"),
        ("-rf", "~2Drf"),
        ("~", "~7E"),
    ],
)
def test_other_names_are_written_with_numbers_and_can_be_had_back(name, stands):
    assert student_id(name) == stands
    assert student_name(stands) == name


@given(NAMES)
def test_names_are_safe_in_paths_and_come_back(name):
    stands = student_id(name)
    assert re.fullmatch(r"[A-Za-z0-9._@~][A-Za-z0-9._@~-]*", stands)
    assert student_name(stands) == unicodedata.normalize("NFC", name)


@given(NAMES, NAMES)
def test_two_names_have_two_identifiers(one, other):
    same = unicodedata.normalize("NFC", one) == unicodedata.normalize("NFC", other)
    assert (student_id(one) == student_id(other)) == same


def test_an_accent_may_be_written_in_either_way():
    assert student_id(unicodedata.normalize("NFD", "Zoë")) == student_id(unicodedata.normalize("NFC", "Zoë"))


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Ana María López", ("López", "Ana María")),
        ("O'Brien, Zoë", ("O'Brien", "Zoë")),
        ("王小明", ("王小明", "–")),
        ("<img src=x onerror=alert(1)> Ana", ("Ana", "img src=x onerror=alert(1)")),
    ],
)
def test_nbgrader_is_told_a_name_in_two_parts_without_a_sign_of_html(name, parts):
    assert last_and_first(name) == parts


def test_a_name_that_is_no_text_has_an_identifier_too():
    assert student_id(b"Zo\xeb".decode("utf-8", "surrogateescape")) == "Zo~EB"
