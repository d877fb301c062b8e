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
# # Activations: what bends a network, and what reaches its first layer
#
# The chapter measured how much of a gradient survives a walk back through many layers. Here you write what it
# measured with: four activations, a probe for the flow of gradients, and the block that keeps the flow alive.
#
# Replace each `raise NotImplementedError()` with your code, run the cell, then run the check below it. It takes about
# an hour, and 20 minutes more for the experiment at the end.
#
# The rules are those of the whole course. Rows are samples. All numbers are float64. A layer has `forward(x)`,
# `backward(dy)` and two dictionaries with the same keys, `params` and `grads`. No loop over samples, and nothing that is
# handed to you is changed in place.

# %% nbgrader={"grade": false, "grade_id": "setup", "locked": true, "schema_version": 3, "solution": false, "task": false}
"""The notebook of the chapter `activations`: four activations, a probe for gradients and a residual block."""

import numpy as np

# %% tags=["active-ipynb"] nbgrader={"grade": false, "grade_id": "tools", "locked": true, "schema_version": 3, "solution": false, "task": false}
# from functools import partial

# from ipywidgets import Dropdown, FloatSlider, IntSlider

# from autograder.tasks.activations import check
# from chapters.activations import figures
# from chapters.shared import trials
# from chapters.shared.explore import explore, show

# %% [markdown]
# ## 1. Tanh
#
# An activation works entry by entry: no entry looks at another, so its backward pass has no sums. For
# $y = \tanh x$ the slope can be had from the output alone, $1 - y^2$.


# %% nbgrader={"grade": false, "grade_id": "tanh-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
class Tanh:
    """y = tanh(x), entry by entry."""

    def __init__(self):
        self.params = {}
        self.grads = {}

    def forward(self, x, train=True):
        """Squash a batch into (-1, 1); in training, keep what `backward` will need.

        x : ndarray, any shape, float64
        returns : ndarray, the same shape

        Inputs of 800 or -800 give 1 and -1, not NaN. No loop. `x` stays as it was.
        """
        ### BEGIN SOLUTION
        y = np.tanh(x)
        if train:
            self.y = y
        return y
        ### END SOLUTION

    def backward(self, dy):
        """Return the gradient of the input.

        dy : ndarray, the shape of the output, float64
        returns : ndarray, the same shape

        No loop. `dy` stays as it was.
        """
        ### BEGIN SOLUTION
        return dy * (1 - self.y**2)
        ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "tanh", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# check("tanh", Tanh)
# ### BEGIN HIDDEN TESTS
# check("tanh", Tanh, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# ## 2. Leaky ReLU
#
# The ReLU passes nothing back where its input was negative, and a unit that is negative for every sample never learns
# again. The leaky ReLU keeps a small slope $a$ there: $y = x$ for $x > 0$, else $y = a x$. At $x = 0$ its backward
# uses $a$.


# %% nbgrader={"grade": false, "grade_id": "leaky-relu-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
class LeakyReLU:
    """y = x where x > 0, else negative_slope * x, entry by entry.

    Parameters
    ----------
    negative_slope : float
        The slope a on the left, between 0 and 1. It is a setting, not a parameter: it is not learned.
    """

    def __init__(self, negative_slope=0.01):
        self.params = {}
        self.grads = {}
        self.negative_slope = negative_slope

    def forward(self, x, train=True):
        """Shrink what is negative; in training, keep what `backward` will need.

        x : ndarray, any shape, float64
        returns : ndarray, the same shape

        No loop. `x` stays as it was.
        """
        ### BEGIN SOLUTION
        slopes = np.where(x > 0, 1.0, self.negative_slope)
        if train:
            self.slopes = slopes
        return x * slopes
        ### END SOLUTION

    def backward(self, dy):
        """Return the gradient of the input.

        dy : ndarray, the shape of the output, float64
        returns : ndarray, the same shape

        No loop. `dy` stays as it was.
        """
        ### BEGIN SOLUTION
        return dy * self.slopes
        ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "leaky-relu", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# check("leaky-relu", LeakyReLU)
