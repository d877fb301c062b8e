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
# 45 minutes.
#
# A weight matrix is $(\text{fan-in} \times \text{fan-out})$: rows are inputs. Chance comes in as a
# `numpy.random.Generator` called `rng`, and from nowhere else. The checks never ask for certain random numbers. They look
# at many of them, and ask whether they can come from the distribution that is asked for.

# %% nbgrader={"grade": false, "grade_id": "setup", "locked": true, "schema_version": 3, "solution": false, "task": false}
"""The notebook of the chapter `initialization`: how variance travels, and how to draw the first weights."""

import numpy as np

# %% tags=["active-ipynb"] nbgrader={"grade": false, "grade_id": "tools", "locked": true, "schema_version": 3, "solution": false, "task": false}
# from ipywidgets import Dropdown, SelectionSlider

# from autograder.tasks.initialization import check
# from chapters.shared.explore import explore
# from chapters.initialization import driving, scaling

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
# Theory is good, but a look is better. The probe sends a batch through a stack of layers and returns how much its numbers
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
# ## 8. In your own words

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
