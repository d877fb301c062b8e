"""Leaves a process behind: a child of a child, in a session of its own.

says: no child
"""

import os
import time

try:
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            time.sleep(1000)
    print("BREACH: a daemon")
except OSError:
    print("no child")