# ### BEGIN HIDDEN TESTS
# check("leaky-relu", LeakyReLU, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# ## 3. Softplus
#
# $y = \log(1 + e^x)$ is a ReLU with its corner rounded off. As written it fails twice: $e^{800}$ is infinite, and at
# $x = -40$ the sum $1 + e^{-40}$ is exactly 1 in float64, so that all digits of $y$ are lost. The chapter has a form
# without either fault.


# %% nbgrader={"grade": false, "grade_id": "softplus-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
class Softplus:
    """y = log(1 + exp(x)), entry by entry."""

    def __init__(self):
        self.params = {}
        self.grads = {}

    def forward(self, x, train=True):
        """Map a batch to positive numbers; in training, keep what `backward` will need.

        x : ndarray, any shape, float64
        returns : ndarray, the same shape

        Right to ten digits at 800 and at -40 as well. No loop. `x` stays as it was.
        """
        ### BEGIN SOLUTION
        if train:
            self.x = x
        return np.maximum(x, 0.0) + np.log1p(np.exp(-np.abs(x)))
        ### END SOLUTION

    def backward(self, dy):
        """Return the gradient of the input.

        dy : ndarray, the shape of the output, float64
        returns : ndarray, the same shape

        Finite for inputs of 800 and -800. No loop. `dy` stays as it was.
        """
        ### BEGIN SOLUTION
        return dy * 0.5 * (1 + np.tanh(0.5 * self.x))
        ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "softplus", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# check("softplus", Softplus)
# ### BEGIN HIDDEN TESTS
# check("softplus", Softplus, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **Drive them.** The dashed line is the tangent that your `backward` reports. Find a place where the tangent of one is
# flat and that of the other two is not. Which of the three has $f(x) \approx x$ near 0?

# %% tags=["active-ipynb"]
# explore(
#     lambda activation, x: figures.plot_activation(
#         {"Tanh": Tanh(), "LeakyReLU": LeakyReLU(0.1), "Softplus": Softplus()}[activation], x
#     ),
#     activation=Dropdown(options=["Tanh", "LeakyReLU", "Softplus"], description="activation"),
#     x=FloatSlider(min=-4, max=4, step=2, value=-2, description="x"),
# )

# %% [markdown]
# ## 4. Maxout
#
# A maxout unit computes $K$ affine maps, its *pieces*, and passes on the largest. With $W$ $(D \times M \times K)$ and
# $b$ $(M \times K)$,
#
# $$Y_{nm} = \max_k Z_{nmk}, \qquad Z_{nmk} = \sum_{d=1}^{D} X_{nd} W_{dmk} + b_{mk} .$$
#
# Backward, only the piece that won for a sample hears of that sample. No two pieces are equal in the checks.


# %% nbgrader={"grade": false, "grade_id": "maxout-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
class Maxout:
    """The largest of K affine maps, for each of M units.

    Parameters
    ----------
    W : ndarray, shape (D, M, K)
    b : ndarray, shape (M, K)

    Keep `W` and `b` themselves in `params`, not copies.
    """

    def __init__(self, W, b):
        self.params = {"W": W, "b": b}
        self.grads = {}

    def forward(self, x, train=True):
        """Map a batch; in training, keep what `backward` will need.

        x : ndarray, shape (N, D), float64
        returns : ndarray, shape (N, M)

        No loop over samples. `x` stays as it was.
        """
        ### BEGIN SOLUTION
        scores = np.einsum("nd,dmk->nmk", x, self.params["W"]) + self.params["b"]
        if train:
            self.x = x
            self.won = scores == scores.max(axis=2, keepdims=True)
        return scores.max(axis=2)
        ### END SOLUTION

    def backward(self, dy):
        """Store the gradients of W and b, and return the gradient of the input.

        dy : ndarray, shape (N, M), float64
        returns : ndarray, shape (N, D)
        stores : grads["W"], shape (D, M, K), and grads["b"], shape (M, K)

        No loop over samples. `dy` stays as it was.
        """
        ### BEGIN SOLUTION
        heard = self.won * dy[:, :, np.newaxis]
        self.grads["W"] = np.einsum("nd,nmk->dmk", self.x, heard)
        self.grads["b"] = heard.sum(axis=0)
        return np.einsum("nmk,dmk->nd", heard, self.params["W"])
        ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "maxout-forward", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# check("maxout-forward", Maxout)
