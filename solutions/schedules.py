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
# # Schedules: the learning rate over time
#
# The chapter showed why a constant rate ends on a floor of noise and what a falling one does about it. Here you write
# the schedules, the batches, a measurement of the noise, and a training loop that uses them all.
#
# Replace each `raise NotImplementedError()` with your code, run the cell, then run the check below it. It takes about an
# hour, and 20 minutes more for the experiment at the end. Most answers are one to three lines.
#
# One rule holds for all schedules here: **steps count from 0**, and `step` is either one integer or an array of them. The
# answer is one float64 or an array of the same shape. `np.minimum`, `np.where` and their like work for both; an `if` on
# `step` does not.

# %% nbgrader={"grade": false, "grade_id": "setup", "locked": true, "schema_version": 3, "solution": false, "task": false}
"""The notebook of the chapter `schedules`: learning rates over time, batches, gradient noise and a training loop."""

from functools import partial

import numpy as np

# %% tags=["active-ipynb"] nbgrader={"grade": false, "grade_id": "tools", "locked": true, "schema_version": 3, "solution": false, "task": false}
# from ipywidgets import Dropdown, FloatSlider, IntSlider, SelectionSlider

# from autograder.tasks.schedules import check
# from chapters.shared import trials
# from chapters.shared.data import two_circles
# from chapters.shared.explore import explore, show
# from chapters.schedules import batches, figures, given

# %% [markdown]
# ## 1. Exponential decay
#
# Every $D$ steps the rate is multiplied by $k$ once:
#
# $$\eta_t = \eta_0\, k^{\,t/D}.$$
#
# As a staircase, the exponent is $\lfloor t/D \rfloor$: the rate waits, and then makes the whole jump at once.


# %% nbgrader={"grade": false, "grade_id": "exponential-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def exponential(step, learning_rate, decay_rate, decay_steps, staircase=False):
    """Exponential decay.

    Parameters
    ----------
    step : int, or ndarray of integers, any shape
        Counts from 0.
    learning_rate : float
        The rate at step 0.
    decay_rate : float
        By which the rate is multiplied in `decay_steps` steps.
    decay_steps : int
    staircase : bool
        Whether the rate stays as it is between the multiples of `decay_steps`.

    Returns
    -------
    float or ndarray of the shape of `step`, float64

    No loop. `step` stays as it was.
    """
    ### BEGIN SOLUTION
    progress = step // decay_steps if staircase else step / decay_steps
    return learning_rate * decay_rate**progress
    ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "exponential", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# check("exponential", exponential)
# ### BEGIN HIDDEN TESTS
# check("exponential", exponential, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# ## 2. Its two neighbours
#
# The natural exponential puts the decay rate into the exponent of $e$. Inverse time decay divides by a number that grows
# steadily:
#
# $$\eta_t = \eta_0\, e^{-k\,t/D}, \qquad \eta_t = \frac{\eta_0}{1 + k\,t/D}.$$


# %% nbgrader={"grade": false, "grade_id": "natural-exponential-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def natural_exponential(step, learning_rate, decay_rate, decay_steps):
    """Natural exponential decay: exp to the power of minus `decay_rate` for each `decay_steps` steps.

    Parameters and result as in `exponential`. No loop.
    """
    ### BEGIN SOLUTION
    return learning_rate * np.exp(-decay_rate * step / decay_steps)
    ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "natural-exponential", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
# check("natural-exponential", natural_exponential)
# ### BEGIN HIDDEN TESTS
# check("natural-exponential", natural_exponential, hidden=True)
# ### END HIDDEN TESTS


# %% nbgrader={"grade": false, "grade_id": "inverse-time-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def inverse_time(step, learning_rate, decay_rate, decay_steps):
    """Inverse time decay: the divisor starts at 1 and grows by `decay_rate` in `decay_steps` steps.

    Parameters and result as in `exponential`. No loop.
    """
    ### BEGIN SOLUTION
    return learning_rate / (1 + decay_rate * step / decay_steps)
    ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "inverse-time", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
