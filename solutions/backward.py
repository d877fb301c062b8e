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
# # Backward: your own gradients
#
# The chapter derived how a gradient runs backwards through a network. Here you write it: a numerical gradient to
# check with, four layers, and a network that learns to tell two circles apart.
#
# Replace each `raise NotImplementedError()` with your code, run the cell, then run the check below it. A check says
# what is right, what is not, and where. It takes about an hour, and 20 minutes more for the experiment.
#
# The three rules of the course still hold: rows are samples, all numbers are float64, and chance comes in as a
# `numpy.random.Generator`. A fourth begins here. A layer has `forward(x)`, `backward(dy)` and two dictionaries with the
# same keys: `params` (what it has learned) and `grads` (how the loss changes with it).

# %% nbgrader={"grade": false, "grade_id": "setup", "locked": true, "schema_version": 3, "solution": false, "task": false}
"""The notebook of the chapter `backward`: numerical gradients, four layers and a network that learns two circles."""

import numpy as np

# %% tags=["active-ipynb"] nbgrader={"grade": false, "grade_id": "tools", "locked": true, "schema_version": 3, "solution": false, "task": false}
# from functools import partial

# from ipywidgets import Dropdown, FloatSlider, IntSlider

# from autograder.tasks.backward import check
# from chapters.backward import figures
# from chapters.shared import trials
# from chapters.shared.data import two_circles
# from chapters.shared.explore import explore, show

# %% [markdown]
# ## 1. A gradient without calculus
#
# Move one entry of `x` a little up and a little down, and see how much the function answers:
#
# $$\frac{\partial f}{\partial x_i} \approx \frac{f(x + h\,e_i) - f(x - h\,e_i)}{2h}.$$
#
# It is slow, and it is almost impossible to get wrong. That makes it the judge of everything that follows.


# %% nbgrader={"grade": false, "grade_id": "numerical-gradient-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def numerical_gradient(function, x, step=1e-5):
    """Gradient of a function by central differences.

    Parameters
    ----------
    function : callable
        Takes an array of the shape of `x`, returns a float.
    x : ndarray, any shape, float64
        Where to differentiate. It is unchanged when you return.
    step : float
        How far to move one entry, up and down.

    Returns
    -------
    ndarray, the shape of `x`, float64
        One partial derivative for each entry.

    Here a loop over the entries of `x` is right.
    """
    ### BEGIN SOLUTION
    gradient = np.zeros_like(x, dtype=float)
    for index in np.ndindex(x.shape):
        above, below = x.astype(float), x.astype(float)
        above[index] += step
        below[index] -= step
        gradient[index] = (function(above) - function(below)) / (2 * step)
    return gradient
    ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "numerical-gradient", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# check("numerical-gradient", numerical_gradient)
# ### BEGIN HIDDEN TESTS
# check("numerical-gradient", numerical_gradient, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **Drive it.** The slider sets the step to $10^{\text{exponent}}$. Where is the error smallest? Before you move it:
# why should it grow again on the left, where the step is tiny?

# %% tags=["active-ipynb"]
# curves = figures.step_size_curves(numerical_gradient)
# explore(
#     lambda exponent: figures.plot_step_size(curves, exponent),
#     exponent=FloatSlider(min=-12, max=-1, step=1, value=-5, description="exponent"),
# )

# %% [markdown]
# ## 2. The affine layer
#
# $Y = XW + \mathbf{1}b^\top$ with $X$ $(N \times D)$, $W$ $(D \times M)$, $b$ $(M)$. Backward, somebody hands you
# $\bar Y = \partial L/\partial Y$ $(N \times M)$, and you owe three answers: the gradients of $W$ and $b$, which you keep
# in `grads`, and the gradient of $X$, which you return. The shapes tell you most of it: a gradient has the shape of
# the thing that it belongs to.


