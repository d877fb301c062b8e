"""Waits in the C library, having told the kernel to keep every signal back.

says: This cell ended the process that ran it, or never came to an end
seconds: 6
"""

import ctypes

libc = ctypes.PyDLL(None)
libc.pthread_sigmask(0, ctypes.create_string_buffer(b"\xff" * 128), None)
while True:
    libc.usleep(900_000_000)