# check("inverse-time", inverse_time)
# ### BEGIN HIDDEN TESTS
# check("inverse-time", inverse_time, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **Drive them.** Three decays with the same `decay_rate` $k$ and $D = 10$ (the fourth curve is your exponential with $1 - k$).
# At which $k$ do `exponential` and `natural_exponential` meet? Decide before you look. And which of the three is still
# awake at step 50?

# %% tags=["active-ipynb"]
# explore(
#     lambda decay_rate: figures.plot_decays(exponential, natural_exponential, inverse_time, decay_rate),
#     decay_rate=FloatSlider(min=0.1, max=0.9, step=0.1, value=0.5, description="decay rate k"),
# )

# %% [markdown]
# ## 3. Piecewise constant
#
# Boundaries cut time into pieces, and each piece has its rate. The convention is TensorFlow's: a boundary is the *last*
# step of its piece. With boundaries 2 and 5, steps 0, 1, 2 have the first rate, steps 3, 4, 5 the second, the others the
# third.


# %% nbgrader={"grade": false, "grade_id": "piecewise-constant-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def piecewise_constant(step, boundaries, rates):
    """Piecewise constant rates.

    Parameters
    ----------
    step : int, or ndarray of integers, any shape
    boundaries : ndarray, shape (B,), increasing integers
        A step that equals a boundary still belongs to the piece before it.
    rates : ndarray, shape (B + 1,), float64

    Returns
    -------
    float or ndarray of the shape of `step`, float64
    """
    ### BEGIN SOLUTION
    return rates[np.searchsorted(boundaries, step)]
    ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "piecewise-constant", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# check("piecewise-constant", piecewise_constant)
# ### BEGIN HIDDEN TESTS
# check("piecewise-constant", piecewise_constant, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# ## 4. Polynomial, with and without a cycle
#
# From $\eta_0$ down to $\eta_\text{end}$ in $D$ steps, then it stays:
#
# $$\eta_t = (\eta_0 - \eta_\text{end})\left(1 - \frac{\min(t, D)}{D}\right)^p + \eta_\text{end}.$$
#
# With a cycle, nothing is cut off. Instead $D$ grows to the next multiple of itself that is not below $t$, so that the rate
# jumps up again, each time less high. At $t = 0$ the multiple is $1 \cdot D$, not $0$.


# %% nbgrader={"grade": false, "grade_id": "polynomial-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def polynomial(step, learning_rate, decay_steps, end_learning_rate=0.0, power=1.0, cycle=False):
    """Polynomial decay.

    Parameters
    ----------
    step : int, or ndarray of integers, any shape
    learning_rate : float
        The rate at step 0.
    decay_steps : int
        Steps until `end_learning_rate` is reached.
    end_learning_rate : float
    power : float
        The exponent p; 1 is a straight line.
    cycle : bool
        Whether `decay_steps` is replaced by its first multiple that is not below `step` (and at least one).

    Returns
    -------
    float or ndarray of the shape of `step`, float64

    No loop. `step` stays as it was.
    """
    ### BEGIN SOLUTION
    if cycle:
        decay_steps = decay_steps * np.maximum(np.ceil(step / decay_steps), 1)
    left = 1 - np.minimum(step / decay_steps, 1)
    return (learning_rate - end_learning_rate) * left**power + end_learning_rate
    ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "polynomial", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# check("polynomial", polynomial)
# ### BEGIN HIDDEN TESTS
# check("polynomial", polynomial, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **Drive it.** A ball rolls towards a narrow valley, and a wide one lies beyond it. Your schedule sets the length of its
# steps. When does it get out again? And when would you rather it had not?

