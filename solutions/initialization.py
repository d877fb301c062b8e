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
# # Initialization: the first weights
#
# The chapter derived how fast a signal shrinks or grows from layer to layer, forwards and backwards, and which weights
# keep it as it is. Here you write the two formulas, three ways to draw weights, a probe that measures, and a rule that
# sets the scale by measuring.
#
# Replace each `raise NotImplementedError()` with your code, run the cell, then run the check below it. It takes about
# 60 minutes without section 6, which is optional, and your experiment takes 20 more.
#
# A weight matrix is $(\text{fan-in} \times \text{fan-out})$: rows are inputs. Chance comes in as a
# `numpy.random.Generator` called `rng`, and from nowhere else. The checks never ask for certain random numbers. They look
# at many of them, and ask whether they can come from the distribution that is asked for.

# %% nbgrader={"grade": false, "grade_id": "setup", "locked": true, "schema_version": 3, "solution": false, "task": false}
"""The notebook of the chapter `initialization`: how variance travels, and how to draw the first weights."""

import numpy as np

# %% tags=["active-ipynb"] nbgrader={"grade": false, "grade_id": "tools", "locked": true, "schema_version": 3, "solution": false, "task": false}
# from functools import partial

# from ipywidgets import Dropdown, SelectionSlider

# from autograder.tasks.initialization import check
# from chapters.initialization import driving, scaling
# from chapters.shared import trials
# from chapters.shared.explore import explore, show

# %% [markdown]
# ## 1. The way forward
#
# A layer has $D$ inputs and independent weights with mean 0 and variance $v$. Let $m$ be the mean *square* of its inputs,
# $m = E[x^2]$. Its net inputs then have the variance $q = D\,v\,m$. What the next layer gets has the mean square $q$ if there is
# no activation. After a ReLU it is half of that: the ReLU sets one half of the squares to 0.


# %% nbgrader={"grade": false, "grade_id": "forward-variances-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def forward_variances(widths, weight_variances, activation, input_square=1.0):
    """Variance of the net inputs of each layer, in theory.

    Parameters
    ----------
    widths : list of int, S + 1 of them
        Inputs, outputs of layer 1, ..., outputs of layer S.
    weight_variances : ndarray, shape (S,), float64
        Of the weights of each layer. It stays as it was.
    activation : {"linear", "relu"}
        What stands between two layers; "linear" is none.
    input_square : float
        Mean square of an input.

    Returns
    -------
    ndarray, shape (S,), float64
        Before the activation: what the affine layers give.
    """
    ### BEGIN SOLUTION
    variances = []
    square = input_square
    for layer, weight_variance in enumerate(weight_variances):
        variances.append(widths[layer] * weight_variance * square)
        square = variances[-1] / 2 if activation == "relu" else variances[-1]
    return np.array(variances)
    ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "forward-variances", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# check("forward-variances", forward_variances)
# ### BEGIN HIDDEN TESTS
# check("forward-variances", forward_variances, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# ## 2. The way back
#
# Let $g_s$ be the variance of the gradient at the net inputs of layer $s$. It arrives through the weights of layer $s+1$.
# Each input of that layer feeds all of its $D_{s+1}$ outputs, so as many terms add up. Then comes the
# activation's slope: a ReLU lets half of the gradients pass.


# %% nbgrader={"grade": false, "grade_id": "backward-variances-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def backward_variances(widths, weight_variances, activation, last=1.0):
    """Variance of the gradients at the net inputs of each layer, in theory.

    Parameters
    ----------
    widths : list of int, S + 1 of them
        Inputs, outputs of layer 1, ..., outputs of layer S.
    weight_variances : ndarray, shape (S,), float64
        Of the weights of each layer. It stays as it was.
    activation : {"linear", "relu"}
        What stands between two layers; "linear" is none.
    last : float
        Variance of the gradients at the net inputs of the last layer.

    Returns
    -------
    ndarray, shape (S,), float64
        From layer 1 to layer S; the last entry is `last`.
    """
    ### BEGIN SOLUTION
    variances = [last]
    for layer in reversed(range(1, len(weight_variances))):
        arriving = widths[layer + 1] * weight_variances[layer] * variances[-1]
        variances.append(arriving / 2 if activation == "relu" else arriving)
    return np.array(variances[::-1])
    ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "backward-variances", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# check("backward-variances", backward_variances)
