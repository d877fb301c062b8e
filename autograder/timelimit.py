"""A time limit for code that may never come to an end."""

from __future__ import annotations

import _thread
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Interrupt the body when it takes longer, as Ctrl-C would.

    It works wherever Ctrl-C does: in the main thread, on every system, while Python's own code or a cell runs. In other
    threads, and where there are no threads (Python in a browser), there is no limit.

    Raises
    ------
    TimeoutError
        With the traceback of the line that was interrupted.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    lock, ended, late = threading.Lock(), threading.Event(), threading.Event()

    def interrupt() -> None:
        with lock:
            if not ended.is_set():
                late.set()
                _thread.interrupt_main()

    timer = threading.Timer(seconds, interrupt)
    timer.daemon = True
    try:
        timer.start()
    except RuntimeError:  # no threads here
        yield
        return
    try:
        yield
        with lock:
            ended.set()
        if late.is_set():  # the interrupt is on its way: it must not arrive in somebody else's code
            time.sleep(1)
    except KeyboardInterrupt as error:
        if not late.is_set():
            raise
        raise TimeoutError(f"it did not come to an end within {seconds:g} seconds").with_traceback(
            error.__traceback__
        ) from None
    finally:
        with lock:
            ended.set()
        timer.cancel()
