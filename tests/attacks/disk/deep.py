"""Makes folders in folders, so deep that who removes them runs out of patience or of stack.

says: refused after
"""

import os

count = 0
os.chdir("/private")
try:
    while count < 50_000:
        os.mkdir("d")
        os.chdir("d")
        count += 1
    print("BREACH:", count)
except OSError as error:
    print("refused after", count, error.strerror)
os.chdir("/private")
