"""Lends pages to pipes and lets them go itself: the pipes hold them, and no limit counts them.

says: refused
"""

import ctypes
import mmap
import os

libc = ctypes.CDLL(None, use_errno=True)
out, into = os.pipe()
lent = mmap.mmap(-1, 2**21)
vector = (ctypes.c_size_t * 2)(ctypes.addressof(ctypes.c_char.from_buffer(lent)), 4096)
print("BREACH: lent" if libc.vmsplice(into, vector, 1, 0) >= 0 else "refused")