# %% nbgrader={"grade": false, "grade_id": "affine-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
class Affine:
    """Y = X W + b.

    Parameters
    ----------
    W : ndarray, shape (D, M)
    b : ndarray, shape (M,)

    Keep `W` and `b` themselves in `params`, not copies: whoever changes `params["W"]` in place changes the layer.

    Attributes
    ----------
    first : bool
        A network may tell its first layer that its input is data. Nobody asks for the gradient of data, so `backward`
        may return None then and save a product.
    """

    def __init__(self, W, b):
        self.params = {"W": W, "b": b}
        self.grads = {}
        self.first = False

    def forward(self, x, train=True):
        """Map a batch; in training, keep what `backward` will need.

        x : ndarray, shape (N, D), float64
        train : bool
            If false, what was kept stays: an evaluation between the two passes of a training step does no harm.
        returns : ndarray, shape (N, M)

        No loop over samples. `x` stays as it was.
        """
        ### BEGIN SOLUTION
        if train:
            self.x = x
        return x @ self.params["W"] + self.params["b"]
        ### END SOLUTION

    def backward(self, dy):
        """Store the gradients of W and b, and return the gradient of the input.

        dy : ndarray, shape (N, M), float64
        returns : ndarray, shape (N, D)
        stores : grads["W"], shape (D, M), and grads["b"], shape (M,)

        No loop over samples. `dy` stays as it was.
        """
        ### BEGIN SOLUTION
        self.grads["W"] = self.x.T @ dy
        self.grads["b"] = dy.sum(axis=0)
        if self.first:
            return None
        return dy @ self.params["W"].T
        ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "affine-forward", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
# check("affine-forward", Affine)
# ### BEGIN HIDDEN TESTS
# check("affine-forward", Affine, hidden=True)
# ### END HIDDEN TESTS

# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "affine-backward", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# check("affine-backward", Affine)
# ### BEGIN HIDDEN TESTS
# check("affine-backward", Affine, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **Drive it.** Your layer maps a grid of points: it turns, stretches and moves them. Watch the arrows: the same
# gradient, before and after your `backward`. Which of the three controls does not move them?

# %% tags=["active-ipynb"]
# explore(
#     lambda angle, scale, shift: figures.plot_affine(Affine, angle, scale, shift),
#     angle=IntSlider(min=0, max=90, step=45, value=45, description="angle (degrees)"),
#     scale=FloatSlider(min=0.5, max=1.5, step=0.5, value=1.0, description="scale"),
#     shift=FloatSlider(min=0, max=1, step=1, value=0, description="shift"),
# )

# %% [markdown]
# ## 3. Two activations
#
# They work entry by entry, so their backward pass needs no sums: each entry of $\bar Y$ is multiplied by the slope at
# its own place. For the sigmoid the slope can be had from the output alone: $y(1-y)$. The ReLU lets a gradient
# through where its input was positive, and nothing where it was negative.


# %% nbgrader={"grade": false, "grade_id": "sigmoid-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
class Sigmoid:
    """y = 1 / (1 + exp(-x)), entry by entry."""

    def __init__(self):
        self.params = {}
        self.grads = {}

    def forward(self, x, train=True):
        """Squash a batch into (0, 1).

        x : ndarray, any shape, float64
        returns : ndarray, the same shape

        No loop. `x` stays as it was.
        """
        ### BEGIN SOLUTION
        y = 0.5 * (1 + np.tanh(0.5 * x))
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
        return dy * self.y * (1 - self.y)
        ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "sigmoid", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# check("sigmoid", Sigmoid)
# ### BEGIN HIDDEN TESTS
# check("sigmoid", Sigmoid, hidden=True)
# ### END HIDDEN TESTS


# %% nbgrader={"grade": false, "grade_id": "relu-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
class ReLU:
    """y = max(0, x), entry by entry."""

    def __init__(self):
        self.params = {}
        self.grads = {}

    def forward(self, x, train=True):
        """Cut off what is negative.

        x : ndarray, any shape, float64
        returns : ndarray, the same shape

        No loop. `x` stays as it was.
        """
        ### BEGIN SOLUTION
        positive = x > 0
        if train:
            self.positive = positive
        return np.where(positive, x, 0.0)
        ### END SOLUTION

    def backward(self, dy):
        """Return the gradient of the input.

        dy : ndarray, the shape of the output, float64
        returns : ndarray, the same shape

        No loop. `dy` stays as it was.
        """
        ### BEGIN SOLUTION
        return np.where(self.positive, dy, 0.0)
        ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "relu", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# check("relu", ReLU)
