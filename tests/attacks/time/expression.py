"""Searches with a regular expression that tries every way to divide a text.

says: within 3 seconds
seconds: 6
"""

import re

re.match(r"(a|a)*(a|b|ab)*(a+)+c", "ab" * 40 + "a" * 80 + "d")
