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
# # Forward: from one neuron to a network
#
# The chapter went from one adaptive neuron to layers, losses and the training loop. Here you write them: a neuron that
# learns, a layer, two activations, three losses that survive large numbers, mini-batches, a whole forward pass and the
# loop that trains.
#
# Replace each `raise NotImplementedError()` with your code, run the cell, then run the check below it. A check says
# what is right, what is not, and where. It takes about an hour, and 20 minutes more for the
# experiment at the end.
#
# Three rules hold in the whole course. Rows are samples. All numbers are float64. Where chance plays a part, a
# `numpy.random.Generator` comes in as an argument, so that a run can be repeated.

# %% nbgrader={"grade": false, "grade_id": "setup", "locked": true, "schema_version": 3, "solution": false, "task": false}
"""The notebook of the chapter `forward`: one neuron, a layer, activations, losses, mini-batches and the training loop."""

from functools import partial

import numpy as np

# %% tags=["active-ipynb"] nbgrader={"grade": false, "grade_id": "tools", "locked": true, "schema_version": 3, "solution": false, "task": false}
# from ipywidgets import Dropdown, FloatSlider, IntSlider, SelectionSlider

# from autograder.tasks.forward import check
# from chapters.forward import batches, descent, figures
# from chapters.shared import trials
# from chapters.shared.explore import explore, show

# %% [markdown]
# ## 1. One neuron that learns
#
# The neuron answers $y = Xw + b\mathbf 1$ for a batch $X$ $(N \times D)$, with $w$ of $D$ entries and one number $b$.
# Its loss is the mean squared error, $L = \frac1N \sum_n (y_n - t_n)^2$, and the chapter derived
#
# $$\bar w = \frac2N X^\top (y - t), \qquad \bar b = \frac2N \sum_n (y_n - t_n).$$
#
# One step of gradient descent takes $\eta$ times these from $w$ and $b$.


# %% nbgrader={"grade": false, "grade_id": "adaline-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
class Adaline:
    """An adaptive linear neuron: y = X w + b.

    Parameters
    ----------
    features : int
        The number D of inputs.

    Attributes
    ----------
    w : ndarray, shape (D,), float64
        It starts at 0.
    b : float
        It starts at 0.
    """

    def __init__(self, features):
        self.w = np.zeros(features)
        self.b = 0.0

    def forward(self, x):
        """Answer a batch.

        x : ndarray, shape (N, D), float64
        returns : ndarray, shape (N,)

        No loop over samples. `x` stays as it was.
        """
        ### BEGIN SOLUTION
        return x @ self.w + self.b
        ### END SOLUTION

    def step(self, x, t, learning_rate):
        """Make one step of gradient descent on the mean squared error of a batch.

        x : ndarray, shape (N, D), float64
        t : ndarray, shape (N,), float64, the targets
        learning_rate : float
        returns : float, the mean squared error before the step

        Both gradients belong to the same point: to the `w` and `b` before the step. No loop over samples.
        """
        ### BEGIN SOLUTION
        errors = self.forward(x) - t
        self.w = self.w - learning_rate * 2 * (x.T @ errors) / len(x)
        self.b = self.b - learning_rate * 2 * errors.mean()
        return float((errors**2).mean())
        ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "adaline", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# check("adaline", Adaline)
# ### BEGIN HIDDEN TESTS
# check("adaline", Adaline, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **Drive it.** Your neuron walks down its own loss. At which learning rate does it need the fewest steps? And why does
# it leave the picture at the largest one, although every step sets out downhill?

# %% tags=["active-ipynb"]
# explore(
#     lambda learning_rate, steps: descent.plot_descent(Adaline, learning_rate, steps),
#     learning_rate=SelectionSlider(options=descent.RATES, value=0.1, description="learning rate"),
#     steps=SelectionSlider(options=[1, 3, 10, 30], value=3, description="steps"),
# )

# %% [markdown]
# ## 2. Many neurons side by side
#
# $M$ neurons that see the same inputs make an affine layer, $Y = XW + \mathbf 1 b^\top$: each column of $W$
# $(D \times M)$ is one neuron. In training the layer keeps its input for a backward pass that comes later. When nobody
# trains, it keeps nothing.


