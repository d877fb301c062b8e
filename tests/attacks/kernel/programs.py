"""Loads programs into the kernel, and counts its events: both have been ways out.

says: 4 refused
"""

import ctypes

libc, space = ctypes.CDLL(None), ctypes.create_string_buffer(128)
told = [
    libc.syscall(321, 0, space, 128),
    libc.syscall(298, space, 0, -1, -1, 0),
    libc.syscall(323, 0),
    libc.syscall(135, 0xFFFF),
]
print("4 refused" if told == [-1] * 4 else f"BREACH: {told}")
