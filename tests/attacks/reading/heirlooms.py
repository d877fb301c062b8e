"""Plants names in modules that all submissions share, and looks for those of the submission before.

twice: yes
says: planted
"""

import builtins
import sys

import matplotlib
import numpy as np

places = (builtins, sys, np, np.linalg, matplotlib, get_ipython(), type(get_ipython()))
for place in places:
    if hasattr(place, "course_attack"):
        print("BREACH: planted by the submission before", place)
for place in places:
    place.course_attack = "my answers"
sys.modules["course_attack"] = np
matplotlib.rcParams["font.size"] = 77
print("planted")