# %% nbgrader={"grade": false, "grade_id": "affine-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
class Affine:
    """Y = X W + b.

    Parameters
    ----------
    W : ndarray, shape (D, M)
    b : ndarray, shape (M,)

    Keep `W` and `b` themselves in `params`, not copies: whoever changes `params["W"]` in place changes the layer.
    """

    def __init__(self, W, b):
        self.params = {"W": W, "b": b}
        self.x = None

    def forward(self, x, train=True):
        """Map a batch. In training keep `x` in `self.x`.

        x : ndarray, shape (N, D), float64
        train : bool
            If false, `self.x` stays what it was: an evaluation between the two passes of a training step does no harm.
        returns : ndarray, shape (N, M)

        No loop over samples. `x` stays as it was.
        """
        ### BEGIN SOLUTION
        if train:
            self.x = x
        return x @ self.params["W"] + self.params["b"]
        ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "affine", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# check("affine", Affine)
# ### BEGIN HIDDEN TESTS
# check("affine", Affine, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# ## 3. Two activations
#
# $\sigma(x) = 1/(1 + e^{-x})$ and $\max(0, x)$, entry by entry. The first formula has a trap: $e^{1000}$ is infinite in
# float64. The second form of the sigmoid, $e^x/(1 + e^x)$, has the same trap on the other side. Which exponent is safe
# for every $x$?


# %% nbgrader={"grade": false, "grade_id": "sigmoid-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def sigmoid(x):
    """1 / (1 + exp(-x)), entry by entry.

    x : ndarray, any shape, float64
    returns : ndarray, the same shape

    Nothing overflows on the way, for an x of 1000 as for one of -1000. No loop. `x` stays as it was.
    """
    ### BEGIN SOLUTION
    small = np.exp(-np.abs(x))
    return np.where(x >= 0, 1.0, small) / (1.0 + small)
    ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "sigmoid", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# check("sigmoid", sigmoid)
# ### BEGIN HIDDEN TESTS
# check("sigmoid", sigmoid, hidden=True)
# ### END HIDDEN TESTS


# %% nbgrader={"grade": false, "grade_id": "relu-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def relu(x):
    """max(0, x), entry by entry.

    x : ndarray, any shape, float64
    returns : ndarray, the same shape

    No loop. `x` stays as it was.
    """
    ### BEGIN SOLUTION
    return np.where(x > 0, x, 0.0)
    ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "relu", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
# check("relu", relu)
# ### BEGIN HIDDEN TESTS
# check("relu", relu, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **Drive them.** Your layer and your ReLU act on a sheet of graph paper. First find a setting at which the ReLU
# does not touch the sheet. Then fold the sheet along a line that is not an axis of the left picture.

# %% tags=["active-ipynb"]
# explore(
#     lambda shear, shift, stage: figures.plot_grid(Affine, relu, shear, shift, stage),
#     shear=FloatSlider(min=-1, max=1, step=1, value=1, description="shear"),
#     shift=FloatSlider(min=-1, max=1, step=1, value=0, description="shift"),
#     stage=Dropdown(options=figures.STAGES, description="layers"),
# )

# %% [markdown]
# ## 4. Probabilities
#
# The softmax turns logits $A$ $(N \times K)$ into probabilities, $P_{nk} = e^{A_{nk}} / \sum_j e^{A_{nj}}$. It does not
# change when the same number is taken from all logits of a row. Use that.


# %% nbgrader={"grade": false, "grade_id": "softmax-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def softmax(logits):
    """Probabilities of the classes; each row adds up to 1.

    logits : ndarray, shape (N, K), float64
    returns : ndarray, shape (N, K)

    Logits of 1000 or -1000 give finite probabilities. No loop over samples. `logits` stay as they were.
    """
    ### BEGIN SOLUTION
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)
    ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "softmax", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# check("softmax", softmax)
# ### BEGIN HIDDEN TESTS
# check("softmax", softmax, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# ## 5. Two losses
#
# For classes: the mean cross-entropy, $L = \frac1N \sum_n \big(\log \sum_k e^{A_{nk}} - A_{n,t_n}\big)$. It takes
# *logits*. The logarithm of a probability that has underflowed to 0 would be infinite; a logarithm of a sum of
# exponentials, with the largest logit taken out first, never is.
#
# For numbers: the mean squared error over all $N \cdot M$ entries.


# %% nbgrader={"grade": false, "grade_id": "cross-entropy-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def cross_entropy(logits, labels):
    """Mean cross-entropy, in nats.

    logits : ndarray, shape (N, K), float64
    labels : ndarray, shape (N,), integers from 0 to K - 1
    returns : float

    Logits of 1000 or -1000 give the right finite loss, also where the true class has the -1000. No loop over samples.
    `logits` stay as they were.
    """
    ### BEGIN SOLUTION
    largest = logits.max(axis=1)
    log_sums = largest + np.log(np.exp(logits - largest[:, np.newaxis]).sum(axis=1))
    return float((log_sums - logits[np.arange(len(labels)), labels]).mean())
    ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "cross-entropy", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# check("cross-entropy", cross_entropy)
