"""Takes capabilities back: by the call, by the bounding and the ambient set, by another user's number.

says: none
"""

import ctypes
import os
from contextlib import suppress

libc = ctypes.CDLL(None)
header, every = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)(*[0xFFFFFFFF] * 6)
some = (ctypes.c_uint32 * 6)(1 << 21, 1 << 21, 1 << 21, 0, 0, 0)
if 0 in (libc.capset(header, every), libc.capset(header, some), libc.prctl(47, 2, 21, 0, 0)):
    print("BREACH: taken")
for change in (
    lambda: os.setuid(1000),
    lambda: os.setgroups([0, 27]),
    lambda: os.setgid(42),
    lambda: os.setresuid(1, 1, 0),
):
    with suppress(OSError):
        change()
        print("BREACH: somebody else")
with open("/proc/self/status") as handle:
    sets = [line.split() for line in handle if line.startswith(("CapPrm", "CapEff", "CapInh", "CapAmb"))]
print("none" if all(int(value, 16) == 0 for _, value in sets) else f"BREACH: {sets}")