# ### BEGIN HIDDEN TESTS
# check("backward-variances", backward_variances, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **Drive them.** Dots are measured in one random network, lines are your two functions. The weights have the variance
# $\text{gain}^2 / \text{fan-in}$. Which gain keeps both lines level without an activation, and which one with the ReLU? And why can
# no gain do it in the net that narrows?

# %% tags=["active-ipynb"]
# explore(
#     lambda activation, shape, gain: driving.plot_theory(
#         forward_variances, backward_variances, activation, shape, gain
#     ),
#     activation=Dropdown(options=["linear", "relu"], value="relu", description="activation"),
#     shape=Dropdown(options=list(driving.SHAPES), value="even", description="widths"),
#     gain=SelectionSlider(options=[0.7, 1.0, 1.41, 2.0], value=1.0, description="gain"),
# )

# %% [markdown]
# ## 3. He
#
# Normal weights with mean 0 and *variance* $2 / \text{fan-in}$. NumPy asks for another number than the variance: read its
# documentation, `rng.normal?`.


# %% nbgrader={"grade": false, "grade_id": "he-normal-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
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
    ### BEGIN SOLUTION
    deviation = np.sqrt(2 / fan_in)
    return rng.normal(0.0, deviation, (fan_in, fan_out))
    ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "he-normal", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# check("he-normal", he_normal)
# ### BEGIN HIDDEN TESTS
# check("he-normal", he_normal, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# ## 4. Xavier, uniform
#
# The forward pass asks for the variance $1/\text{fan-in}$, the backward pass for $1/\text{fan-out}$. Glorot's compromise is
# $2/(\text{fan-in} + \text{fan-out})$. Draw it uniformly from $(-a, a)$. The variance of such numbers is $a^2/3$. Which $a$ is it?


# %% nbgrader={"grade": false, "grade_id": "xavier-uniform-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def xavier_uniform(rng, fan_in, fan_out):
    """Draw weights for a layer that a tanh follows, or nothing (Glorot and Bengio, 2010, equation 16).

    Parameters
    ----------
    rng : numpy.random.Generator
        Make no other.
    fan_in, fan_out : int
        Inputs and outputs of the layer.

    Returns
    -------
    ndarray, shape (fan_in, fan_out), float64
        Independent and uniform around 0, with variance 2 / (fan_in + fan_out). New numbers in each call.
    """
    ### BEGIN SOLUTION
    bound = np.sqrt(6 / (fan_in + fan_out))
    return rng.uniform(-bound, bound, (fan_in, fan_out))
    ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "xavier-uniform", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# check("xavier-uniform", xavier_uniform)
# ### BEGIN HIDDEN TESTS
# check("xavier-uniform", xavier_uniform, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **Drive them.** Bars are your weights, the line is the density that they should have. Where do the variances of the two
# rules come closest, and why are they never equal? Which slider leaves He's weights as they are?

# %% tags=["active-ipynb"]
# explore(
#     lambda initializer, fan_in, fan_out: driving.plot_weights(
#         {"He, normal": he_normal, "Xavier, uniform": xavier_uniform}, initializer, fan_in, fan_out
#     ),
#     initializer=Dropdown(options=["He, normal", "Xavier, uniform"], description="initializer"),
#     fan_in=SelectionSlider(options=[20, 60, 180], value=60, description="fan-in"),
#     fan_out=SelectionSlider(options=[20, 60, 180], value=60, description="fan-out"),
# )

# %% [markdown]
# ## 5. Orthogonal
#
# `np.linalg.qr` splits a matrix $A$ with at least as many rows as columns into $A = QR$: the columns of $Q$ are orthonormal, and
# $R$ is an upper triangle. Feed it with normal numbers, and $Q$ is the matrix that we want, up to one thing. Change the sign
# of a column of $Q$ and of the row of $R$ with the same number: the product stays. Which of the two comes out is the
# routine's choice, not chance. Leave it to chance again: choose the signs such that the diagonal of $R$ becomes positive.


