"""Calls the kernel by the numbers of x32, which stand for the same calls and are others.

costs:
says: This cell ended the process that ran it
"""

import ctypes
import os

child = ctypes.CDLL(None).syscall(0x40000000 | 57)
if child == 0:
    os._exit(0)
print("BREACH: a child" if child > 0 else "BREACH: asked and refused by somebody else")
