"""Answers every question slowly: the limit of a question is not that of a notebook.

place: answer relu-answer
costs: relu network train
says: not come to an end
seconds: 12
"""

import time


class ReLU:
    def __init__(self):
        self.params, self.grads = {}, {}

    def forward(self, x, train=True):
        time.sleep(1.0)
        self.positive = x > 0
        return x * self.positive

    def backward(self, dy):
        time.sleep(1.0)
        return dy * self.positive