# %% nbgrader={"grade": false, "grade_id": "orthogonal-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def orthogonal(rng, fan_in, fan_out, gain=1.0):
    """Draw weights that keep lengths (Saxe et al., 2014), with no direction preferred (Mezzadri, 2007).

    Parameters
    ----------
    rng : numpy.random.Generator
        Make no other.
    fan_in, fan_out : int
        Inputs and outputs of the layer.
    gain : float
        All weights are multiplied by it.

    Returns
    -------
    W : ndarray, shape (fan_in, fan_out), float64
        `W.T @ W` is gain² times the identity if there are at least as many inputs as outputs; else `W @ W.T` is.
        All such matrices are equally likely.
    """
    ### BEGIN SOLUTION
    numbers = rng.normal(size=(fan_in, fan_out))
    q, r = np.linalg.qr(numbers.T if fan_in < fan_out else numbers)
    q *= np.sign(np.diag(r))
    return gain * (q.T if fan_in < fan_out else q)
    ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "orthogonal", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
# check("orthogonal", orthogonal)
# ### BEGIN HIDDEN TESTS
# check("orthogonal", orthogonal, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **Drive it.** Many linear layers are one matrix, their product. Its singular values say by how much it stretches a
# signal, direction by direction. Before you move the slider: where do yours lie after 20 layers, and where do those
# of independent weights?

# %% tags=["active-ipynb"]
# explore(
#     lambda depth, gain: driving.plot_product(orthogonal, depth, gain),
#     depth=SelectionSlider(options=[1, 2, 5, 10, 20], value=1, description="layers"),
#     gain=SelectionSlider(options=[0.9, 1.0, 1.1], value=1.0, description="gain"),
# )

# %% [markdown]
# ## 6. A probe
#
# *Optional: nothing after its figure needs it.* Theory is good, but a look is better. The probe sends a batch through a stack of layers and returns how much its numbers
# spread after each of them.


# %% nbgrader={"grade": false, "grade_id": "layer-scales-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def layer_scales(layers, x):
    """Standard deviation of what each layer gives, over all entries of the batch.

    Parameters
    ----------
    layers : list of S layers
        Each has `forward(x, train)`. A probe does not train: hand `train=False` to each of them.
    x : ndarray, shape (N, D), float64
        The batch. It stays as it was.

    Returns
    -------
    ndarray, shape (S,), float64
        One number for each layer: all samples and all units together.

    Send the batch through each layer once.
    """
    ### BEGIN SOLUTION
    scales = []
    for each in layers:
        x = each.forward(x, train=False)
        scales.append(np.std(x))
    return np.array(scales)
    ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "layer-scales", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# check("layer-scales", layer_scales)
# ### BEGIN HIDDEN TESTS
# check("layer-scales", layer_scales, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **Drive it.** Ten layers of 100 units, measured with your probe after each activation. With which standard deviation does the signal
# survive? Is it the same for tanh and for the ReLU?

# %% tags=["active-ipynb"]
# explore(
#     lambda activation, standard_deviation: scaling.plot_scales(layer_scales, activation, standard_deviation),
#     activation=Dropdown(options=["tanh", "ReLU"], description="activation"),
#     standard_deviation=SelectionSlider(options=[0.01, 0.05, 0.1, 0.14, 0.2, 1.0], value=0.01, description="std"),
# )

# %% [markdown]
# ## 7. LSUV
#
# What if theory does not know the activation? Measure. *Layer-sequential unit variance* goes through the layers in
# order. It sends a batch to a layer, divides the layer's weights by the standard deviation of what came out, and goes on with what
# comes out then.


# %% nbgrader={"grade": false, "grade_id": "lsuv-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def lsuv(layers, x):
    """Scale the weights of each affine layer such that its outputs have the standard deviation 1 (Mishkin and Matas, 2016).

    Parameters
    ----------
    layers : list of layers
        Each has `forward(x, train)` and `params`. An affine layer has its weights in `params["W"]`, and a bias that is
        0; other layers have no "W". Hand `train=False` to each of them.
    x : ndarray, shape (N, D), float64
        The batch to measure with. It stays as it was.

    Returns
    -------
    list of float
        For each affine layer, the standard deviation of its outputs, over all entries, before you scaled its weights.

    The arrays `params["W"]` are changed in place. The weights of a layer are scaled before the next one is measured.
    """
    ### BEGIN SOLUTION
    found = []
    for each in layers:
        if "W" in each.params:
            found.append(float(np.std(each.forward(x, train=False))))
            each.params["W"] /= found[-1]
        x = each.forward(x, train=False)
    return found
    ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "lsuv", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