# ### BEGIN HIDDEN TESTS
# check("relu", ReLU, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **Drive them.** The straight line is the tangent that your `backward` reports. Move along the axis: where does a
# gradient that passes through the sigmoid shrink most?

# %% tags=["active-ipynb"]
# explore(
#     lambda activation, x: figures.plot_activation({"Sigmoid": Sigmoid, "ReLU": ReLU}[activation](), x),
#     activation=Dropdown(options=["Sigmoid", "ReLU"], description="activation"),
#     x=FloatSlider(min=-6, max=6, step=2, value=2, description="x"),
# )

# %% [markdown]
# ## 4. Softmax with cross-entropy
#
# The last layer turns logits into probabilities and says how wrong they are:
#
# $$p_{nk} = \frac{e^{x_{nk}}}{\sum_j e^{x_{nj}}}, \qquad L = -\frac1N \sum_{n=1}^{N} \log p_{n,t_n}.$$
#
# Two things to watch. $e^{1000}$ is infinite in float64, and softmax does not change when you take the same number
# from all logits of a row. And the mean over the batch is taken here, once, for the whole network: nobody below has to
# divide by $N$ again.


# %% nbgrader={"grade": false, "grade_id": "softmax-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
class SoftmaxCrossEntropy:
    """Softmax over the classes, then the mean cross-entropy with the labels."""

    def __init__(self):
        self.params = {}
        self.grads = {}

    def forward(self, logits, labels):
        """Return the loss; keep the probabilities in `self.probabilities`, shape (N, K).

        logits : ndarray, shape (N, K), float64
        labels : ndarray, shape (N,), integers from 0 to K - 1
        returns : float

        Logits of 1000 or -1000 give a finite loss. No loop over samples. `logits` stay as they were.
        """
        ### BEGIN SOLUTION
        shifted = logits - logits.max(axis=1, keepdims=True)
        log_probabilities = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
        self.probabilities = np.exp(log_probabilities)
        self.labels = labels
        return float(-log_probabilities[np.arange(len(labels)), labels].mean())
        ### END SOLUTION

    def backward(self):
        """Return the gradient of the loss with respect to the logits.

        returns : ndarray, shape (N, K)
        """
        ### BEGIN SOLUTION
        one_hot = self.labels[:, np.newaxis] == np.arange(self.probabilities.shape[1])
        return (self.probabilities - one_hot) / len(self.labels)
        ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "softmax-forward", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# check("softmax-forward", SoftmaxCrossEntropy)
# ### BEGIN HIDDEN TESTS
# check("softmax-forward", SoftmaxCrossEntropy, hidden=True)
# ### END HIDDEN TESTS

# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "softmax-backward", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# check("softmax-backward", SoftmaxCrossEntropy)
# ### BEGIN HIDDEN TESTS
# check("softmax-backward", SoftmaxCrossEntropy, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **Drive it.** One logit moves, the other two stay. The bars of the gradient add up to zero at every setting. Why must
# they?

# %% tags=["active-ipynb"]
# explore(
#     lambda logit, label: figures.plot_softmax(SoftmaxCrossEntropy, logit, label),
#     logit=FloatSlider(min=-6, max=6, step=2, value=0, description="logit of class 0"),
#     label=Dropdown(options=[0, 1, 2], description="true class"),
# )

# %% [markdown]
# ## 5. A network
#
# Chain your layers: affine, ReLU, affine, then the loss. Forward runs through them in order, backward in the
# opposite order, and each layer hands its answer to the one before.


