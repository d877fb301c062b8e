"""Asks for one array that is larger than the limit.

says: MemoryError
"""

import numpy as np

whole = np.ones(2**33, dtype=np.uint8)
print("BREACH: 8 GB")
