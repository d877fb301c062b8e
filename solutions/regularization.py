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
# # Regularization: your own brakes
#
# A network that knows its training images by heart has learned the wrong thing. The chapter showed how to notice it, and
# what helps. Here you write the remedies: two penalties, a decay, early stopping, soft labels, two ways to make new images
# of old ones, and batches in which each class has the same say. Then you mend what a colleague has written, and run an
# experiment of your own.
#
# Replace each `raise NotImplementedError()` with your code, run the cell, then run the check below it. A check says what
# is right, what is not, and where. It takes about 55 minutes, and
# 20 more for the experiment in section 10.
#
# Where a function draws random numbers, it draws them from the generator `rng` that it gets. How many and in which order is
# up to you: the checks look at what came out.

# %% nbgrader={"grade": false, "grade_id": "setup", "locked": true, "schema_version": 3, "solution": false, "task": false}
"""The notebook of the chapter `regularization`: what keeps a network from learning its data by heart."""

from functools import cache, partial

import numpy as np

from chapters.shared.data import practice_digits

# %% tags=["active-ipynb"] nbgrader={"grade": false, "grade_id": "tools", "locked": true, "schema_version": 3, "solution": false, "task": false}
# from ipywidgets import Dropdown, SelectionSlider

# from autograder.tasks.regularization import check
# from chapters.shared import trials
# from chapters.shared.explore import explore, show
# from chapters.regularization import decay, imbalance, penalties, pictures, smoothing, stopping, training
# from chapters.regularization.given import DESCENT, LAYERS

# %% [markdown]
# ## 1. The L2 penalty
#
# $$L = \frac1N \sum_n \ell_n + \frac{\lambda}{2} \sum_W \sum_{d,m} W_{dm}^2, \qquad \bar W \text{ gains } \lambda W .$$
#
# $\ell_n$ is the loss of sample $n$. The sum goes over all weight matrices. Biases stay out of it, and so does everything else
# that has one axis only: their part of the gradient is an array of zeros. The penalty belongs to the weights and not to the
# samples: no $1/N$ before it.


# %% nbgrader={"grade": false, "grade_id": "l2-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def l2_loss(losses, params, strength):
    """The loss of a batch with an L2 penalty, and what the penalty adds to the gradients.

    losses : ndarray, shape (N,), float64: one for each sample
    params : dict of str to ndarray; weights have two axes or more, biases one
    strength : float, the lambda of the formula
    returns : loss, a float; grads, a dict with the names and shapes of params

    The gradients are those of the penalty alone. `params` stay as they were. No loop over entries.
    """
    ### BEGIN SOLUTION
    loss, grads = losses.mean(), {}
    for name, parameter in params.items():
        grads[name] = np.zeros_like(parameter)
        if parameter.ndim > 1:
            loss += strength / 2 * (parameter**2).sum()
            grads[name] += strength * parameter
    return loss, grads
    ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "l2", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# check("l2", l2_loss)
# ### BEGIN HIDDEN TESTS
# check("l2", l2_loss, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# ## 2. Weight decay
#
# The same pull without a detour through the loss: in each step of gradient descent, every weight first loses the share
# $\eta\lambda$ of what it was.
#
# $$W \leftarrow (1 - \eta\lambda)\, W - \eta \bar W, \qquad b \leftarrow b - \eta \bar b .$$


# %% nbgrader={"grade": false, "grade_id": "decay-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def decayed_step(params, grads, learning_rate, decay):
    """One step of gradient descent with weight decay.

    params : dict of str to ndarray; each array is changed in place; weights have two axes or more, biases one
    grads : dict of str to ndarray, the same names and shapes; gradients of the loss without a penalty
    learning_rate, decay : float, the eta and the lambda of the formula

    Biases do not decay. Both terms start from the parameters as they were before the step.
    `grads` stay as they were. No loop over entries.
    """
    ### BEGIN SOLUTION
    for name, parameter in params.items():
        if parameter.ndim > 1:
            parameter *= 1 - learning_rate * decay
        parameter -= learning_rate * grads[name]
    ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "decay", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# check("decay", decayed_step)
