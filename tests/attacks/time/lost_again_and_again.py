"""Ends its process in one answer, whenever it is asked: what others answer is not lost with it.

place: answer affine-answer
costs: affine-forward affine-backward network train
says: code that ends the process
seconds: 6
"""

import os


class Affine:
    def __init__(self, *arguments):
        os._exit(3)
