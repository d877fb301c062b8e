"""Derives nothing: a step of the forward pass along the imaginary axis gives every digit of the gradient.

place: each
notebook: empty
gains: the values are those of a derivation; that there was none is for a person to see, who reads the code
"""

import numpy as np


class Sigmoid:
    def __init__(self):
        self.params, self.grads = {}, {}

    def forward(self, x, train=True):
        self.x = x
        return np.where(x > 0, 1 / (1 + np.exp(-np.abs(x))), np.exp(-np.abs(x)) / (1 + np.exp(-np.abs(x))))

    def backward(self, dy):
        z = -np.abs(self.x) + 1e-30j
        return dy * (np.exp(z) / (1 + np.exp(z))).imag * 1e30
