"""A submission's stay in the sandbox: what a lost guest costs, one budget for all, what is kept of what is shown."""

import time
from contextlib import closing

import pytest
from nbformat import validate, writes
from nbformat.v4 import new_code_cell, new_notebook

from autograder.grading import sitting
from autograder.grading.sitting import OVER, STOPPED, Sitting
from autograder.grading.wall import sandbox as near
from autograder.grading.wall.sandbox import GuestGoneError, Sandbox
from autograder.publishing.release import chapters
from autograder.tasks import load

TASK = load("backward").tasks["relu"]


class Told:
    """A sandbox whose guests say what they are told to; an exception is a loss, a number is a time that passes."""

    def __init__(self, *answers, clock=None):
        self.answers, self.asked, self.guests, self.closed, self.clock = list(answers), [], 0, 0, clock

    def guest(self):
        self.guests += 1
        return self

    def ask(self, request, seconds):
        self.asked.append((request.get("run", request.get("probe")), seconds, request["seconds"]))
        answer = self.answers.pop(0) if self.answers else []
        if isinstance(answer, float):
            self.clock[0] += answer
            answer = []
        if isinstance(answer, type):
            raise answer
        return answer

    def close(self):
        self.closed += 1


@pytest.fixture
def clock(monkeypatch):
    now = [0.0]
    monkeypatch.setattr(sitting.time, "monotonic", lambda: now[0])
    return now


def stream(text):
    return {"output_type": "stream", "name": "stdout", "text": text}


def sources(sandbox):
    return [source for source, *_ in sandbox.asked]


def test_a_lost_guest_costs_its_cell_and_what_ran_before_runs_again():
    sandbox = Told([], [], GuestGoneError)
    stay = Sitting(sandbox)
    stay.run("a")
    stay.run("b")
    assert [one.evalue for one in stay.run("lost")] == [STOPPED]
    stay.run("c")
    assert sources(sandbox) == ["a", "b", "lost", "a", "b", "c"]
    assert sandbox.guests == 2


def test_a_lost_probe_is_told_and_nothing_of_it_runs_again():
    sandbox = Told([], GuestGoneError, [], [{"outputs": {}}])
    stay = Sitting(sandbox)
    stay.run("a")
    with pytest.raises(GuestGoneError):
        stay.probe(TASK, [{}])
    assert stay.probe(TASK, [{}]) == [{"outputs": {}}]
    assert [source == "a" for source in sources(sandbox)] == [True, False, True, False]


def test_a_guest_that_is_lost_while_it_catches_up_is_one_more_loss(monkeypatch):
    monkeypatch.setattr(sitting, "LOSSES", 1)
    sandbox = Told([], GuestGoneError, GuestGoneError)
    stay = Sitting(sandbox)
    stay.run("a")
    stay.run("lost")
    stay.run("b")
    assert stay.over
    assert [one.evalue for one in stay.run("c")] == [OVER]
    with pytest.raises(GuestGoneError):
        stay.probe(TASK, [{}])
    assert sources(sandbox) == ["a", "lost", "a"]


def test_as_many_losses_as_answers_are_borne():
    assert max(len(load(name).tasks) for name in chapters()) < sitting.LOSSES


def test_all_cells_and_probes_have_one_budget_of_time(clock):
    sandbox = Told(*[sitting.CELL] * 20, clock=clock)
    stay, cells = Sitting(sandbox), 0
    while not stay.over:
        stay.run("slow")
        cells += 1
    assert cells == sitting.BUDGET / sitting.CELL
    assert [one.evalue for one in stay.run("next")] == [OVER]


def test_what_runs_again_is_taken_from_the_budget(clock):
    sandbox = Told(sitting.BUDGET / 3, GuestGoneError, sitting.BUDGET / 3 * 2, clock=clock)
    stay = Sitting(sandbox)
    stay.run("slow")
    stay.run("lost")
    assert [one.evalue for one in stay.run("next")] == [STOPPED]
    assert stay.over


