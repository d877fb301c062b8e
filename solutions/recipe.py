# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Recipe: everything together
#
# All parts of this network are yours: you wrote them in the notebooks before. Here you put them together, look after a
# training run as a doctor would, and build the best reader of digits that 1,000 training steps can buy.
#
# Replace each `raise NotImplementedError()` with your code, run the cell, then run the check below it. A check says what
# is right, what is not, and where. It takes about 65 minutes without section 11, which is optional, and 20 more for the experiment.

# %% nbgrader={"grade": false, "grade_id": "setup", "locked": true, "schema_version": 3, "solution": false, "task": false}
"""The notebook of the chapter `recipe`: parts of one's own, a diagnosis, a training loop, a network healed, digits read and added."""

from functools import partial

import numpy as np

from chapters.shared.data import kept_digits, practice_digits
from chapters.shared.sequential import Sequential

# %% tags=["active-ipynb"] nbgrader={"grade": false, "grade_id": "tools", "locked": true, "schema_version": 3, "solution": false, "task": false}
# from ipywidgets import SelectionSlider

# from autograder.tasks.recipe import check
# from chapters.recipe import adding, driven, playing, sick
# from chapters.recipe.parts import bring, reserve
# from chapters.shared import trials
# from chapters.shared.explore import explore, show

# PARTS = {
#     "forward": ["minibatches"],
#     "backward": ["Affine", "ReLU", "SoftmaxCrossEntropy"],
#     "optimizers": ["AdamW"],
#     "schedules": ["cosine"],
#     "initialization": ["he_normal"],
#     "batchnorm": ["BatchNorm"],
#     "regularization": ["EarlyStopping", "random_shift"],
#     "dropout": ["Dropout"],
# }
# reserve(PARTS, globals())

# %% [markdown]
# ## 1. Bring your own parts
#
# Your other notebooks lie beside this one. Write `bring(**PARTS)` below and run the cell. The cell then *becomes* your own code, out
# of your notebooks, with whatever it uses there. Run it once more, and the names are defined. From then on this notebook needs
# no other.
#
# If a part is missing, one sentence says which. Write it where it belongs, save that notebook, and run the cell again; or write
# it here. In Colab and other places where the cell does not change by itself, paste the classes.


# %% nbgrader={"grade": false, "grade_id": "parts-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
### BEGIN SOLUTION
def minibatches(x, labels, batch_size, rng):
    """Go through a data set once, a batch at a time.

    Parameters
    ----------
    x : ndarray, shape (N, D), float64
    labels : ndarray, shape (N,)
        Each label stays with its row.
    batch_size : int
        The number B of samples in a batch; the last batch has what is left.
    rng : numpy.random.Generator
        The only source of chance: the order is new in each epoch, and the same again for the same generator.

    Yields
    ------
    x, labels : ndarrays, shapes (B, D) and (B,)

    `x` and `labels` stay as they were.
    """
    shuffled = rng.permutation(len(x))
    for first in range(0, len(x), batch_size):
        rows = shuffled[first : first + batch_size]
        yield x[rows], labels[rows]


class Affine:
    """Y = X W + b.

    Parameters
    ----------
    W : ndarray, shape (D, M)
    b : ndarray, shape (M,)

    Keep `W` and `b` themselves in `params`, not copies: whoever changes `params["W"]` in place changes the layer.

    Attributes
    ----------
    first : bool
        A network may tell its first layer that its input is data. Nobody asks for the gradient of data, so `backward`
        may return None then and save a product.
    """

    def __init__(self, W, b):
        self.params = {"W": W, "b": b}
        self.grads = {}
        self.first = False

    def forward(self, x, train=True):
        """Map a batch; in training, keep what `backward` will need.

        x : ndarray, shape (N, D), float64
        train : bool
            If false, what was kept stays: an evaluation between the two passes of a training step does no harm.
        returns : ndarray, shape (N, M)

        No loop over samples. `x` stays as it was.
        """
        if train:
            self.x = x
        return x @ self.params["W"] + self.params["b"]

    def backward(self, dy):
        """Store the gradients of W and b, and return the gradient of the input.

        dy : ndarray, shape (N, M), float64
        returns : ndarray, shape (N, D)
        stores : grads["W"], shape (D, M), and grads["b"], shape (M,)

        No loop over samples. `dy` stays as it was.
        """
        self.grads["W"] = self.x.T @ dy
        self.grads["b"] = dy.sum(axis=0)
        if self.first:
            return None
        return dy @ self.params["W"].T


class ReLU:
    """y = max(0, x), entry by entry."""

    def __init__(self):
        self.params = {}
        self.grads = {}

    def forward(self, x, train=True):
        """Cut off what is negative.

        x : ndarray, any shape, float64
        returns : ndarray, the same shape

        No loop. `x` stays as it was.
        """
        positive = x > 0
        if train:
            self.positive = positive
        return np.where(positive, x, 0.0)

    def backward(self, dy):
        """Return the gradient of the input.

        dy : ndarray, the shape of the output, float64
        returns : ndarray, the same shape

        No loop. `dy` stays as it was.
        """
        return np.where(self.positive, dy, 0.0)


class SoftmaxCrossEntropy:
    """Softmax over the classes, then the mean cross-entropy with the labels."""

    def __init__(self):
        self.params = {}
        self.grads = {}

    def forward(self, logits, labels):
        """Return the loss; keep the probabilities in `self.probabilities`, shape (N, K).

        logits : ndarray, shape (N, K), float64
        labels : ndarray, shape (N,), integers from 0 to K - 1
        returns : float

        Logits of 1000 or -1000 give a finite loss. No loop over samples. `logits` stay as they were.
        """
        shifted = logits - logits.max(axis=1, keepdims=True)
        log_probabilities = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
        self.probabilities = np.exp(log_probabilities)
        self.labels = labels
        return float(-log_probabilities[np.arange(len(labels)), labels].mean())

    def backward(self):
        """Return the gradient of the loss with respect to the logits.

        returns : ndarray, shape (N, K)
        """
        one_hot = self.labels[:, np.newaxis] == np.arange(self.probabilities.shape[1])
        return (self.probabilities - one_hot) / len(self.labels)


