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
# the layer in its two scalings, and three ways to ask what all that chance does on average. Then you mend a layer, write a
# test for another one, and run an experiment of your own.
#
# Replace each `raise NotImplementedError()` with your code, run the cell, then run the check below it. A check says what
# is right, what is not, and where. It takes about 60 minutes, and 20 more for the experiment in section 9.
#
# Everywhere `p` is the share that is **dropped**: `p = 0.2` keeps four of five. Chance comes in as a
# `numpy.random.Generator`, usually called `rng`. Which of its methods you draw with is up to you: the checks judge shares and
# not single numbers.

# %% nbgrader={"grade": false, "grade_id": "setup", "locked": true, "schema_version": 3, "solution": false, "task": false}
"""The notebook of the chapter `dropout`: masks, two layers, and what they do on average."""

from functools import cache
from itertools import product

import numpy as np

from chapters.shared.data import practice_digits

# %% tags=["active-ipynb"] nbgrader={"grade": false, "grade_id": "tools", "locked": true, "schema_version": 3, "solution": false, "task": false}
# from functools import partial

# from ipywidgets import FloatSlider, SelectionSlider

# from autograder.tasks.dropout import check
# from chapters.dropout import driven
# from chapters.shared import trials
# from chapters.shared.explore import explore, show

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
# ## 6. Optional: the penalty inside dropout
#
# Nothing below needs this section. A linear model $\hat y = Xw$ with half the mean squared error, $L = \frac{1}{2N}\sum_n (\hat y_n - t_n)^2$. With inverted
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
# ## 7. Repair
#
# Another noise, by a colleague. Where your `Dropout` writes a 0, hers borrows: with probability $p$ an entry is replaced by
# the same feature of a sample of the batch that chance chooses. So all numbers stay plausible, and nothing has to be scaled.
#
# The forward pass is right, but networks with this layer learn badly. There is one mistake in it. Leave `_sources` as it
# is, and find it by its symptoms: which entries does a small batch borrow? What does `train=False` do? Where does a `dy` with a
# 1 in one place and zeros elsewhere come out, and where if you call `backward` again? For a numerical gradient give the layer
# a fresh generator with the same seed before each `forward`. Then mend it.


# %% nbgrader={"grade": false, "grade_id": "repair-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
class Borrow:
    """With probability p, replace an entry by the same feature of a sample of the batch that chance chooses."""

    def __init__(self, p, rng):
        self.p = p
        self.rng = rng
        self.params = {}
        self.grads = {}

    def _sources(self, shape, train):
        """The row from which each entry is taken: its own, or one that chance chooses."""
        own = np.broadcast_to(np.arange(shape[0])[:, np.newaxis], shape)
        if not train:
            return own
        borrows = self.rng.binomial(1, self.p, shape)
        return np.where(borrows == 1, self.rng.integers(0, shape[0], shape), own)

    def forward(self, x, train=True):
        """Replace entries in training; hand on a copy at test time.

        x : ndarray, shape (N, D), float64
        returns : ndarray, shape (N, D)
        """
        ### BEGIN SOLUTION
        self.rows = self._sources(x.shape, train)
        return x[self.rows, np.arange(x.shape[1])]
        ### GIVEN self.train = train
        ### GIVEN rows = self._sources(x.shape, train)
        ### GIVEN return x[rows, np.arange(x.shape[1])]
        ### END SOLUTION

    def backward(self, dy):
        """Return the gradient of the input of the last `forward`; an entry that was lent out gets a sum.

        dy : ndarray, shape (N, D), float64
        returns : ndarray, shape (N, D)
        """
        dx = np.zeros(dy.shape)
        ### BEGIN SOLUTION
        np.add.at(dx, (self.rows, np.arange(dy.shape[1])), dy)
        ### GIVEN rows = self._sources(dy.shape, self.train)
        ### GIVEN np.add.at(dx, (rows, np.arange(dy.shape[1])), dy)
        ### END SOLUTION
        return dx


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "repair", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# check("repair", Borrow)
# ### BEGIN HIDDEN TESTS
# check("repair", Borrow, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **Name it.** Which mistake was it?
#
# - **A** The noise is also there at test time.
# - **B** The noise is drawn again in `backward`.
# - **C** `backward` uses the noise of the first pass, for ever.
# - **D** One draw serves the whole batch.
# - **E** The gradient of what was borrowed stays in the place where it went, not where it came from.

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
# ## 8. Write the test
#
# Now you are the one who checks, and what you check throws dice. Somebody hands you a class `Wobble`. In training it
# multiplies each entry by a number of its own, drawn evenly from $1 - a$ to $1 + a$:
#
# $$Y = X \odot U, \qquad U_{nd} \sim \mathcal U(1 - a, 1 + a) \text{ independently, anew in each pass.}$$
#
# `Wobble(a, rng)` has $0 < a < 1$, and `rng` is its only source of chance: the same state gives the same numbers.
# `forward(x, train=True)` takes an array of any shape. With `train=False` nothing is drawn, and $Y = X$. `backward(dy)` returns
# the gradient of the input of the last `forward`, in training or not. Neither `x` nor `dy` is changed.
#
# Write a test that says whether such a class is wrong. It will be tried on six right ones, which draw in different ways, and
# on more than fifty wrong ones. It passes if it raises no false alarm and catches all but one in twenty. Chance must not decide its
# verdict: draw enough numbers, and leave room for what is only chance.


