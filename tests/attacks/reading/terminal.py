"""Reads what is typed in the instructor's terminal, from all that may lead there.

says: nobody is there
"""

import os

for name in ("/dev/tty", "/dev/console", "/dev/pts/0", "/dev/tty1"):
    try:
        os.open(name, os.O_RDWR)
        print("BREACH:", name)
    except OSError:
        pass
for number in (0, 1, 2):
    if os.isatty(number) or os.readlink(f"/proc/self/fd/{number}") != "/dev/null":
        print("BREACH: descriptor", number)
    if os.read(0, 10):
        print("BREACH: somebody types")
print("nobody is there")