# %% nbgrader={"grade": false, "grade_id": "network-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
class TwoLayerNet:
    """Affine, ReLU, affine; softmax with cross-entropy as the loss.

    Parameters
    ----------
    input_size, hidden_size, output_size : int
        The widths D, H and K.
    rng : numpy.random.Generator
        Draws the first weights, from a normal distribution with standard deviation 1 / sqrt(fan_in); biases are 0.

    Attributes
    ----------
    params : dict
        "W1" (D, H), "b1" (H,), "W2" (H, K), "b2" (K,): the very arrays that the layers use.
    layers : list
        The three layers, in the order of the forward pass.
    """

    def __init__(self, input_size, hidden_size, output_size, rng):
        self.params = {
            "W1": rng.normal(0.0, 1 / np.sqrt(input_size), (input_size, hidden_size)),
            "b1": np.zeros(hidden_size),
            "W2": rng.normal(0.0, 1 / np.sqrt(hidden_size), (hidden_size, output_size)),
            "b2": np.zeros(output_size),
        }
        first = Affine(self.params["W1"], self.params["b1"])
        second = Affine(self.params["W2"], self.params["b2"])
        self.layers = [first, ReLU(), second]
        self.loss_layer = SoftmaxCrossEntropy()

    def predict(self, x):
        """Return the logits, shape (N, K), of a batch x, shape (N, D)."""
        ### BEGIN SOLUTION
        for layer in self.layers:
            x = layer.forward(x)
        return x
        ### END SOLUTION

    def loss(self, x, labels):
        """Return the mean loss, a float, of a batch x, shape (N, D), with its labels, shape (N,)."""
        ### BEGIN SOLUTION
        return self.loss_layer.forward(self.predict(x), labels)
        ### END SOLUTION

    def gradients(self, x, labels):
        """Run forward, then backward.

        x : ndarray, shape (N, D), float64
        labels : ndarray, shape (N,), integers
        returns : dict with the keys of `params`; each gradient has the shape of its parameter
        """
        ### BEGIN SOLUTION
        self.loss(x, labels)
        upstream = self.loss_layer.backward()
        for layer in reversed(self.layers):
            upstream = layer.backward(upstream)
        first, _, second = (layer.grads for layer in self.layers)
        return {"W1": first["W"], "b1": first["b"], "W2": second["W"], "b2": second["b"]}
        ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "network", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# check("network", TwoLayerNet)
# ### BEGIN HIDDEN TESTS
# check("network", TwoLayerNet, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# ## 6. It learns
#
# Gradient descent: walk against the gradient, again and again. One epoch here is one step with all samples.


# %% nbgrader={"grade": false, "grade_id": "train-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def train(network, x, labels, learning_rate, epochs):
    """Train a network in place by gradient descent on the full batch.

    Parameters
    ----------
    network : TwoLayerNet
    x : ndarray, shape (N, D), float64
    labels : ndarray, shape (N,), integers
    learning_rate : float
        How far to walk: the step is the learning rate times the gradient.
    epochs : int
        How many steps to make.

    Returns
    -------
    list of float
        The loss before each step: `epochs` numbers.
    """
    ### BEGIN SOLUTION
    losses = []
    for _ in range(epochs):
        losses.append(network.loss(x, labels))
        gradients = network.gradients(x, labels)
        for name, parameter in network.params.items():
            parameter -= learning_rate * gradients[name]
    return losses
    ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "train", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# check("train", train, TwoLayerNet)
# ### BEGIN HIDDEN TESTS
# check("train", train, TwoLayerNet, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **Drive it.** Two circles, one inside the other. No straight line can separate them, and a net with two hidden units
# hardly can. How many units does yours need? And what happens at a learning rate of 10?


# %% tags=["active-ipynb"]
# x, labels = two_circles(samples=300)
# sizes, rates = [1, 2, 4, 8], [0.1, 1.0, 10.0]


# def learn(hidden_size, learning_rate):
#     """Train a fresh network; return its losses and the network."""
#     network = TwoLayerNet(2, hidden_size, 2, np.random.default_rng(1))
#     return train(network, x, labels, learning_rate, epochs=500), network


# learned = {(size, rate): learn(size, rate) for size in sizes for rate in rates}
# explore(
#     lambda hidden_size, learning_rate: figures.plot_circles(*learned[hidden_size, learning_rate], x, labels),
#     hidden_size=Dropdown(options=sizes, value=8, description="hidden units"),
#     learning_rate=Dropdown(options=rates, value=1.0, description="learning rate"),
# )

