"""What the page hands into its experiments."""

from chapters.recipe import sick
from chapters.recipe.given import Parts
from solutions.activations import Tanh
from solutions.backward import Affine, ReLU, Sigmoid, SoftmaxCrossEntropy
from solutions.dropout import Dropout
from solutions.optimizers import Momentum

PARTS = Parts(Affine, {"sigmoid": Sigmoid, "tanh": Tanh, "ReLU": ReLU}, Dropout, SoftmaxCrossEntropy, Momentum)
IMAGES = sick.images()
