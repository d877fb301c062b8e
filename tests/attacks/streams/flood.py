"""Prints 400 MB.

says: The rest is left out
seconds: 4
"""

for _ in range(4000):
    print("x" * 100_000)
