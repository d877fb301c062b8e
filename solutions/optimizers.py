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
# # Optimizers: your own update rules
#
# A gradient says which way is down, at one point. How far to walk, and whether to remember the last steps, is up to the
# optimizer. The chapter derived seven of them. Here you write each in a few lines and drive it over a landscape.
#
# Replace each `raise NotImplementedError()` with your code, run the cell, then run the check below it. A check says what
# is right, what is not, and from which step on. It takes about 50 minutes.
#
# All seven have the same interface. `params` and `grads` are dictionaries with the same keys; one call of `update` makes
# one step for all parameters:
#
# ```python
# for name, parameter in params.items():
#     gradient = grads[name]
#     ...  # change the array `parameter` in place
# ```
#
# *In place* matters: the layers of a network hold the very same arrays. `parameter -= ...` changes the array that they
# see. `parameter = parameter - ...` makes a new one that no layer sees. An optimizer keeps what it remembers once for each
# name, in dictionaries of its own, which the first `update` fills.

# %% nbgrader={"grade": false, "grade_id": "setup", "locked": true, "schema_version": 3, "solution": false, "task": false}
"""The notebook of the chapter `optimizers`: seven rules that turn gradients into steps."""

import numpy as np

# %% tags=["active-ipynb"] nbgrader={"grade": false, "grade_id": "tools", "locked": true, "schema_version": 3, "solution": false, "task": false}
# from ipywidgets import Dropdown, FloatSlider, IntSlider, SelectionSlider

# from autograder.tasks.optimizers import check
# from chapters.shared.explore import explore
# from chapters.optimizers import escape, steps, surfaces

# %% [markdown]
# ## 1. Gradient descent
#
# The plainest rule: $\theta \leftarrow \theta - \eta\,g$ with the learning rate $\eta$. Fed with the gradient of a
# batch, it is called SGD, stochastic gradient descent.


# %% nbgrader={"grade": false, "grade_id": "sgd-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
class SGD:
    """Steps against the gradient.

    Parameters
    ----------
    learning_rate : float
    """

    def __init__(self, learning_rate):
        self.learning_rate = learning_rate

    def update(self, params, grads):
        """Make one step.

        params : dict of str to ndarray, any shapes; each array is changed in place
        grads : dict of str to ndarray, the same names and shapes

        Whole arrays at once: no loop over entries. `grads` stay as they were.
        """
        ### BEGIN SOLUTION
        for name in params:
            params[name] -= self.learning_rate * grads[name]
        ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "sgd", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# check("sgd", SGD)
# ### BEGIN HIDDEN TESTS
# check("sgd", SGD, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **Drive it.** A valley that is $\kappa$ times steeper across than along, seen from above. With $\kappa = 20$, from which
# learning rate on does the path jump from side to side? From which on does it leave the picture? Before you move the
# slider: does the second answer depend on the flat direction at all?

# %% tags=["active-ipynb"]
# explore(
#     lambda learning_rate, kappa: surfaces.plot_valley(SGD, learning_rate, kappa),
#     learning_rate=SelectionSlider(options=[0.1, 0.3, 0.5, 0.8, 0.95, 1.05], value=0.5, description="learning rate"),
#     kappa=Dropdown(options=[1, 5, 20, 100], value=20, description="condition number"),
# )

# %% [markdown]
# ## 2. Momentum
#
# Keep a velocity $v$, which starts at 0 and has the shape of its parameter:
#
# $$v \leftarrow \mu v + g, \qquad \theta \leftarrow \theta - \eta\,v .$$
#
# Under a constant gradient the velocity grows towards $g/(1-\mu)$. Under a gradient that changes its sign at every step, its
# size settles at $|g|/(1+\mu)$.


# %% nbgrader={"grade": false, "grade_id": "momentum-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
class Momentum:
    """Gradient descent with a velocity (Polyak, 1964), in the form that PyTorch uses.

    Parameters
    ----------
    learning_rate : float
    momentum : float
        The share of the velocity that stays from one step to the next.
    """

    def __init__(self, learning_rate, momentum=0.9):
        self.learning_rate, self.momentum = learning_rate, momentum
        self.velocity = {}

    def update(self, params, grads):
        """Make one step.

        params : dict of str to ndarray, any shapes; each array is changed in place
        grads : dict of str to ndarray, the same names and shapes

        The velocity is 0 before the first step.
        Whole arrays at once: no loop over entries. `grads` stay as they were.
        """
        ### BEGIN SOLUTION
        for name, parameter in params.items():
            if name not in self.velocity:
                self.velocity[name] = np.zeros_like(parameter)
            velocity = self.velocity[name]
            velocity *= self.momentum
            velocity += grads[name]
            parameter -= self.learning_rate * velocity
        ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "momentum", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# check("momentum", Momentum)
