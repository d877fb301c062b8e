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
# is right, what is not, and from which step on. It takes about 65 minutes without section 3, which is optional, and your
# experiment takes 20 more.
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
# from functools import partial

# from ipywidgets import Dropdown, FloatSlider, IntSlider, SelectionSlider

# from autograder.tasks.optimizers import check
# from chapters.optimizers import escape, steps, surfaces
# from chapters.shared import trials
# from chapters.shared.explore import explore, show

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
# *Optional: nothing after its figure needs it.* The velocity will carry us on by $\eta\mu v$ anyway, so take that into the step:
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
# ## 8. Repair
#
# A colleague watches where an optimizer leads. Beside each parameter she keeps the mean of all the places to which it has
# been led so far (Polyak and Juditsky, 1992), which is often a better place than the last one:
#
# $$\bar\theta_t = \frac1t \sum_{i=1}^{t} \theta_i = \bar\theta_{t-1} + \frac{\theta_t - \bar\theta_{t-1}}{t} .$$
#
# The steps themselves are made by any other rule, and they are as they should be. The means are not: there is one mistake
# in `update`. Find it by its symptoms first. Take a rule that stays where it is, such as your `SGD(0.0)`. What must the
# mean be then, after each update? Try it with one parameter, and then with two. Then mend it.


# %% nbgrader={"grade": false, "grade_id": "repair-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
class Averaged:
    """The steps of another rule, and for each parameter the mean of the places to which they led.

    Parameters
    ----------
    rule : object
        Has `update(params, grads)`.

    Attributes
    ----------
    means : dict of str to ndarray
        For each parameter the mean of its values after the first update, after the second, ..., after the last.
    """

    def __init__(self, rule):
        self.rule = rule
        self.count = 0
        self.means = {}

    def update(self, params, grads):
        """Let the rule make one step; then bring the means up to date.

        params : dict of str to ndarray, any shapes; the rule changes each array in place, and nobody else does
        grads : dict of str to ndarray, the same names and shapes
        """
        self.rule.update(params, grads)
        ### BEGIN SOLUTION
        self.count += 1
        for name, parameter in params.items():
            mean = self.means.get(name, 0.0)
            self.means[name] = mean + (parameter - mean) / self.count
        ### GIVEN for name, parameter in params.items():
        ### GIVEN     self.count += 1
        ### GIVEN     mean = self.means.get(name, 0.0)
        ### GIVEN     self.means[name] = mean + (parameter - mean) / self.count
        ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "repair", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# check("repair", Averaged)
# ### BEGIN HIDDEN TESTS
# check("repair", Averaged, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **Name it.** Which mistake was it?
#
# - **A** A new array is made that nobody sees.
# - **B** One memory is shared by all parameters.
# - **C** The counter is still 0 at the first update.
# - **D** The counter advances once for each parameter.
# - **E** The first place is kept itself, and not a copy of it.

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
# ## 9. Write the test
#
# Now you are the one who checks. *Rprop* (Riedmiller and Braun, 1993) looks at the signs of gradients and at nothing
# else. This is what somebody's class `Rprop` is meant to do:
#
# - `Rprop(step, shortest, longest)` gives every entry of every parameter a length of its own. It begins at `step`, which
#   lies between `shortest` and `longest`.
# - `update(params, grads)` compares the sign of each entry's gradient with the sign that it had in the update before. If
#   they are the same, the length is multiplied by 1.2, but it does not become larger than `longest`. If they are opposite,
#   it is multiplied by 0.5, but it does not become smaller than `shortest`. If one of the two gradients is 0, or there was
#   no update before, the length stays.
# - Then each entry moves by its new length against the sign of its new gradient. Where the gradient is 0 it does not move.
# - The arrays of `params` are changed in place, and those of `grads` stay as they were. Whoever calls may fill the arrays of
#   `grads` with other numbers afterwards, and may have the names in another order in the next update.
# - All numbers are float64. Two optimizers know nothing of each other.
#
# Write a test that says whether such a class is wrong. It will be tried on six right ones, which compute in different
# ways, and on some fifty wrong ones. It passes if it raises no false alarm and catches all but one in twenty.


