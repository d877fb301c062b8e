"""Waits in the C library, where no exception arrives.

says: This cell ended the process that ran it, or never came to an end
seconds: 6
"""
import ctypes

libc = ctypes.PyDLL(None)
while True:
    libc.usleep(900_000_000)