class Adam:
    """Momentum, adaptive steps and bias correction (Kingma and Ba, 2015, algorithm 1).

    Parameters
    ----------
    learning_rate : float
    beta1, beta2 : float
        The shares of the old averages of gradients and of their squares that stay.
    epsilon : float
        Added to the root of the corrected average.
    """

    def __init__(self, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self.learning_rate, self.beta1, self.beta2, self.epsilon = learning_rate, beta1, beta2, epsilon
        self.steps = 0
        self.means, self.squares = {}, {}

    def update(self, params, grads):
        """Make one step.

        params : dict of str to ndarray, any shapes; each array is changed in place
        grads : dict of str to ndarray, the same names and shapes

        Count updates, not parameters. Both averages are 0 before the first step.
        Whole arrays at once: no loop over entries. `grads` stay as they were.
        """
        self.steps += 1
        bias1 = 1 - self.beta1**self.steps
        bias2 = 1 - self.beta2**self.steps
        for name, parameter in params.items():
            gradient = grads[name]
            if name not in self.means:
                self.means[name], self.squares[name] = np.zeros_like(parameter), np.zeros_like(parameter)
            mean, squares = self.means[name], self.squares[name]
            mean *= self.beta1
            mean += (1 - self.beta1) * gradient
            squares *= self.beta2
            squares += (1 - self.beta2) * gradient * gradient
            root = np.sqrt(squares / bias2)
            root += self.epsilon
            parameter -= self.learning_rate / bias1 * mean / root


class AdamW(Adam):
    """Adam with decoupled weight decay (Loshchilov and Hutter, 2019).

    Parameters
    ----------
    learning_rate : float
    beta1, beta2, epsilon : float
        As for Adam.
    weight_decay : float
        How much of a parameter decays in a step, in learning rates.
    """

    def __init__(self, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8, weight_decay=0.01):
        super().__init__(learning_rate, beta1, beta2, epsilon)
        self.weight_decay = weight_decay

    def update(self, params, grads):
        """Make one step.

        params : dict of str to ndarray, any shapes; each array is changed in place
        grads : dict of str to ndarray, the same names and shapes

        `super().update(params, grads)` is your own Adam.
        Whole arrays at once: no loop over entries. `grads` stay as they were.
        """
        for parameter in params.values():
            parameter *= 1 - self.learning_rate * self.weight_decay
        super().update(params, grads)


def cosine(step, learning_rate, decay_steps, alpha=0.0):
    """Cosine decay.

    Parameters
    ----------
    step : int, or ndarray of integers, any shape
    learning_rate : float
        The rate at step 0.
    decay_steps : int
        Length of the decay; afterwards the rate stays.
    alpha : float
        The share of `learning_rate` that is left at the end.

    Returns
    -------
    float or ndarray of the shape of `step`, float64

    No loop. `step` stays as it was.
    """
    share = np.minimum(step / decay_steps, 1)
    return learning_rate * ((1 - alpha) * (1 + np.cos(np.pi * share)) / 2 + alpha)


def he_normal(rng, fan_in, fan_out):
    """Draw weights for a layer that a ReLU follows (He et al., 2015, equation 10).

    Parameters
    ----------
    rng : numpy.random.Generator
        Make no other: the same generator in the same state gives the same weights.
    fan_in, fan_out : int
        Inputs and outputs of the layer.

    Returns
    -------
    ndarray, shape (fan_in, fan_out), float64
        Independent and normal, with mean 0 and variance 2 / fan_in. New numbers in each call.
    """
    deviation = np.sqrt(2 / fan_in)
    return rng.normal(0.0, deviation, (fan_in, fan_out))


class BatchNorm:
    """Normalize each feature over the batch, then scale and shift it.

    Parameters
    ----------
    gamma, beta : ndarray, shape (D,)
        Scale and shift; a new layer starts with ones and zeros.
    momentum : float
        The share of the running averages that stays in a step, such as 0.9.
    epsilon : float
        What is added to a variance before its root is taken.

    Attributes
    ----------
    running_mean, running_variance : ndarray, shape (D,)
        Averages over the training batches seen so far, from 0 and from 1.
    """

    def __init__(self, gamma, beta, momentum=0.9, epsilon=1e-5):
        self.params = {"gamma": gamma, "beta": beta}
        self.grads = {}
        self.momentum = momentum
        self.epsilon = epsilon
        self.running_mean = np.zeros(len(gamma))
        self.running_variance = np.ones(len(gamma))

    def forward(self, x, train=True):
        """Normalize a batch; in training also keep what `backward` will need.

        x : ndarray, shape (N, D), float64
        train : bool
            True: use the batch's mean and biased variance, and let the running averages take their share of both.
            False: use the running averages, and leave them as they are.
        returns : ndarray, shape (N, D)

        No loop over samples. `x` stays as it was.
        """
        mean, variance = self.running_mean, self.running_variance
        if train:
            mean, variance = x.mean(axis=0), x.var(axis=0)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_variance = self.momentum * self.running_variance + (1 - self.momentum) * variance
        self.root = np.sqrt(variance + self.epsilon)
        self.normalized = (x - mean) / self.root
        return self.params["gamma"] * self.normalized + self.params["beta"]

    def backward(self, dy):
        """Store the gradients of gamma and beta, and return that of the input, after a forward pass in training.

        dy : ndarray, shape (N, D), float64
        returns : ndarray, shape (N, D)
        stores : grads["gamma"] and grads["beta"], shape (D,) each

        No loop over samples. `dy` stays as it was.
        """
        self.grads["gamma"] = (dy * self.normalized).sum(axis=0)
        self.grads["beta"] = dy.sum(axis=0)
        dnormalized = dy * self.params["gamma"]
        through_mean = dnormalized.mean(axis=0)
        through_variance = self.normalized * (dnormalized * self.normalized).mean(axis=0)
        return (dnormalized - through_mean - through_variance) / self.root


class EarlyStopping:
    """Watches the validation loss, says when to stop, and brings back the best weights.

    Parameters
    ----------
    patience : int
        Training stops after this many epochs in a row without a new minimum.

    Attributes
    ----------
    best_loss : float
        The lowest loss so far; infinity before the first epoch.
    best_epoch : int
        The epoch with that loss, counted from 0. A loss that only equals the best one is no new minimum.
    """

    def __init__(self, patience):
        self.patience = patience
        self.best_loss, self.best_epoch = float("inf"), 0
        self.epochs, self.best_params = 0, {}

    def update(self, loss, params):
        """Take notice of one epoch; called once after each of them.

        loss : float, on the validation set
        params : dict of str to ndarray; the arrays of the layers, which training goes on to change in place
        returns : bool, whether to stop now
        """
        if loss < self.best_loss:
            self.best_loss, self.best_epoch = loss, self.epochs
            self.best_params = {name: parameter.copy() for name, parameter in params.items()}
        self.epochs += 1
        return self.epochs - 1 - self.best_epoch >= self.patience

    def restore(self, params):
        """Write the best parameters back into the arrays of `params`, in place."""
        for name, parameter in params.items():
            parameter[...] = self.best_params[name]


def random_shift(images, reach, rng):
    """Every image of a batch moved by whole pixels, each by a random amount of its own.

    images : ndarray, shape (N, H, W) or (N, H, W, C), float64
    reach : int, at least 0 and smaller than H and W
    rng : numpy.random.Generator
    returns : ndarray, shape of images

    Down and right by amounts that are independent of each other. All whole numbers from -reach to reach, both ends
    included, are equally likely. Pixels that come in are 0. `images` stay as they were. A loop over images is fine here.
    """
    samples, height, width = images.shape[:3]
    margins = [(0, 0), (reach, reach), (reach, reach), (0, 0)][: images.ndim]
    padded = np.pad(images, margins)
    corners = rng.integers(0, 2 * reach + 1, (2, samples, 1))
    rows, columns = corners[0] + np.arange(height), corners[1] + np.arange(width)
    return padded[np.arange(samples)[:, None, None], rows[:, :, None], columns[:, None, :]]


def draw_mask(rng, shape, p):
    """Toss a coin for each entry.

    Parameters
    ----------
    rng : numpy.random.Generator
        The only source of chance: the same state gives the same mask.
    shape : tuple of int
    p : float, 0 <= p < 1
        Probability of a 0.

    Returns
    -------
    ndarray of this shape, float64
        Entries 0.0 (dropped) and 1.0 (kept), each drawn for itself. Without scaling.

    No loop.
    """
    return np.where(rng.random(shape) < p, 0.0, 1.0)


class Dropout:
    """Inverted dropout: a scaled mask in training, nothing at test time.

    Parameters
    ----------
    p : float, 0 <= p < 1
        Share that is dropped.
    rng : numpy.random.Generator
        Draws the masks.
    """

    def __init__(self, p, rng):
        self.p = p
        self.rng = rng
        self.params = {}
        self.grads = {}

    def forward(self, x, train=True):
        """Drop entries in training and scale up the others; hand on a copy at test time.

        x : ndarray, any shape, float64
        train : bool
            If true, draw a new mask with `draw_mask`. If false, draw nothing.
        returns : ndarray, the same shape

        No loop. `x` stays as it was.
        """
        self.factor = draw_mask(self.rng, x.shape, self.p) / (1 - self.p) if train else 1.0
        return x * self.factor

    def backward(self, dy):
        """Return the gradient of the input of the last `forward`, in training or not.

        dy : ndarray, the shape of the output, float64
        returns : ndarray, the same shape

        No loop. `dy` stays as it was.
        """
        return dy * self.factor


### END SOLUTION


# %% [markdown]
# The check asks each part what the check of its own notebook asked.

# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "parts", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# check("parts", Affine, ReLU, SoftmaxCrossEntropy, BatchNorm, Dropout, minibatches, AdamW, cosine, he_normal, EarlyStopping, random_shift)
# ### BEGIN HIDDEN TESTS
# check("parts", Affine, ReLU, SoftmaxCrossEntropy, BatchNorm, Dropout, minibatches, AdamW, cosine, he_normal, EarlyStopping, random_shift, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **Drive them.** The playground's pictures, of a network that is made of your own parts: eight units a layer, batches of 32, and
# your AdamW at a rate of 0.01. A box holds the middle half of a layer's activations. Which of the two sets does it learn without
# an error, and what keeps it from the other? In which layers is more than half of the activations 0?

# %% tags=["active-ipynb"]
# own = playing.Own(Affine, ReLU, BatchNorm, SoftmaxCrossEntropy, AdamW, he_normal)
# explore(
#     partial(playing.plot_playground, own),
#     data=["two circles", "two spirals"],
#     hidden_layers=(1, 3),
#     batchnorm=[False, True],
#     step=SelectionSlider(options=playing.STEPS, value=100),
# )

# %% [markdown]
# ## 2. A diagnosis from two curves
#
# First the training curve, then the validation curve, and the first answer counts. The *end* of a curve is the mean of its last
# five losses, so that one unlucky epoch decides nothing. $K$ classes, guessed without a look, cost $\log K$.
#
# | asked in this order | verdict |
# |---|---|
# | Is any loss of the two curves not finite, or does the training curve end above $1.1 \log K$? | `"diverging"` |
# | Does the training curve end at $0.9 \log K$ or above? | `"not learning"` |
# | Does the training curve end above `goal`? | `"underfitting"` |
# | Does the validation curve end more than `gap` above the training curve's end? | `"overfitting"` |
# | Otherwise | `"healthy"` |


# %% nbgrader={"grade": false, "grade_id": "diagnose-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def diagnose(train_losses, validation_losses, classes, goal=0.3, gap=0.3):
    """Tell what a training run suffers from.

    Parameters
    ----------
    train_losses, validation_losses : ndarray, shape (E,), float64
        Mean cross-entropy after each of E epochs, in nats; possibly infinite or NaN. E may be less than five.
    classes : int
        The number K of classes.
    goal, gap : float
        The training loss that is good enough, and the distance that validation may keep from it.

    Returns
    -------
    str
        One of the five verdicts of the table.
    """
    ### BEGIN SOLUTION
    train, validation = np.mean(train_losses[-5:]), np.mean(validation_losses[-5:])
    guessing = np.log(classes)
    if not np.isfinite([*train_losses, *validation_losses]).all() or train > 1.1 * guessing:
        return "diverging"
    if train >= 0.9 * guessing:
        return "not learning"
    if train > goal:
        return "underfitting"
    return "overfitting" if validation - train > gap else "healthy"
    ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "diagnose", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# check("diagnose", diagnose)
# ### BEGIN HIDDEN TESTS
# check("diagnose", diagnose, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **Drive it.** Eleven patients. What do you say before your function does? Some of them get a verdict that is true, and still hides
# what they suffer from: which?

# %% tags=["active-ipynb"]
# patients = driven.patients()
# explore(lambda patient: driven.plot_patient(diagnose, patients, patient), patient=list(patients))

# %% [markdown]
# ## 3. Overfit one batch
#
# *Optional:* nothing below needs it. The cheapest test of a training loop: give it one batch, again and again. A network with many more weights than samples should be
# able to learn it by heart. If its loss does not fall to almost nothing, look for a mistake; no regularization, and no patience, will help.


# %% nbgrader={"grade": false, "grade_id": "one-batch-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def overfit_one_batch(network, optimizer, x, labels, steps):
    """Train on one batch only.

    Parameters
    ----------
    network : Sequential
        Has `loss(x, labels)`, `gradients(x, labels)` and `params`.
    optimizer : object
        Has `update(params, grads)`, which changes the arrays of `params` in place.
    x : ndarray, shape (N, D), float64
    labels : ndarray, shape (N,), integers
    steps : int

    Returns
    -------
    ndarray, shape (steps + 1,), float64
        `network.loss` of the batch before the first step and after each step.
    """
    ### BEGIN SOLUTION
    losses = [network.loss(x, labels)]
    while len(losses) <= steps:
        optimizer.update(network.params, network.gradients(x, labels))
        losses.append(network.loss(x, labels))
    return np.array(losses)
    ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "one-batch", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# check("one-batch", overfit_one_batch)
# ### BEGIN HIDDEN TESTS
# check("one-batch", overfit_one_batch, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **Drive it.** A network made of your parts, and the same network with one mistake. Which mistakes does one batch find, and which ones
# slip through?

# %% tags=["active-ipynb"]
# mistakes = driven.mistakes(Affine, ReLU, SoftmaxCrossEntropy, AdamW, he_normal)
# explore(lambda mistake: driven.plot_one_batch(overfit_one_batch, mistakes, mistake), mistake=list(mistakes))

# %% [markdown]
# ## 4. The training loop
#
# Everything at its place: the schedule sets the rate before each step, the losses are measured after each epoch, and your `EarlyStopping`
# watches the validation loss. At the end the network has the weights of its best epoch, whether training was stopped or not. BatchNorm's
# running averages are no parameters: `restore` does not bring them back, and they stay those of the last epoch. The last task deals with that.


# %% nbgrader={"grade": false, "grade_id": "train-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def train(network, optimizer, schedule, draw_batches, train_set, validation_set, epochs, patience):
    """Train with a schedule, watch, stop early, and keep the best weights.

    Parameters
    ----------
    network : Sequential
        Has `loss(x, labels)`, `gradients(x, labels)` and `params`.
    optimizer : object
        Has `update(params, grads)` and the attribute `learning_rate`, which you set.
    schedule : callable
        `schedule(step)` is the learning rate of a step. Steps count from 0 through all epochs.
    draw_batches : callable
        `draw_batches()` gives the batches (x, labels) of one epoch, in a new order in each call.
    train_set, validation_set : tuple of ndarray
        (x, labels) each: what to measure `network.loss` on, in this order, after each epoch.
    epochs : int
        How many at most.
    patience : int
        For `EarlyStopping`.

    Returns
    -------
    train_losses, validation_losses : ndarray, shape (epochs that were run,), float64
    """
    ### BEGIN SOLUTION
    stopping, step, losses = EarlyStopping(patience), 0, []
    for _ in range(epochs):
        for x, labels in draw_batches():
            optimizer.learning_rate = schedule(step)
            optimizer.update(network.params, network.gradients(x, labels))
            step += 1
        losses.append([network.loss(*train_set), network.loss(*validation_set)])
        if stopping.update(losses[-1][1], network.params):
            break
    stopping.restore(network.params)
    train_losses, validation_losses = np.array(losses).T
    return train_losses, validation_losses
    ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "train", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
# check("train", train)
# ### BEGIN HIDDEN TESTS
# check("train", train, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# ## 5. Where it errs
#
# One number hides much. The *confusion matrix* $C$ $(K \times K)$ counts: $C_{ij}$ images of class $i$ were taken for class $j$. Rows are the
# truth, columns what the network says. The accuracy of a class is the share of its row that lies on the diagonal.


# %% nbgrader={"grade": false, "grade_id": "confusion-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def confusion_matrix(labels, predictions, classes):
    """Count what was taken for what.

    labels, predictions : ndarray, shape (N,), integers from 0 to K - 1
    classes : int, the number K of classes
    returns : ndarray, shape (K, K), integers; rows count labels, columns predictions

    Some classes may be missing in either. The arguments stay as they were.
    """
    ### BEGIN SOLUTION
    matrix = np.zeros((classes, classes), dtype=int)
    np.add.at(matrix, (labels, predictions), 1)
    return matrix
    ### END SOLUTION


def class_accuracies(matrix):
    """The share of each class that is right.

    matrix : ndarray, shape (K, K), integers, from `confusion_matrix`; each class occurs
    returns : ndarray, shape (K,), float64
    """
    ### BEGIN SOLUTION
    return np.diag(matrix) / matrix.sum(axis=1)
    ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "confusion", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# check("confusion", confusion_matrix, class_accuracies)
# ### BEGIN HIDDEN TESTS
# check("confusion", confusion_matrix, class_accuracies, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# ## 6. Heal a sick network
#
# Somebody else's network has six layers, 300 steps, and reads one digit in ten. Its settings:
#
# ```python
# {"activation": "sigmoid", "scale": 0.01, "learning_rate": 0.5, "weight_decay": 0.1, "dropout": 0.5}
# ```
#
# `scale` multiplies weights that were drawn with the standard deviation $1/\sqrt{\text{fan-in}}$. The optimizer is momentum (0.9). You may change all
# five. Layers, steps and data stay. Two seeds have to get below 0.5 nats on the training set, and read 80 % of the validation digits. No
# single change gets there, and hardly one of them shows in the curves: its effect is hidden behind the other faults. So start from settings
# that you expect to learn, and then put the old values back, one at a time, to see what each of them does.


# %% nbgrader={"grade": false, "grade_id": "heal-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def heal():
    """The settings with which the network learns.

    returns : dict with "activation" ("sigmoid", "tanh" or "ReLU"), and the floats "scale", "learning_rate" and
        "weight_decay" (not negative), and "dropout" (from 0, below 1)
    """
    ### BEGIN SOLUTION
    return {"activation": "ReLU", "scale": np.sqrt(2), "learning_rate": 0.01, "weight_decay": 0.0, "dropout": 0.0}
    ### END SOLUTION


# %% [markdown]
# **Drive it.** Your settings and the sick ones, on one seed. Run the cell again after each change.

# %% tags=["active-ipynb"]
# explore(lambda settings: driven.plot_treatment(heal, settings), settings=["sick", "yours"])

# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "heal", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
# check("heal", heal)
# ### BEGIN HIDDEN TESTS
# check("heal", heal, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# ## 7. Your digit reader
#
# The last task is the whole course. Build a network of your own parts, and train it with at most **1,000 steps of at most 64 images**. A step is a
# call of `network.gradients`. Then it reads 600 digits that neither you nor your function has seen, once as they are and once moved by up to one
# pixel in each direction, since nobody writes in the middle of a box.
#
# Asked for are **93 %** of the digits as they are and **90 %** of the moved ones. A linear classifier fails the second by far, and so does a
# network that has only seen digits in the middle. You need not use all of your parts. You have 897 images for training and 300 for validation.
#
# If your reader has a BatchNorm, remember that `train` brings back the best weights, and not the running averages that belong to them. They are
# `running_mean` and `running_variance` of a layer in `network.layers`: keep those of each epoch, and bring the best ones back yourself.


# %% nbgrader={"grade": false, "grade_id": "capstone-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def build(rng):
    """A network that reads digits, not trained yet.

    rng : numpy.random.Generator, the only source of chance
    returns : Sequential(layers, loss), from 64 pixels to 10 logits, made of your own parts
    """
    ### BEGIN SOLUTION
    layers = [
        Affine(he_normal(rng, 64, 128), np.zeros(128)),
        BatchNorm(np.ones(128), np.zeros(128)),
        ReLU(),
        Affine(he_normal(rng, 128, 10), np.zeros(10)),
    ]
    return Sequential(layers, SoftmaxCrossEntropy())
    ### END SOLUTION


def learn(network, train_set, validation_set, rng):
    """Train the network in place, within the budget.

    Parameters
    ----------
    network : Sequential
        What `build` made.
    train_set, validation_set : tuple of ndarray
        (x, labels) each: x of shape (N, 64), float64 from 0 to 1, eight rows of eight pixels; labels of shape (N,).
    rng : numpy.random.Generator
        The only source of chance.

    At most 1,000 calls of `network.gradients`, each with at most 64 images. The sets stay as they were.
    """
    ### BEGIN SOLUTION
    x, labels = train_set
    norm, averages = network.layers[1], []

    def draw_batches():
        averages.append((norm.running_mean, norm.running_variance))
        moved = random_shift(x.reshape(-1, 8, 8), 1, rng).reshape(x.shape)
        return minibatches(moved, labels, 64, rng)

    epochs = 1000 // -(-len(x) // 64)
    schedule = partial(cosine, learning_rate=0.01, decay_steps=1000)
    _, losses = train(network, AdamW(0.01), schedule, draw_batches, train_set, validation_set, epochs, epochs)
    averages.append((norm.running_mean, norm.running_variance))
    norm.running_mean, norm.running_variance = averages[np.argmin(losses) + 1]  # those of the best epoch
    ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "capstone", "locked": true, "points": 6, "schema_version": 3, "solution": false, "task": false}
