"""A kernel behind a wall: bubblewrap gives a student's code a machine of its own with almost nothing on it.

It sees Python, the environment, the check engine and the figures, all read-only, and one private folder. It sees no
network, no gradebook, no solutions, no other student's work and no other process; it ends with the one who started it.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import matplotlib
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager

REPOSITORY = Path(__file__).resolve().parents[2]

SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/etc/ld.so.cache", "/etc/fonts", "/etc/alternatives")
MEMORY = 4 * 2**20
"""Kilobytes of address space: NumPy and matplotlib need one gigabyte, a runaway array is stopped."""
FILE_SIZE = 100 * 2**10
"""Kilobytes of the largest file that may be written."""


@cache
def why_not() -> str:
    """Why bubblewrap cannot be used on this machine, in a sentence; empty when it can."""
    if shutil.which("bwrap") is None:
        return "bubblewrap is not installed; on Debian and Ubuntu: apt install bubblewrap"
    tried = subprocess.run([*wall(Path("/tmp")), "true"], capture_output=True, text=True, check=False)
    return "" if tried.returncode == 0 else f"bubblewrap does not work here: {tried.stderr.strip()}"


def wall(private: Path) -> list[str]:
    """The command line in front of a command that runs behind the wall; it may write to `private` only."""
    command = ["bwrap", "--unshare-all", "--die-with-parent", "--new-session", "--clearenv"]
    readable = [*SYSTEM, sys.base_prefix, sys.prefix, str(REPOSITORY / "autograder"), str(REPOSITORY / "chapters")]
    # /tmp first: the environment may itself lie below it.
    command += ["--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp"]
    for path in readable:
        command += ["--ro-bind-try", path, path]
    command += ["--bind", str(private), str(private)]
    environment = {
        "HOME": str(private),
        "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "MPLBACKEND": "agg",
        "OPENBLAS_NUM_THREADS": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    for name, value in environment.items():
        command += ["--setenv", name, value]
    return [*command, "--chdir", str(private)]


def _lend_fonts(private: Path) -> None:
    """Copy matplotlib's list of fonts to the new home: making one takes half a second."""
    there = private / ".cache" / "matplotlib"
    there.mkdir(parents=True)
    for path in Path(matplotlib.get_cachedir()).glob("fontlist-*.json"):
        shutil.copy(path, there)


class PrivateKernelManager(AsyncKernelManager):
    """Starts ipykernel with a private folder and talks to it through sockets there; what it prints is not shown."""

    def __init__(self, **keywords: Any) -> None:
        self.private = tempfile.TemporaryDirectory(prefix="course-")
        super().__init__(transport="ipc", **keywords)
        self.connection_file = str(Path(self.private.name) / "kernel.json")
        self.ip = str(Path(self.private.name) / "socket")

    @property
    def before(self) -> list[str]:
        """The beginning of the command line, before Python."""
        return []

    @property
    def kernel_spec(self) -> KernelSpec:
        """A kernel like the environment's own."""
        python = [sys.executable, "-m", "ipykernel_launcher", "--quiet", "-f", "{connection_file}"]
        return KernelSpec(
            argv=[*self.before, *python],
            env={"OPENBLAS_NUM_THREADS": "1"},
            language="python",
            display_name="Python 3",
            interrupt_mode="message",
        )

    async def start_kernel(self, **keywords: Any) -> None:  # type: ignore[override]
        """Start the kernel with its own output away from the instructor's terminal."""
        await super().start_kernel(stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **keywords)

    async def cleanup_resources(self, restart: bool = False) -> None:  # type: ignore[override]
        """Remove the private folder with whatever the student's code left there."""
        await super().cleanup_resources(restart)
        if not restart:
            self.private.cleanup()


class WalledKernelManager(PrivateKernelManager):
    """Starts ipykernel behind the wall, with limits."""

    def __init__(self, **keywords: Any) -> None:
        super().__init__(**keywords)
        _lend_fonts(Path(self.private.name))

    @property
    def before(self) -> list[str]:
        """The wall and the limits."""
        limits = f'ulimit -v {MEMORY}; ulimit -f {FILE_SIZE}; ulimit -c 0; exec "$0" "$@"'
        return [*wall(Path(self.private.name)), "sh", "-c", limits]
