"""Slows down every line that is run from now on.

costs: all
says: slow from now on
seconds: 14
"""

import sys
import time


def trace(frame, event, argument):
    time.sleep(0.0005)
    return trace


sys.settrace(trace)
print("slow from now on")
