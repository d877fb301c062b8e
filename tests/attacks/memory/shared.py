"""Maps memory that is shared with nobody, file after file, in the folder in memory and without a file.

says: mapped
"""

import mmap

kept = []
try:
    while len(kept) < 100:
        kept.append(mmap.mmap(-1, 2**27))
    print("BREACH: 12 GB")
except OSError:
    print("mapped", len(kept))
for each in kept:
    each.close()
