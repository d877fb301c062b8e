"""Reads what the kernel tells of the whole machine: its settings, its symbols, its keys, its memory.

says: 8 refused
"""

refused = 0
for name in ("sys/kernel/core_pattern", "kallsyms", "keys", "kcore", "meminfo", "cmdline", "kmsg", "config.gz"):
    try:
        with open(f"/proc/{name}", "rb") as handle:
            handle.read(1)
        print("BREACH:", name)
    except OSError:
        refused += 1
print(refused, "refused")
