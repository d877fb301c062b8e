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
# # Dropout: your own coin tosses
#
# Dropout switches off units by chance while a network learns, and uses all of them afterwards. Here you write the mask,
# the layer in its two scalings, and three ways to ask what all that chance does on average.
#
# Replace each `raise NotImplementedError()` with your code, run the cell, then run the check below it. A check says what
# is right, what is not, and where. It takes about 50 minutes.
#
# Everywhere `p` is the share that is **dropped**: `p = 0.2` keeps four of five. Chance comes in as a
# `numpy.random.Generator`, usually called `rng`. Which of its methods you draw with is up to you: the checks judge shares and
# not single numbers.

# %% nbgrader={"grade": false, "grade_id": "setup", "locked": true, "schema_version": 3, "solution": false, "task": false}
"""The notebook of the chapter `dropout`: masks, two layers, and what they do on average."""

from itertools import product

import numpy as np

# %% tags=["active-ipynb"] nbgrader={"grade": false, "grade_id": "tools", "locked": true, "schema_version": 3, "solution": false, "task": false}
# from ipywidgets import FloatSlider, SelectionSlider

# from autograder.tasks.dropout import check
# from chapters.dropout import driven
# from chapters.shared.explore import explore

# %% [markdown]
# ## 1. A mask
#
# One coin for each entry. Each falls on 0 with probability $p$ and on 1 with probability $1 - p$, whatever the others do.


# %% nbgrader={"grade": false, "grade_id": "mask-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
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
    ### BEGIN SOLUTION
    return np.where(rng.random(shape) < p, 0.0, 1.0)
    ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "mask", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# check("mask", draw_mask)
# ### BEGIN HIDDEN TESTS
# check("mask", draw_mask, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **Drive it.** Your mask on a batch of ten digits. Which digits can you still read at 0.5? Note that each row has a
# mask of its own, and that the share that is left is hardly ever exactly $1 - p$.

# %% tags=["active-ipynb"]
# explore(
#     lambda p: driven.plot_mask(draw_mask, p),
#     p=FloatSlider(min=0.0, max=0.9, step=0.1, value=0.5, description="p"),
# )

# %% [markdown]
# ## 2. Standard dropout
#
# In training, multiply by the mask. At test time keep all, and multiply by the share that was **kept**, so that the next layer
# receives what it received on average. Whatever `forward` multiplied an entry by, `backward` multiplies its gradient by.


