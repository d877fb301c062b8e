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
# # Batch normalization: your own layers
#
# The chapter showed what a network gains when the numbers that enter a layer have mean 0 and variance 1. Here you write
# that: first for the inputs of a network, then as a layer that does it for every batch, and that learns. Then you mend
# a layer, write a test for another one, and run an experiment of your own.
#
# Replace each `raise NotImplementedError()` with your code, run the cell, then run the check below it. A check says
# what is right, what is not, and where. It takes about 65 minutes, and 20 more
# for the experiment in section 7.
#
# Rows are samples, columns are features, all numbers are float64. Every variance in this notebook is the *biased* one:
# a mean of squared distances, with $1/N$. No function changes what it is given.

# %% nbgrader={"grade": false, "grade_id": "setup", "locked": true, "schema_version": 3, "solution": false, "task": false}
"""The notebook of the chapter `batchnorm`: normalized inputs, and two layers that normalize inside a network."""

from functools import cache

import numpy as np

from chapters.shared.data import practice_digits

# %% tags=["active-ipynb"] nbgrader={"grade": false, "grade_id": "tools", "locked": true, "schema_version": 3, "solution": false, "task": false}
# from functools import partial

# from ipywidgets import SelectionSlider

# from autograder.tasks.batchnorm import check
# from chapters.batchnorm import axes, batches, bowls, diagrams, given, scales
# from chapters.shared import trials
# from chapters.shared.explore import explore, show

# %% [markdown]
# ## 1. Standardize
#
# Take from each feature its mean, and divide by its standard deviation. Both come from the *training set*, also when
# the samples to be standardized are new ones: a network that was trained in one unit must be asked in the same unit.
#
# $$\hat X_{nd} = \frac{X_{nd} - \mu_d}{s_d}.$$
#
# A feature that is constant in the training set has $s_d = 0$. It tells nothing. Take its mean from it and leave it
# at that.


# %% nbgrader={"grade": false, "grade_id": "standardize-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def standardize(train_x, x):
    """Return samples in the units of the training set: mean 0 and standard deviation 1 for each feature there.

    Parameters
    ----------
    train_x : ndarray, shape (N, D), float64
        The training set; its mean and its biased variance are the units.
    x : ndarray, shape (M, D), float64
        What to standardize; it may be the training set itself, or a single new sample.

    Returns
    -------
    ndarray, shape (M, D), float64
        Where a feature of `train_x` is constant, the distance from its mean, not divided.

    No loop over samples. `train_x` and `x` stay as they were.
    """
    ### BEGIN SOLUTION
    deviation = train_x.std(axis=0)
    return (x - train_x.mean(axis=0)) / np.where(deviation > 0, deviation, 1.0)
    ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "standardize", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# check("standardize", standardize)
# ### BEGIN HIDDEN TESTS
# check("standardize", standardize, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# ## 2. Whiten
#
# Standardized features can still lean on one another. With the covariance matrix $C$ $(D \times D)$ of the training
# set, its eigenvectors in the columns of $U$ and its eigenvalues $\lambda_1, \dots, \lambda_D$, the matrix
#
# $$S = U \operatorname{diag}(\lambda_1^{-1/2}, \dots, \lambda_D^{-1/2})\, U^\top$$
#
# makes them uncorrelated, each with variance 1: $S C S = I$. There are many matrices that do. This one is
# symmetric, and it moves the samples least. `np.linalg.eigh` finds $\lambda$ and $U$.


# %% nbgrader={"grade": false, "grade_id": "whiten-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def whiten(train_x, x):
    """Return samples in which the features of the training set have mean 0, variance 1 and covariance 0.

    Parameters
    ----------
    train_x : ndarray, shape (N, D), float64
        The training set; its covariance matrix, with 1/N, is not singular.
    x : ndarray, shape (M, D), float64
        What to whiten.

    Returns
    -------
    ndarray, shape (M, D), float64
        (x - mean) S with the symmetric matrix S above.

    No loop over samples. `train_x` and `x` stay as they were.
    """
    ### BEGIN SOLUTION
    mean = train_x.mean(axis=0)
    centred = train_x - mean
    values, vectors = np.linalg.eigh(centred.T @ centred / len(train_x))
    return (x - mean) @ (vectors / np.sqrt(values)) @ vectors.T
    ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "whiten", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# check("whiten", whiten)
# ### BEGIN HIDDEN TESTS
# check("whiten", whiten, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **Drive them.** Your two functions on two features of wines, and the loss of a linear model over its two weights, with
# thirty steps of gradient descent. Decide first: which of the two makes the contours round, and which almost?

