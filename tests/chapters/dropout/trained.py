"""The trainings that the page shows, each made once for all tests."""

from functools import cache

from chapters.dropout import training
from solutions.backward import Affine, ReLU, SoftmaxCrossEntropy
from solutions.dropout import Dropout, StandardDropout
from solutions.optimizers import Momentum

KIT = training.Kit(Affine, ReLU, SoftmaxCrossEntropy, Dropout, Momentum)
STANDARD = KIT._replace(dropout=StandardDropout)
IMAGES = training.data()


@cache
def runs():
    return training.runs(KIT, IMAGES)


@cache
def clean():
    return training.runs(KIT, IMAGES, (0.0, 0.5), range(12), count=100, wrong=0.0)
