"""Displays ten thousand things, one after the other: each is short.

says: The rest is left out
seconds: 6
"""

from IPython.display import display

for number in range(10_000):
    display(number)
