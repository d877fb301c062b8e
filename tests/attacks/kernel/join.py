"""Joins the namespaces of whoever it can see, by their files.

says: joined none
"""

import ctypes
import os

libc = ctypes.CDLL(None)
for kind in os.listdir("/proc/self/ns"):
    handle = os.open(f"/proc/self/ns/{kind}", os.O_RDONLY)
    if libc.setns(handle, 0) == 0:
        print("BREACH:", kind)
    os.close(handle)
print("joined none")