# %% nbgrader={"grade": false, "grade_id": "catches-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def catches(Wobble):
    """Say whether a class `Wobble` is wrong.

    Parameters
    ----------
    Wobble : class
        `Wobble(a, rng)` with a, a float between 0 and 1, and rng, a numpy.random.Generator.

    Returns
    -------
    bool
        True if something is wrong. A test that stumbles over a wrong class has caught it, too.
    """
    ### BEGIN SOLUTION
    x, dy = np.random.default_rng(0).normal(size=(2, 100, 60))
    handed = x.copy(), dy.copy()
    a, layer, factors = 0.3, Wobble(0.3, np.random.default_rng(1)), []
    for train in (True, False, True):
        y = layer.forward(x, train=train)
        if not np.allclose(layer.backward(dy), dy * y / x) or not np.allclose(layer.backward(dy), dy * y / x):
            return True
        if not train and not np.array_equal(y, x):
            return True
        factors += [y / x] if train else []
    for factor in factors:
        away = (factor - 1) / a
        if np.abs(np.sort(away, axis=None) - np.linspace(-1, 1, x.size)).max() > 0.06 or np.abs(away).max() > 1 + 1e-9:
            return True
        alike = max(np.abs(np.corrcoef(each) - np.eye(len(each))).max() for each in (away, away.T))
        if alike > 0.75 or len(np.unique(away.round(12))) < x.size:
            return True
    same = [Wobble(0.1, np.random.default_rng(seed)).forward(x.reshape(50, 2, 60)) for seed in (7, 7, 8)]
    quiet = np.random.default_rng(9)
    Wobble(0.1, quiet).forward(x, train=False)
    drawn = quiet.random() != np.random.default_rng(9).random()
    if drawn or not np.array_equal(same[0], same[1]) or np.allclose(same[0], same[2]):
        return True
    if np.abs(np.corrcoef(*(factor.ravel() for factor in factors))[0, 1]) > 0.1:
        return True
    return not (np.array_equal(x, handed[0]) and np.array_equal(dy, handed[1]))
    ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "catches", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
# check("catches", catches)
# ### BEGIN HIDDEN TESTS
# check("catches", catches, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# ## 9. An experiment of your own
#
# What does dropout buy, and what does it cost? The cell below has a network that learns 100 digits, one in five with a wrong
# label, in a twentieth of a second. Choose a question that it can answer: another share, twice the units with half of them
# dropped, more steps, no wrong labels, `StandardDropout` for `Dropout`, a mask with a mistake in it, ... `experiment(seed)` runs
# a *control* and a *treatment* which differ in one thing only, and returns one number of each. Write your prediction into the
# form *before* you run it.