# %% nbgrader={"grade": false, "grade_id": "standard-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
class StandardDropout:
    """Dropout as first published: a mask in training, a factor at test time.

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
        """Drop entries in training, scale all of them at test time.

        x : ndarray, any shape, float64
        train : bool
            If true, draw a new mask with `draw_mask`. If false, draw nothing.
        returns : ndarray, the same shape

        No loop. `x` stays as it was.
        """
        ### BEGIN SOLUTION
        self.factor = draw_mask(self.rng, x.shape, self.p) if train else 1 - self.p
        return x * self.factor
        ### END SOLUTION

    def backward(self, dy):
        """Return the gradient of the input of the last `forward`, in training or not.

        dy : ndarray, the shape of the output, float64
        returns : ndarray, the same shape

        No loop. `dy` stays as it was.
        """
        ### BEGIN SOLUTION
        return dy * self.factor
        ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "standard", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# check("standard", StandardDropout)
# ### BEGIN HIDDEN TESTS
# check("standard", StandardDropout, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **Drive it.** The sum of forty activations, over 300 masks. The line is what your layer gives at test time, and it should
# stand in the middle. Dashed, what you would get with the share that was dropped. At which `p` can nobody tell the two apart?

# %% tags=["active-ipynb"]
# explore(
#     lambda p: driven.plot_sums(StandardDropout, p),
#     p=SelectionSlider(options=[0.1, 0.2, 0.5, 0.8], value=0.2, description="p"),
# )

# %% [markdown]
# ## 3. Inverted dropout
#
# The same, with the factor moved into training: what is kept is divided by the share that is kept. At test time the layer does
# nothing at all. This is what the libraries do.


# %% nbgrader={"grade": false, "grade_id": "dropout-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
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
        ### BEGIN SOLUTION
        self.factor = draw_mask(self.rng, x.shape, self.p) / (1 - self.p) if train else 1.0
        return x * self.factor
        ### END SOLUTION

    def backward(self, dy):
        """Return the gradient of the input of the last `forward`, in training or not.

        dy : ndarray, the shape of the output, float64
        returns : ndarray, the same shape

        No loop. `dy` stays as it was.
        """
        ### BEGIN SOLUTION
        return dy * self.factor
        ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "dropout-forward", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# check("dropout-forward", Dropout)
# ### BEGIN HIDDEN TESTS
# check("dropout-forward", Dropout, hidden=True)
# ### END HIDDEN TESTS

# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "dropout-backward", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# check("dropout-backward", Dropout)
# ### BEGIN HIDDEN TESTS
# check("dropout-backward", Dropout, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **Drive it.** A network with your layer after its hidden units learns 200 digits, and one label in five is wrong. What happens
# to the right labels, to the wrong ones, and to the digits that it has never seen?

# %% tags=["active-ipynb"]
# learned = driven.learned(Dropout)
# explore(
#     lambda p: driven.plot_training(learned, p),
#     p=SelectionSlider(options=list(driven.SHARES), value=0.0, description="p"),
# )

# %% [markdown]
# ## 4. The mean over all masks
#
# Of $D$ entries there are $2^D$ masks. For small $D$ you can visit them all, and then the mean is exact and not an estimate:
#
# $$\mathbb E_m\, f\!\left(\frac{x \odot m}{1-p}\right) = \sum_{m \in \{0,1\}^D} P(m)\, f\!\left(\frac{x \odot m}{1-p}\right).$$
#
# The masks are not equally likely, unless $p = \tfrac12$: one that keeps $k$ entries has $P(m) = (1-p)^k\, p^{D-k}$.


# %% nbgrader={"grade": false, "grade_id": "mean-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def mean_over_masks(function, x, p):
    """Exact mean of a function of x under inverted dropout.

    Parameters
    ----------
    function : callable
        Takes a batch, ndarray of shape (N, D), and returns an ndarray of shape (N, K), row by row. One row of shape (D,)
        gives one of shape (K,).
    x : ndarray, shape (D,), float64
        D is at most 10. It is unchanged when you return.
    p : float, 0 <= p < 1
        Share that is dropped.

    Returns
    -------
    ndarray, shape (K,), float64

    `product([0.0, 1.0], repeat=D)` goes through all masks. Nothing is drawn by chance. A loop over masks is right here.
    """
    ### BEGIN SOLUTION
    masks = np.array(list(product([0.0, 1.0], repeat=len(x))))
    kept = masks.sum(axis=1)
    weights = (1 - p) ** kept * p ** (len(x) - kept)
    return weights @ function(x * masks / (1 - p))
    ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "mean", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# check("mean", mean_over_masks)
# ### BEGIN HIDDEN TESTS
# check("mean", mean_over_masks, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **Drive it.** Eight inputs, their weighted sum, and a function of it. The dots are the function's values, one for each mask; the
# line is the mean that you computed, and the cross is the one pass without a mask. For which functions do the last two agree?

# %% tags=["active-ipynb"]
# explore(
#     lambda activation, p: driven.plot_mean(mean_over_masks, activation, p),
#     activation=list(driven.FUNCTIONS),
#     p=SelectionSlider(options=[0.1, 0.3, 0.5, 0.7], value=0.5, description="p"),
# )

# %% [markdown]
# ## 5. Monte-Carlo dropout
#
# Leave dropout on at test time, run the network several times, and average its *probabilities*. Where the passes contradict each
# other, the mean is spread over several classes, and its entropy $-\sum_k \bar\pi_k \log \bar\pi_k$ is large.


# %% nbgrader={"grade": false, "grade_id": "monte-carlo-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def monte_carlo(network, x, passes):
    """Predict with dropout left on.

    Parameters
    ----------
    network : object
        `network.predict(x, train=True)` returns logits, ndarray of shape (N, K), with new masks in each call.
    x : ndarray, shape (N, D), float64
    passes : int
        How often to run the network.

    Returns
    -------
    probabilities : ndarray, shape (N, K), float64
        Mean of the softmax over the passes.
    entropy : ndarray, shape (N,), float64
        Entropy of `probabilities`, in nats. A probability of 0 adds nothing.

    Logits of 1000 or -1000 give finite results. A loop over passes is right here, but none over samples.
    """
    ### BEGIN SOLUTION
    total = 0.0
    for _ in range(passes):
        logits = network.predict(x, train=True)
        exponentials = np.exp(logits - logits.max(axis=1, keepdims=True))
        total = total + exponentials / exponentials.sum(axis=1, keepdims=True)
    probabilities = total / passes
    logarithms = np.log(np.where(probabilities > 0, probabilities, 1.0))
    return probabilities, -(probabilities * logarithms).sum(axis=1)
    ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "monte-carlo", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# check("monte-carlo", monte_carlo)
# ### BEGIN HIDDEN TESTS
# check("monte-carlo", monte_carlo, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **Drive it.** A digit is turned step by step, and your `monte_carlo` runs a network with your `Dropout` on it. At which angle is
# the network least sure? Is it right where it is sure?

# %% tags=["active-ipynb"]
# explore(
#     lambda angle: driven.plot_turned(Dropout, monte_carlo, angle),
#     angle=FloatSlider(min=0, max=180, step=20, value=0, description="angle (degrees)"),
# )

# %% [markdown]
# ## 6. The penalty inside dropout
#
# A linear model $\hat y = Xw$ with half the mean squared error, $L = \frac{1}{2N}\sum_n (\hat y_n - t_n)^2$. With inverted
# dropout on its inputs, the mean of the loss over all masks is the loss without dropout plus
#
# $$R(w) = \frac{p}{1-p}\,\frac{1}{2N} \sum_{n=1}^{N} \sum_{d=1}^{D} X_{nd}^2\, w_d^2 .$$
#
# It is weight decay with a strength of its own for each feature.


# %% nbgrader={"grade": false, "grade_id": "penalty-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def dropout_penalty(x, w, p):
    """What dropout on the inputs adds to half the mean squared error of a linear model, on average.

    Parameters
    ----------
    x : ndarray, shape (N, D), float64
    w : ndarray, shape (D,), float64
    p : float, 0 <= p < 1
        Share that is dropped.

    Returns
    -------
    penalty : float
        R(w).
    gradient : ndarray, shape (D,), float64
        How R changes with each weight.

    No loop, and nothing drawn by chance. `x` and `w` stay as they were.
    """
    ### BEGIN SOLUTION
    strengths = p / (1 - p) * (x**2).mean(axis=0)
    return float((strengths * w**2).sum() / 2), strengths * w
    ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "penalty", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# check("penalty", dropout_penalty)
# ### BEGIN HIDDEN TESTS
# check("penalty", dropout_penalty, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **Drive it.** Two features that say nearly the same; you choose the unit of the second. The path shows the weights while
# gradient descent follows the loss and your penalty. What does the unit do to the weights, and what to the predictions?

# %% tags=["active-ipynb"]
# explore(
#     lambda p, unit: driven.plot_descent(dropout_penalty, p, unit),
#     p=SelectionSlider(options=[0.0, 0.2, 0.5, 0.8], value=0.5, description="p"),
#     unit=SelectionSlider(options=[0.5, 1.0, 2.0], value=1.0, description="scale of feature 2"),
# )

# %% [markdown]
# ## 7. In your own words

# %% [markdown]
# A colleague reads in an article: "At test time, multiply the outputs by the ratio that was dropped." He does so, with $p = 0.5$, and
# all is well. Then he sets $p = 0.2$. Say what the next layer receives at test time, compared with what it received in training, and
# what you expect of the accuracy and of the loss. Why did nothing show at 0.5? How does inverted dropout make this mistake
# impossible, and which mistake remains possible? Last: he runs his network twice on the same image and gets two answers.
# Name two possible reasons, one of them a bug and one a purpose. Five to ten sentences.

# %% [markdown] nbgrader={"grade": true, "grade_id": "reflection", "locked": false, "points": 4, "schema_version": 3, "solution": true, "task": false}
# *Write here.*
#
# ### BEGIN MARK SCHEME
# 1 point: in training the next layer receives 0.8 x on average, at test time 0.2 x, a quarter of it (and a power of a quarter after
# several such layers).
#
# 1 point: the accuracy suffers less than the loss, because shrunken logits keep much of their order while the probabilities become
# nearly uniform. At 0.5 the shares kept and dropped are the same number, so that the right and the wrong factor agree.
#
# 1 point: inverted dropout has no factor at test time that could be confused. Still possible: the wrong factor in training
# (divided by p), or forgetting to switch to test mode.
#
# 1 point: the bug is dropout left on at test time (training mode); the purpose is Monte-Carlo dropout, where the
# spread of several passes is wanted. (A generator that is shared or not seeded is accepted as a reason of the first kind.)
# ### END MARK SCHEME