# %% [markdown]
# ## 7. Repair
#
# A colleague has written a layer for you. It scales each row to length 1, which is useful where only the direction of a
# sample should count:
#
# $$y_n = \frac{x_n}{\lVert x_n \rVert}, \qquad X, Y \; (N \times D).$$
#
# The forward pass is right, but networks with this layer learn badly. There is one mistake in `backward`. Find it
# by its symptoms before you derive the formula: check the gradient of a batch, then of a batch whose rows have length 1
# already. Then mend it.


# %% nbgrader={"grade": false, "grade_id": "repair-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
class UnitRows:
    """y = x / |x|, row by row."""

    def __init__(self):
        self.params = {}
        self.grads = {}

    def forward(self, x, train=True):
        """Scale each row of a batch to length 1.

        x : ndarray, shape (N, D), float64; no row is 0
        returns : ndarray, shape (N, D)
        """
        length = np.sqrt((x**2).sum(axis=1, keepdims=True))
        if train:
            self.x, self.length = x, length
        return x / length

    def backward(self, dy):
        """Return the gradient of the input.

        dy : ndarray, shape (N, D), float64
        returns : ndarray, shape (N, D)
        """
        ### BEGIN SOLUTION
        y = self.x / self.length
        along = (dy * y).sum(axis=1, keepdims=True)
        return (dy - y * along) / self.length
        ### GIVEN along = (dy * self.x).sum(axis=1, keepdims=True)
        ### GIVEN return (dy - self.x * along) / self.length
        ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "repair", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# check("repair", UnitRows)
# ### BEGIN HIDDEN TESTS
# check("repair", UnitRows, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **Name it.** Which mistake was it?
#
# - **A** A sum over the samples is missing.
# - **B** The mean over the batch is taken where a sum belongs.
# - **C** A formula in terms of the output is fed with the input.
# - **D** One of two paths is missing: the length of a row depends on its entries, too.
# - **E** The gradient of the batch before is still in it.

# %% nbgrader={"grade": false, "grade_id": "repair-name-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
### BEGIN SOLUTION
mistake = "C"
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
# Now you are the one who checks. Somebody hands you a class `Scale`. It is meant to multiply each feature by a number of
# its own:
#
# $$Y = X \operatorname{diag}(s), \qquad X, Y \; (N \times D), \; s \; (D).$$
#
# `Scale(s)` keeps `s` itself in `params["s"]`; `forward(x, train=True)` returns $Y$; `backward(dy)` returns $\bar X$ and
# stores $\bar s$ in `grads["s"]`. An evaluation with `train=False` between the two passes does no harm, and neither `x`
# nor `dy` is changed.
#
# Write a test that says whether such a class is wrong. It will be tried on six right ones, which compute in
# different ways, and on some thirty wrong ones. It passes if it raises no false alarm and catches all but one in twenty.


# %% nbgrader={"grade": false, "grade_id": "catches-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def catches(Scale):
    """Say whether a class `Scale` is wrong.

    Parameters
    ----------
    Scale : class
        `Scale(s)` with s, shape (D,), float64.

    Returns
    -------
    bool
        True if something is wrong. A test that stumbles over a wrong class has caught it, too.
    """
    ### BEGIN SOLUTION
    rng = np.random.default_rng(4711)
    s = rng.normal(size=4)
    layer = Scale(s)
    if layer.params["s"] is not s:
        return True
    for samples in (3, 5):
        x, dy = rng.normal(size=(2, samples, 4))
        y_wanted, dx_wanted, ds_wanted, before = x * s, dy * s, (x * dy).sum(axis=0), (x.copy(), dy.copy(), s.copy())
        came = layer.forward(x)
        layer.forward(x[:2] + 1, train=False)
        dx = layer.backward(dy)
        pairs = zip((came, dx, layer.grads["s"], x, dy, s), (y_wanted, dx_wanted, ds_wanted, *before), strict=True)
        if any(got.shape != wanted.shape or not np.allclose(got, wanted, 1e-10, 1e-12) for got, wanted in pairs):
            return True
    return False
    ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "catches", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