# check("lsuv", lsuv)
# ### BEGIN HIDDEN TESTS
# check("lsuv", lsuv, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **Drive it.** The same ten layers before and after your `lsuv`. Take the activation $\sin$ as well, for which this course
# has derived nothing. Does the line "after" notice what you started with? Why not? And which start could it never mend?

# %% tags=["active-ipynb"]
# explore(
#     lambda activation, standard_deviation: scaling.plot_lsuv(lsuv, activation, standard_deviation),
#     activation=Dropdown(options=["tanh", "ReLU", "sin"], value="sin", description="activation"),
#     standard_deviation=SelectionSlider(options=[0.01, 0.1, 1.0], value=0.01, description="std"),
# )

# %% [markdown]
# ## 8. Repair
#
# A colleague wants a rule for every activation $f$, not for the ReLU alone. Weights with the standard deviation
# $\text{gain} / \sqrt{\text{fan-in}}$ keep the variance $q$ of the net inputs from layer to layer if
#
# $$\text{gain} = \sqrt{\frac{q}{m}},$$
#
# where $m$ belongs to what the activation makes of normal net inputs $z$ with mean 0 and variance $q$. She computes it as a sum
# over 4001 places on the axis, each with the weight that it has for a normal number.
#
# Her networks with the ReLU explode, and those with tanh do not. There is one mistake in it. Find it by its symptoms first:
# ask for gains that you know. `lambda z: z` is no activation; for the ReLU you know the gain from He's rule. What is it for
# $f(z) = z + 1$? Then mend it.


# %% nbgrader={"grade": false, "grade_id": "repair-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def gain(activation, variance=1.0):
    """Factor in front of 1 / sqrt(fan_in) that keeps the variance of the net inputs from layer to layer.

    Parameters
    ----------
    activation : callable
        Takes an array, returns one of the same shape.
    variance : float
        Of the net inputs, which are normal with mean 0.

    Returns
    -------
    float
    """
    places = np.linspace(-8.0, 8.0, 4001)
    weights = np.exp(-(places**2) / 2)
    weights /= weights.sum()
    h = activation(np.sqrt(variance) * places)
    ### BEGIN SOLUTION
    m = weights @ h**2
    return float(np.sqrt(variance / m))
    ### GIVEN mean = weights @ h
    ### GIVEN m = weights @ (h - mean) ** 2
    ### GIVEN return float(np.sqrt(variance / m))
    ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "repair", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# check("repair", gain)
# ### BEGIN HIDDEN TESTS
# check("repair", gain, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **Name it.** Which mistake was it?
#
# - **A** Fan-in and fan-out are swapped.
# - **B** The variance of the outputs stands where their mean square belongs.
# - **C** The net inputs are taken to have the variance 1, whatever it is.
# - **D** The half that a ReLU lets through is counted twice.
# - **E** A standard deviation stands where a variance belongs.

# %% nbgrader={"grade": false, "grade_id": "repair-name-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
### BEGIN SOLUTION
mistake = "B"
### GIVEN mistake = ""
### END SOLUTION

# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "repair-name", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
# check("repair-name", mistake)
# ### BEGIN HIDDEN TESTS
# check("repair-name", mistake, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# ## 9. Write the test
#
# Now you are the one who checks, and chance makes it harder. Laplace's distribution with the scale $b$ has the density
# $e^{-|w|/b} / (2b)$. Its mean is 0, its variance $2b^2$, the mean of $|w|$ is $b$, and $|w| > c$ has the probability
# $e^{-c/b}$. This is what somebody's `laplace(rng, fan_in, fan_out)` is meant to do:
#
# - It returns an array of the shape (fan_in, fan_out), float64: independent numbers from Laplace's distribution, with mean
#   0 and variance $1/\text{fan-in}$. No two of them are the same but by a chance that you will never see.
# - It draws from the generator `rng` and from nothing else. Two generators in the same state give the same weights. One
#   generator gives new ones in each call.
#
# Write a test that says whether such an initializer is wrong. It may draw as often as it likes. The mean of $n$ numbers
# strays from what it should be by $\sigma/\sqrt n$, where $\sigma$ is the standard deviation of one of them. Allow six times as much,
# and a right initializer is called wrong once in millions of tests. Draw enough, and a wrong one has nowhere to hide.
#
# Your test will be tried on eight right ones, which draw in different ways and orders, and on some fifty wrong ones. It
# passes if it raises no false alarm and catches all but one in twenty.