# check("capstone", build, learn)
# ### BEGIN HIDDEN TESTS
# check("capstone", build, learn, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **Drive it.** The errors of your reader on the validation digits, sorted by how sure it was, and its confusion matrix. Which pairs does it mix up?
# Would you have read them?

# %% tags=["active-ipynb"]
# reader = driven.reader(build, learn)
# explore(lambda moved: driven.plot_errors(confusion_matrix, reader, moved), moved=[False, True])

# %% [markdown]
# *More digits.* With a network connection, `sklearn.datasets.fetch_openml("mnist_784", as_frame=False)` gives 70,000 digits of
# 28 by 28 pixels. Divide them by 255, turn the labels, which come as strings, into integers (`labels.astype(int)`), and change 64 to 784 in
# `build` and 8 to 28 in `learn`. An epoch of 60,000 images takes 938 of your 1,000 steps, so count steps and not epochs, or allow more of them.

# %% [markdown]
# ## 8. Repair
#
# A colleague reads digits with averaged weights. Each step jitters, and an average over the last steps jitters less. The
# object below is told of the weights after each step. Its averages $\bar w$ begin as the weights of the first call, and in each
# call, the first one included, they move towards the weights $w$ by a small share: $\bar w$ grows by
# $(1 - \text{decay})(w - \bar w)$. At the end `swap` exchanges network and averages.
#
# It runs without an error, but your colleague is disappointed: averaged or not, the network reads the same digits. There is
# one mistake. Find it by its symptoms: make a dictionary with one array, change the array a few times, and look at the average.
# Then mend it.


