"""Sends bytes without end, as fast as it can.

costs: all
seconds: 6
"""

import os

while True:
    try:
        os.write(3, bytes(2**20))
    except BaseException:
        pass
