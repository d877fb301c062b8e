"""Reads the log of the machine's kernel, by the call and by the device.

says: 2 refused
"""

import ctypes
import os

refused = 0
words = ctypes.create_string_buffer(4096)
if ctypes.CDLL(None).klogctl(3, words, 4096) >= 0:
    print("BREACH: the kernel's log")
else:
    refused += 1
try:
    os.open("/dev/kmsg", os.O_RDONLY | os.O_NONBLOCK)
    print("BREACH: the log's device")
except OSError:
    refused += 1
print(refused, "refused")