# %% nbgrader={"grade": false, "grade_id": "repair-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
class AveragedWeights:
    """A moving average of a network's weights.

    Parameters
    ----------
    decay : float, 0 <= decay < 1
        The share of the old average that stays in a step.

    Attributes
    ----------
    average : dict of str to ndarray
        The averages, under the names of the parameters.
    """

    def __init__(self, decay):
        self.decay = decay
        self.average = {}

    def update(self, params):
        """Take notice of the weights; called after each step. `params` stay as they were.

        params : dict of str to ndarray; the arrays of the layers, which training goes on to change in place
        """
        for name, parameter in params.items():
            ### BEGIN SOLUTION
            if name not in self.average:
                self.average[name] = parameter.copy()
            self.average[name] += (1 - self.decay) * (parameter - self.average[name])
            ### GIVEN if name not in self.average:
            ### GIVEN     self.average[name] = parameter
            ### GIVEN self.average[name] += (1 - self.decay) * (parameter - self.average[name])
            ### END SOLUTION

    def swap(self, params):
        """Exchange the weights and their averages, in place; the same call again exchanges them back."""
        for name, parameter in params.items():
            last = parameter.copy()
            parameter[...] = self.average[name]
            self.average[name][...] = last


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "repair", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# check("repair", AveragedWeights)
# ### BEGIN HIDDEN TESTS
# check("repair", AveragedWeights, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **Name it.** Which mistake was it?
#
# - **A** The averages start from zero, and nobody corrects for it.
# - **B** BatchNorm's running averages are left behind.
# - **C** The decay and what it leaves, 1 - decay, are swapped.
# - **D** Epochs are counted where steps are meant.
# - **E** The weights are kept by reference, not as a copy.