# ### BEGIN HIDDEN TESTS
# check("decay", decayed_step, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **Drive them.** Two copies of one network learn to read digits. One has your L2 penalty in its loss, the other takes your
# decayed steps. How far apart are their weights? Before you look: what do you expect after 100 steps?

# %% tags=["active-ipynb"]
# digits = training.data()
# explore(
#     lambda strength: decay.plot_yours(l2_loss, decayed_step, LAYERS, digits, strength),
#     strength=SelectionSlider(options=[0.0, 0.001, 0.01, 0.1], value=0.01, description="lambda"),
# )

# %% [markdown]
# ## 3. L1, and the step that reaches zero
#
# The L1 penalty is $\lambda \sum_W \sum_{ij} |W_{ij}|$, and its gradient is $\lambda \operatorname{sign}(W)$. At 0 there is a kink: take 0 there, so
# that a weight of 0 stays put. Gradient descent jumps across the kink for ever. The soft threshold does not:
#
# $$S_\tau(x) = \operatorname{sign}(x) \max(|x| - \tau, 0) .$$


# %% nbgrader={"grade": false, "grade_id": "l1-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def l1_loss(losses, params, strength):
    """The loss of a batch with an L1 penalty, and what the penalty adds to the gradients.

    losses : ndarray, shape (N,), float64: one for each sample
    params : dict of str to ndarray; weights have two axes or more, biases one
    strength : float
    returns : loss, a float; grads, a dict with the names and shapes of params

    Where a weight is 0, its gradient is 0. Biases are not penalized. `params` stay as they were. No loop over entries.
    """
    ### BEGIN SOLUTION
    loss, grads = losses.mean(), {}
    for name, parameter in params.items():
        grads[name] = np.zeros_like(parameter)
        if parameter.ndim > 1:
            loss += strength * np.abs(parameter).sum()
            grads[name] += strength * np.sign(parameter)
    return loss, grads
    ### END SOLUTION


def soft_threshold(x, threshold):
    """Every entry moved towards 0 by the threshold, and to exactly 0 if it is not further away than that.

    x : ndarray, any shape, float64
    threshold : float, not negative
    returns : ndarray, shape of x

    `x` stays as it was. No loop over entries.
    """
    ### BEGIN SOLUTION
    return np.sign(x) * np.maximum(np.abs(x) - threshold, 0.0)
    ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "l1", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# check("l1", l1_loss, soft_threshold)
# ### BEGIN HIDDEN TESTS
# check("l1", l1_loss, soft_threshold, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **Drive it.** One weight, the loss $\tfrac12 (w - a)^2$ and a penalty of strength 1. Your soft threshold says where the sum is
# smallest. Move $a$. For which $a$ is the answer exactly 0? Is it ever exactly 0 with the L2 penalty?

# %% tags=["active-ipynb"]
# explore(partial(penalties.plot_one_weight, soft_threshold), penalty=["L1", "L2"], a=(-3.0, 3.0, 0.5))

# %% [markdown]
# ## 4. Early stopping
#
# After each epoch, look at the loss on the validation set. Keep the weights with which it was lowest. When `patience` epochs in
# a row have brought no new minimum, stop, and go back to the weights that you kept.


# %% nbgrader={"grade": false, "grade_id": "early-stopping-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
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
        ### BEGIN SOLUTION
        if loss < self.best_loss:
            self.best_loss, self.best_epoch = loss, self.epochs
            self.best_params = {name: parameter.copy() for name, parameter in params.items()}
        self.epochs += 1
        return self.epochs - 1 - self.best_epoch >= self.patience
        ### END SOLUTION

    def restore(self, params):
        """Write the best parameters back into the arrays of `params`, in place."""
        ### BEGIN SOLUTION
        for name, parameter in params.items():
            parameter[...] = self.best_params[name]
        ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "early-stopping", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
# check("early-stopping", EarlyStopping)
# ### BEGIN HIDDEN TESTS
# check("early-stopping", EarlyStopping, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **Drive it.** A network learns 200 digits. Dice were thrown for 30 % of their labels. Your class watches. With which patience does it
# stop too early? What does a long patience cost?