# ### BEGIN HIDDEN TESTS
# check("momentum", Momentum, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **Drive it.** A small valley, a hill, and behind it a deeper valley. Your ball starts on the right. With which momentum does
# it roll over the hill? Does it still find the deep valley with 0.99?

# %% tags=["active-ipynb"]
# explore(
#     lambda momentum, learning_rate: escape.plot_ball(Momentum, momentum, learning_rate),
#     momentum=SelectionSlider(options=[0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99], value=0.5, description="momentum"),
#     learning_rate=Dropdown(options=[0.01, 0.03, 0.1], value=0.03, description="learning rate"),
# )

# %% [markdown]
# ## 3. Nesterov
#
# The velocity will carry us on by $\eta\mu v$ anyway, so take that into the step:
#
# $$v \leftarrow \mu v + g, \qquad \theta \leftarrow \theta - \eta\,(g + \mu v) .$$
#
# The second formula uses the *new* velocity. The very first step is $1 + \mu$ times that of gradient descent.


# %% nbgrader={"grade": false, "grade_id": "nesterov-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
class Nesterov:
    """Momentum that looks ahead (Nesterov, 1983), in the form that PyTorch uses.

    Parameters
    ----------
    learning_rate : float
    momentum : float
    """

    def __init__(self, learning_rate, momentum=0.9):
        self.learning_rate, self.momentum = learning_rate, momentum
        self.velocity = {}

    def update(self, params, grads):
        """Make one step.

        params : dict of str to ndarray, any shapes; each array is changed in place
        grads : dict of str to ndarray, the same names and shapes

        The velocity is 0 before the first step.
        Whole arrays at once: no loop over entries. `grads` stay as they were.
        """
        ### BEGIN SOLUTION
        for name, parameter in params.items():
            gradient = grads[name]
            if name not in self.velocity:
                self.velocity[name] = np.zeros_like(parameter)
            velocity = self.velocity[name]
            velocity *= self.momentum
            velocity += gradient
            parameter -= self.learning_rate * (gradient + self.momentum * velocity)
        ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "nesterov", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# check("nesterov", Nesterov)
# ### BEGIN HIDDEN TESTS
# check("nesterov", Nesterov, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **Drive them.** The same start, the same numbers, Momentum on the left and Nesterov on the right. Which of them brakes
# earlier at the turn?

# %% tags=["active-ipynb"]
# explore(
#     lambda surface, momentum: surfaces.plot_two(
#         surface, ("Momentum", Momentum(0.05, momentum)), ("Nesterov", Nesterov(0.05, momentum))
#     ),
#     surface=Dropdown(options=["valley", "saddle", "plateau"], value="valley", description="surface"),
#     momentum=SelectionSlider(options=[0.0, 0.5, 0.8, 0.9, 0.95], value=0.9, description="momentum"),
# )

# %% [markdown]
# ## 4. AdaGrad
#
# Every entry of every parameter has a learning rate of its own, which falls with what that entry has seen so far:
#
# $$s \leftarrow s + g \odot g, \qquad \theta \leftarrow \theta - \eta\,\frac{g}{\sqrt s + \epsilon} .$$
#
# $s$ starts at 0. The small $\epsilon$ is added *outside* the root: it keeps an entry whose gradients were all 0 from $0/0$.


# %% nbgrader={"grade": false, "grade_id": "adagrad-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
class AdaGrad:
    """Steps divided by the root of the sum of all squared gradients (Duchi et al., 2011).

    Parameters
    ----------
    learning_rate : float
    epsilon : float
        Added to the root.
    """

    def __init__(self, learning_rate, epsilon=1e-10):
        self.learning_rate, self.epsilon = learning_rate, epsilon
        self.squares = {}

    def update(self, params, grads):
        """Make one step.

        params : dict of str to ndarray, any shapes; each array is changed in place
        grads : dict of str to ndarray, the same names and shapes

        The sum of squares is 0 before the first step.
        Whole arrays at once: no loop over entries. `grads` stay as they were.
        """
        ### BEGIN SOLUTION
        for name, parameter in params.items():
            gradient = grads[name]
            if name not in self.squares:
                self.squares[name] = np.zeros_like(parameter)
            self.squares[name] += gradient * gradient
            root = np.sqrt(self.squares[name])
            root += self.epsilon
            parameter -= self.learning_rate * gradient / root
        ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "adagrad", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# check("adagrad", AdaGrad)