# %% nbgrader={"grade": false, "grade_id": "catches-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def catches(laplace):
    """Say whether an initializer `laplace` is wrong.

    Parameters
    ----------
    laplace : callable
        `laplace(rng, fan_in, fan_out)`.

    Returns
    -------
    bool
        True if something is wrong. A test that stumbles over a wrong initializer has caught it, too.
    """
    ### BEGIN SOLUTION

    def strays(values, mean, deviation):
        """Whether a mean over the last axis is more than six standard errors away."""
        return np.any(np.abs(np.mean(values, axis=-1) - mean) > 6 * deviation / np.sqrt(np.shape(values)[-1]))

    for fan_in, fan_out in ((40, 160), (160, 40)):
        rng, equal = np.random.default_rng(5), np.random.default_rng(5)
        draws = [laplace(rng, fan_in, fan_out) for _ in range(4)]
        again = [laplace(equal, fan_in, fan_out) for _ in range(2)]
        if any(each.shape != (fan_in, fan_out) or each.dtype != np.float64 for each in draws):
            return True
        if not np.array_equal(draws[0], again[0]) or not np.array_equal(draws[1], again[1]):
            return True
        w = np.array(draws) * np.sqrt(2 * fan_in)  # now b is 1
        size = np.abs(w)
        if len(np.unique(size)) < w.size or np.array_equal(w, w.astype(np.float32)):
            return True
        if strays(w.ravel(), 0, 2**0.5) or strays(size.ravel(), 1, 1) or strays(w.ravel() ** 2, 2, 20**0.5):
            return True
        if strays(w.ravel() > 0, 0.5, 0.5) or strays(size.ravel() > 4, np.exp(-4), np.exp(-2)):
            return True
        rows, columns = w.transpose(1, 0, 2).reshape(fan_in, -1), w.transpose(2, 0, 1).reshape(fan_out, -1)
        for lines in (rows, columns):
            if strays(lines, 0, 2**0.5) or strays(np.abs(lines), 1, 1):
                return True
        if strays((w[:, 1:] * w[:, :-1]).ravel(), 0, 2) or strays((w[:, :, 1:] * w[:, :, :-1]).ravel(), 0, 2):
            return True
        if np.ptp(w.var(axis=(1, 2))) < 1e-9 or np.any(np.abs(w.sum(axis=1)).max(axis=1) < 1e-9):
            return True
    return False
    ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "catches", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
# check("catches", catches)
# ### BEGIN HIDDEN TESTS
# check("catches", catches, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# ## 10. An experiment of your own
#
# Here is a deep network without biases. Hand it one of your initializers, or another one that takes the same arguments.


# %% nbgrader={"grade": false, "grade_id": "deep", "locked": true, "schema_version": 3, "solution": false, "task": false}
def deep(x, initializer, rng, activation, layers):
    """What comes out of a network: each layer has as many units as x, shape (N, D), has features, and draws new weights."""
    for _ in range(layers):
        x = activation(x @ initializer(rng, x.shape[1], x.shape[1]))
    return x


def relu(z):
    """Cut off what is negative."""
    return z * (z > 0)


def alike(x):
    """How much the samples of a batch point in one direction: the mean cosine of the angle between two of them."""
    directions = x / np.sqrt((x**2).sum(axis=1, keepdims=True))
    cosines = directions @ directions.T
    return float((cosines.sum() - len(x)) / (len(x) * (len(x) - 1)))