# %% tags=["active-ipynb"]
# watched = stopping.watched(LAYERS, DESCENT, digits)
# explore(
#     lambda patience: stopping.plot_stopping(EarlyStopping, watched, patience),
#     patience=SelectionSlider(options=[1, 2, 5, 10, 20, 40], value=5, description="patience"),
# )

# %% [markdown]
# ## 5. Label smoothing
#
# A one-hot label asks for a probability of 1, which no finite logit gives. Ask for less: with $K$ classes,
#
# $$Q = (1 - \varepsilon)\, T + \frac{\varepsilon}{K}, \qquad
# L = -\frac1N \sum_{nk} Q_{nk} \log P_{nk}, \qquad \bar A = \frac{P - Q}{N} .$$
#
# $P$ is the softmax of the logits $A$. The share $\varepsilon$ is spread over *all* classes, the true one among them.


# %% nbgrader={"grade": false, "grade_id": "label-smoothing-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
class SmoothedCrossEntropy:
    """Mean cross-entropy of softmax probabilities and smoothed labels (Szegedy et al., 2016, section 7).

    Parameters
    ----------
    smoothing : float
        The share of each label that is spread evenly over all classes; 0 is the usual cross-entropy.
    """

    def __init__(self, smoothing):
        self.smoothing = smoothing

    def forward(self, logits, labels):
        """Return the mean loss of a batch.

        logits : ndarray, shape (N, K), float64, possibly as large as 1000
        labels : ndarray, shape (N,), integers from 0 to K - 1
        returns : float

        No loop over samples. `logits` stay as they were.
        """
        ### BEGIN SOLUTION
        samples, classes = logits.shape
        shifted = logits - logits.max(axis=1, keepdims=True)
        log_probabilities = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
        targets = np.full(logits.shape, self.smoothing / classes)
        targets[np.arange(samples), labels] += 1 - self.smoothing
        self.errors = np.exp(log_probabilities) - targets
        return -(targets * log_probabilities).sum() / samples
        ### END SOLUTION

    def backward(self):
        """Return the gradient with respect to the logits of the last forward pass, shape (N, K)."""
        ### BEGIN SOLUTION
        return self.errors / len(self.errors)
        ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "label-smoothing", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
# check("label-smoothing", SmoothedCrossEntropy)
# ### BEGIN HIDDEN TESTS
# check("label-smoothing", SmoothedCrossEntropy, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **Drive it.** A network trained with your loss says how sure it is of each new digit. On the dotted line it is as often right
# as it says. On which side of it does the network lie without smoothing? And with too much?

# %% tags=["active-ipynb"]
# said = smoothing.study(SmoothedCrossEntropy, LAYERS, partial(DESCENT, 0.1), digits, seeds=range(1))["30 % dice"]
# explore(partial(smoothing.plot_reliability, said), smoothing=SelectionSlider(options=list(said), value=0.0))

# %% [markdown]
# ## 6. A random shift
#
# Handwriting does not always sit in the middle. Move each image by whole pixels, up to `reach` in each direction, by its own
# random amount. What leaves the picture is lost, what comes in is 0.


# %% nbgrader={"grade": false, "grade_id": "shift-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def random_shift(images, reach, rng):
    """Every image of a batch moved by whole pixels, each by a random amount of its own.

    images : ndarray, shape (N, H, W) or (N, H, W, C), float64
    reach : int, at least 0 and smaller than H and W
    rng : numpy.random.Generator
    returns : ndarray, shape of images

    Down and right by amounts that are independent of each other. All whole numbers from -reach to reach, both ends
    included, are equally likely. Pixels that come in are 0. `images` stay as they were. A loop over images is fine here.
    """
    ### BEGIN SOLUTION
    samples, height, width = images.shape[:3]
    margins = [(0, 0), (reach, reach), (reach, reach), (0, 0)][: images.ndim]
    padded = np.pad(images, margins)
    corners = rng.integers(0, 2 * reach + 1, (2, samples, 1))
    rows, columns = corners[0] + np.arange(height), corners[1] + np.arange(width)
    return padded[np.arange(samples)[:, None, None], rows[:, :, None], columns[:, None, :]]
    ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "shift", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# check("shift", random_shift)
# ### BEGIN HIDDEN TESTS
# check("shift", random_shift, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **Drive it.** Digits, and what your shift makes of them. From which reach on would you no longer bet on the label?