# %% tags=["active-ipynb"]
# explore(
#     lambda cycle, depth: figures.plot_valleys(polynomial, cycle, depth),
#     cycle=Dropdown(options=[("off", False), ("on", True)], description="cycle"),
#     depth=Dropdown(options=[("shallow", 0.5), ("deep", 1.2)], description="narrow valley"),
# )

# %% [markdown]
# ## 5. Cosine and linear cosine
#
# Half a period of a cosine leads smoothly from 1 to $\alpha$. The linear cosine is a product: a straight line times a cosine
# with as many periods as you like, plus a small $\beta$ that is never lost. With $s = \min(t, D)/D$:
#
# $$
# \begin{aligned}
# \eta_t &= \eta_0 \bigl((1 - \alpha)\,c + \alpha\bigr), \\
# c &= \tfrac12 (1 + \cos \pi s), \\
# \eta_t &= \eta_0 \bigl((\alpha + 1 - s)\,c + \beta\bigr), \\
# c &= \tfrac12 (1 + \cos 2\pi n s).
# \end{aligned}
# $$


# %% nbgrader={"grade": false, "grade_id": "cosine-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
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
    ### BEGIN SOLUTION
    share = np.minimum(step / decay_steps, 1)
    return learning_rate * ((1 - alpha) * (1 + np.cos(np.pi * share)) / 2 + alpha)
    ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "cosine", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# check("cosine", cosine)
# ### BEGIN HIDDEN TESTS
# check("cosine", cosine, hidden=True)
# ### END HIDDEN TESTS


# %% nbgrader={"grade": false, "grade_id": "linear-cosine-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def linear_cosine(step, learning_rate, decay_steps, periods=0.5, alpha=0.0, beta=0.001):
    """Linear cosine decay.

    Parameters
    ----------
    step : int, or ndarray of integers, any shape
    learning_rate : float
    decay_steps : int
        Length of the decay; afterwards the rate stays.
    periods : float
        Whole periods of the cosine in `decay_steps` steps (n in the formula).
    alpha : float
        Added to the straight line.
    beta : float
        Added to the product.

    Returns
    -------
    float or ndarray of the shape of `step`, float64

    No loop. `step` stays as it was.
    """
    ### BEGIN SOLUTION
    share = np.minimum(step / decay_steps, 1)
    wave = (1 + np.cos(2 * np.pi * periods * share)) / 2
    return learning_rate * ((alpha + 1 - share) * wave + beta)
    ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "linear-cosine", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# check("linear-cosine", linear_cosine)
# ### BEGIN HIDDEN TESTS
# check("linear-cosine", linear_cosine, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# The noisy one shakes the straight line: it adds to $\alpha + 1 - s$ a normal random number whose *variance* falls as
# $v_0 / (1 + \min(t, D))^{q}$.


# %% nbgrader={"grade": false, "grade_id": "noisy-linear-cosine-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def noisy_linear_cosine(
    step, learning_rate, decay_steps, rng, initial_variance=1.0, variance_decay=0.55, periods=0.5, alpha=0.0, beta=0.001
):
    """Noisy linear cosine decay.

    Parameters
    ----------
    step, learning_rate, decay_steps, periods, alpha, beta
        As in `linear_cosine`.
    rng : numpy.random.Generator
        Draws one normal number for each entry of `step`, all independent.
    initial_variance : float
        Variance of the noise at step 0 (v_0).
    variance_decay : float
        The exponent q with which the variance falls.

    Returns
    -------
    float or ndarray of the shape of `step`, float64
    """
    ### BEGIN SOLUTION
    capped = np.minimum(step, decay_steps)
    deviation = np.sqrt(initial_variance / (1 + capped) ** variance_decay)
    line = alpha + 1 - capped / decay_steps + rng.normal(0, deviation)
    wave = (1 + np.cos(2 * np.pi * periods * capped / decay_steps)) / 2
    return learning_rate * (line * wave + beta)
    ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "noisy-linear-cosine", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# check("noisy-linear-cosine", noisy_linear_cosine)
