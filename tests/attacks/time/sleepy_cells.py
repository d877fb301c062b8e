"""Sleeps in each of twelve cells a little less than it may: the limit of a cell is not that of a notebook.

cells: 12
costs: all
says: the notebook has used up its time
seconds: 14
"""

import time

time.sleep(2.7)
