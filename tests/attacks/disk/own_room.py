"""Mounts a larger folder in memory, where the small one is full.

says: refused
"""

import ctypes
import os

os.makedirs("/private/room", exist_ok=True)
libc = ctypes.CDLL(None, use_errno=True)
mounted = libc.mount(b"tmpfs", b"/private/room", b"tmpfs", 0, b"size=10g") == 0
grown = libc.mount(b"tmpfs", b"/private", b"tmpfs", 32, b"size=10g") == 0
print("BREACH: room" if mounted or grown else f"refused: {os.strerror(ctypes.get_errno())}")
