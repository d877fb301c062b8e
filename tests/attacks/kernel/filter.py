"""Puts filters of its own over the one that is there, and takes "no new privileges" back.

says: nothing has changed
"""

import ctypes
import os

libc = ctypes.CDLL(None)
libc.prctl(38, 0, 0, 0, 0)
allow = (ctypes.c_uint16 * 4)(0x06, 0, 0, 0x7FFF)


class Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_uint16), ("code", ctypes.c_void_p)]


libc.prctl(22, 2, ctypes.byref(Program(1, ctypes.addressof(allow))), 0, 0)
try:
    os.fork()
    print("BREACH: a child")
except OSError:
    with open("/proc/self/status") as handle:
        told = dict(line.split(":", 1) for line in handle)
    print("nothing has changed" if told["NoNewPrivs"].strip() == "1" else "BREACH: new privileges")