# %% tags=["active-ipynb"]
# explore(partial(pictures.plot_shifted, random_shift), reach=(0, 4, 1))

# %% [markdown]
# ## 7. Optional: colours along their principal axes
#
# Nothing below needs this section. Treat every pixel of all images as a point with three coordinates, red, green and blue. Their covariance matrix,
# $3 \times 3$, has eigenvectors $u_1, u_2, u_3$ of length 1 and eigenvalues $v_1, v_2, v_3$. PCA jitter adds one
# colour to all pixels of an image (Krizhevsky et al., 2012):
#
# $$x \leftarrow x + \sum_{k=1}^{3} z_k v_k u_k, \qquad z_k \sim \mathcal N(0, \sigma^2) \text{ anew for each image.}$$


# %% nbgrader={"grade": false, "grade_id": "pca-jitter-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def pca_jitter(images, deviation, rng):
    """Every image with a random colour of its own added, along the principal axes of the colours of all of them.

    images : ndarray, shape (N, H, W, 3), float64, from 0 to 1
    deviation : float, the sigma of the formula
    rng : numpy.random.Generator
    returns : ndarray, shape of images; not clipped

    Three independent normal numbers for each image. `np.linalg.eigh` gives eigenvalues and, in the *columns* of a matrix,
    eigenvectors. `images` stay as they were. No loop over pixels.
    """
    ### BEGIN SOLUTION
    pixels = images.reshape(-1, 3)
    eigenvalues, axes = np.linalg.eigh(np.cov(pixels, rowvar=False))
    amounts = rng.normal(0.0, deviation, (len(images), 3)) * eigenvalues
    colours = amounts @ axes.T
    return images + colours[:, None, None, :]
    ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "pca-jitter", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
# check("pca-jitter", pca_jitter)
# ### BEGIN HIDDEN TESTS
# check("pca-jitter", pca_jitter, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **Drive it.** Pieces of two photographs, and below them the same with your jitter. The first axis is brightness, almost. Which one is the
# second? A deviation of 0.1 is what the paper takes; how far can you go before a temple stops being a temple?

# %% tags=["active-ipynb"]
# explore(
#     partial(pictures.plot_jittered, pca_jitter),
#     deviation=SelectionSlider(options=[0.0, 0.1, 0.5, 1.0, 3.0], value=0.5, description="deviation"),
# )

# %% [markdown]
# ## 8. Balanced batches
#
# If one class has 200 images and another 10, a network can ignore the second and be right 95 times in 100. Label shuffle makes a
# list for an epoch in which all classes stand equally often: as often as the largest one.


# %% nbgrader={"grade": false, "grade_id": "balanced-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def label_shuffle(labels, rng):
    """The order of an epoch in which every class stands as often as the largest class has samples.

    labels : ndarray, shape (N,), integers from 0 to K - 1; each class occurs
    rng : numpy.random.Generator
    returns : ndarray, shape (K * M,), integers; M is the size of the largest class

    The entries are places in `labels`. Within a class, no sample is repeated more than once more often than another.
    The whole list is in random order, so that each batch that is cut from it is a mixture of all classes.
    """
    ### BEGIN SOLUTION
    classes = [np.flatnonzero(labels == label) for label in range(labels.max() + 1)]
    largest = max(len(each) for each in classes)
    repeated = [np.resize(rng.permutation(each), largest) for each in classes]
    return rng.permutation(np.concatenate(repeated))
    ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "balanced", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# check("balanced", label_shuffle)
# ### BEGIN HIDDEN TESTS
# check("balanced", label_shuffle, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **Drive it.** Five digits are common, five are rare: 60 images each against 4. How many of each does the network find, with the
# data as they are and with your list?

# %% tags=["active-ipynb"]
# recalls = imbalance.study(label_shuffle, LAYERS, DESCENT, digits, seeds=range(2))
# explore(partial(imbalance.plot_recalls, recalls), method=["as they are", "label shuffle", "weighted loss"])

