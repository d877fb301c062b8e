"""Hands in a thousand cells.

cells: 1000
says: one more
seconds: 14
"""

print("one more")
