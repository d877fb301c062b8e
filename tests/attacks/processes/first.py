"""Asks to be served before all others: a real-time scheduler, a better priority, processors of its own.

says: 3 refused
"""

import os

refused = 0
for asked in (
    lambda: os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(50)),
    lambda: os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(1)),
    lambda: os.setpriority(os.PRIO_PROCESS, 0, -20),
):
    try:
        asked()
        print("BREACH: first")
    except OSError:
        refused += 1
print(refused, "refused")
