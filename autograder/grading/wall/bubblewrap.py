"""The wall: bubblewrap gives the warm interpreter a machine of its own with almost nothing on it.

It sees Python, the environment and the kit, all read-only. It sees no network, no gradebook, no solutions, no work of a
student's, no other process, and nothing of the instructor's surroundings; it ends with the one who started it.
"""

from __future__ import annotations

import importlib
import shutil
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

REPOSITORY = Path(__file__).resolve().parents[3]

SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/etc/ld.so.cache", "/etc/fonts", "/etc/alternatives")

PRIVATE = "/private"
"""Where each submission finds a folder of its own."""

ENVIRONMENT = {
    "HOME": PRIVATE,
    "LANG": "C.UTF-8",
    "MPLBACKEND": "agg",
    "OPENBLAS_NUM_THREADS": "1",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONSAFEPATH": "1",
    "TMPDIR": PRIVATE,
}
"""All that a student's code finds in its environment, beside the path."""


@cache
def why_not() -> str:
    """Why there can be no wall on this machine, in a sentence; empty when there can."""
    if shutil.which("bwrap") is None:
        return "bubblewrap is not installed; on Debian and Ubuntu: apt install bubblewrap"
    try:
        importlib.import_module("pyseccomp")
    except (ImportError, RuntimeError):
        return "libseccomp is not installed; on Debian and Ubuntu: apt install libseccomp2"
    tried = subprocess.run([*wall(), "true"], capture_output=True, text=True, check=False, env={})
    return "" if tried.returncode == 0 else f"bubblewrap does not work here: {tried.stderr.strip()}"


def wall(kit: Path | None = None, over: Mapping[Path, Path] = MappingProxyType({})) -> list[str]:
    """The command line in front of a command that runs behind the wall.

    Parameters
    ----------
    kit : Path, optional
        What is mounted of the course.
    over : mapping
        Files to show in the place of others.

    Notes
    -----
    The one capability that is left lets the interpreter put each submission into namespaces of its own; there it is
    dropped.
    """
    command = [
        _bubblewrap(),
        "--unshare-all",
        "--die-with-parent",
        "--new-session",
        "--clearenv",
        "--hostname",
        "course",
    ]
    command += ["--cap-drop", "ALL", "--cap-add", "CAP_SYS_ADMIN"]
    # /tmp first: the environment may itself lie below it.
    command += ["--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp", "--tmpfs", PRIVATE]
    for path in (*SYSTEM, sys.base_prefix, sys.prefix):
        command += ["--ro-bind-try", path, path]
    for room in ("autograder", "chapters", "solutions"):  # where they are installed, not linked
        if any(Path(prefix) in (REPOSITORY / room).parents for prefix in (*SYSTEM, sys.base_prefix, sys.prefix)):
            command += ["--tmpfs", str(REPOSITORY / room)]
    if kit is not None:
        command += ["--ro-bind", str(kit), "/kit"]
    for place, file in over.items():
        command += ["--ro-bind", str(file), str(place)]
    for name, value in {**ENVIRONMENT, "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin"}.items():
        command += ["--setenv", name, value]
    for path in ("/dev", "/tmp", "/"):
        command += ["--remount-ro", path]
    return [*command, "--setenv", "PYTHONPATH", "/kit", "--chdir", PRIVATE]


def _bubblewrap() -> str:
    """The program's path: it is started without an environment, whose path would name it."""
    return shutil.which("bwrap") or "bwrap"
