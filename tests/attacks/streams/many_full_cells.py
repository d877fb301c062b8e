"""Shows in each of thirty cells as much as a cell may.

cells: 30
says: the notebook shows more than 500,000 characters
seconds: 4
"""

print("x" * 99_999)