# ### BEGIN HIDDEN TESTS
# check("noisy-linear-cosine", noisy_linear_cosine, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **Drive them.** All yours, over 100 steps. Look for the one that can go below zero, and say what a step with a negative
# rate would do.

# %% tags=["active-ipynb"]
# mine = [exponential, natural_exponential, inverse_time, piecewise_constant, polynomial, cosine]
# mine += [linear_cosine, noisy_linear_cosine]
# explore(
#     lambda schedule, decay_steps: figures.plot_schedules(mine, schedule, decay_steps),
#     schedule=Dropdown(options=figures.NAMES, description="schedule"),
#     decay_steps=SelectionSlider(options=[10, 25, 50, 100], value=50, description="decay steps"),
# )

# %% [markdown]
# ## 6. Warm-up
#
# For the first $W$ steps the rate climbs in equal steps to where another schedule $r$ begins. Then that schedule runs, from
# *its* step 0:
#
# $$
# \eta_t = \begin{cases} r(0)\,(t + 1)/W & t < W, \\ r(t - W) & t \ge W. \end{cases}
# $$


# %% nbgrader={"grade": false, "grade_id": "warmup-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def warmup(step, schedule, warmup_steps):
    """Linear warm-up in front of another schedule.

    Parameters
    ----------
    step : int, or ndarray of integers, any shape
    schedule : callable
        `schedule(step)` returns rates in the shape of `step`; it knows no negative steps.
    warmup_steps : int
        W, at least 1.

    Returns
    -------
    float or ndarray of the shape of `step`, float64

    No loop. `step` stays as it was.
    """
    ### BEGIN SOLUTION
    climb = schedule(0) * (step + 1) / warmup_steps
    return np.where(step < warmup_steps, climb, schedule(np.maximum(step - warmup_steps, 0)))
    ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "warmup", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# check("warmup", warmup)
# ### BEGIN HIDDEN TESTS
# check("warmup", warmup, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **Drive it.** Your warm-up in front of your cosine. What is the rate of the very first step, and why is it not 0?

# %% tags=["active-ipynb"]
# explore(
#     lambda warmup_steps: figures.plot_warmup(warmup, cosine, warmup_steps),
#     warmup_steps=SelectionSlider(options=[1, 5, 10, 20, 40], value=10, description="warm-up steps"),
# )

# %% [markdown]
# ## 7. Batches
#
# One epoch: shuffle all samples, then go through them a batch at a time. Each sample comes exactly once, with its own label.
# If the batch size does not divide $N$, the last batch is smaller.


# %% nbgrader={"grade": false, "grade_id": "minibatches-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def minibatches(x, labels, batch_size, rng):
    """One epoch of batches in random order.

    Parameters
    ----------
    x : ndarray, shape (N, D), float64
    labels : ndarray, shape (N,), integers
    batch_size : int
    rng : numpy.random.Generator
        The only source of chance; another order in every call.

    Returns
    -------
    list, or generator, of pairs
        (x, labels) of `batch_size` samples; the last pair may have fewer, but never none.

    `x` and `labels` stay as they were.
    """
    ### BEGIN SOLUTION
    shuffled = rng.permutation(len(x))
    chosen = [shuffled[start : start + batch_size] for start in range(0, len(x), batch_size)]
    return [(x[batch], labels[batch]) for batch in chosen]
    ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "minibatches", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# check("minibatches", minibatches)
# ### BEGIN HIDDEN TESTS
# check("minibatches", minibatches, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# ## 8. How noisy is a batch?
#
# You have the gradient of every single sample, one row each. Their mean over all $N$ is the true gradient $g$. Draw a batch
# of $B$ rows *without replacement*, take its mean $\hat g$, and measure how far off it is, many times over:
#
# $$\sqrt{\frac1R \sum_{j=1}^{R} \lVert \hat g_j - g \rVert^2 }.$$
#
# The norm is over the $P$ parameters: the squares are *summed* there, and averaged over the $R$ draws.