# ### BEGIN HIDDEN TESTS
# check("adagrad", AdaGrad, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# ## 5. RMSProp
#
# AdaGrad never forgets. Replace the sum by an average that does, with $s = 0$ at the start:
#
# $$s \leftarrow \rho s + (1 - \rho)\, g \odot g, \qquad \theta \leftarrow \theta - \eta\,\frac{g}{\sqrt s + \epsilon} .$$


# %% nbgrader={"grade": false, "grade_id": "rmsprop-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
class RMSProp:
    """Steps divided by the root of a running average of squared gradients (Tieleman and Hinton, 2012).

    Parameters
    ----------
    learning_rate : float
    rho : float
        The share of the old average that stays; PyTorch calls it alpha.
    epsilon : float
        Added to the root.
    """

    def __init__(self, learning_rate, rho=0.99, epsilon=1e-8):
        self.learning_rate, self.rho, self.epsilon = learning_rate, rho, epsilon
        self.squares = {}

    def update(self, params, grads):
        """Make one step.

        params : dict of str to ndarray, any shapes; each array is changed in place
        grads : dict of str to ndarray, the same names and shapes

        The average is 0 before the first step, and it is not corrected for that.
        Whole arrays at once: no loop over entries. `grads` stay as they were.
        """
        ### BEGIN SOLUTION
        for name, parameter in params.items():
            gradient = grads[name]
            if name not in self.squares:
                self.squares[name] = np.zeros_like(parameter)
            squares = self.squares[name]
            squares *= self.rho
            squares += (1 - self.rho) * gradient * gradient
            root = np.sqrt(squares)
            root += self.epsilon
            parameter -= self.learning_rate * gradient / root
        ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "rmsprop", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# check("rmsprop", RMSProp)
# ### BEGIN HIDDEN TESTS
# check("rmsprop", RMSProp, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **Drive them.** The length of each step while the gradient does what you choose. Under a constant gradient, whose steps
# shrink for ever? After a burst, which one recovers, and how long does it take with $\rho = 0.9$ and with 0.99?

# %% tags=["active-ipynb"]
# explore(
#     lambda gradient, rho: steps.plot_lengths(
#         {"AdaGrad": AdaGrad(0.1), "RMSProp": RMSProp(0.1, rho)}, gradient, learning_rate=0.1
#     ),
#     gradient=Dropdown(options=list(steps.GRADIENTS), value="constant", description="gradient"),
#     rho=SelectionSlider(options=[0.5, 0.9, 0.99], value=0.9, description="rho"),
# )

# %% [markdown]
# ## 6. Adam
#
# Two running averages that start at 0, one of the gradients and one of their squares. Let $t$ count the updates, from 1:
#
# $$m \leftarrow \beta_1 m + (1-\beta_1)\, g, \qquad s \leftarrow \beta_2 s + (1-\beta_2)\, g \odot g,$$
#
# $$\hat m = \frac{m}{1-\beta_1^t}, \qquad \hat s = \frac{s}{1-\beta_2^t}, \qquad
# \theta \leftarrow \theta - \eta\,\frac{\hat m}{\sqrt{\hat s} + \epsilon} .$$
#
# Whatever the gradient's scale, as long as it is far above $\epsilon$, the first step is about $\eta$ long in every entry.


