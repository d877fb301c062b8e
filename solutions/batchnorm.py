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
# that: first for the inputs of a network, then as a layer that does it for every batch, and that learns.
#
# Replace each `raise NotImplementedError()` with your code, run the cell, then run the check below it. A check says
# what is right, what is not, and where. It takes about 50 minutes.
#
# Rows are samples, columns are features, all numbers are float64. Every variance in this notebook is the *biased* one:
# a mean of squared distances, with $1/N$. No function changes what it is given.

# %% nbgrader={"grade": false, "grade_id": "setup", "locked": true, "schema_version": 3, "solution": false, "task": false}
"""The notebook of the chapter `batchnorm`: normalized inputs, and two layers that normalize inside a network."""

import numpy as np

# %% tags=["active-ipynb"] nbgrader={"grade": false, "grade_id": "tools", "locked": true, "schema_version": 3, "solution": false, "task": false}
# from functools import partial

# from ipywidgets import SelectionSlider

# from autograder.tasks.batchnorm import check
# from chapters.batchnorm import axes, batches, bowls, diagrams, given, scales
# from chapters.shared.explore import explore

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
# same, and there is nothing to remember. Scale and shift still belong to the features:
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
# ## 5. In your own words

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