# %% nbgrader={"grade": false, "grade_id": "repair-name-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
### BEGIN SOLUTION
mistake = "E"
### GIVEN mistake = ""
### END SOLUTION

# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "repair-name", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
# check("repair-name", mistake)
# ### BEGIN HIDDEN TESTS
# check("repair-name", mistake, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# ## 9. An experiment of your own
#
# Choose a question that small networks can answer in a second or two: does one of your parts help, and on which digits? BatchNorm or not,
# moved images or not, averaged weights or the last ones, a rate that falls or one that stays, twice the units, half the images, ...
# `experiment(seed)` runs a *control* and a *treatment* which differ in one thing only, and returns one number of each. Write your
# prediction into the form *before* you run it. `practice_digits(rng)` shuffles and divides 1,197 digits; the other 600 are kept for
# the reader of section 7, and hidden while a notebook is graded.
#
# An example, filled in. A hundred images and a little dropout: are more of the validation digits right?

# %% tags=["active-ipynb"] nbgrader={"grade": false, "grade_id": "example", "locked": true, "schema_version": 3, "solution": false, "task": false}
# def example(seed):
#     """The share of 300 validation digits that is right: without dropout, and with a tenth of the units dropped."""
#     data, ends = practice_digits(np.random.default_rng(seed)), []
#     few, held = (data.train_x[:100], data.train_labels[:100]), (data.validation_x, data.validation_labels)
#     for dropped in (0.0, 0.1):
#         rng = np.random.default_rng(seed)
#         first, last = Affine(he_normal(rng, 64, 16), np.zeros(16)), Affine(he_normal(rng, 16, 10), np.zeros(10))
#         network = Sequential([first, ReLU(), Dropout(dropped, rng), last], SoftmaxCrossEntropy())
#         train(network, AdamW(0.02), lambda step: 0.02, partial(minibatches, *few, 50, rng), few, held, 15, 15)
#         ends.append(network.accuracy(*held))
#     return ends