# %% tags=["active-ipynb"]
# scalings = bowls.SCALINGS | {"standardize": standardize, "whiten": whiten}
# explore(partial(bowls.plot_bowl, scalings), scaling=list(scalings))

# %% [markdown]
# ## 3. BatchNorm
#
# The same inside a network, where the statistics change with every step: take them from the batch. Then let the network
# choose scale and shift for itself. For each feature $d$, in training:
#
# $$\hat X_{nd} = \frac{X_{nd} - \mu_d}{\sqrt{v_d + \epsilon}}, \qquad Y_{nd} = \gamma_d \hat X_{nd} + \beta_d ,$$
#
# with the batch's mean $\mu$ and its biased variance $v$. The layer also keeps two running averages, which it uses in
# place of $\mu$ and $v$ when it is asked with `train=False`. In each training pass, and at no other time,
#
# $$\text{running} \leftarrow \text{momentum} \cdot \text{running} + (1 - \text{momentum}) \cdot \text{batch} .$$
#
# Backward, each sample acts by three ways: on its own output, through the mean, and through the variance. You derived
# all three in the chapter.


# %% nbgrader={"grade": false, "grade_id": "batchnorm-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
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
        ### BEGIN SOLUTION
        mean, variance = self.running_mean, self.running_variance
        if train:
            mean, variance = x.mean(axis=0), x.var(axis=0)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_variance = self.momentum * self.running_variance + (1 - self.momentum) * variance
        self.root = np.sqrt(variance + self.epsilon)
        self.normalized = (x - mean) / self.root
        return self.params["gamma"] * self.normalized + self.params["beta"]
        ### END SOLUTION

    def backward(self, dy):
        """Store the gradients of gamma and beta, and return that of the input, after a forward pass in training.

        dy : ndarray, shape (N, D), float64
        returns : ndarray, shape (N, D)
        stores : grads["gamma"] and grads["beta"], shape (D,) each

        No loop over samples. `dy` stays as it was.
        """
        ### BEGIN SOLUTION
        self.grads["gamma"] = (dy * self.normalized).sum(axis=0)
        self.grads["beta"] = dy.sum(axis=0)
        dnormalized = dy * self.params["gamma"]
        through_mean = dnormalized.mean(axis=0)
        through_variance = self.normalized * (dnormalized * self.normalized).mean(axis=0)
        return (dnormalized - through_mean - through_variance) / self.root
        ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "batchnorm-forward", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# check("batchnorm-forward", BatchNorm)
# ### BEGIN HIDDEN TESTS
# check("batchnorm-forward", BatchNorm, hidden=True)
# ### END HIDDEN TESTS

# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "batchnorm-inference", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# check("batchnorm-inference", BatchNorm)
# ### BEGIN HIDDEN TESTS
# check("batchnorm-inference", BatchNorm, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **Drive it forward.** One fixed sample goes through your layer 400 times, each time in the company of others. The dots
# show where it comes out; the line is your layer at test time. At which batch size does the sample lose its value
# altogether, and why?

# %% tags=["active-ipynb"]
# explore(
#     partial(batches.plot_company, BatchNorm),
#     batch_size=SelectionSlider(options=batches.SIZES, value=8, description="batch size"),
# )

# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "batchnorm-backward", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
# check("batchnorm-backward", BatchNorm)
# ### BEGIN HIDDEN TESTS
# check("batchnorm-backward", BatchNorm, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **Drive it backward.** Only one of four outputs matters to the loss, the one that you choose. Your `backward` answers
# with a gradient for all four inputs. Before you move the slider: what must the four bars add up to?

# %% tags=["active-ipynb"]
# explore(partial(diagrams.plot_paths, BatchNorm), sample=(1, 4, 1))

# %% [markdown]
# **Drive it in a network.** Three hidden layers, once bare and once with your layer before each ReLU, from the same first
# weights times a number. This takes some seconds.

# %% tags=["active-ipynb"]
# runs = scales.opening(given.build, BatchNorm, scales.DRIVEN)
# chosen = SelectionSlider(options=scales.labelled(runs), value=scales.DRIVEN[1], description="initial scale")
# explore(partial(scales.plot_opening, runs), scale=chosen)

# %% [markdown]
# ## 4. LayerNorm
#
# Take mean and variance of each *row*, over its features. No sample needs company then: training and inference are the
# same, and there is nothing to remember. Its `backward` is optional: it is the formula of section 3 along the other axis,
# and nothing below needs it. Scale and shift still belong to the features:
#
# $$\hat X_{nd} = \frac{X_{nd} - \mu_n}{\sqrt{v_n + \epsilon}}, \qquad Y_{nd} = \gamma_d \hat X_{nd} + \beta_d .$$


