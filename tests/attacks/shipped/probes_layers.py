"""Takes the layers with which the probes of another chapter surround an answer: they are none that anybody asks for.

place: each
notebook: empty
"""

from autograder.tasks.activations.probes import Inside


def Affine(W, b):
    return Inside(W, b)