# ### BEGIN HIDDEN TESTS
# check("cross-entropy", cross_entropy, hidden=True)
# ### END HIDDEN TESTS


# %% nbgrader={"grade": false, "grade_id": "mean-squared-error-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def mean_squared_error(y, t):
    """Mean of the squared differences over all entries.

    y : ndarray, shape (N, M), float64
    t : ndarray, the same shape: the targets
    returns : float

    Raises ValueError if the shapes differ: NumPy would stretch (N, 1) against (N,) to (N, N) without a word.
    """
    ### BEGIN SOLUTION
    if y.shape != t.shape:
        raise ValueError(f"the shapes {y.shape} and {t.shape} differ")
    return float(((y - t) ** 2).mean())
    ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "mean-squared-error", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
# check("mean-squared-error", mean_squared_error)
# ### BEGIN HIDDEN TESTS
# check("mean-squared-error", mean_squared_error, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **Drive them.** Logits 2, 1 and 0, divided by a temperature, and the same number added to all three. Your softmax
# should not notice the shift. The plain formula does: at which shifts, and why on both sides?

# %% tags=["active-ipynb"]
# explore(
#     lambda temperature, shift, formula: figures.plot_softmax(softmax, cross_entropy, temperature, shift, formula),
#     temperature=SelectionSlider(options=[0.25, 1.0, 4.0], value=1.0, description="temperature"),
#     shift=SelectionSlider(options=figures.SHIFTS, value=0, description="shift"),
#     formula=Dropdown(options=figures.FORMULAS, description="formula"),
# )

# %% [markdown]
# ## 6. Mini-batches
#
# One epoch shows every sample once, in a new random order, $B$ at a time. That makes $\lceil N/B \rceil$ iterations;
# where $B$ does not divide $N$, the last batch is smaller.


# %% nbgrader={"grade": false, "grade_id": "minibatches-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
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
    ### BEGIN SOLUTION
    shuffled = rng.permutation(len(x))
    for first in range(0, len(x), batch_size):
        rows = shuffled[first : first + batch_size]
        yield x[rows], labels[rows]
    ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "minibatches", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# check("minibatches", minibatches)
# ### BEGIN HIDDEN TESTS
# check("minibatches", minibatches, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **Drive it.** Twelve samples, three epochs; a frame is a mini-batch. Which batch sizes leave a smaller batch at the
# end?

# %% tags=["active-ipynb"]
# explore(
#     lambda batch_size: batches.plot_epochs(minibatches, batch_size),
#     batch_size=IntSlider(min=1, max=12, step=1, value=5, description="batch size"),
# )

# %% [markdown]
# ## 7. The whole forward pass
#
# Affine, ReLU, affine, ReLU, ..., affine. A backward pass will ask for what happened on the way, so nothing is thrown
# away: the input, then for each layer its affine output and, but for the last one, the ReLU of it.


# %% nbgrader={"grade": false, "grade_id": "forward-pass-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def forward_pass(x, parameters):
    """Run a batch through a network and keep every array on the way.

    Parameters
    ----------
    x : ndarray, shape (N, D), float64
    parameters : list of (W, b)
        One pair for each affine layer, from first to last. There is a ReLU after each layer but the last.

    Returns
    -------
    list of ndarray
        `[x, Z1, H1, Z2, H2, ..., ZL]`: Z is what an affine layer gives, H the ReLU of it; `ZL` are the logits.

    All arrays stay as they were: an H must not overwrite its Z.
    """
    ### BEGIN SOLUTION
    kept = [x]
    for index, (W, b) in enumerate(parameters):
        if index > 0:
            kept.append(relu(kept[-1]))
        kept.append(kept[-1] @ W + b)
    return kept
    ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "forward-pass", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# check("forward-pass", forward_pass)
# ### BEGIN HIDDEN TESTS
# check("forward-pass", forward_pass, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **Drive it.** What your forward pass keeps, beside the parameters that it uses. What happens to each of them when you
# double the batch?

# %% tags=["active-ipynb"]
# explore(
#     lambda batch_size, hidden_layers: batches.plot_kept(forward_pass, batch_size, hidden_layers),
#     batch_size=SelectionSlider(options=[1, 32, 128, 256], value=32, description="batch size"),
#     hidden_layers=IntSlider(min=1, max=3, step=1, value=2, description="hidden layers"),
# )