# example_form = {
#     "question": "Does a little dropout help a network that has seen 100 images?",
#     "control": "no dropout",
#     "treatment": "a tenth of the hidden units dropped",
#     "held_equal": ["images", "first weights", "30 steps", "rate 0.02"],
#     "prediction": "larger",
#     "because": "so few images are easily learned by heart",
#     "seeds": 10,
#     "interval": (-0.039, -0.010),
#     "verdict": "refuted",
# }
# show(partial(trials.plot, trials.paired(example)))

# %% [markdown]
# Yours. First the two arms and the prediction; run them with the cell below; then fill in the interval and the verdict:
# "confirmed" or "refuted" if the interval lies on one side of 0, "undecided" if 0 lies inside.


# %% nbgrader={"grade": false, "grade_id": "experiment-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def experiment(seed):
    """One number for the control and one for the treatment.

    Parameters
    ----------
    seed : int
        Decides all that chance decides, for both arms alike.

    Returns
    -------
    tuple of two floats
    """
    ### BEGIN SOLUTION
    data, ends = practice_digits(np.random.default_rng(seed)), []
    few, held = (data.train_x[:200], data.train_labels[:200]), (data.validation_x, data.validation_labels)
    for norms in ([], [BatchNorm(np.ones(16), np.zeros(16))]):
        rng = np.random.default_rng(seed)
        first, last = Affine(he_normal(rng, 64, 16), np.zeros(16)), Affine(he_normal(rng, 16, 10), np.zeros(10))
        network = Sequential([first, *norms, ReLU(), last], SoftmaxCrossEntropy())
        draw_batches = partial(minibatches, *few, 50, rng)
        train(network, AdamW(0.01), lambda step: 0.01, draw_batches, few, held, epochs=8, patience=8)
        ends.append(network.loss(*few))
    return ends
    ### END SOLUTION


