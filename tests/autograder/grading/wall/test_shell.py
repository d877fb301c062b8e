"""Cells are run as in a notebook: what they show comes in order, is cut with a sentence, and errors are outputs."""

import struct
import zlib
from base64 import b64decode

import pytest

from autograder.grading.wall.inside.shell import CUT, FRAME, MOST, Shown
from autograder.grading.wall.sandbox import Sandbox


@pytest.fixture(scope="module")
def sandbox(walled):
    with Sandbox() as opened:
        yield opened


@pytest.fixture
def run(sandbox):
    guest = sandbox.guest()
    yield lambda source: guest.ask({"run": source, "seconds": 10}, 10)
    guest.close()


def chunk(kind, content):
    return struct.pack("!I", len(content)) + kind + content + struct.pack("!I", zlib.crc32(kind + content))


def test_what_is_printed_displayed_and_returned_comes_in_order(run):
    shown = run("import sys\nprint('a')\nprint('b')\nprint('c', file=sys.stderr)\ndisplay(1)\nprint('d')\n2 + 3")
    assert [(one["output_type"], one.get("name"), one.get("text")) for one in shown] == [
        ("stream", "stdout", "a\nb\n"),
        ("stream", "stderr", "c\n"),
        ("display_data", None, None),
        ("stream", "stdout", "d\n"),
        ("execute_result", None, None),
    ]
    assert [one["data"]["text/plain"] for one in shown if "data" in one] == ["1", "5"]


def test_names_stay_from_cell_to_cell(run):
    assert run("x = 2") == []
    assert run("x + 1")[0]["data"]["text/plain"] == "3"


def test_an_error_is_an_output_and_what_came_before_stays(run):
    first, error = run("print('before')\n1 / 0")
    assert first["text"] == "before\n"
    assert (error["output_type"], error["ename"], error["evalue"]) == ("error", "ZeroDivisionError", "division by zero")
    assert any("1 / 0" in line for line in error["traceback"])
    assert "\x1b" not in "".join(error["traceback"])


@pytest.mark.parametrize(
    ("source", "name"),
    [("def f(:", "SyntaxError"), ("raise KeyboardInterrupt", "KeyboardInterrupt"), ("  x\n y", "IndentationError")],
)
def test_what_stops_a_cell_is_told_by_its_name(run, source, name):
    told = str(run(source))
    assert name in told


def test_an_error_that_cannot_be_shown_is_told_all_the_same(run):
    (error,) = run("class Odd(Exception):\n    def __str__(self):\n        raise ValueError\nraise Odd")
    assert (error["ename"], error["evalue"]) == ("Odd", "(it cannot be shown)")


def test_an_error_is_let_go_with_the_names_of_its_cell(run):
    run("import gc, weakref\nclass Large: pass\ndef f():\n    kept = Large()\n    raise ValueError\n")
    run("f()")
    shown = run("gc.collect()\nsum(type(each).__name__ == 'Large' for each in gc.get_objects())")
    assert shown[-1]["data"]["text/plain"] == "0"


def test_a_picture_comes_with_its_words(run):
    drawn = "import io\nfrom matplotlib.pyplot import figure\nto = io.BytesIO()\nfigure(figsize=(1, 1)).savefig(to)\n"
    shown = run(drawn + "from IPython.display import Image\nImage(to.getvalue())")
    assert set(shown[0]["data"]) == {"image/png", "text/plain"}
    assert b64decode(shown[0]["data"]["image/png"]).startswith(b"\x89PNG")


def test_a_picture_that_is_bytes_comes_as_text(run):
    content = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", b"")
    shown = run(f"display({{'image/png': {content!r}, 'text/plain': 'x'}}, raw=True)")
    assert b64decode(shown[0]["data"]["image/png"]) == content


def test_only_text_and_pictures_are_kept(run):
    forms = {"text/html": "<b>x</b>", "text/plain": "x", "application/javascript": "alert(1)"}
    assert run(f"display({forms}, raw=True)")[0]["data"] == {"text/plain": "x"}
    assert run("display({'text/html': '<b>x</b>'}, raw=True)") == []


def test_what_is_too_long_is_cut_with_a_sentence_once():
    shown = Shown()
    shown.stream("stdout", "a" * (MOST - 1))
    shown.stream("stdout", "b" * 10)
    shown.stream("stderr", "c")
    shown.rich("display_data", {"text/plain": "d"})
    assert [one["text"] for one in shown] == ["a" * (MOST - 1) + "b" + CUT]


def test_many_short_outputs_are_cut_as_well():
    shown = Shown()
    for number in range(MOST):
        shown.rich("display_data", {"text/plain": str(number)})
    assert len(shown) <= MOST / FRAME + 1
    assert CUT in shown[-1]["text"]


def test_the_next_cell_has_all_its_room_again(run):
    assert CUT in run(f"print('x' * {2 * MOST})")[0]["text"]
    assert run("print('y')") == [{"output_type": "stream", "name": "stdout", "text": "y\n"}]
