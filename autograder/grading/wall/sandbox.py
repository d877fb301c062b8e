"""The near side of the wall: a warm interpreter, of which each submission gets a guest to run its cells in."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import closing, suppress
from pathlib import Path
from types import TracebackType

import matplotlib
import psutil

from autograder.checks.wire import Data
from autograder.errors import CourseError
from autograder.grading.wall.bubblewrap import ENVIRONMENT, wall
from autograder.grading.wall.frames import TooLargeError, receive, send
from autograder.grading.wall.heldout import write_digits
from autograder.grading.wall.kit import KEEPER, contents, probe_modules, write_kit
from chapters.shared.data import digits_file

GRACE = 3.0
"""Seconds after which a guest is killed that should have stopped by itself."""
KIT = "course-kit-"
"""Begins the names of kits' folders; the number of the program that uses it follows."""
START = 60.0
"""Seconds that the interpreter may take to come up."""
FORK = 10.0
"""Seconds that it may take to fork; after that it is started anew."""
REPLY = 32 * 2**20
"""Bytes of the largest reply: a hundred times what any right answer needs."""


class GuestGoneError(Exception):
    """The guest has ended, is silent, or says too much; it runs no more."""


class Sandbox:
    """A warm interpreter, behind the wall or not.

    Parameters
    ----------
    walled : bool
        Without a wall a student's code can do whatever you can.
    """

    def __init__(self, walled: bool = True) -> None:
        self.walled = walled
        _sweep()
        self._kit = tempfile.TemporaryDirectory(prefix=f"{KIT}{os.getpid()}-")
        write_kit(Path(self._kit.name), contents())
        _lend_fonts(Path(self._kit.name))
        self._digits = Path(self._kit.name) / "digits.csv.gz"
        write_digits(self._digits)
        try:
            self._start()
        except CourseError:
            self._kit.cleanup()
            raise

    def _start(self) -> None:
        kit = Path(self._kit.name)
        self._control, theirs = socket.socketpair()
        inside = ["-m", KEEPER, str(theirs.fileno()), "walled" if self.walled else "open", *probe_modules()]
        before, environment = (
            (wall(kit, {digits_file(): self._digits}), {}) if self.walled else ([], _surroundings(kit))
        )
        with theirs, tempfile.TemporaryFile() as told:
            self._process = subprocess.Popen(
                [*before, sys.executable, *inside],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=told,
                pass_fds=[theirs.fileno()],
                env=environment,
                cwd=kit,
            )
            theirs.close()
            self._control.settimeout(START)
            up = self._control.recv(1) == b"!"
            self._control.settimeout(FORK)
            if not up:
                told.seek(0)
                last = told.read().decode(errors="replace").strip().splitlines()[-1:]
                raise CourseError(f"the interpreter that runs notebooks did not come up: {''.join(last)}")

        try:  # where none can be confined, nobody's work is run
            with closing(self._forked()) as guest:
                guest.ask({"run": "", "seconds": START}, START)
        except GuestGoneError as error:
            self._end()
            raise CourseError("submissions cannot be confined here: Linux 5.12 or newer is needed") from error

    def guest(self) -> Guest:
        """A guest for one submission; the interpreter is started anew if something has ended it."""
        try:
            return self._forked()
        except GuestGoneError:
            self._end()
            self._start()
            return self._forked()

    def _forked(self) -> Guest:
        if self._process.poll() is not None:
            raise GuestGoneError
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                socket.send_fds(self._control, [b"!"], [theirs.fileno()])
                if self._control.recv(1) == b"!":
                    return Guest(ours)
            except OSError:
                pass
        ours.close()
        raise GuestGoneError

    def _end(self) -> None:
        self._control.close()
        try:
            self._process.wait(GRACE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def close(self) -> None:
        """End the interpreter and all its guests."""
        self._end()
        self._kit.cleanup()

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


class Guest:
    """A fork of the warm interpreter in which one submission runs; it ends when it is let go."""

    def __init__(self, channel: socket.socket) -> None:
        self._channel = channel

    def ask(self, request: dict[str, Data], seconds: float) -> Data:
        """Send a request and wait for the answer, so many seconds at most and a little.

        Raises
        ------
        GuestGoneError
            When there is no answer: the guest is let go.
        """
        deadline = time.monotonic() + seconds + GRACE
        try:
            self._channel.settimeout(seconds + GRACE)
            send(self._channel, request)
            return receive(self._channel, REPLY, deadline)
        except (OSError, EOFError, TooLargeError) as error:
            self.close()
            raise GuestGoneError from error
        except (ValueError, MemoryError, RecursionError):
            return None

    def close(self) -> None:
        """End the guest, and wait until nothing of it is left."""
        with suppress(OSError):
            self._channel.shutdown(socket.SHUT_WR)
            self._channel.settimeout(GRACE)
            while self._channel.recv(2**20):
                pass
        self._channel.close()


def _surroundings(kit: Path) -> dict[str, str]:
    """The environment of an interpreter without a wall: one's own, with the kit's modules first."""
    return {**os.environ, **ENVIRONMENT, "HOME": str(kit), "TMPDIR": str(kit), "PYTHONPATH": str(kit)}


def _sweep() -> None:
    """Remove the kits of programs that were killed and could not do so themselves."""
    for folder in Path(tempfile.gettempdir()).glob(f"{KIT}*"):
        owner = folder.name.removeprefix(KIT).partition("-")[0]
        if owner.isdigit() and not psutil.pid_exists(int(owner)):
            shutil.rmtree(folder, ignore_errors=True)


def _lend_fonts(kit: Path) -> None:
    """Copy matplotlib's list of fonts: making one takes half a second."""
    for path in Path(matplotlib.get_cachedir()).glob("fontlist-*.json"):
        shutil.copy(path, kit)
