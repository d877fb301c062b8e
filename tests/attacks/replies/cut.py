"""Breaks off in the middle of an answer, and closes the line.

costs:
says: This cell ended the process that ran it
"""

import os

os.write(3, (1000).to_bytes(8, "big") + b"[1, 2")
os.close(3)