# %% nbgrader={"grade": false, "grade_id": "layernorm-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
class LayerNorm:
    """Normalize each sample over its features, then scale and shift each feature.

    Parameters
    ----------
    gamma, beta : ndarray, shape (D,)
        Scale and shift; a new layer starts with ones and zeros.
    epsilon : float
        What is added to a variance before its root is taken.
    """

    def __init__(self, gamma, beta, epsilon=1e-5):
        self.params = {"gamma": gamma, "beta": beta}
        self.grads = {}
        self.epsilon = epsilon

    def forward(self, x, train=True):
        """Normalize each row with its own mean and biased variance; keep what `backward` will need.

        x : ndarray, shape (N, D), float64
        train : bool
            Makes no difference here.
        returns : ndarray, shape (N, D)

        No loop over samples. `x` stays as it was.
        """
        ### BEGIN SOLUTION
        mean, variance = x.mean(axis=1, keepdims=True), x.var(axis=1, keepdims=True)
        self.root = np.sqrt(variance + self.epsilon)
        self.normalized = (x - mean) / self.root
        return self.params["gamma"] * self.normalized + self.params["beta"]
        ### END SOLUTION

    def backward(self, dy):
        """Store the gradients of gamma and beta, and return that of the input.

        dy : ndarray, shape (N, D), float64
        returns : ndarray, shape (N, D)
        stores : grads["gamma"] and grads["beta"], shape (D,) each

        No loop over samples. `dy` stays as it was.
        """
        ### BEGIN SOLUTION
        self.grads["gamma"] = (dy * self.normalized).sum(axis=0)
        self.grads["beta"] = dy.sum(axis=0)
        dnormalized = dy * self.params["gamma"]
        through_mean = dnormalized.mean(axis=1, keepdims=True)
        through_variance = self.normalized * (dnormalized * self.normalized).mean(axis=1, keepdims=True)
        return (dnormalized - through_mean - through_variance) / self.root
        ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "layernorm-forward", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# check("layernorm-forward", LayerNorm)
# ### BEGIN HIDDEN TESTS
# check("layernorm-forward", LayerNorm, hidden=True)
# ### END HIDDEN TESTS

# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "layernorm-backward", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# check("layernorm-backward", LayerNorm)
# ### BEGIN HIDDEN TESTS
# check("layernorm-backward", LayerNorm, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **Drive it.** One batch of six samples in five features through both of your layers. Which pattern of the input does
# each of them wipe out?

# %% tags=["active-ipynb"]
# explore(partial(axes.plot_axes, BatchNorm, LayerNorm), layer=axes.LAYERS)

# %% [markdown]
# ## 5. Repair
#
# A colleague has written a layer that is cheaper than yours. It brings all features to one size: each is divided by
# the mean of its absolute values over the batch.
#
# $$Y_{nd} = \frac{X_{nd}}{a_d}, \qquad a_d = \frac1N \sum_{n=1}^N |X_{nd}|, \qquad X, Y \; (N \times D).$$
#
# What it will do at test time is not written yet. The forward pass is right, but networks with this layer learn badly.
# There is one mistake in `backward`. Find it by its symptoms before you derive the formula: compare its gradient with a
# numerical one, or with what you expect, for a batch of one sample; for an upstream gradient with a 1 in one place and
# zeros elsewhere; for features that have the size 1 already. Then mend it.


# %% nbgrader={"grade": false, "grade_id": "repair-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
class MeanSize:
    """Divide each feature by its mean absolute value over the batch."""

    def __init__(self):
        self.params = {}
        self.grads = {}

    def forward(self, x, train=True):
        """Bring the features of a batch to one size.

        x : ndarray, shape (N, D), float64; no feature is 0 in the whole batch
        returns : ndarray, shape (N, D)
        """
        self.sign = np.sign(x)
        self.size = np.abs(x).mean(axis=0)
        self.y = x / self.size
        return self.y.copy()

    def backward(self, dy):
        """Return the gradient of the input.

        dy : ndarray, shape (N, D), float64
        returns : ndarray, shape (N, D)
        """
        ### BEGIN SOLUTION
        shared = (dy * self.y).mean(axis=0)
        return (dy - self.sign * shared) / self.size
        ### GIVEN shared = (dy * self.y).sum(axis=0)
        ### GIVEN return (dy - self.sign * shared) / self.size
        ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "repair", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# check("repair", MeanSize)
