"""Asks for array after array, none of them too large.

says: refused after
"""

import numpy as np

kept = []
try:
    while len(kept) < 100:
        kept.append(np.empty(2**27, dtype=np.uint8))
    print("BREACH: 12 GB")
except MemoryError:
    print("refused after", len(kept))
    kept.clear()
