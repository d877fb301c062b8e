"""Computes a number of half a billion digits.

says: did not come to an end within
seconds: 6
"""

7**500_000_000
