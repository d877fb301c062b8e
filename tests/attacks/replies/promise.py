"""Promises an answer of 30 MB and sends some of it, a byte at a time.

costs: all
seconds: 14
"""

import os
import time

os.write(3, (30 * 2**20).to_bytes(8, "big"))
while True:
    try:
        os.write(3, b"[")
        time.sleep(0.05)
    except BaseException:
        pass
