"""Sends signals to all numbers that a process could have, and to all at once.

says: reached nobody
"""

import os
import signal

reached = 0
for number in (*range(2, 70_000), -1, *range(-70_000, -69_000)):
    try:
        os.kill(number, signal.SIGKILL)
        reached += number != -1
    except OSError:
        pass
print("reached nobody" if reached == 0 else "BREACH: reached")
