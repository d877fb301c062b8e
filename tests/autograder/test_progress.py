"""Where a command is: a bar for a terminal, plain lines for a pipe, a dumb terminal and continuous integration."""

from io import StringIO

import pytest
from rich.console import Console

from autograder import progress
from autograder.progress import Progress


@pytest.fixture
def clock(monkeypatch):
    """A clock that goes ten seconds further each time that somebody looks."""
    now = [0]

    def look():
        now[0] += 10
        return now[0]

    monkeypatch.setattr(progress.time, "monotonic", look)


def told(console, steps=8, verbose=False, note=""):
    with Progress(console, verbose).phase("Counting", steps) as phase:
        for step in range(steps):
            phase.advance(f"step {step}")
        if note:
            phase.note(note)
    return console.file.getvalue()


def terminal(**environment):
    size = {"width": 100, "height": 30}
    return Console(file=StringIO(), force_terminal=True, _environ={"TERM": "xterm", **environment}, **size)


def test_a_pipe_gets_a_line_when_a_phase_begins_and_one_a_quarter_where_it_takes_long(clock):
    assert told(Console(file=StringIO())).splitlines() == [
        "Counting ...",
        "  2 of 8, about 60 s left",
        "  4 of 8, about 40 s left",
        "  6 of 8, about 20 s left",
    ]


def test_a_short_phase_is_one_line_however_many_steps_it_has():
    assert told(Console(file=StringIO()), steps=1000) == "Counting ...\n"


def test_verbose_tells_each_step():
    assert told(Console(file=StringIO()), steps=2, verbose=True) == "Counting ...\n  step 0\n  step 1\n"


def test_more_steps_than_were_expected_do_no_harm(clock):
    console = Console(file=StringIO())
    with Progress(console).phase("Counting", 1) as phase:
        for _ in range(3):
            phase.advance()
    assert console.file.getvalue() == "Counting ...\n"


def test_a_terminal_gets_a_bar_and_keeps_one_line(monkeypatch):
    monkeypatch.delenv("CI", raising=False)
    said = told(terminal(), note="ben, forward: has no cells")
    assert "━" in said
    assert "8/8" in said
    assert "ben, forward: has no cells\n" in said
    assert said.rstrip().endswith("Counting: 0 s")


def test_a_dumb_terminal_and_continuous_integration_get_plain_lines(monkeypatch):
    monkeypatch.delenv("CI", raising=False)
    assert told(terminal(TERM="dumb")) == "Counting ...\n"
    monkeypatch.setenv("CI", "true")
    assert told(terminal()) == "Counting ...\n"


def test_long_lines_and_brackets_come_through_a_pipe_as_they_are():
    line = "[bold] " + "x" * 200
    assert told(Console(file=StringIO()), note=line).splitlines()[-1] == f"  {line}"


def test_nothing_is_told_without_a_console(capsys):
    with Progress().phase("Counting") as phase:
        phase.advance()
    assert capsys.readouterr().out == ""


def test_a_phase_that_fails_leaves_the_error_alone(monkeypatch):
    monkeypatch.delenv("CI", raising=False)
    for console in (Console(file=StringIO()), terminal()):
        with pytest.raises(ZeroDivisionError), Progress(console).phase("Counting"):
            raise ZeroDivisionError
        assert "Counting: " not in console.file.getvalue()
