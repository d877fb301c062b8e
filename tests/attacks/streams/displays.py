"""Displays a hundred thousand things, one after the other.

says: The rest is left out
seconds: 10
"""
from IPython.display import display

for number in range(30_000):
    display(number)
