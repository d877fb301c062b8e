"""Looks for other processes, and for their memory, their folders and their open files.

says: alone
"""

import os

seen = [name for name in os.listdir("/proc") if name.isdigit()]
print("alone" if seen == ["1"] else f"BREACH: {seen}")
for number in range(2, 5000):
    if os.path.exists(f"/proc/{number}"):
        print("BREACH: a process that is not listed", number)
