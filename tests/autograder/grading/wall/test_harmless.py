"""What came through the wall is text and pictures, and acts on no terminal, page or file."""

import struct
from base64 import b64encode

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.grading.wall.harmless import PIXELS, WORDS, picture, reply, text

SIGNATURE = b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR"


def png(width, height):
    return b64encode(SIGNATURE + struct.pack("!II", width, height) + b"\x08\x02\x00\x00\x00").decode()


@given(st.text(st.characters(), max_size=200))
def test_any_text_can_be_written_and_has_nothing_that_acts(content):
    came = text(content, 100)
    came.encode("utf-8")
    assert len(came) <= 100
    assert not {*came} & {*map(chr, range(32))} - {"\t", "\n"}
    assert text(came, 100) == came


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        ("\x1b[1;31mred\x1b[0m", "red"),
        ("\x1b]0;title\x07", "]0;title"),
        ("a\r\nb\rc", "a\nbc"),
        ("\ud800x\udfff", "x"),
        ("\u202eevil\u202c", "evil"),
        ("∂L/∂W 学生 é 🙂\t\n", "∂L/∂W 学生 é 🙂\t\n"),
        (None, ""),
        (["x"], ""),
    ],
)
def test_text_keeps_what_people_read(content, wanted):
    assert text(content, 100) == wanted


def test_a_picture_is_kept_and_its_lines_joined():
    whole = png(640, 480)
    assert picture(whole) == whole
    assert picture(f"{whole[:20]}\n{whole[20:]}\n") == whole


@pytest.mark.parametrize(
    "content",
    [
        None,
        7,
        b"x",
        "",
        "not base64!",
        'x" onerror="alert(1)',
        b64encode(b"<svg onload=alert(1)>").decode(),
        b64encode(SIGNATURE).decode(),
        png(PIXELS, 2),
        png(2**31, 2**31),
    ],
)
def test_what_is_no_picture_or_too_large_is_left_out(content):
    assert picture(content) == ""


def test_words_of_a_reply_are_cut_and_numbers_left_as_they_are():
    array = np.arange(3.0)
    came = reply({"\x1bname": ["x" * 5_000, 1.5, None, True], "deep": {"y": array}})
    assert came == {"name": ["x" * WORDS, 1.5, None, True], "deep": {"y": array}}
    assert came["deep"]["y"] is array
