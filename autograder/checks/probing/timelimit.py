"""A time limit for code that may never come to an end."""

from __future__ import annotations

import _thread
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

PATIENCE = 6
"""How many times the limit may pass on a clock while the processor works for others, or the body waits."""


class _Stop(BaseException):
    """Like KeyboardInterrupt, it is no Exception: `except Exception` in a student's loop does not hold it up."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Interrupt the body when it takes longer, in the way of Ctrl-C.

    Seconds count that the processor has worked for this process: on a machine under load, nobody runs out of time for
    the work of others. What only waits is interrupted after `PATIENCE` times as many seconds.

    It works in the main thread, on every system, while Python's own code runs. In other threads, and where there are
    no threads (Python in a browser), there is no limit.

    Raises
    ------
    TimeoutError
        With the traceback of the line that was interrupted.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    lock, ended, late = threading.Lock(), threading.Event(), threading.Event()
    worked, begun = time.process_time(), time.monotonic()

    def interrupt() -> None:
        left = seconds
        while left > 0 and not ended.wait(left):
            waiting = PATIENCE * seconds - (time.monotonic() - begun)
            left = min(seconds - (time.process_time() - worked), waiting)
        with lock:
            if not ended.is_set():
                late.set()
                _thread.interrupt_main()

    def handle(number: int, frame: FrameType | None) -> None:
        if late.is_set():
            raise _Stop
        signal.default_int_handler(number, frame)

    timer = threading.Thread(target=interrupt, daemon=True)
    try:
        timer.start()
    except RuntimeError:  # no threads here
        yield
        return
    # Our own handler: a program that was started in the background ignores interrupts.
    before = signal.signal(signal.SIGINT, handle)
    try:
        yield
        with lock:
            ended.set()
        if late.is_set():  # the interrupt is on its way: it must not arrive in somebody else's code
            time.sleep(1)
    except _Stop as stop:
        message = f"it did not come to an end within {seconds:g} seconds"
        raise TimeoutError(message).with_traceback(stop.__traceback__) from None
    finally:
        with lock:
            ended.set()
        signal.signal(signal.SIGINT, before or signal.SIG_DFL)  # None: a handler that is not Python's
