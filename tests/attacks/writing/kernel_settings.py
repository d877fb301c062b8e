"""Opens the kernel's settings for writing: the program that takes core dumps runs outside of everything.

says: 6 refused
"""

import os

refused = 0
for name in (
    "sys/kernel/core_pattern",
    "sys/kernel/modprobe",
    "sys/vm/drop_caches",
    "sysrq-trigger",
    "sys/kernel/hostname",
):
    try:
        os.open(f"/proc/{name}", os.O_WRONLY)
        print("BREACH:", name)
    except OSError:
        refused += 1
try:
    with open("/proc/self/oom_score_adj", "w") as handle:
        handle.write("-1000")
    print("BREACH: it is never the first to go")
except OSError:
    refused += 1
print(refused, "refused")
