"""Reads and writes the memory of its watcher and of the warm interpreter.

says: 6 refused
"""

import ctypes
import os

libc, refused = ctypes.CDLL(None), 0
space = ctypes.create_string_buffer(64)
vector = (ctypes.c_size_t * 2)(ctypes.addressof(space), 64)
for number in (2, os.getppid()):
    told = [
        libc.ptrace(16, number, None, None),
        libc.process_vm_readv(number, vector, 1, vector, 1, 0),
        libc.process_vm_writev(number, vector, 1, vector, 1, 0),
    ]
    if [each for each in told if each >= 0]:
        print("BREACH:", number)
    refused += 3
print(refused, "refused")