# ### BEGIN HIDDEN TESTS
# check("repair", MeanSize, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **Name it.** Which mistake was it?
#
# - **A** A path is missing: the size depends on each sample, too.
# - **B** The slope of the division is missing.
# - **C** Entry by entry: each sample has only its own part in what the batch shares.
# - **D** A sum stands where the forward pass has a mean.
# - **E** The wrong axis: what is shared is shared by a row.

# %% nbgrader={"grade": false, "grade_id": "repair-name-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
### BEGIN SOLUTION
mistake = "D"
### GIVEN mistake = ""
### END SOLUTION

# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "repair-name", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
# check("repair-name", mistake)
# ### BEGIN HIDDEN TESTS
# check("repair-name", mistake, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# ## 6. Write the test
#
# Now you are the one who checks. Somebody hands you a class `Centre`. It is meant to subtract means and to do no more:
# `Centre(D)` is for $D$ features, and `mean`, shape $(D,)$, is the mean of *all training samples that it has seen so
# far*, each counted alike, whatever the sizes of their batches. Before the first batch it is 0.
#
# - `forward(x, train=True)`: in training it subtracts from each feature its mean over *this batch*, and lets `mean` take
#   in the batch. With `train=False` it subtracts `mean`, and nothing else changes.
# - `backward(dy)` returns the gradient of the input of a training pass: $\bar X_{nd} = \bar Y_{nd} - \frac1N \sum_m \bar Y_{md}$.
#
# An evaluation with `train=False` between the two passes does no harm, neither `x` nor `dy` is changed, and two
# layers know nothing of each other.
#
# Write a test that says whether such a class is wrong. It will be tried on six right ones, which compute in different
# ways, and on more than fifty wrong ones. It passes if it raises no false alarm and catches all but one in twenty.


# %% nbgrader={"grade": false, "grade_id": "catches-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def catches(Centre):
    """Say whether a class `Centre` is wrong.

    Parameters
    ----------
    Centre : class
        `Centre(D)` with D, the number of features.

    Returns
    -------
    bool
        True if something is wrong. A test that stumbles over a wrong class has caught it, too.
    """
    ### BEGIN SOLUTION
    rng = np.random.default_rng(14)
    layer, seen, pairs = Centre(4), np.zeros((0, 4)), []
    pairs.append((layer.mean.copy(), np.zeros(4)))
    for samples in (3, 7, 1, 4):
        x, dy, new = rng.normal([5, -5, 0, 1], 1, (3, samples, 4))
        before = x.copy(), dy.copy(), new.copy()
        seen = np.concatenate([seen, x])
        pairs.append((layer.forward(x), x - x.sum(axis=0) / samples))
        pairs.append((layer.mean.copy(), seen.sum(axis=0) / len(seen)))
        pairs.append((layer.forward(new[:1], train=False), new[:1] - seen.sum(axis=0) / len(seen)))
        pairs.append((layer.forward(new, train=False), new - seen.sum(axis=0) / len(seen)))
        pairs.append((layer.backward(dy), dy - dy.sum(axis=0) / samples))
        pairs += zip((x, dy, new, layer.mean.copy()), (*before, seen.sum(axis=0) / len(seen)), strict=True)
    pairs.append((Centre(4).mean, np.zeros(4)))
    return any(got.shape != wanted.shape or not np.allclose(got, wanted, 1e-10, 1e-10) for got, wanted in pairs)
    ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "catches", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
# check("catches", catches)
# ### BEGIN HIDDEN TESTS
# check("catches", catches, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# ## 7. An experiment of your own
#
# Which normalization, and when? The cell below has a network for digits that trains in a twentieth of a second. Choose a
# question that it can answer: batches of 2, larger first weights, ten times the learning rate, another epsilon or
# momentum, no normalization at all, `LayerNorm` for `BatchNorm` (if you wrote its `backward`), ... `experiment(seed)` runs a
# *control* and a *treatment* which differ in one thing only, and returns one number of each. Write your prediction into
# the form *before* you run it.


# %% nbgrader={"grade": false, "grade_id": "learn", "locked": true, "schema_version": 3, "solution": false, "task": false}
@cache
def images():
    """Return handwritten digits, in the same parts for every run; 600 others are kept for the chapter Recipe."""
    return practice_digits(np.random.default_rng(0))