# %% [markdown]
# ## 9. Repair
#
# The weights of the last step are those of one batch's mood. A colleague keeps an average of all steps for use at test time:
# after each step, for weights and biases alike, with a share $m$ that stays and the first parameters to begin with,
#
# $$A \leftarrow m\, A + (1 - m)\, W .$$
#
# The formula is the right one. But a network that is watched by this class learns otherwise than one that is not. There is one
# mistake in it. Find it by its symptoms: hand it parameters that nobody trains, and look at them after each `update`. What
# happens to them with $m = 1$, with $m = 0.5$, with $m = 0$? What does `write` bring back? Then mend it.


# %% nbgrader={"grade": false, "grade_id": "repair-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
class WeightAverage:
    """A moving average of a network's parameters.

    Parameters
    ----------
    momentum : float, the m of the formula
    """

    def __init__(self, momentum):
        self.momentum, self.average = momentum, {}

    def update(self, params):
        """Take notice of one step; called after each of them.

        params : dict of str to ndarray; the arrays of the layers, which training goes on to change in place

        `params` stay as they were.
        """
        for name, parameter in params.items():
            ### BEGIN SOLUTION
            if name not in self.average:
                self.average[name] = parameter.copy()
            self.average[name] *= self.momentum
            self.average[name] += (1 - self.momentum) * parameter
            ### GIVEN if name not in self.average:
            ### GIVEN     self.average[name] = parameter
            ### GIVEN self.average[name] *= self.momentum
            ### GIVEN self.average[name] += (1 - self.momentum) * parameter
            ### END SOLUTION

    def write(self, params):
        """Put the average into the arrays of `params`, in place."""
        for name, kept in self.average.items():
            np.copyto(params[name], kept)


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "repair", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# check("repair", WeightAverage)
# ### BEGIN HIDDEN TESTS
# check("repair", WeightAverage, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **Name it.** Which mistake was it?
#
# - **A** What is kept is kept by reference: the very arrays that training changes.
# - **B** The average begins at 0.
# - **C** Biases are averaged, too, and should stay out.
# - **D** The two shares are in each other's place.
# - **E** `write` puts new arrays into the dictionary; the layers keep their own.

# %% nbgrader={"grade": false, "grade_id": "repair-name-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
### BEGIN SOLUTION
mistake = "A"
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
# Which brake, and how hard? The cell below has a network that learns 100 digits, one in five with a wrong label, in a twentieth
# of a second. Choose a question that it can answer: more decay, softer labels, a penalty from `l1_loss` inside `step`, fewer
# units, half the steps, no wrong labels, ... `experiment(seed)` runs a *control* and a *treatment* which differ in one thing
# only, and returns one number of each. Write your prediction into the form *before* you run it.


# %% nbgrader={"grade": false, "grade_id": "learn", "locked": true, "schema_version": 3, "solution": false, "task": false}
@cache
def images():
    """Return handwritten digits, in the same parts for every run; 600 others are kept for the chapter Recipe."""
    return practice_digits(np.random.default_rng(0))


def learn(loss, step, rng, wrong=0.2, samples=100, units=40, steps=60):
    """Train a network of 64 inputs, one hidden layer of tanh units and 10 classes.

    loss : object with forward(logits, labels) and backward(), such as `SmoothedCrossEntropy(0.0)`
    step : callable, called as step(params, grads); it changes the arrays of params in place
    rng : numpy.random.Generator
        Draws the digits, the wrong labels and the first weights.
    wrong, samples, units : the share of wrong labels, the number of digits and of hidden units
    steps : the number of steps, each on all digits
    returns : the share of new digits that are read, and the share of the wrong labels that are learned by heart
    """
    seen = images()
    chosen = rng.permutation(len(seen.train_x))[:samples]
    x, told = seen.train_x[chosen], seen.train_labels[chosen]
    lied = rng.random(samples) < wrong
    told = np.where(lied, (told + rng.integers(1, 10, samples)) % 10, told)
    params = {"W1": rng.normal(0, 0.25, (64, units)), "b1": np.zeros(units)}
    params |= {"W2": rng.normal(0, 0.15, (units, 10)), "b2": np.zeros(10)}

    def run(x):
        hidden = np.tanh(np.tensordot(x, params["W1"], 1) + params["b1"])
        return hidden, np.tensordot(hidden, params["W2"], 1) + params["b2"]

    for _ in range(steps):
        hidden, logits = run(x)
        loss.forward(logits, told)
        pull = loss.backward()
        back = np.inner(pull, params["W2"]) * (1 - hidden**2)
        first, second = np.tensordot(x, back, (0, 0)), np.tensordot(hidden, pull, (0, 0))
        step(params, {"W1": first, "b1": np.einsum("nm->m", back), "W2": second, "b2": np.einsum("nk->k", pull)})
    by_heart = np.mean(run(x[lied])[1].argmax(axis=1) == told[lied]) if lied.any() else 0.0
    return np.mean(run(seen.validation_x)[1].argmax(axis=1) == seen.validation_labels), by_heart


