"""Comes to an end the first time, and never when the cells are run again after a lost process.

place: last
says: did not come to an end within
seconds: 9
"""

import os
import time

if time.clock_gettime(time.CLOCK_MONOTONIC) > 0 and os.getpid() == 1:
    time.sleep(1000)