# %% nbgrader={"grade": false, "grade_id": "gradient-noise-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def gradient_noise(gradients, batch_size, rng, draws):
    """Root mean square distance of a batch's mean gradient from the mean over all samples.

    Parameters
    ----------
    gradients : ndarray, shape (N, P), float64
        A row for each sample.
    batch_size : int
        B, from 1 to N.
    rng : numpy.random.Generator
    draws : int
        How many batches to draw, each without replacement.

    Returns
    -------
    float

    Here a loop over the draws is right. `gradients` stays as it was.
    """
    ### BEGIN SOLUTION
    full = gradients.mean(axis=0)
    squares = []
    for _ in range(draws):
        batch = rng.choice(len(gradients), batch_size, replace=False)
        squares.append(((gradients[batch].mean(axis=0) - full) ** 2).sum())
    return np.sqrt(np.mean(squares))
    ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "gradient-noise", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# check("gradient-noise", gradient_noise)
# ### BEGIN HIDDEN TESTS
# check("gradient-noise", gradient_noise, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **Drive it.** Sixty samples with two parameters each. The cloud is the batch means; the number is your measurement. How much
# must the batch grow for half the noise? And what happens at 60?

# %% tags=["active-ipynb"]
# explore(
#     lambda batch_size: batches.plot_cloud(gradient_noise, batch_size),
#     batch_size=SelectionSlider(options=[1, 4, 16, 32, 60], value=4, description="batch size"),
# )

# %% [markdown]
# ## 9. Training with a schedule
#
# Now all of it together. The network brings its layers, its loss and its gradients; you bring the loop. The rate is asked for
# before every step, with the number of steps made so far. That number runs on from epoch to epoch.


# %% nbgrader={"grade": false, "grade_id": "train-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def train(network, draw_batches, schedule, epochs):
    """Train a network in place by stochastic gradient descent with a scheduled learning rate.

    Parameters
    ----------
    network : object
        `network.loss(x, labels)` returns a float; `network.gradients(x, labels)` returns a dictionary with the keys of
        `network.params`, whose arrays are the network's own: change them in place.
    draw_batches : callable
        `draw_batches()` returns the batches of one epoch, pairs (x, labels), in the order in which to use them. Call it
        once for each epoch.
    schedule : callable
        `schedule(step)` returns the learning rate for a step; the first step is 0.
    epochs : int

    Returns
    -------
    list of float
        The loss of each batch before its step.
    """
    ### BEGIN SOLUTION
    losses: list[float] = []
    for _ in range(epochs):
        for x, labels in draw_batches():
            rate = schedule(len(losses))
            losses.append(network.loss(x, labels))
            gradients = network.gradients(x, labels)
            for name, parameter in network.params.items():
                parameter -= rate * gradients[name]
    return losses
    ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "train", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# check("train", train)
# ### BEGIN HIDDEN TESTS
# check("train", train, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **Drive it.** Your loop, your batches, your schedules: two circles that overlap, batches of 8, 400 steps. Which schedule
# ends lowest? Then take the rate times ten: which ones survive?


# %% tags=["active-ipynb"]
# schedules = {
#     "constant": lambda step, rate: rate,
#     "piecewise": lambda step, rate: piecewise_constant(step, np.array([250]), np.array([rate, rate / 10])),
#     "cosine": lambda step, rate: cosine(step, rate, 400),
#     "warm-up, cosine": lambda step, rate: warmup(step, partial(cosine, learning_rate=rate, decay_steps=350), 50),
# }


# x, labels = two_circles(samples=400)
# peaks = [0.03, 0.3, 3.0]


# def learn(schedule, peak):
#     """Train a fresh network; return its losses, its learning rates, and the loss in the end."""
#     rng = np.random.default_rng(1)
#     network = given.Network(2, 16, 2, rng)
#     rates = partial(schedules[schedule], rate=peak)
#     losses = train(network, lambda: minibatches(x, labels, 8, rng), rates, epochs=8)
#     return losses, rates, network.loss(x, labels)


