"""One submission behind the wall: cells and probes, one after the other, each with its time."""

import pytest

from autograder.grading.wall.sandbox import Sandbox

PROBE = {"probe": "autograder.checks.probing.probes:layer_forward", "needs": ["Layer"], "seconds": 2}


@pytest.fixture(scope="module")
def sandbox(walled):
    with Sandbox() as opened:
        yield opened


@pytest.fixture
def guest(sandbox):
    opened = sandbox.guest()
    yield opened
    opened.close()


def probed(guest, source, cases=({},)):
    guest.ask({"run": source, "seconds": 5}, 5)
    return guest.ask({**PROBE, "cases": list(cases)}, 10)


def test_a_cell_that_takes_too_long_is_stopped_and_its_names_stay(guest):
    shown = guest.ask({"run": "x = 1\nprint('begun')\nwhile True: pass", "seconds": 0.3}, 0.3)
    assert shown[0]["text"] == "begun\n"
    assert shown[1]["evalue"] == "the cell did not come to an end within 0.3 seconds"
    assert guest.ask({"run": "print(x)", "seconds": 5}, 5)[0]["text"] == "1\n"


def test_a_name_that_is_missing_is_an_error_of_every_case(guest):
    told = guest.ask({**PROBE, "cases": [{}, {}]}, 10)
    assert told == [{"error": {"type": "NameError", "message": "Layer is not defined", "line": ""}}] * 2


@pytest.mark.parametrize("ending", ["SystemExit", "KeyboardInterrupt", "GeneratorExit", "BaseException"])
def test_code_that_ends_the_program_is_an_error_of_every_case_and_the_guest_stays(guest, ending):
    told = probed(guest, f"def Layer(*_, **__):\n    raise {ending}", [{"arguments": {}}, {"arguments": {}}])
    assert [one["error"]["type"] for one in told] == [ending] * 2
    assert guest.ask({"run": "print('here')", "seconds": 5}, 5)[0]["text"] == "here\n"


def test_what_is_no_data_is_no_reply_and_the_guest_stays(guest):
    guest.ask(
        {
            "run": "import autograder.grading.wall.inside.guest as g\ng.returned = lambda *_: {1j: object()}",
            "seconds": 5,
        },
        5,
    )
    assert probed(guest, "Layer = 1") is None
    assert guest.ask({"run": "print('here')", "seconds": 5}, 5)[0]["text"] == "here\n"


def test_modules_beside_the_notebook_can_be_imported(guest):
    guest.ask({"place": {"helper.py": "x = 7"}, "seconds": 5}, 5)
    assert guest.ask({"run": "import helper\nprint(helper.x)", "seconds": 5}, 5)[0]["text"] == "7\n"


def test_a_module_that_cannot_be_placed_is_missing_and_the_guest_stays(guest):
    guest.ask({"place": {"x" * 300 + ".py": "x = 7"}, "seconds": 5}, 5)
    assert guest.ask({"run": "print('here')", "seconds": 5}, 5)[0]["text"] == "here\n"