# %% [markdown]
# ## 8. The training loop
#
# Epochs outside, iterations inside. The loop does not know what it trains: a neuron, a layer or a network, anything
# with a `step`. What it reports is the mean loss *over the samples* of each epoch. A batch that is smaller counts less.


# %% nbgrader={"grade": false, "grade_id": "train-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def train(neuron, batches, learning_rate, epochs):
    """Train a neuron in place, batch by batch.

    Parameters
    ----------
    neuron : object
        `neuron.step(x, t, learning_rate)` makes one step and returns the mean loss of that batch before it.
    batches : callable
        `batches()` gives the mini-batches (x, t) of one epoch. Ask it anew for each epoch.
    learning_rate : float
    epochs : int

    Returns
    -------
    list of float
        For each epoch the loss per sample, of all its samples: `epochs` numbers.
    """
    ### BEGIN SOLUTION
    losses = []
    for _ in range(epochs):
        total, samples = 0.0, 0
        for x, t in batches():
            total += len(x) * neuron.step(x, t, learning_rate)
            samples += len(x)
        losses.append(total / samples)
    return losses
    ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "train", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# check("train", train)
# ### BEGIN HIDDEN TESTS
# check("train", train, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **Drive it.** All your parts together: the neuron, the batches, the loop, on 100 points around a line. The dashed line
# is the least-squares solution. In 20 epochs a batch of 100 makes 20 steps, and a batch of 1 makes 2,000. Which one comes
# closer at a learning rate of 0.01? And at 0.3?

# %% tags=["active-ipynb"]
# x, t = descent.noisy_line()
# sizes, rates = [1, 10, 100], [0.01, 0.1, 0.3]


# def learn(batch_size, learning_rate):
#     """Train a fresh neuron; return it with its losses."""
#     neuron, rng = Adaline(1), np.random.default_rng(0)
#     return neuron, train(neuron, lambda: minibatches(x, t, batch_size, rng), learning_rate, epochs=20)


# learned = {(size, rate): learn(size, rate) for size in sizes for rate in rates}
# explore(
#     lambda batch_size, learning_rate: descent.plot_training(*learned[batch_size, learning_rate], x, t),
#     batch_size=SelectionSlider(options=sizes, value=10, description="batch size"),
#     learning_rate=SelectionSlider(options=rates, value=0.1, description="learning rate"),
# )

# %% [markdown]
# ## 9. Repair
#
# A layer with one unit predicts numbers. A colleague wants to say how good it is: which share of the targets' variance
# does it explain? With the answers $y_n$, the targets $t_n$ and their mean $\bar t$,
#
# $$1 - \frac{\frac1N \sum_n (y_n - t_n)^2}{\frac1N \sum_n (t_n - \bar t)^2} .$$
#
# It is 1 for a layer that is always right, and 0 for one that always answers $\bar t$. What `explained` says is never
# above 0, even for layers that fit well. There is one mistake in it. Find it by its symptoms: try a layer that is
# always right, one that always answers $\bar t$, and the first one with the samples in another order. Then mend it.


# %% nbgrader={"grade": false, "grade_id": "repair-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def explained(layer, batches):
    """The share of the targets' variance that a layer with one unit explains.

    Parameters
    ----------
    layer : object
        `layer.forward(x, train=False)` maps x, shape (N, D), to answers, shape (N, 1).
    batches : iterable of pairs
        x, shape (N, D), and targets t, shape (N,).

    Returns
    -------
    float
    """
    answers, targets = [], []
    for x, t in batches:
        answers.append(layer.forward(x, train=False))
        targets.append(t)
    y, t = np.concatenate(answers), np.concatenate(targets)
    ### BEGIN SOLUTION
    missed = y[:, 0] - t
    ### GIVEN missed = y - t
    ### END SOLUTION
    return 1 - np.mean(np.square(missed)) / np.var(t)


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "repair", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# check("repair", explained)
# ### BEGIN HIDDEN TESTS
# check("repair", explained, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **Name it.** Which mistake was it?
#
# - **A** Labels and rows are shuffled apart.
# - **B** The mean over the samples is forgotten, or taken twice.
# - **C** The last, smaller batch is left out.
# - **D** The bias is missing.
# - **E** Two shapes that do not fit are stretched.

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
# ## 10. An experiment of your own
#
# Choose a question that your neuron can answer in a moment: half the learning rate, twice the epochs, larger batches,
# a feature that is a hundred times as large, half the samples, ... `experiment(seed)` runs a *control* and a *treatment*
# which differ in one thing only, and returns one number of each. Write your prediction into the form *before* you run
# it.
#
# Here are 30 samples with three features and noise, and a measure: how far a neuron is from the least-squares solution.


