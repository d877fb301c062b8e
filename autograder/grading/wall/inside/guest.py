"""Serves one submission behind the wall: runs its cells, and probes its objects, one request after the other."""

from __future__ import annotations

import os
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import Any

from autograder.checks.probing.driving import returned
from autograder.checks.wire import Data
from autograder.grading.wall.frames import receive, send
from autograder.grading.wall.inside.shell import Shell


class StoppedError(BaseException):
    """A cell has had its time. It is no Exception, so that `except Exception` in a loop does not hold it up."""


def serve(channel: socket.socket, shell: Shell) -> None:
    """Answer requests until the other side ends.

    `{"run": source, "seconds": ...}` gives the outputs of a cell; `{"probe": "module:function", "needs": [...],
    "cases": [...], "seconds": ...}` what the probe returns for each case; `{"place": {name: text}}` puts modules where
    cells can import them.
    """
    while True:
        try:
            request = receive(channel)
        except EOFError:
            return
        if "run" in request:
            answer = run(shell, **request)
        elif "place" in request:
            answer = place(request["place"])
        else:
            answer = probed(shell.user_ns, **request)
        try:
            send(channel, answer)
        except Exception:  # something that is no data, such as a class of a student's that says it is an array
            send(channel, None)


def run(shell: Shell, run: str, seconds: float) -> Data:
    """Run a cell; stop it when it takes longer than it may."""
    with _time_limit(seconds):
        return shell.run(run)
    return shell.shown


def place(files: dict[str, str]) -> Data:
    """Write a student's own modules into the folder that is theirs."""
    with suppress(OSError):  # a name or a size that the folder does not take: the import says that it is missing
        for name, text in files.items():
            Path(name).write_bytes(text.encode("latin-1"))
    sys.path.insert(0, os.getcwd())
    return None


def probed(namespace: dict[str, Any], probe: str, needs: list[str], cases: list[Data], seconds: float) -> Data:
    """Drive a student's objects with all cases."""
    missing = [name for name in needs if name not in namespace]
    if missing:
        error = {"type": "NameError", "message": f"{missing[0]} is not defined", "line": ""}
        return [{"error": error}] * len(cases)
    module, _, function = probe.partition(":")
    try:
        return returned(getattr(import_module(module), function), [namespace[name] for name in needs], cases, seconds)
    except BaseException as error:  # a student's code that ends the program costs this check, and not its guest
        return [{"error": {"type": type(error).__name__, "message": "it ends the program", "line": ""}}] * len(cases)


@contextmanager
def _time_limit(seconds: float) -> Iterator[None]:
    """Raise in the body when it takes longer; IPython shows it as it shows all that a cell raises."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise StoppedError(f"the cell did not come to an end within {seconds:g} seconds")

    signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    except StoppedError:  # just as the cell came to its end
        pass
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
