"""Changes what the root of its files is, and climbs out of it.

says: 3 refused
"""

import ctypes
import os

libc = ctypes.CDLL(None)
os.makedirs("/private/new", exist_ok=True)
told = [
    libc.pivot_root(b"/private", b"/private/new")
    if hasattr(libc, "pivot_root")
    else libc.syscall(155, b"/private", b"/private/new"),
    libc.chroot(b"/private"),
    libc.syscall(429, -100, b"/proc/1/root", 0),
]
print("3 refused" if told == [-1, -1, -1] else f"BREACH: {told}")
for path in ("/proc/1/root/var/log", "/proc/1/cwd/../../home", "/../../../root/.bashrc", "/old_root"):
    if os.path.exists(path):
        print("BREACH:", path)