def learn(norm, rng, scale=0.2, rate=0.1, steps=60, size=20):
    """Train a network of 64 inputs, 30 ReLU units and 10 classes; return the share of new digits that it reads.

    norm : callable
        `norm(gamma, beta)` makes the layer before the ReLU; None for a bare network.
    rng : numpy.random.Generator
        Draws the first weights and the batches.
    scale : float, the standard deviation of the first weights
    rate, steps, size : the learning rate, the number of steps, and the samples in a batch
    """
    seen, first, second = images(), scale * rng.normal(size=(64, 30)), scale * rng.normal(size=(30, 10))
    layer = norm(np.ones(30), np.zeros(30)) if norm else None
    for _ in range(steps):
        chosen = rng.integers(len(seen.train_x), size=size)
        inside = np.tensordot(seen.train_x[chosen], first, 1)
        inside = layer.forward(inside) if layer else inside
        scores = np.tensordot(inside.clip(0.0), second, 1)
        pull = np.exp(scores - np.logaddexp.reduce(scores, axis=1)[:, np.newaxis]) / size
        pull[np.arange(size), seen.train_labels[chosen]] -= 1 / size
        back = np.inner(pull, second) * (inside > 0)
        second -= rate * np.tensordot(inside.clip(0.0), pull, (0, 0))
        if layer:
            back = layer.backward(back)
            for name, array in layer.params.items():
                array -= rate * layer.grads[name]
        first -= rate * np.tensordot(seen.train_x[chosen], back, (0, 0))
    inside = np.tensordot(seen.validation_x, first, 1)
    inside = layer.forward(inside, train=False) if layer else inside
    guesses = np.tensordot(inside.clip(0.0), second, 1).argmax(axis=1)
    return np.mean(guesses == seen.validation_labels)


# %% [markdown]
# An example, filled in. With BatchNorm the first weights' scale should not matter. Four times smaller ones: does the
# network read fewer digits?

# %% tags=["active-ipynb"] nbgrader={"grade": false, "grade_id": "example", "locked": true, "schema_version": 3, "solution": false, "task": false}
# def example(seed):
#     """The share of new digits that are read: with first weights of the scale 0.2, and of the scale 0.05."""
#     return [learn(BatchNorm, np.random.default_rng(seed), scale=scale) for scale in (0.2, 0.05)]


# example_form = {
#     "question": "With BatchNorm, does a network from weights four times smaller read fewer digits?",
#     "control": "scale 0.2",
#     "treatment": "scale 0.05",
#     "held_equal": ["the numbers that the scale multiplies", "batches of 20", "60 steps", "learning rate 0.1"],
#     "prediction": "smaller",
#     "because": "the last layer has small weights, too, and nothing normalizes them",
#     "seeds": 10,
#     "interval": (0.046, 0.084),
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
    return [learn(norm, np.random.default_rng(seed), size=2) for norm in (BatchNorm, LayerNorm)]
    ### END SOLUTION


### BEGIN SOLUTION
form = {
    "question": "With batches of two, does a network read more digits with LayerNorm than with BatchNorm?",
    "control": "BatchNorm before the ReLU",
    "treatment": "LayerNorm before the ReLU",
    "held_equal": ["first weights", "batches of 2", "60 steps", "learning rate 0.1"],
    "prediction": "larger",
    "because": "of a pair, BatchNorm sees only which sample is the larger one",
    "seeds": 10,
    "interval": (0.041, 0.216),
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
# 1 point: the prediction has a reason from the chapter, and it was not written after the fact.
#
# 1 point: the arms differ in one thing, or the answer names what else differs (at one learning rate for both, say, each
# may be far from its own best one).
#
# 1 point: the conclusion goes as far as the interval does: "undecided" is no proof of "no difference", and one setting is
# no law.
#
# ### END SOLUTION

# %% [markdown]
# ## 8. In your own words

# %% [markdown]
# A friend's network with BatchNorm reaches 97 % on the training set, batch by batch. Then she asks it about single
# images, and the answers are nonsense: the same class for each image. She has forgotten `train=False`. Say what her
# network computes for a batch of one, and why all answers agree. She switches to `train=False`, and most answers are
# right now, but fewer than in training, where she used batches of four. What is the reason? Name one remedy that keeps
# BatchNorm, and one that does without. Five to ten sentences.

# %% [markdown] nbgrader={"grade": true, "grade_id": "reflection", "locked": false, "points": 4, "schema_version": 3, "solution": true, "task": false}
# *Write here.*
#
# ### BEGIN MARK SCHEME
# 1 point: in a batch of one, each feature equals its own mean and the variance is 0, so the normalized value is 0 and
# the output is beta, whatever the image was.
#
# 1 point: all that comes after depends on beta alone, so each image gets the same answer.
#
# 1 point: the statistics of four samples are noisy and differ from the running averages; what the network was trained
# on (noisy statistics) is not what it is asked with (running averages).
#
# 1 point: with BatchNorm: larger batches (or statistics over several batches, or a recalculation of the averages with
# the final weights). Without: LayerNorm, or another normalization that does not look at the batch.
# ### END MARK SCHEME
