"""The warm interpreter behind the wall: it imports what notebooks need, once, and forks for each submission.

Called as `python -m autograder.grading.wall.inside.keeper CONTROL WALLED MODULE...` with the number of an open socket.
For each socket that comes through it, a child watches over a guest, which is the first process of its own namespace:
when it ends, or when the other side lets go, whatever it has left ends with it.
"""

from __future__ import annotations

import gc
import os
import select
import signal
import socket
import sys
import tempfile
from importlib import import_module

from autograder.grading.wall.inside import confine
from autograder.grading.wall.inside.absent import stand_in
from autograder.grading.wall.inside.guest import serve
from autograder.grading.wall.inside.shell import Shell

COMMON = ("ipywidgets", "matplotlib.pyplot", "numpy", "stack_data", "pyseccomp")
"""What notebooks import, and what shows their errors."""

MEMORY, DISK, FILE_SIZE = 3 * 2**30, 64 * 2**20, 32 * 2**20
"""Bytes of address space, of the private folder, and of the largest file."""
FILES, HANDLES, THREADS = 1000, 64, 32
SECONDS = 120
"""Of processor time, for all of a submission."""
LOOK = 20
"""Milliseconds after which the threads are counted again."""


def main(control: socket.socket, walled: bool, modules: list[str]) -> None:
    """Fork for every socket that comes, until the other side ends."""
    for name in (*COMMON, *modules):
        import_module(name)
    stand_in()
    shell = Shell.instance()
    gc.freeze()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for those who watch
    control.sendall(b"!")
    while True:
        word, handles, *_ = socket.recv_fds(control, 1, 1)
        if not word:
            return
        if os.fork() == 0:
            try:
                control.close()
                os.dup2(os.open(os.devnull, os.O_RDWR), 2)
                watch(socket.socket(fileno=handles[0]), shell, walled)
            finally:
                os._exit(0)
        for handle in handles:
            os.close(handle)
        control.sendall(b"!")


def watch(channel: socket.socket, shell: Shell, walled: bool) -> None:
    """Let a guest serve, and end it when the other side lets go."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    confine.end_with_parent()
    if walled:
        confine.separate()
    guest = os.fork()
    if guest == 0:
        try:
            confine.end_with_parent()
            confine.stand_alone()
            if walled:
                confine.furnish(DISK, FILES)
            else:
                os.chdir(tempfile.mkdtemp())  # below the kit, which goes with the interpreter
            confine.limit(MEMORY, FILE_SIZE, SECONDS, HANDLES)
            if walled:
                confine.renounce()
            serve(channel, shell)
        finally:
            os._exit(0)
    ended = os.pidfd_open(guest)
    either = select.poll()
    either.register(ended, select.POLLIN)
    either.register(channel, select.POLLRDHUP)
    while not either.poll(LOOK if walled else None) and (not walled or confine.threads() <= THREADS):
        pass
    os.kill(guest, signal.SIGKILL)
    os.waitpid(guest, 0)


if __name__ == "__main__":
    main(socket.socket(fileno=int(sys.argv[1])), sys.argv[2] == "walled", sys.argv[3:])