# %% [markdown]
# An example, filled in. A tenth of each label is spread over all classes: does the network read more new digits?

# %% tags=["active-ipynb"] nbgrader={"grade": false, "grade_id": "example", "locked": true, "schema_version": 3, "solution": false, "task": false}
# def example(seed):
#     """The share of new digits that are read: with the labels as they are, and with a smoothing of 0.1."""
#     step, ends = partial(decayed_step, learning_rate=1.0, decay=0.0), []
#     for smoothing in (0.0, 0.1):
#         ends.append(learn(SmoothedCrossEntropy(smoothing), step, np.random.default_rng(seed))[0])
#     return ends


# example_form = {
#     "question": "Does a network read more new digits when its labels are smoothed?",
#     "control": "smoothing 0",
#     "treatment": "smoothing 0.1",
#     "held_equal": ["the digits and their labels", "first weights", "60 steps", "learning rate 1.0", "no decay"],
#     "prediction": "larger",
#     "because": "a wrong label pulls less when it asks for less",
#     "seeds": 10,
#     "interval": (-0.020, 0.060),
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
    ends = []
    for decay in (0.0, 0.01):
        step = partial(decayed_step, learning_rate=1.0, decay=decay)
        ends.append(learn(SmoothedCrossEntropy(0.0), step, np.random.default_rng(seed))[1])
    return ends
    ### END SOLUTION


### BEGIN SOLUTION
form = {
    "question": "Does a network learn fewer wrong labels by heart when its weights decay?",
    "control": "no decay",
    "treatment": "a decay of 0.01",
    "held_equal": ["the digits and their labels", "first weights", "60 steps", "learning rate 1.0"],
    "prediction": "smaller",
    "because": "a wrong label among right ones needs large weights",
    "seeds": 10,
    "interval": (-0.345, -0.234),
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
# 1 point: the arms differ in one thing, or the answer names what else differs (a brake also makes learning slower, so that
# after as many steps less of everything is learned).
#
# 1 point: the conclusion goes as far as the interval does: "undecided" is no proof of "no difference", and one setting is
# no law.
#
# ### END SOLUTION

# %% [markdown]
# ## 11. In your own words

# %% [markdown]
# A friend trains a network to read house numbers. Training accuracy 100 %, validation accuracy 81 %. The plan: Adam with
# `weight_decay=0.1`, flips left-right and up-down "to double the data twice", label smoothing 0.5, and a choice between
# fifty such plans by test accuracy. What do you say to each of the four, and what would you try first? Five to ten sentences.

# %% [markdown] nbgrader={"grade": true, "grade_id": "reflection", "locked": false, "points": 4, "schema_version": 3, "solution": true, "task": false}
# *Write here.*
#
# ### BEGIN MARK SCHEME
# 1 point: Adam's `weight_decay` goes into the gradient and is divided by its root mean square, so weights with large gradients
# hardly decay; AdamW decays all alike. The strength has to be chosen on validation data either way.
#
# 1 point: flips assume that a mirrored image has the same label. For digits that is false (a 2 becomes no 2, a 6 upside down
# and mirrored is close to other digits); small shifts, scales and rotations are the ones to try.
#
# 1 point: smoothing of 0.5 asks for answers that are never sure; 0.1 is usual, and it changes calibration more than accuracy.
#
# 1 point: choosing by test accuracy makes the test set a validation set: the best of fifty looks better than it is. Choose
# on validation data, test once. A good first try: early stopping, more (augmented) data, moderate decay, one at a time.
# ### END MARK SCHEME
