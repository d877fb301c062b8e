"""What the page hands into its experiments."""

from chapters.regularization import training
from solutions.backward import Affine, ReLU, SoftmaxCrossEntropy

LAYERS = (Affine, ReLU, SoftmaxCrossEntropy)
IMAGES = training.data()
