"""Makes links to one file without end: each takes memory, and none is a file.

says: refused after
"""

import os

count = 0
open("/private/one", "w").close()
try:
    while count < 50_000:
        os.link("/private/one", f"/private/{count}")
        count += 1
    print("BREACH:", count)
except OSError as error:
    print("refused after", count, error.strerror)