# ### BEGIN HIDDEN TESTS
# check("maxout-forward", Maxout, hidden=True)
# ### END HIDDEN TESTS


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "maxout-backward", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
# check("maxout-backward", Maxout)
# ### BEGIN HIDDEN TESTS
# check("maxout-backward", Maxout, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **Drive it.** One of your units with one input learns a curve by gradient descent, with as many pieces as you give it.
# What can it never draw, however many pieces it has? Some pieces stay grey: they never win, so they never learn.

# %% tags=["active-ipynb"]
# explore(
#     lambda pieces, curve: figures.plot_maxout_fit(Maxout, pieces, curve),
#     pieces=Dropdown(options=[1, 2, 4, 8], value=4, description="pieces"),
#     curve=Dropdown(options=["bowl", "absolute value", "wave"], value="bowl", description="curve"),
# )

# %% [markdown]
# ## 5. A probe
#
# How much of a gradient arrives at each layer? Walk back through a chain of layers that have run forward, and note the
# norm of what each `backward` returns: the square root of the sum of the squares of all its entries.


# %% nbgrader={"grade": false, "grade_id": "gradient-norms-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def gradient_norms(layers, dy):
    """Norm of the gradient at the input of each layer.

    Parameters
    ----------
    layers : list of layers
        In the order of the forward pass, which has run: each is ready for `backward`.
    dy : ndarray, any shape, float64
        The gradient at the output of the last layer. It stays as it was.

    Returns
    -------
    list of float
        As long as `layers`, in the order of the forward pass: entry k belongs to the input of `layers[k]`.

    Each layer's `backward` is called once.
    """
    ### BEGIN SOLUTION
    norms, arriving = [], dy
    for layer in reversed(layers):
        arriving = layer.backward(arriving)
        norms.append(float(np.sqrt((arriving**2).sum())))
    return norms[::-1]
    ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "gradient-norms", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# check("gradient-norms", gradient_norms)
# ### BEGIN HIDDEN TESTS
# check("gradient-norms", gradient_norms, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **Drive it.** Your probe and your activations, in a chain of 20 layers with 64 units each. The weights are drawn
# with the standard deviation scale$/\sqrt{64}$. For each activation: at which scale is the line flattest?

# %% tags=["active-ipynb"]
# explore(
#     lambda activation, scale: figures.plot_probe(
#         gradient_norms, {"Tanh": Tanh, "LeakyReLU": LeakyReLU, "Softplus": Softplus}[activation], scale
#     ),
#     activation=Dropdown(options=["Tanh", "LeakyReLU", "Softplus"], description="activation"),
#     scale=Dropdown(options=[0.5, 1.0, 1.4, 2.0, 4.0], value=1.0, description="scale"),
# )

# %% [markdown]
# ## 6. A way around
#
# A residual block adds its input to what its layers make of it: $y = x + f(x)$. Backward that is a fan-out: $x$ went two
# ways, so two gradients come back.


# %% nbgrader={"grade": false, "grade_id": "residual-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
class Residual:
    """y = x + f(x), where f runs through a list of layers.

    Parameters
    ----------
    layers : list of layers
        Together they map (N, D) to (N, D).

    Attributes
    ----------
    params : dict
        The very arrays of the layers: "0.W" is `W` of the first one.
    grads : dict
        After `backward`, the layers' gradients under the same keys.
    """

    def __init__(self, layers):
        self.layers = layers
        self.params = {f"{k}.{name}": array for k, layer in enumerate(layers) for name, array in layer.params.items()}
        self.grads = {}

    def forward(self, x, train=True):
        """Map a batch; hand `train` on to the layers, since some of them behave otherwise in training.

        x : ndarray, shape (N, D), float64
        returns : ndarray, shape (N, D)

        `x` stays as it was.
        """
        ### BEGIN SOLUTION
        inside = x
        for step in self.layers:
            inside = step.forward(inside, train)
        return x + inside
        ### END SOLUTION

    def backward(self, dy):
        """Store the gradients of all layers in `grads`, and return the gradient of the input.

        dy : ndarray, shape (N, D), float64
        returns : ndarray, shape (N, D)

        `dy` stays as it was.
        """
        ### BEGIN SOLUTION
        inside = dy
        for step in reversed(self.layers):
            inside = step.backward(inside)
        for k, layer in enumerate(self.layers):
            for name, gradient in layer.grads.items():
                self.grads[f"{k}.{name}"] = gradient
        return dy + inside
        ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "residual", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