# check("catches", catches)
# ### BEGIN HIDDEN TESTS
# check("catches", catches, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# ## 9. An experiment of your own
#
# Choose a question that your network can answer in a second or two: more hidden units, sigmoids for ReLUs, half the
# learning rate, twice the samples, a gradient with a mistake in it, ... `experiment(seed)` runs a *control* and a *treatment* which
# differ in one thing only, and returns one number of each. Write your prediction into the form *before* you run it.
#
# An example, filled in. Half as many samples: does it end with a larger training loss?

# %% tags=["active-ipynb"] nbgrader={"grade": false, "grade_id": "example", "locked": true, "schema_version": 3, "solution": false, "task": false}
# def example(seed):
#     """The training loss after 300 steps: with 300 samples, and with the first 150 of them."""
#     x, labels = two_circles(samples=300, seed=seed)
#     ends = []
#     for samples in (300, 150):
#         network = TwoLayerNet(2, 8, 2, np.random.default_rng(seed))
#         train(network, x[:samples], labels[:samples], learning_rate=1.0, epochs=300)
#         ends.append(network.loss(x[:samples], labels[:samples]))
#     return ends


# example_form = {
#     "question": "Does a network end with another training loss when it sees half of the samples?",
#     "control": "all 300 samples",
#     "treatment": "the first 150 of them",
#     "held_equal": ["first weights", "learning rate 1.0", "300 steps", "8 hidden units"],
#     "prediction": "smaller",
#     "because": "fewer samples are easier to fit",
#     "seeds": 10,
#     "interval": (-0.023, 0.054),
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
    draws, labels, ends = np.random.default_rng(seed), np.arange(60) % 2, []
    angles = draws.uniform(0, 2 * np.pi, (60, 1))
    x = (1 - 0.5 * labels[:, np.newaxis]) * np.hstack([np.cos(angles), np.sin(angles)])
    x += draws.normal(0, 0.1, (60, 2))
    for hidden_size in (8, 2):
        network = TwoLayerNet(2, hidden_size, 2, np.random.default_rng(seed))
        train(network, x, labels, learning_rate=1.0, epochs=60)
        ends.append(network.loss(x, labels))
    return ends
    ### END SOLUTION


### BEGIN SOLUTION
form = {
    "question": "Does a network with two hidden units end with a larger loss than one with eight?",
    "control": "8 hidden units",
    "treatment": "2 hidden units",
    "held_equal": ["the samples", "learning rate 1.0", "60 steps"],
    "prediction": "larger",
    "because": "two units cannot enclose the inner circle",
    "seeds": 10,
    "interval": (0.303, 0.424),
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
# 1 point: the arms differ in one thing, or the answer names what else differs.
#
# 1 point: the conclusion goes as far as the interval does: "undecided" is no proof of "no difference", and one setting is
# no law.
#
# ### END SOLUTION

# %% [markdown]
# ## 10. In your own words

# %% [markdown]
# A friend shows you a layer. Its `backward` passes the gradient check with a batch of one sample, on random numbers,
# and fails with a batch of eight. Name two different mistakes that would do that, say how you would tell them apart
# with one more check, and say why a batch of one can never find them. Four to eight sentences.

# %% [markdown] nbgrader={"grade": true, "grade_id": "reflection", "locked": false, "points": 4, "schema_version": 3, "solution": true, "task": false}
# *Write here.*
#
# ### BEGIN MARK SCHEME
# 1 point: a missing sum over the batch (a weight is used by every sample), or a gradient that keeps one sample only.
#
# 1 point: a second, different mistake, such as a mean where a sum belongs, or the 1/N taken twice.
#
# 1 point: a check that separates them: compare the ratio to the numerical gradient. A constant 1/N points to the mean;
# a wrong shape or an irregular ratio points to the missing sum. Repeating with another N is as good.
#
# 1 point: with N = 1 a sum over the batch, its mean and its only term are the same number.
# ### END MARK SCHEME