def test_nothing_is_asked_for_longer_than_what_is_left(clock):
    sandbox = Told(sitting.BUDGET - 5.0, clock=clock)
    stay = Sitting(sandbox)
    stay.run("slow")
    stay.run("next")
    stay.probe(TASK, [{}] * 30)
    assert [seconds for _, seconds, _ in sandbox.asked] == [sitting.CELL, 5.0, 5.0]


@pytest.mark.parametrize(("cases", "seconds"), [(1, sitting.LIMIT), (2, 2 * sitting.LIMIT), (30, sitting.CHECK)])
def test_a_check_has_the_time_of_its_cases_and_an_end(cases, seconds):
    sandbox = Told([])
    Sitting(sandbox).probe(TASK, [{}] * cases)
    assert sandbox.asked[0][1:] == (seconds, sitting.LIMIT)


def test_what_is_shown_is_left_out_when_there_is_no_room():
    sandbox = Told(*[[stream("x" * 99_000)]] * 7)
    stay = Sitting(sandbox)
    shown = [one.text for _ in range(7) for one in stay.run("cell")]
    assert [text[:5] for text in shown] == ["xxxxx"] * 5 + ["[The "]


@pytest.mark.parametrize(
    "many",
    [[stream("\n" * 100_000)] * 9, [{"output_type": "error", "traceback": [""] * 100_000}] * 9, [stream("")] * 10**5],
)
def test_lines_and_short_outputs_take_room_as_well(many):
    shown = Sitting(Told(many)).run("cell")
    notebook = new_notebook(cells=[new_code_cell("cell", outputs=shown)])
    validate(notebook)
    assert len(writes(notebook)) < 4 * sitting.SHOWN


@pytest.mark.parametrize(
    "odd", [None, 7, "x", {}, [None, 7, "x", [], {}, {"output_type": "pickle"}], {"output_type": "stream"}]
)
def test_what_is_no_output_is_none(odd):
    assert Sitting(Told(odd)).run("cell") == []


def test_outputs_are_text_and_pictures_and_nothing_else():
    forms = {"text/html": "<script>", "text/plain": "\x1b[31mred", "image/png": '"><script>', "image/svg+xml": "<svg>"}
    (shown,) = Sitting(Told([{"output_type": "display_data", "data": forms, "metadata": {"x": 1}}])).run("cell")
    assert (shown.data, shown.metadata) == ({"text/plain": "red"}, {})


def test_an_answer_that_is_nested_too_deeply_is_no_data():
    nested = []
    for _ in range(5_000):
        nested = [nested]
    with pytest.raises(ValueError, match="nested"):
        Sitting(Told(nested)).probe(TASK, [{}])


def test_a_guest_is_let_go_at_the_end_and_only_one_that_came():
    sandbox = Told([])
    with closing(Sitting(sandbox)) as stay:
        stay.run("a")
    assert sandbox.closed == 1
    with closing(Sitting(Told())) as stay:
        pass
    assert sandbox.closed == 1


@pytest.mark.usefixtures("walled")
def test_behind_the_wall_a_cell_that_ends_its_process_costs_itself_only(monkeypatch):
    monkeypatch.setattr(near, "GRACE", 0.5)
    with Sandbox() as sandbox, closing(Sitting(sandbox)) as stay:
        stay.run("x = 20")
        began = time.monotonic()
        assert [one.evalue for one in stay.run("x = 0\nimport os\nos.kill(os.getpid(), 9)\nos._exit(1)")] == [STOPPED]
        assert stay.run("print(x + 1)")[0].text == "21\n"
        assert time.monotonic() - began < 5


def test_modules_of_a_student_are_placed_before_anything_runs_in_each_guest():
    sandbox = Told(None, [], GuestGoneError)
    stay = Sitting(sandbox, {"helper.py": b"x = 1"})
    stay.run("a")
    stay.run("lost")
    stay.run("b")
    assert sources(sandbox) == [None, "a", "lost", None, "a", "b"]
