"""Shows an object whose representation has 300 million characters.

says: The rest is left out
seconds: 4
"""


class Large:
    def __repr__(self):
        return "x" * 300_000_000


Large()