# %% nbgrader={"grade": false, "grade_id": "learn", "locked": true, "schema_version": 3, "solution": false, "task": false}
@cache
def images():
    """Return handwritten digits, in the same parts for every run; 600 others are kept for the chapter Recipe."""
    return practice_digits(np.random.default_rng(0))


def learn(dropout, p, rng, wrong=0.2, samples=100, units=40, steps=60, rate=1.0):
    """Train a network of 64 inputs, one hidden layer of tanh units with dropout after it, and 10 classes.

    dropout : class, called as dropout(p, rng)
    p : float, the share that is dropped; 0 for a network without dropout
    rng : numpy.random.Generator
        Draws the digits, the wrong labels and the first weights, and after these the masks.
    wrong, samples, units : the share of wrong labels, the number of digits and of hidden units
    steps, rate : the number of steps, each on all digits, and the learning rate
    returns : the share of new digits that are read, and the share of the wrong labels that are learned by heart
    """
    seen = images()
    chosen = rng.permutation(len(seen.train_x))[:samples]
    x, told = seen.train_x[chosen], seen.train_labels[chosen]
    lied = rng.random(samples) < wrong
    told = np.where(lied, (told + rng.integers(1, 10, samples)) % 10, told)
    first, second = rng.normal(0, 0.25, (64, units)), rng.normal(0, 0.15, (units, 10))
    layer, asked = dropout(p, rng), np.eye(10)[told]
    for _ in range(steps):
        hidden = np.tanh(np.tensordot(x, first, 1))
        left = layer.forward(hidden.copy())
        scores = np.tensordot(left, second, 1)
        pull = (np.exp(scores - np.logaddexp.reduce(scores, axis=1)[:, np.newaxis]) - asked) / samples
        back = layer.backward(np.inner(pull, second))
        second -= rate * np.tensordot(left, pull, (0, 0))
        first -= rate * np.tensordot(x, back * (1 - hidden**2), (0, 0))

    def read(x):
        return np.tensordot(layer.forward(np.tanh(np.tensordot(x, first, 1)), train=False), second, 1).argmax(axis=1)

    by_heart = np.mean(read(x[lied]) == told[lied]) if lied.any() else 0.0
    return np.mean(read(seen.validation_x) == seen.validation_labels), by_heart


# %% [markdown]
# An example, filled in. One unit in five is dropped: does the network read more new digits?

# %% tags=["active-ipynb"] nbgrader={"grade": false, "grade_id": "example", "locked": true, "schema_version": 3, "solution": false, "task": false}
# def example(seed):
#     """The share of new digits that are read: without dropout, and with p = 0.2."""
#     return [learn(Dropout, p, np.random.default_rng(seed))[0] for p in (0.0, 0.2)]


# example_form = {
#     "question": "Does a network read more new digits when one unit in five is dropped?",
#     "control": "p = 0",
#     "treatment": "p = 0.2",
#     "held_equal": ["the digits and their labels", "first weights", "60 steps", "learning rate 1.0"],
#     "prediction": "larger",
#     "because": "it learns fewer of the wrong labels by heart",
#     "seeds": 10,
#     "interval": (-0.029, 0.022),
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
    return [learn(Dropout, p, np.random.default_rng(seed))[1] for p in (0.0, 0.5)]
    ### END SOLUTION


### BEGIN SOLUTION
form = {
    "question": "Does a network learn fewer wrong labels by heart when half of its units are dropped?",
    "control": "p = 0",
    "treatment": "p = 0.5",
    "held_equal": ["the digits and their labels", "first weights", "60 steps", "learning rate 1.0"],
    "prediction": "smaller",
    "because": "what one label needs is in units that are missing in half of the steps",
    "seeds": 10,
    "interval": (-0.333, -0.126),
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
# 1 point: the arms differ in one thing, or the answer names what else differs (after as many steps a network with dropout
# has learned less of everything, say).
#
# 1 point: the conclusion goes as far as the interval does: "undecided" is no proof of "no difference", and one setting is
# no law.
#
# ### END SOLUTION

# %% [markdown]
# ## 10. In your own words

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
