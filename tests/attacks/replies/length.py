"""Says that its answer has 2**63 bytes.

costs: all
seconds: 6
"""

import os

os.write(3, (2**63).to_bytes(8, "big"))
