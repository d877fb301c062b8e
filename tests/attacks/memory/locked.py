"""Locks its memory, so that the machine cannot move it out of the way.

says: 2 refused
"""

import ctypes
import mmap

libc = ctypes.CDLL(None)
kept = mmap.mmap(-1, 2**24)
address = ctypes.addressof(ctypes.c_char.from_buffer(kept))
told = [libc.mlockall(3), libc.mlock(ctypes.c_void_p(address), ctypes.c_size_t(2**24))]
print("BREACH: locked" if 0 in told else "2 refused")
