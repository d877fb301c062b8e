"""Makes a process by the bare calls to the kernel: fork, vfork, clone with each kind of flags, clone3.

says: 7 refused
"""

import ctypes
import os

libc, refused = ctypes.CDLL(None, use_errno=True), 0
arguments = (ctypes.c_uint64 * 11)(0, 0, 0, 0, 17)
calls = [(57,), (58,), (56, 17, 0, 0, 0, 0), (56, 0x100, 0, 0, 0, 0), (56, 0x10000000 | 17, 0, 0, 0, 0)]
calls += [(56, 0x20000000 | 17, 0, 0, 0, 0), (435, arguments, 88)]
for call in calls:
    child = libc.syscall(*call)
    if child == 0:
        os._exit(0)
    if child > 0:
        print("BREACH:", call)
    refused += child < 0
print(refused, "refused")