# check("residual", Residual)
# ### BEGIN HIDDEN TESTS
# check("residual", Residual, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **Drive it.** The same chain of 20 layers, with and without your block around each of them. Start with Tanh at scale 0.5.
# Then find a setting at which the way around makes matters worse.

# %% tags=["active-ipynb"]
# explore(
#     lambda activation, scale: figures.plot_probe(
#         gradient_norms, {"Tanh": Tanh, "LeakyReLU": LeakyReLU, "Softplus": Softplus}[activation], scale, Residual
#     ),
#     activation=Dropdown(options=["Tanh", "LeakyReLU", "Softplus"], description="activation"),
#     scale=Dropdown(options=[0.5, 1.0, 1.4, 2.0, 4.0], value=0.5, description="scale"),
# )

# %% [markdown]
# ## 7. Repair
#
# A colleague has written a layer with gates. The left half of the features passes through gates that the right half opens
# and shuts. With $X = (L \;\; R)$ $(N \times 2D)$ and $Y$ $(N \times D)$,
#
# $$Y = L \odot q(R), \qquad q(r) = \tfrac12\Bigl(1 + \frac{r}{1 + |r|}\Bigr), \qquad q'(r) = \frac{1}{2\,(1 + |r|)^2} .$$
#
# The forward pass is right, but the gates hardly learn. There is one mistake in `backward`. Find it by its symptoms
# before you derive anything: compare each half with a numerical gradient, once with all gates wide open ($r = 20$), once
# with all nearly shut ($r = -20$). Then mend it.


# %% nbgrader={"grade": false, "grade_id": "repair-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
class Gates:
    """The left half of the features, each times a gate between 0 and 1 that the right half sets."""

    def __init__(self):
        self.params = {}
        self.grads = {}

    def forward(self, x, train=True):
        """Let the left half through.

        x : ndarray, shape (N, 2 D), float64
        returns : ndarray, shape (N, D)
        """
        left, right = np.split(x, 2, axis=1)
        gates = 0.5 * (1 + right / (1 + np.abs(right)))
        if train:
            self.left, self.right, self.gates = left, right, gates
        return left * gates

    def backward(self, dy):
        """Return the gradient of the input.

        dy : ndarray, shape (N, D), float64
        returns : ndarray, shape (N, 2 D)
        """
        steepness = 0.5 / (1 + np.abs(self.right)) ** 2
        ### BEGIN SOLUTION
        to_gates = dy * self.left
        return np.hstack([dy * self.gates, to_gates * steepness])
        ### GIVEN dy = dy * self.gates
        ### GIVEN to_gates = dy * self.left
        ### GIVEN return np.hstack([dy, to_gates * steepness])
        ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "repair", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# check("repair", Gates)
# ### BEGIN HIDDEN TESTS
# check("repair", Gates, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **Name it.** Which mistake was it?
#
# - **A** A slope formula in terms of the output is fed with the input.
# - **B** The upstream gradient is overwritten before it is needed again.
# - **C** One of two ways is forgotten: a half gets no gradient.
# - **D** The upstream gradient is missing: the slope alone comes back.
# - **E** The two sides are swapped.

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
# ## 8. An experiment of your own
#
# Choose a question about what reaches the first layer: another activation, a larger leak, weights of another scale, half
# as many layers, a way around each of them, ... `experiment(seed)` runs a *control* and a *treatment* which differ in one
# thing only, and returns one number of each. Write your prediction into the form *before* you run it.
#
# Here is a chain of 20 layers with 32 units each. `arriving` asks your `gradient_norms` how much of a random gradient
# comes through, as a power of ten: $-3$ means a thousandth.


