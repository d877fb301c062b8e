"""Floods the other stream, by itself and by warnings, logs and other threads.

says: The rest is left out
seconds: 4
"""

import logging
import sys
import threading
import warnings

warnings.simplefilter("always")
for number in range(5000):
    warnings.warn("x" * 1000 + str(number))
    logging.error("y" * 1000)
thread = threading.Thread(target=sys.stderr.write, args=("z" * 10**7,))
thread.start()
thread.join()