# %% nbgrader={"grade": false, "grade_id": "catches-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def catches(Rprop):
    """Say whether a class `Rprop` is wrong.

    Parameters
    ----------
    Rprop : class
        `Rprop(step, shortest, longest)` with `update(params, grads)`.

    Returns
    -------
    bool
        True if something is wrong. A test that stumbles over a wrong class has caught it, too.
    """
    ### BEGIN SOLUTION
    rng = np.random.default_rng(20)
    shapes = {"W": (2, 3), "V": (2, 3), "b": (3,)}
    for step, shortest, longest in ((0.1, 0.04, 0.2), (0.3, 0.001, 9.0)):
        rule = Rprop(step, shortest, longest)
        params = {name: rng.uniform(-2, 2, shape) for name, shape in shapes.items()}
        grads = {name: np.zeros(shape) for name, shape in shapes.items()}
        wanted = {name: array.copy() for name, array in params.items()}
        lengths = {name: np.full(shape, step) for name, shape in shapes.items()}
        signs = {name: np.zeros(shape) for name, shape in shapes.items()}
        for t in range(20):
            names = list(shapes) if t % 2 else list(shapes)[::-1]
            for name in names:
                new = rng.choice([-1.0, 0.0, 1.0], shapes[name], p=[0.2, 0.15, 0.65] if t < 12 else [0.45, 0.1, 0.45])
                grads[name][...] = new * rng.uniform(0.01, 100, shapes[name])
                for place in np.ndindex(shapes[name]):
                    agree = new[place] * signs[name][place]
                    if agree > 0:
                        lengths[name][place] = min(1.2 * lengths[name][place], longest)
                    if agree < 0:
                        lengths[name][place] = max(0.5 * lengths[name][place], shortest)
                wanted[name] -= lengths[name] * new
                signs[name] = new
            given = {name: grads[name].copy() for name in names}
            rule.update({name: params[name] for name in names}, {name: grads[name] for name in names})
            for name in names:
                if not np.allclose(params[name], wanted[name], 1e-9, 1e-10):
                    return True
                if not np.array_equal(grads[name], given[name]):
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
# Here is a place to try optimizers: a bowl with as many dimensions as you like, and gradients with as much noise as you like.


# %% nbgrader={"grade": false, "grade_id": "bowl", "locked": true, "schema_version": 3, "solution": false, "task": false}
def bowl(rng, dimensions=10, kappa=100.0, turned=True):
    """Second derivatives, shape (dimensions, dimensions), with curvatures from 1 / kappa to 1: along the axes, or turned."""
    curvatures = np.geomspace(1 / kappa, 1.0, dimensions)
    axes = np.linalg.qr(rng.normal(size=(dimensions, dimensions)))[0] if turned else np.eye(dimensions)
    return axes * curvatures @ axes.T


def roll(optimizer, H, start, rng, noise=0.0, steps=200):
    """Logarithm, to the base 10, of the loss at which an optimizer ends; `noise` is that of each gradient's entries."""
    params = {"x": start.copy()}
    for _ in range(steps):
        optimizer.update(params, {"x": H @ params["x"] + noise * rng.normal(size=len(start))})
    return float(np.log10(params["x"] @ H @ params["x"] / 2))


# %% [markdown]
# Choose a question that a run or two in this bowl can answer: another momentum, a longer memory, more noise, a bowl that is
# turned, the mean of your `Averaged` in place of the last point, ... `experiment(seed)` runs a *control* and a *treatment*
# which differ in one thing only, and returns one number of each. Write your prediction into the form *before* you run it.
#
# An example, filled in. A momentum of 0.9 makes steps ten times as long in the end. If plain gradient descent gets ten
# times the rate: does momentum still end lower when gradients are noisy?

# %% tags=["active-ipynb"] nbgrader={"grade": false, "grade_id": "example", "locked": true, "schema_version": 3, "solution": false, "task": false}
# def example(seed):
#     """Where 200 noisy steps end: without momentum at the rate 1, and with momentum 0.9 at the rate 0.1."""
#     rng = np.random.default_rng(seed)
#     H, start = bowl(rng), rng.normal(size=10)
#     rules = SGD(1.0), Momentum(0.1, 0.9)
#     return [roll(rule, H, start, np.random.default_rng(seed), noise=0.1) for rule in rules]


# example_form = {
#     "question": "Does momentum end at another loss than plain descent with the same length of step?",
#     "control": "SGD with the rate 1.0",
#     "treatment": "momentum 0.9 with the rate 0.1",
#     "held_equal": ["the bowl and the start", "the noise of each step", "200 steps", "rate / (1 - momentum)"],
#     "prediction": "smaller",
#     "because": "noise that changes its sign cancels in the velocity",
#     "seeds": 10,
#     "interval": (-0.108, 0.127),
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
    start = np.random.default_rng(seed).normal(size=10)
    ends = []
    for turned in (False, True):
        rng = np.random.default_rng(seed)
        ends.append(roll(Adam(0.05), bowl(rng, turned=turned), start, rng))
    return ends
    ### END SOLUTION


### BEGIN SOLUTION
form = {
    "question": "Does Adam end at a larger loss when the axes of the bowl are turned?",
    "control": "a bowl along the axes",
    "treatment": "the same bowl, turned by chance",
    "held_equal": ["the curvatures", "the start", "Adam with the rate 0.05", "200 steps without noise"],
    "prediction": "larger",
    "because": "Adam divides entry by entry, and a turned bowl mixes steep and flat directions in each entry",
    "seeds": 10,
    "interval": (2.75, 6.07),
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
# 1 point: the arms differ in one thing, or the answer names what else differs: a rate that suits one arm better, above all.
#
# 1 point: the conclusion goes as far as the interval does: "undecided" is no proof of "no difference", and one bowl at one
# rate is no law.
#
# ### END SOLUTION

# %% [markdown]
# ## 11. In your own words

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
