"""Processes beside this one that run and judge submissions; they end with it, and when it is told to stop."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import wait
from threading import Thread
from typing import Any


@contextmanager
def workers(count: int) -> Iterator[Executor]:
    """So many processes that take work; one is this process itself, which works when it is asked."""
    if count == 1:
        yield Here()
        return
    context = multiprocessing.get_context("spawn")
    with _Pool(count, mp_context=context, initializer=_begin) as pool:
        try:
            yield pool
        except BaseException:  # stopped by Ctrl-C, or a mistake: what is being run is of no use any more
            pool.shutdown(wait=False, cancel_futures=True)
            for process in multiprocessing.active_children():
                process.terminate()
            raise


class Here(Executor):
    """Does the work at once, in this process."""

    def submit(self, work: Callable[..., Any], /, *arguments: Any, **keywords: Any) -> Future[Any]:
        """Do the work; what came of it is in the future already."""
        future: Future[Any] = Future()
        try:
            future.set_result(work(*arguments, **keywords))
        except Exception as error:
            future.set_exception(error)
        return future


class _Pool(ProcessPoolExecutor):
    """A pool whose workers end when they are told to; the library's own would go on with the next work."""

    def submit(self, work: Callable[..., Any], /, *arguments: Any, **keywords: Any) -> Future[Any]:
        """Hand the work to a worker."""
        return super().submit(_do, work, *arguments, **keywords)


def _do(work: Callable[..., Any], *arguments: Any, **keywords: Any) -> Any:
    """Do the work; end the worker when it was told to stop, as soon as the work has cleaned up."""
    try:
        return work(*arguments, **keywords)
    except SystemExit:
        os._exit(1)


def _begin() -> None:
    """Leave Ctrl-C to the main process, and end in order when it says so, at once when it is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None
    wait([parent.sentinel])
    os._exit(1)