### BEGIN SOLUTION
form = {
    "question": "Does BatchNorm lower the training loss that 32 steps reach?",
    "control": "one hidden layer without BatchNorm",
    "treatment": "the same with BatchNorm",
    "held_equal": ["images", "first weights", "order of the batches", "32 steps", "rate 0.01"],
    "prediction": "smaller",
    "because": "normalized features let the same rate get further",
    "seeds": 10,
    "interval": (-0.481, -0.285),
    "verdict": "confirmed",
}
### GIVEN form = {
### GIVEN     "question": "",
### GIVEN     "control": "",
### GIVEN     "treatment": "",
### GIVEN     "held_equal": ["", ""],
### GIVEN     "prediction": "",
### GIVEN     "because": "",
### GIVEN     "seeds": 10,
### GIVEN     "interval": (0.0, 0.0),
### GIVEN     "verdict": "",
### GIVEN }
### END SOLUTION

# %% tags=["active-ipynb"]
# show(partial(trials.plot, trials.paired(experiment)))

# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "experiment", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
# check("experiment", experiment, form)
# ### BEGIN HIDDEN TESTS
# check("experiment", experiment, form, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **What it means.** In three to six sentences: why did you predict what you did? What do the two arms share, and is there
# anything else in which they differ? What would you have to change for the verdict to change?

# %% [markdown] nbgrader={"grade": true, "grade_id": "experiment-in-words", "locked": false, "points": 3, "schema_version": 3, "solution": true, "task": false}
# *What my experiment means:*
#
# ### BEGIN SOLUTION
# Mark scheme.
#
# 1 point: the prediction has a reason from the course, and it was not written after the fact.
#
# 1 point: the arms differ in one thing, or the answer names what else differs (one rate for both arms may suit only one).
#
# 1 point: the conclusion goes as far as the interval does: "undecided" is no proof of "no difference", and one setting is
# no law.
#
# ### END SOLUTION

# %% [markdown]
# ## 10. In your own words

# %% [markdown]
# A friend writes: "My network has 71 % validation accuracy. It clearly overfits, so I added dropout 0.5 and weight decay, and tried twelve settings.
# The best one had 73 % on the test set, which is 2 points better." What do you ask first, what may be wrong with each step, and what should your
# friend do next, in which order? Six to ten sentences.

# %% [markdown] nbgrader={"grade": true, "grade_id": "reflection", "locked": false, "points": 4, "schema_version": 3, "solution": true, "task": false}
# *Write here.*
#
# ### BEGIN MARK SCHEME
# 1 point: asks for the training accuracy (or loss). Without it nobody can say that the network overfits.
#
# 1 point: if the training result is bad too, dropout and decay make it worse; first the rate, the weights' scale, the data, one batch.
#
# 1 point: twelve settings were chosen by the test set, so it is a validation set now; the best of twelve looks better than it is. Choose on
# validation data, look at the test set once.
#
# 1 point: two points may be chance: names the interval for the number of images, or several seeds; and changes one thing at a time.
# ### END MARK SCHEME

# %% [markdown]
# ## 11. Optional: a reader that adds
#
# *An hour or two for those who want more; nothing needs it.* Two digits stand side by side: 128 pixels, first the 64 of the left one. Asked for is
# the **last digit of their sum**, such as 3 for a 5 and an 8.
#
# - *The bar*: **90 %** of 2,000 pairs, made of 600 digits that neither you nor your function has seen.
# - *The budget*: **2,000 steps of at most 64 pairs**, and **10,000 parameters**, which are all entries of the arrays in `network.params`.
#
# The best network with one hidden layer that we found within this budget stays below the bar, for ten divisions of the digits out of ten.
# All that you need is among your parts. Choose by validation digits, and note *every* trial as you go; a log is asked for below. The check
# tells how many sums of test digits are right, so run it when you have chosen.
#
# Later you will take parts out, one at a time. So give each part that you add a name of your own, such as `"BatchNorm"`, and leave the part out
# when `without` is its name.


# %% nbgrader={"grade": false, "grade_id": "pairs", "locked": true, "schema_version": 3, "solution": false, "task": false}
def pairs(x, labels, count, rng):
    """Pairs of digits that chance has drawn, shape (count, 128), and the last digits of their sums, shape (count,)."""
    left, right = rng.integers(0, len(x), (2, count))
    return np.hstack([x[left], x[right]]), (labels[left] + labels[right]) % 10


def test_pairs():
    """300 pairs of the 600 digits that are kept, each digit in one pair, and the last digits of their sums."""
    x, labels = kept_digits()
    return np.hstack([x[:300], x[300:]]), (labels[:300] + labels[300:]) % 10


# %% nbgrader={"grade": false, "grade_id": "capstone-adder-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def build_adder(rng, without="nothing"):
    """A network that adds two digits, not trained yet.

    rng : numpy.random.Generator, the only source of chance
    without : str, "nothing" or the name of a part that is left out
    returns : Sequential(layers, loss), from 128 pixels to 10 logits, with at most 10,000 parameters
    """
    ### BEGIN SOLUTION
    widths, stack = (70,) if without == "second hidden layer" else (52, 44), []
    for inputs, outputs in zip((128, *widths), widths, strict=False):
        norm = [] if without == "BatchNorm" else [BatchNorm(np.ones(outputs), np.zeros(outputs))]
        stack += [Affine(he_normal(rng, inputs, outputs), np.zeros(outputs)), *norm, ReLU()]
    return Sequential([*stack, Affine(he_normal(rng, widths[-1], 10), np.zeros(10))], SoftmaxCrossEntropy())
    ### END SOLUTION


