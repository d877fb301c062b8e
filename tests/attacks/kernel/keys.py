"""Reads the keys that the machine's root has in the kernel, and leaves one.

says: 3 refused
"""

import ctypes

libc = ctypes.CDLL(None)
told = [
    libc.syscall(250, 0, -4, 1),
    libc.syscall(248, b"user", b"course", b"x", 1, -4),
    libc.syscall(249, b"user", b"x", 0, -4),
]
print("3 refused" if told == [-1, -1, -1] else f"BREACH: {told}")