# learned = {(name, peak): learn(name, peak) for name in schedules for peak in peaks}
# explore(
#     lambda schedule, learning_rate: given.plot_training(*learned[schedule, learning_rate]),
#     schedule=Dropdown(options=list(schedules), description="schedule"),
#     learning_rate=Dropdown(options=peaks, value=0.3, description="learning rate"),
# )

# %% [markdown]
# ## 10. Repair
#
# A colleague lets the losses decide when the rate falls. `Plateau` looks at the mean loss of `window` steps at a time.
# If that is not lower than the mean of the window before, there has been a *drop*, and the rate is
#
# $$\eta = \eta_0\, k^{\text{drops}}$$
#
# from the next step on, with $k$ = `factor`. It works in short runs. In long ones training stops early: the
# rate is almost 0. There is one mistake in it. Find it by its symptoms: feed it a loss that stands still, with a
# window of 2, and write down by hand which rates you expect for eight steps. Then mend it.


# %% nbgrader={"grade": false, "grade_id": "repair-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
class Plateau:
    """A learning rate that drops when the losses stop falling.

    Parameters
    ----------
    learning_rate : float
        The first rate.
    window : int
        How many losses make one mean.
    factor : float
        By which the rate is multiplied in a drop.
    """

    def __init__(self, learning_rate, window, factor):
        self.learning_rate, self.window, self.factor = learning_rate, window, factor
        self.rate, self.drops = learning_rate, 0
        self.losses, self.before = [], np.inf

    def after(self, loss):
        """Take notice of the loss of a step.

        loss : float
        returns : float, the rate for the next step
        """
        self.losses.append(loss)
        if len(self.losses) == self.window:
            mean, self.losses = np.mean(self.losses), []
            if mean >= self.before:
                self.drops += 1
                ### BEGIN SOLUTION
                self.rate = self.learning_rate * self.factor**self.drops
                ### GIVEN self.rate = self.rate * self.factor**self.drops
                ### END SOLUTION
            self.before = mean
        return self.rate


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "repair", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# check("repair", Plateau)
# ### BEGIN HIDDEN TESTS
# check("repair", Plateau, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **Name it.** Which mistake was it?
#
# - **A** Off by one at a boundary: each drop comes a step too late.
# - **B** The share that is lost stands where the share that is left belongs: $1 - k$ in place of $k$.
# - **C** The count starts again where it should run on.
# - **D** The whole decay so far is applied to a rate that has decayed already.
# - **E** The decay begins too early, so that no step has the first rate.

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
# ## 11. An experiment of your own
#
# Choose a question about schedules or batches: a constant rate or one that falls, a drop early or late, a
# warm-up or none, half the rate, a batch four times as large, ... `experiment(seed)` runs a *control* and a *treatment*
# which differ in one thing only, and returns one number of each. Write your prediction into the form *before* you run
# it.
#
# Here is something to train that is over in a moment: a line with eight weights, 200 samples, and noise in the labels,
# so that there is a floor. The 200 samples make 20 batches of 10.


# %% nbgrader={"grade": false, "grade_id": "line", "locked": true, "schema_version": 3, "solution": false, "task": false}
class Line:
    """A neuron without a bias, y = x w; its loss is half the mean squared error."""

    def __init__(self):
        self.params = {"w": np.zeros(8)}

    def loss(self, x, labels):
        """The loss of a batch."""
        return float(((x @ self.params["w"] - labels) ** 2).mean() / 2)

    def gradients(self, x, labels):
        """The gradient of that loss."""
        return {"w": x.T @ (x @ self.params["w"] - labels) / len(x)}


def noisy_samples(seed):
    """Inputs, shape (200, 8), and labels, shape (200,)."""
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(200, 8))
    return x, x.sum(axis=1) + rng.normal(size=200)