# %% nbgrader={"grade": false, "grade_id": "adam-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
class Adam:
    """Momentum, adaptive steps and bias correction (Kingma and Ba, 2015, algorithm 1).

    Parameters
    ----------
    learning_rate : float
    beta1, beta2 : float
        The shares of the old averages of gradients and of their squares that stay.
    epsilon : float
        Added to the root of the corrected average.
    """

    def __init__(self, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self.learning_rate, self.beta1, self.beta2, self.epsilon = learning_rate, beta1, beta2, epsilon
        self.steps = 0
        self.means, self.squares = {}, {}

    def update(self, params, grads):
        """Make one step.

        params : dict of str to ndarray, any shapes; each array is changed in place
        grads : dict of str to ndarray, the same names and shapes

        Count updates, not parameters. Both averages are 0 before the first step.
        Whole arrays at once: no loop over entries. `grads` stay as they were.
        """
        ### BEGIN SOLUTION
        self.steps += 1
        bias1 = 1 - self.beta1**self.steps
        bias2 = 1 - self.beta2**self.steps
        for name, parameter in params.items():
            gradient = grads[name]
            if name not in self.means:
                self.means[name], self.squares[name] = np.zeros_like(parameter), np.zeros_like(parameter)
            mean, squares = self.means[name], self.squares[name]
            mean *= self.beta1
            mean += (1 - self.beta1) * gradient
            squares *= self.beta2
            squares += (1 - self.beta2) * gradient * gradient
            root = np.sqrt(squares / bias2)
            root += self.epsilon
            parameter -= self.learning_rate / bias1 * mean / root
        ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "adam", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
# check("adam", Adam)
# ### BEGIN HIDDEN TESTS
# check("adam", Adam, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **Drive it.** Gradient descent and your Adam, side by side. At the saddle the slope along $y$ starts almost at 0, so which
# one gets away first? Then choose the saddle that is turned by 45 degrees. And which ends up closer to the middle of the
# plain valley?

# %% tags=["active-ipynb"]
# explore(
#     lambda surface, learning_rate: surfaces.plot_two(
#         surface, ("SGD", SGD(learning_rate)), ("Adam", Adam(learning_rate))
#     ),
#     surface=Dropdown(options=list(surfaces.SURFACES), value="saddle", description="surface"),
#     learning_rate=SelectionSlider(options=[0.001, 0.01, 0.1, 0.3], value=0.1, description="learning rate"),
# )

# %% [markdown]
# ## 7. AdamW
#
# Weight decay pulls every parameter towards 0. Put $\lambda\theta$ into the gradient, and Adam divides it by $\sqrt{\hat s}$
# like everything else. AdamW keeps the two apart: first shrink, then make Adam's step with the gradient as it came,
#
# $$\theta \leftarrow \theta - \eta\lambda\,\theta .$$


# %% nbgrader={"grade": false, "grade_id": "adamw-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
class AdamW(Adam):
    """Adam with decoupled weight decay (Loshchilov and Hutter, 2019).

    Parameters
    ----------
    learning_rate : float
    beta1, beta2, epsilon : float
        As for Adam.
    weight_decay : float
        How much of a parameter decays in a step, in learning rates.
    """

    def __init__(self, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8, weight_decay=0.01):
        super().__init__(learning_rate, beta1, beta2, epsilon)
        self.weight_decay = weight_decay

    def update(self, params, grads):
        """Make one step.

        params : dict of str to ndarray, any shapes; each array is changed in place
        grads : dict of str to ndarray, the same names and shapes

        `super().update(params, grads)` is your own Adam.
        Whole arrays at once: no loop over entries. `grads` stay as they were.
        """
        ### BEGIN SOLUTION
        for parameter in params.values():
            parameter *= 1 - self.learning_rate * self.weight_decay
        super().update(params, grads)
        ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "adamw", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# check("adamw", AdamW)
# ### BEGIN HIDDEN TESTS
# check("adamw", AdamW, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **Drive it.** Two weights of the same size have noise for gradients and no signal, so only the decay pulls in one
# direction. One has gradients ten thousand times as large as the other. Under your AdamW both shrink alike. The curves
# *Adam with L2* show the decay inside the gradient, with your Adam.

# %% tags=["active-ipynb"]
# explore(
#     lambda weight_decay: steps.plot_decay(Adam, AdamW, weight_decay),
#     weight_decay=SelectionSlider(options=[0.0, 0.1, 0.5, 1.0], value=0.5, description="weight decay"),
# )

# %% [markdown]
# ## 8. In your own words

# %% [markdown]
# A friend multiplies the loss by 1000, because "the numbers were so small", and leaves everything else as it was. Say what
# happens to the steps of SGD, of Momentum, of RMSProp, of Adam and of AdamW, and why. For which of the five must the
# learning rate be tuned again, and to what? And if the loss contains a weight decay, which weights does it pull
# hardest under Adam, and which under AdamW, whose decay is outside of the loss? Five to ten sentences.

# %% [markdown] nbgrader={"grade": true, "grade_id": "reflection", "locked": false, "points": 4, "schema_version": 3, "solution": true, "task": false}
# *Write here.*
#
# ### BEGIN MARK SCHEME
# 1 point: SGD's and Momentum's steps grow by the factor 1000, so training diverges; a rate 1000 times smaller restores the
# very same path.
#
# 1 point: RMSProp and Adam divide by the root of an average of squares, which grows by 1000 too: the steps stay (but for
# epsilon, which counts 1000 times less).
#
# 1 point: AdamW's decay does not pass through the gradient, so all of its step stays; nothing has to be tuned again for the
# adaptive three.
#
# 1 point: decay in the loss becomes part of the gradient. Under the adaptive rules it is divided by the root, so that
# parameters with large gradients decay less; decoupled decay shrinks all of them by the same share.
# ### END MARK SCHEME