def learn_adder(network, train_set, validation_set, rng, without="nothing"):
    """Train the network in place, within the budget.

    Parameters
    ----------
    network : Sequential
        What `build_adder` made.
    train_set, validation_set : tuple of ndarray
        (x, labels) each, of *single* digits: x of shape (N, 64), float64 from 0 to 1; labels of shape (N,).
    rng : numpy.random.Generator
        The only source of chance.
    without : str
        "nothing" or the name of a part that is left out, if it is a part of the training.

    At most 2,000 calls of `network.gradients`, each with at most 64 pairs. The sets stay as they were.
    """
    ### BEGIN SOLUTION
    optimizer = AdamW(0.045)
    for step in range(2000):
        if without != "falling rate":
            optimizer.learning_rate = cosine(step, 0.045, 2000)
        both, sums = pairs(train_set[0], train_set[1], 64, rng)
        optimizer.update(network.params, network.gradients(both, sums))
    ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "capstone-adder", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# check("capstone-adder", build_adder, learn_adder)
# ### BEGIN HIDDEN TESTS
# check("capstone-adder", build_adder, learn_adder, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **How you found it.** Divide the digits once, with `data = practice_digits(np.random.default_rng(0), test=0)`: 897 for training, 300 for
# validation. Keep two notes.
#
# `log` has every trial, in the order in which you made them: at least six, the bad ones too. A record says what was *tried*, on which *data* it was
# judged, `"validation"` or `"test"`, and its *score*, the share of right sums. All trials are judged on the same validation pairs, such as
# `pairs(data.validation_x, data.validation_labels, 2000, np.random.default_rng(0))`. The best of them, and no other, is judged on
# `test_pairs()`: once, as the last record, with the same words.
#
# `result` tells how sure the last score is. No digit is in two of the 300 test pairs: pairs that share a digit are not independent, and the
# formula for the standard error would not hold. How many are *right* of the 300? From where to where, *low* and *high*, goes the 95 % interval
# of the share?


# %% nbgrader={"grade": false, "grade_id": "capstone-log-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
### BEGIN SOLUTION
log = [
    {"tried": "one hidden layer of 70 units, rate 0.01", "data": "validation", "score": 0.8645},
    {"tried": "one hidden layer of 70 units, rate 0.03", "data": "validation", "score": 0.888},
    {"tried": "one hidden layer of 70 units, rate 0.06", "data": "validation", "score": 0.8545},
    {"tried": "two hidden layers of 64 and 20 units, rate 0.03", "data": "validation", "score": 0.912},
    {"tried": "two hidden layers of 52 and 44 units, rate 0.03", "data": "validation", "score": 0.9325},
    {"tried": "two hidden layers of 52 and 44 units, rate 0.045", "data": "validation", "score": 0.9375},
    {"tried": "three hidden layers of 52, 32 and 20 units, rate 0.045", "data": "validation", "score": 0.933},
    {"tried": "two hidden layers of 52 and 44 units, rate 0.045", "data": "test", "score": 0.93},
]
result = {"right": 279, "of": 300, "low": 0.901, "high": 0.959}
### GIVEN log = [
### GIVEN     {"tried": "", "data": "validation", "score": 0.0},
### GIVEN     {"tried": "", "data": "test", "score": 0.0},
### GIVEN ]
### GIVEN result = {"right": 0, "of": 300, "low": 0.0, "high": 0.0}
### END SOLUTION

# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "capstone-log", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# check("capstone-log", log, result)
# ### BEGIN HIDDEN TESTS
# check("capstone-log", log, result, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **What each part has earned.** An *ablation* takes one part out at a time. The cell below trains your network without a part and with it, for five
# divisions of the digits, and gives the interval of the difference. Run it for two parts or more, and write the intervals into `ablation`.
# The check trains without one of them once more, on other digits.

# %% tags=["active-ipynb"]
# part = "BatchNorm"
# show(partial(trials.plot, trials.paired(partial(adding.arms, build_adder, learn_adder, pairs, part), seeds=5)))

# %% nbgrader={"grade": false, "grade_id": "capstone-ablation-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
### BEGIN SOLUTION
ablation = {
    "second hidden layer": (0.054, 0.095),
    "BatchNorm": (0.794, 0.854),
    "falling rate": (0.006, 0.057),
}
### GIVEN ablation = {
### GIVEN     "": (0.0, 0.0),
### GIVEN }
### END SOLUTION

# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "capstone-ablation", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# check("capstone-ablation", build_adder, learn_adder, ablation)
# ### BEGIN HIDDEN TESTS
# check("capstone-ablation", build_adder, learn_adder, ablation, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **What it means.** In four to eight sentences: which of your parts has earned most, and which one nothing that five divisions can show? Was the
# comparison fair to the network without it? What does the interval of your result cover, and what does it leave out? Which trial that failed told you
# what to do next?

# %% [markdown] nbgrader={"grade": true, "grade_id": "capstone-in-words", "locked": false, "points": 3, "schema_version": 3, "solution": true, "task": false}
# *What my parts have earned:*
#
# ### BEGIN SOLUTION
# Mark scheme.
#
# 1 point: reads each interval of the ablation beside 0. "Nothing that shows" is not "nothing".
#
# 1 point: says that a part was taken out at the other parts' settings (one rate, one number of units), and that the network without it might do
# better at its own. A layer takes its parameters with it, unless the others get them.
#
# 1 point: the interval of the result covers the draw of the test digits, not that of weights, pairs and training digits; and the log shows one step of the search that a
# failure led to.
#
# ### END SOLUTION
