"""The time limit ends what does not end, and touches nothing else."""

import signal
import threading
import time

import pytest

from autograder.checks.probing.timelimit import time_limit


def for_ever():
    while True:
        pass


def stubborn():
    while True:
        try:
            for_ever()
        except Exception:  # as students write it
            continue


@pytest.mark.parametrize("function", [for_ever, stubborn])
def test_what_does_not_end_is_stopped_in_its_own_line(function):
    with pytest.raises(TimeoutError, match=r"within 0\.2 seconds") as stopped, time_limit(0.2):
        function()
    assert "for_ever" in [frame.name for frame in stopped.traceback]


def waiting():
    while True:
        time.sleep(0.01)


def test_only_seconds_count_in_which_the_processor_works():
    with time_limit(0.1):
        time.sleep(0.3)


def test_what_only_waits_is_stopped_later():
    with pytest.raises(TimeoutError), time_limit(0.1):
        waiting()


def test_what_ends_is_left_alone():
    for _ in range(50):
        with time_limit(0.05):
            sum(range(100))
    time.sleep(0.1)  # an interrupt that came late would arrive here


def test_an_interrupt_of_the_users_own_stays_one():
    with pytest.raises(KeyboardInterrupt), time_limit(5):
        raise KeyboardInterrupt


def test_other_errors_come_through():
    with pytest.raises(ZeroDivisionError), time_limit(5):
        1 / 0  # noqa: B018


def test_other_threads_have_no_limit():
    done = []

    def work():
        with time_limit(0.01):
            time.sleep(0.1)
            done.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [True]


def test_a_program_that_ignores_interrupts_has_a_limit_too():
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with pytest.raises(TimeoutError), time_limit(0.2):
            for_ever()
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)