# %% nbgrader={"grade": false, "grade_id": "samples", "locked": true, "schema_version": 3, "solution": false, "task": false}
def noisy_samples(seed):
    """Inputs, shape (30, 3), and targets, shape (30,)."""
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(30, 3))
    return x, x @ np.array([1.0, -2.0, 0.5]) + 1.0 + rng.normal(size=30)


def distance(neuron, x, t):
    """How far a neuron's weights and bias are from those of the smallest mean squared error."""
    best = np.linalg.lstsq(np.column_stack([x, np.ones(len(x))]), t)[0]
    return float(np.linalg.norm(np.append(neuron.w, neuron.b) - best))


# %% [markdown]
# An example, filled in. A neuron that learns from one sample at a time: does it come closer in twice the epochs?

# %% tags=["active-ipynb"] nbgrader={"grade": false, "grade_id": "example", "locked": true, "schema_version": 3, "solution": false, "task": false}
# def example(seed):
#     """The distance from least squares with batches of 1 at a rate of 0.05: after 10 epochs, and after 20."""
#     x, t = noisy_samples(seed)
#     distances = []
#     for epochs in (10, 20):
#         neuron, rng = Adaline(3), np.random.default_rng(seed)
#         train(neuron, partial(minibatches, x, t, 1, rng), 0.05, epochs)
#         distances.append(distance(neuron, x, t))
#     return distances


# example_form = {
#     "question": "Does a neuron come closer to least squares in twice the epochs?",
#     "control": "10 epochs",
#     "treatment": "20 epochs",
#     "held_equal": ["samples", "the order in the first 10 epochs", "batches of 1", "learning rate 0.05"],
#     "prediction": "smaller",
#     "because": "more steps lead further down",
#     "seeds": 10,
#     "interval": (-0.19, 0.075),
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
    x, t = noisy_samples(seed)
    distances = []
    for batch_size in (30, 1):
        neuron, rng = Adaline(3), np.random.default_rng(seed)
        train(neuron, partial(minibatches, x, t, batch_size, rng), 0.1, 20)
        distances.append(distance(neuron, x, t))
    return distances
    ### END SOLUTION


### BEGIN SOLUTION
form = {
    "question": "Does a neuron end farther from least squares with batches of 1 than with the full batch?",
    "control": "all 30 samples in a batch",
    "treatment": "one sample in a batch",
    "held_equal": ["samples", "learning rate 0.1", "20 epochs", "first weights"],
    "prediction": "larger",
    "because": "each sample pulls the neuron to another place, and it hovers",
    "seeds": 10,
    "interval": (0.226, 0.837),
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
# 1 point: the arms differ in one thing, or the answer names what else differs (smaller batches make more steps in the
# same epochs; half the samples have another least-squares solution).
#
# 1 point: the conclusion goes as far as the interval does: "undecided" is no proof of "no difference", and one setting is
# no law.
#
# ### END SOLUTION

# %% [markdown]
# ## 11. In your own words

# %% [markdown]
# A friend has a network of twenty affine layers without activations. It reaches 87 % on two moons, and so does a network
# with one layer. The friend plans to add layers until it is better. Say why that cannot help, what change would, and
# how you could prove to your friend, with numbers, that the twenty layers are one. Name one thing that twenty layers
# without activations can even make worse. Four to eight sentences.

# %% [markdown] nbgrader={"grade": true, "grade_id": "reflection", "locked": false, "points": 4, "schema_version": 3, "solution": true, "task": false}
# *Write here.*
#
# ### BEGIN MARK SCHEME
# 1 point: an affine map of an affine map is an affine map, so the boundary is a straight line at any depth.
#
# 1 point: a nonlinearity between the layers, such as a ReLU; one after the last layer, or in a network of one layer, does not count.
#
# 1 point: multiply the weights in order, carry the biases along, and compare both outputs on a batch: they agree to
# rounding (about 1e-15). A fit of one affine map to the outputs, with a residual of rounding size, is as good.
#
# 1 point: a narrow layer lowers the rank and loses inputs; or: the products make the loss harder to descend, scales
# grow or shrink with depth, and time and memory grow for nothing. One of these is enough.
# ### END MARK SCHEME
