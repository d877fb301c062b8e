"""Stops whoever belongs to its group, so that the next one who asks waits for ever.

says: went on
"""

import os
import signal

os.kill(0, signal.SIGSTOP)
os.kill(0, signal.SIGTSTP)
os.kill(0, signal.SIGTTIN)
print("went on")