# %% [markdown]
# An example, filled in. The *linear scaling rule*: if the batch and the rate both grow fourfold, does the loss end
# elsewhere?

# %% tags=["active-ipynb"] nbgrader={"grade": false, "grade_id": "example", "locked": true, "schema_version": 3, "solution": false, "task": false}
# def example(seed):
#     """The loss after 10 epochs: batches of 5 at a rate of 0.05, and batches of 20 at 0.2."""
#     x, labels = noisy_samples(seed)
#     ends = []
#     for batch_size, rate in ((5, 0.05), (20, 0.2)):
#         line, rng = Line(), np.random.default_rng(seed)
#         rates = partial(polynomial, learning_rate=rate, decay_steps=1, end_learning_rate=rate)
#         train(line, partial(minibatches, x, labels, batch_size, rng), rates, epochs=10)
#         ends.append(line.loss(x, labels))
#     return ends


# example_form = {
#     "question": "Does a batch that is four times as large end elsewhere, at four times the rate?",
#     "control": "batches of 5, rate 0.05",
#     "treatment": "batches of 20, rate 0.2",
#     "held_equal": ["samples", "first weights", "10 epochs", "rate divided by batch size"],
#     "prediction": "smaller",
#     "because": "a larger batch has less noise",
#     "seeds": 10,
#     "interval": (0.0008, 0.0029),
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
    x, labels = noisy_samples(seed)
    ends = []
    for last_rate in (0.0, 0.2):
        line, rng = Line(), np.random.default_rng(seed)
        rates = partial(polynomial, learning_rate=0.2, decay_steps=200, end_learning_rate=last_rate)
        train(line, partial(minibatches, x, labels, 10, rng), rates, epochs=10)
        ends.append(line.loss(x, labels))
    return ends
    ### END SOLUTION


### BEGIN SOLUTION
form = {
    "question": "Does a constant rate end with a larger loss than one that falls to zero?",
    "control": "from 0.2 to 0 in a straight line",
    "treatment": "0.2 in every step",
    "held_equal": ["the samples", "the order of the batches", "200 steps", "batches of 10"],
    "prediction": "larger",
    "because": "the floor of noise is proportional to the rate",
    "seeds": 10,
    "interval": (0.0192, 0.0443),
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
# 1 point: the arms differ in one thing, or the answer names what else differs (a larger batch makes fewer steps in the
# same epochs; a falling rate is a smaller one on average).
#
# 1 point: the conclusion goes as far as the interval does: "undecided" is no proof of "no difference", and one setting is
# no law.
#
# ### END SOLUTION

# %% [markdown]
# ## 12. In your own words

# %% [markdown]
# A friend trains with batches of 64 at a rate of 0.2. Her loss falls for ten epochs and then hovers. She says: "The network
# is too small, or I need a larger batch." Name one measurement that would tell noise from a network that is too small. Say
# what you expect to see in each case if she divides the rate by ten, what a batch of 256 would change, and what it would cost.
# Four to eight sentences.

# %% [markdown] nbgrader={"grade": true, "grade_id": "reflection", "locked": false, "points": 4, "schema_version": 3, "solution": true, "task": false}
# *Write here.*
#
# ### BEGIN MARK SCHEME
# 1 point: a measurement that separates the two, such as dividing the rate by ten, or comparing the gradient's noise with the
# size of the mean gradient, or the loss over the whole training set.
#
# 1 point: noise: the loss drops within a few steps, since the floor is proportional to the rate. Too small a network: no drop.
#
# 1 point: with a batch of 256 the standard deviation of the gradient halves and its variance falls to a quarter, and so does
# the floor (at the same rate), as a rate divided by four would do.
#
# 1 point: the cost: four times as many samples per step, so fewer steps per epoch; in a small network the seconds per step
# grow less than fourfold.
# ### END MARK SCHEME