# %% nbgrader={"grade": false, "grade_id": "chain", "locked": true, "schema_version": 3, "solution": false, "task": false}
class Product:
    """y = x W, without a bias."""

    def __init__(self, W):
        self.W, self.params, self.grads = W, {}, {}

    def forward(self, x, train=True):
        """Map a batch."""
        return np.matmul(x, self.W)

    def backward(self, dy):
        """Return the gradient of the input."""
        return np.matmul(dy, self.W.T)


def chain(seed, activation, scale=1.0, depth=20, width=32):
    """Products and activations in turn; the weights have the standard deviation scale / sqrt(width)."""
    rng = np.random.default_rng(seed)
    layers = []
    for _ in range(depth):
        layers += [Product(rng.normal(0, scale / np.sqrt(width), (width, width))), activation()]
    return layers


def arriving(layers, seed):
    """Which share of a gradient reaches the first layer, as the exponent of a power of ten."""
    rng = np.random.default_rng(seed)
    x, dy = rng.normal(size=(2, 16, 32))
    for layer in layers:
        x = layer.forward(x)
    return float(np.log10(gradient_norms(layers, dy)[0] / np.linalg.norm(dy)))


# %% [markdown]
# An example, filled in. Weights that are four times as large drive tanh into its flat ends. Does less arrive?

# %% tags=["active-ipynb"] nbgrader={"grade": false, "grade_id": "example", "locked": true, "schema_version": 3, "solution": false, "task": false}
# def example(seed):
#     """What arrives through 20 layers of tanh: with weights of scale 1, and of scale 4."""
#     return [arriving(chain(seed, Tanh, scale), seed) for scale in (1.0, 4.0)]


# example_form = {
#     "question": "Does less of a gradient arrive when tanh has weights that are four times as large?",
#     "control": "weights of scale 1",
#     "treatment": "weights of scale 4",
#     "held_equal": ["20 layers of 32 units", "the draws of the weights, but for their scale", "inputs", "upstream gradient"],
#     "prediction": "smaller",
#     "because": "most slopes are nearly 0 where tanh is flat",
#     "seeds": 10,
#     "interval": (4.14, 4.64),
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
    exponents = []
    for leak in (0.01, 0.3):
        layers = chain(seed, lambda leak=leak: LeakyReLU(leak))
        exponents.append(arriving(layers, seed))
    return exponents
    ### END SOLUTION


### BEGIN SOLUTION
form = {
    "question": "Does more of a gradient arrive when the ReLU leaks more?",
    "control": "a slope of 0.01 on the left",
    "treatment": "a slope of 0.3 on the left",
    "held_equal": ["the weights, of scale 1", "20 layers of 32 units", "inputs and upstream gradient"],
    "prediction": "larger",
    "because": "half of the units pass on something where they passed on nothing",
    "seeds": 10,
    "interval": (0.236, 0.461),
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
# 1 point: the arms differ in one thing, or the answer names what else differs (another activation also changes the size
# of what goes forward; fewer layers have fewer weights).
#
# 1 point: the conclusion goes as far as the interval does: "undecided" is no proof of "no difference", and one setting is
# no law.
#
# ### END SOLUTION

# %% [markdown]
# ## 9. In your own words

# %% [markdown]
# Somebody trains a network of thirty sigmoid layers. The loss does not move for an hour. "The gradient is zero", they say,
# and multiply the learning rate by a thousand. Say which one measurement you would ask for first, what you expect it to
# show for the first and for the last layer, why one larger learning rate cannot serve both, and two changes to the network
# that you would try, each with its reason. Four to eight sentences.

# %% [markdown] nbgrader={"grade": true, "grade_id": "reflection", "locked": false, "points": 4, "schema_version": 3, "solution": true, "task": false}
# *Write here.*
#
# ### BEGIN MARK SCHEME
# 1 point: the norm (or mean size) of the gradient for each layer, not for the whole network.
#
# 1 point: the last layers have a gradient of ordinary size, the first one is smaller by many orders of magnitude, since
# each sigmoid multiplies by at most 1/4.
#
# 1 point: a rate that moves the first layer would be far too large for the last: the ratio between the layers stays.
#
# 1 point: two changes with reasons, such as ReLU or tanh (slope 1 in place of 1/4), weights of a scale that fits the
# activation, residual blocks (a path with the factor 1), fewer layers, normalization.
# ### END MARK SCHEME