# %% [markdown]
# Choose a question that a few networks can answer: narrow layers, orthogonal weights under an activation, numbers from
# Laplace's distribution, a gain that is a little too large, samples that become alike on their way, ... `experiment(seed)` runs
# a *control* and a *treatment* which differ in one thing only, and returns one number of each. Write your prediction into the
# form *before* you run it.
#
# An example, filled in. Theory says that only the variance of the weights counts. Does it show after 20 layers with tanh
# whether they are normal or uniform?

# %% tags=["active-ipynb"] nbgrader={"grade": false, "grade_id": "example", "locked": true, "schema_version": 3, "solution": false, "task": false}
# def normal(rng, fan_in, fan_out):
#     """Normal weights with the variance of `xavier_uniform`."""
#     return rng.standard_normal((fan_in, fan_out)) * (2 / (fan_in + fan_out)) ** 0.5


# def example(seed):
#     """The standard deviation after 20 layers of 30 units with tanh: of normal weights, and of uniform ones."""
#     ends = []
#     for initializer in (normal, xavier_uniform):
#         rng = np.random.default_rng(seed)
#         x = rng.normal(size=(50, 30))
#         ends.append(np.std(deep(x, initializer, rng, np.tanh, layers=20)))
#     return ends


# example_form = {
#     "question": "Do uniform weights leave another signal after 20 layers with tanh than normal ones?",
#     "control": "normal weights",
#     "treatment": "uniform weights",
#     "held_equal": ["the variance of the weights", "the batch", "20 layers of 30 units", "tanh"],
#     "prediction": "larger",
#     "because": "uniform numbers have no tails, so fewer units saturate",
#     "seeds": 10,
#     "interval": (-0.035, 0.019),
#     "verdict": "undecided",
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
    found = []
    for layers in (3, 15):
        rng = np.random.default_rng(seed)
        x = rng.normal(size=(20, 40))
        found.append(alike(deep(x, he_normal, rng, relu, layers)))
    return found
    ### END SOLUTION


### BEGIN SOLUTION
form = {
    "question": "Are samples more alike after 15 layers with ReLU than after 3, although He's rule keeps their size?",
    "control": "3 layers",
    "treatment": "15 layers, of which the first 3 are the same",
    "held_equal": ["the batch", "40 units a layer", "He's rule", "the first 3 layers"],
    "prediction": "larger",
    "because": "behind a ReLU all numbers are positive, so that all samples share a direction",
    "seeds": 10,
    "interval": (0.191, 0.358),
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
# 1 point: the arms differ in one thing, or the answer names what else differs: a scale that goes with the shape, above all.
#
# 1 point: the conclusion goes as far as the interval does: "undecided" is no proof of "no difference", and one width and
# one depth are no law.
#
# ### END SOLUTION

# %% [markdown]
# ## 11. In your own words

# %% [markdown]
# A friend starts all weights of a ReLU network at 0, "because the best guess without data is none". It learns only how
# frequent the classes are. He then starts them all at 0.1. It learns something, and is no better with 500 hidden units than with one. At last
# he draws them from a normal distribution and writes `rng.normal(0, 2 / fan_in, ...)`. With three layers it learns, with twenty
# it does not. Explain the three results, say which one number is wrong in the last, and by how much for a fan-in of 200.
# Four to eight sentences.

# %% [markdown] nbgrader={"grade": true, "grade_id": "reflection", "locked": false, "points": 4, "schema_version": 3, "solution": true, "task": false}
# *Write here.*
#
# ### BEGIN MARK SCHEME
# 1 point: all 0: hidden activations are 0, so the output weights have no gradient; the output weights are 0, so no
# gradient comes back. Only the output bias moves, and it learns the frequencies.
#
# 1 point: all equal: units with the same weights in and out get the same gradients and stay equal; 500 units are one unit,
# 500 times as loud.
#
# 1 point: the variance 2/fan_in stands where NumPy asks for the standard deviation. For 200 inputs that is 0.01 in place
# of 0.1, ten times too small.
#
# 1 point: the factor per layer is what compounds: with ReLU a tenth per layer, a thousandth after three layers (which a few steps
# can mend, or the last biases), 1e-20 after twenty. Gradients suffer the same.
# ### END MARK SCHEME
