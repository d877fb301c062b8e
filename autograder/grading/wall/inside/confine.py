"""What a submission's process gives up before a student's code runs in it.

The wall around the interpreter is bubblewrap's. Within it, each submission has namespaces of its own for processes,
mounts and messages, a small folder in memory, and a filter that the kernel asks at each call. No second process can be
made, so that the limits of one process are those of the whole submission, with control groups and without.
"""

from __future__ import annotations

import ctypes
import errno
import os
import resource
import socket
from contextlib import suppress

NEW_MOUNTS, NEW_MESSAGES, NEW_PROCESSES = 0x00020000, 0x08000000, 0x20000000
READ_ONLY, NO_SETUID, NO_DEVICES, NO_PROGRAMS, RECURSIVE, UNSHARED = 1, 2, 4, 8, 0x4000, 0x40000
SET_MOUNTS, HERE, ALL_BELOW = 442, -100, 0x8000
"""The number of `mount_setattr`, for which older C libraries have no name, and its flags."""
DEATH_SIGNAL = 1
PRIVATE = b"/private"
SAME_PROCESS = 0x00010000
"""The flag of `clone` that makes a thread and not a process (CLONE_THREAD)."""

REFUSED = (
    # another process, or another program in this one's place
    *("fork", "vfork", "execve", "execveat"),
    # memory that no limit of a process counts: by its name, in a queue, or lent to a pipe and then let go
    *("memfd_create", "memfd_secret", "shmget", "msgget", "semget", "mq_open", "vmsplice"),
    *("io_uring_setup", "io_setup", "userfaultfd"),
    # a way to capabilities, to other namespaces, or to other processes
    *("unshare", "setns", "chroot", "pivot_root", "mount", "umount2", "fsopen", "fsconfig", "fsmount", "fspick"),
    *("open_tree", "move_mount", "mount_setattr", "mknod", "mknodat", "name_to_handle_at", "open_by_handle_at"),
    *("ptrace", "process_vm_readv", "process_vm_writev", "process_madvise", "pidfd_getfd", "kcmp"),
    # parts of the kernel that nobody needs here
    *("bpf", "perf_event_open", "keyctl", "add_key", "request_key", "socket", "syslog", "personality", "modify_ldt"),
    *("ioperm", "iopl", "fanotify_init", "quotactl", "acct", "swapon", "swapoff", "reboot", "kexec_load"),
    *("init_module", "finit_module", "delete_module", "settimeofday", "clock_settime", "clock_adjtime", "adjtimex"),
    *("sethostname", "setdomainname", "mbind", "move_pages", "migrate_pages", "set_mempolicy"),
)
"""Calls to the kernel that fail; so does `clone` where it would make a process."""

STACK = 8 * 2**20
"""Bytes of the first thread's stack, also where the instructor's have no end."""

libc = ctypes.CDLL(None, use_errno=True)


def separate() -> None:
    """Let the next fork be the first process of a namespace of its own, with mounts and messages of its own."""
    _call("unshare", NEW_MOUNTS | NEW_MESSAGES | NEW_PROCESSES)


def end_with_parent() -> None:
    """Be killed when the parent ends."""
    _call("prctl", DEATH_SIGNAL, 9, 0, 0, 0)


def stand_alone() -> None:
    """Leave the parent's group, to which signals can be sent from any namespace; be the first to go without memory."""
    os.setsid()
    with suppress(OSError), open("/proc/self/oom_score_adj", "w", encoding="ascii") as handle:
        handle.write("1000")


def furnish(disk: int, files: int) -> None:
    """Give the submission a list of its own processes, and an empty folder in memory, which ends with it.

    All else is only to be read. That holds for what lies on a mount of its own as well: a device keeps its owner and
    its mode, and the list of processes has no settings of the kernel's.

    Parameters
    ----------
    disk : int
        Bytes that fit into the folder.
    files : int
        Files and folders that fit into it.
    """
    _call("mount", None, b"/", None, RECURSIVE | UNSHARED, None)
    attributes = (ctypes.c_uint64 * 4)(READ_ONLY | NO_SETUID, 0, 0, 0)
    _call("syscall", SET_MOUNTS, HERE, b"/", ALL_BELOW, attributes, ctypes.c_size_t(ctypes.sizeof(attributes)))
    _call("mount", b"proc", b"/proc", b"proc", READ_ONLY | NO_SETUID | NO_DEVICES | NO_PROGRAMS, b"subset=pid")
    size = f"size={disk},nr_inodes={files},mode=700".encode()
    _call("mount", b"tmpfs", PRIVATE, b"tmpfs", NO_SETUID | NO_DEVICES, size)
    os.chdir(PRIVATE)


def limit(memory: int, file_size: int, seconds: int, handles: int) -> None:
    """Bound what the process may use.

    Parameters
    ----------
    memory, file_size : int
        Bytes of address space, and of the largest file.
    seconds : int
        Processor time.
    handles : int
        Open files and sockets.
    """
    limits = {
        resource.RLIMIT_AS: memory,
        resource.RLIMIT_FSIZE: file_size,
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_NOFILE: handles,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_MEMLOCK: 0,
        resource.RLIMIT_STACK: STACK,
    }
    for kind, most in limits.items():
        resource.setrlimit(kind, (most, most))


def threads() -> int:
    """Threads of the first process of the namespace, counted from beside it: no limit of a process bounds them."""
    return os.stat("/proc/1/task").st_nlink - 2


def renounce() -> None:
    """Drop every capability, for good, and let the kernel refuse what nobody needs here."""
    import pyseccomp

    header, nothing = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
    _call("capset", header, nothing)
    failing = pyseccomp.ERRNO(errno.EPERM)
    rules = pyseccomp.SyscallFilter(defaction=pyseccomp.ALLOW)
    # Calls by another processor's numbers would pass the filter by.
    rules.set_attr(pyseccomp.Attr.ACT_BADARCH, pyseccomp.KILL_PROCESS)
    for name in REFUSED:
        rules.add_rule(failing, name)
    rules.add_rule(failing, "clone", pyseccomp.Arg(0, pyseccomp.MASKED_EQ, SAME_PROCESS, 0))
    rules.add_rule(failing, "socketpair", pyseccomp.Arg(0, pyseccomp.NE, socket.AF_UNIX))
    # Its flags lie in memory, where a filter cannot look. The C library goes back to `clone` when there is none.
    rules.add_rule(pyseccomp.ERRNO(errno.ENOSYS), "clone3")
    rules.load()  # with "no new privileges"


def _call(name: str, *arguments: object) -> None:
    if getattr(libc, name)(*arguments) == -1:
        code = ctypes.get_errno()
        raise OSError(code, f"{name}: {os.strerror(code)}")
