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
# # Search: your own hyperparameter search
#
# A network cannot learn its own learning rate. Somebody has to try. Here you write what tries: from the split of the data
# up to a search that draws a model of its own trials and asks it where to look next.
#
# Replace each `raise NotImplementedError()` with your code, run the cell, then run the check below it. A check says what
# is right, what is not, and where. It takes about 60 minutes, and 20 more for the experiment. Sections 6 to 8, the second
# pass of the page, are optional: they take another 25, and nothing after them needs them.
#
# In this notebook a *score* is a number that should be large, such as the share of digits that are right. All randomness
# comes from a `numpy.random.Generator`.

# %% nbgrader={"grade": false, "grade_id": "setup", "locked": true, "schema_version": 3, "solution": false, "task": false}
"""The notebook of the chapter `search`: who tries, how, and who may see the result."""

import numpy as np
from scipy.linalg import cho_solve, cholesky, solve_triangular
from scipy.special import ndtr

# %% tags=["active-ipynb"] nbgrader={"grade": false, "grade_id": "tools", "locked": true, "schema_version": 3, "solution": false, "task": false}
# from functools import partial

# from ipywidgets import Dropdown, IntSlider, SelectionSlider

# from autograder.tasks.search import check
# from chapters.search import bayes, halving, holdout, problem, sampling
# from chapters.shared import trials
# from chapters.shared.explore import explore, show

# %% [markdown]
# ## 1. Three sets, and what each may decide
#
# The training set sets the weights. The validation set chooses among settings. The test set is opened once, for the one
# that was chosen, and says what to expect from new data.


# %% nbgrader={"grade": false, "grade_id": "split-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def split(count, validation, test, rng):
    """Divide samples into three parts by chance.

    Parameters
    ----------
    count : int
        How many samples there are; they have the numbers 0 to count - 1.
    validation, test : int
        Sizes of these parts; training gets the others.
    rng : numpy.random.Generator

    Returns
    -------
    tuple of three ndarrays of int
        The numbers of the training, the validation and the test samples. Each sample stands in exactly one of them.
    """
    ### BEGIN SOLUTION
    order = rng.permutation(count)
    return order[validation + test :], order[:validation], order[validation : validation + test]
    ### END SOLUTION


# %% nbgrader={"grade": false, "grade_id": "choose-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def choose(validation_scores, test_scores):
    """Choose one of several trained networks, and say how good it will be on new data.

    Parameters
    ----------
    validation_scores, test_scores : ndarray, shape (K,)
        The scores of network k on both sets. The larger, the better.

    Returns
    -------
    tuple (int, float)
        The number of the chosen network, and the score to report for it.
    """
    ### BEGIN SOLUTION
    chosen = int(np.argmax(validation_scores))
    return chosen, float(test_scores[chosen])
    ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "split", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# check("split", split, choose)
# ### BEGIN HIDDEN TESTS
# check("split", split, choose, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **Drive it.** A hundred networks that differ in their first weights and a little in their settings. Your `choose` takes the
# best of K by its score on a set of 50, 100 or 400 images. The figure shows by how much that score flatters the
# winner, compared with new images. With how many networks does a set of 50 images promise four points too much?

# %% tags=["active-ipynb"]
# found = holdout.optimism(choose, holdout.pool(), repeats=400)
# explore(
#     partial(holdout.plot_optimism, found),
#     networks=SelectionSlider(options=holdout.NETWORKS, value=10, description="networks"),
#     images=Dropdown(options=holdout.IMAGES, value=100, description="images"),
# )

# %% [markdown]
# ## 2. Cross-validation
#
# One small validation set is one roll of the dice. Cut the data into $k$ folds; each fold validates once while the others
# train. And whatever is computed from data belongs to the training: means and standard deviations for standardizing, too.


# %% nbgrader={"grade": false, "grade_id": "folds-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def folds(count, k, rng):
    """Cut samples into k folds by chance.

    Parameters
    ----------
    count : int
    k : int
    rng : numpy.random.Generator

    Returns
    -------
    list of k tuples of two ndarrays of int
        For each fold the numbers of the training samples and of the validation samples. Each sample validates in
        exactly one fold and trains in all others; the sizes of the folds differ by at most one.
    """
    ### BEGIN SOLUTION
    parts = np.array_split(rng.permutation(count), k)
    return [(np.concatenate(parts[:fold] + parts[fold + 1 :]), parts[fold]) for fold in range(k)]
    ### END SOLUTION


# %% nbgrader={"grade": false, "grade_id": "cross-validate-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def cross_validate(x, labels, parts, fit):
    """Score a model in each fold.

    Parameters
    ----------
    x : ndarray, shape (N, D), float64
    labels : ndarray, shape (N,), int
    parts : list of tuples of two ndarrays of int
        As `folds` returns them.
    fit : callable
        `fit(x, labels)` trains a new model and returns it as a function: `model(x)` returns labels.

    Returns
    -------
    ndarray, shape (k,)
        For each fold the share of validation samples whose label is right.

    Features are standardized: minus their mean, divided by their standard deviation (`std(axis=0)`). Both numbers are
    part of the model, so nothing of them may come from samples that it is not trained on. `x` stays as it was.
    """
    ### BEGIN SOLUTION
    scores = []
    for train, validation in parts:
        mean, deviation = x[train].mean(axis=0), x[train].std(axis=0)
        model = fit((x[train] - mean) / deviation, labels[train])
        scores.append(np.mean(model((x[validation] - mean) / deviation) == labels[validation]))
    return np.array(scores)
    ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "folds", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
# check("folds", folds, cross_validate)
# ### BEGIN HIDDEN TESTS
# check("folds", folds, cross_validate, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **Drive it.** Your folds of 60 samples. Which columns have no ochre cell, and which have two? (None, if all is well.)

# %% tags=["active-ipynb"]
# explore(
#     lambda k: holdout.plot_folds(folds, k),
#     k=SelectionSlider(options=[2, 3, 5, 7, 10], value=5, description="k"),
# )

# %% [markdown]
# ## 3. The scale
#
# Between 0.0001 and 10 lie five decades. Draw uniformly, and 90 numbers in 100 lie in the last one. Draw the *logarithm*
# uniformly, and each decade gets its fifth.


# %% nbgrader={"grade": false, "grade_id": "log-uniform-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def log_uniform(rng, low, high, size):
    """Draw numbers whose logarithms are uniform.

    Parameters
    ----------
    rng : numpy.random.Generator
    low, high : float
        The ends of the range, positive.
    size : int or tuple of int
        The shape of the result.

    Returns
    -------
    ndarray of this shape, float64

    No loop.
    """
    ### BEGIN SOLUTION
    return np.exp(rng.uniform(np.log(low), np.log(high), size))
    ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "log-uniform", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# check("log-uniform", log_uniform)
# ### BEGIN HIDDEN TESTS
# check("log-uniform", log_uniform, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **Drive it.** 400 of your numbers, counted by decade. Before you move the slider: how large is the share of each decade if
# the range has two of them?

# %% tags=["active-ipynb"]
# explore(
#     lambda decades: sampling.plot_decades(log_uniform, decades),
#     decades=SelectionSlider(options=[2, 3, 4, 5], value=5, description="decades"),
# )

# %% [markdown]
# ## 4. Random search that can be stopped
#
# A search may take days, and machines fail. So it writes every trial into a list of records, and it can go on from any such
# list. That works if a trial depends on its number alone: trial $n$ has a generator of its own, made of the seed and $n$.
# A training can end in NaN. It is recorded like all others, and it is never the best.


# %% nbgrader={"grade": false, "grade_id": "random-search-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def random_search(draw, score, trials, seed, records):
    """Try random settings until there are so many records, and return the best.

    Parameters
    ----------
    draw : callable
        `draw(rng)` returns a random setting.
    score : callable
        `score(setting)` trains with a setting and returns a float: large is good, NaN means that training failed.
        It is expensive: call it once for each new trial.
    trials : int
        How many records there are to be in the end, at least one.
    seed : int
        Trial number n, counted from 0, draws its setting from `np.random.default_rng([seed, n])`.
    records : list of tuples (setting, score)
        The trials made already, number 0 first; perhaps none. New ones are appended to this very list.

    Returns
    -------
    tuple (setting, score)
        The record with the largest score.
    """
    ### BEGIN SOLUTION
    for number in range(len(records), trials):
        setting = draw(np.random.default_rng([seed, number]))
        records.append((setting, score(setting)))
    return max(records, key=lambda record: -np.inf if np.isnan(record[1]) else record[1])
    ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "random-search", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# check("random-search", random_search)
# ### BEGIN HIDDEN TESTS
# check("random-search", random_search, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **Drive it.** A real network on the digits, with your `log_uniform` and your `random_search`; every trial is a training. Is the
# best learning rate where you would have looked first?


# %% tags=["active-ipynb"]
# def draw(rng):
#     """One learning rate between 0.0001 and 10."""
#     return float(log_uniform(rng, 1e-4, 10.0, 1)[0])


# records = []
# explore(
#     lambda trials: sampling.plot_records(random_search, draw, problem.score, trials, records),
#     trials=SelectionSlider(options=[1, 2, 5, 10, 20, 40], value=5, description="trials"),
# )

# %% [markdown]
# ## 5. Successive halving
#
# Most bad settings look bad early. So train all of them a little, keep the best of them, train those longer, and so on.


# %% nbgrader={"grade": false, "grade_id": "halving-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def successive_halving(settings, score, budget, factor=2):
    """Train many settings a little and few of them long (Jamieson and Talwalkar, 2016).

    Parameters
    ----------
    settings : list
        They are all different.
    score : callable
        `score(setting, budget)` trains for so many epochs and returns a float: large is good. It is expensive.
    budget : int
        Epochs of the first round; each round has `factor` times those of the round before.
    factor : int
        After each round one in `factor` stays, rounded down, and at least one.

    Returns
    -------
    list of lists
        The settings that enter round 0, round 1, and so on; the last list holds the winner alone, which is not trained
        again.
    """
    ### BEGIN SOLUTION
    rounds = [list(settings)]
    while len(rounds[-1]) > 1:
        ranked = sorted(rounds[-1], key=lambda setting: score(setting, budget), reverse=True)
        rounds.append(ranked[: max(1, len(ranked) // factor)])
        budget *= factor
    return rounds
    ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "halving", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# check("halving", successive_halving)
# ### BEGIN HIDDEN TESTS
# check("halving", successive_halving, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **Drive it.** Sixteen settings of a network on the digits. Which one would have won if all had been trained to the end? When
# was it lost, if it was?

# %% tags=["active-ipynb"]
# curves = halving.curves(seed=0)
# explore(
#     lambda factor, rounds: halving.plot_halving(successive_halving, curves, rounds, factor),
#     factor=Dropdown(options=[2, 4], value=2, description="factor"),
#     rounds=IntSlider(min=0, max=4, value=2, description="round"),
# )

# %% [markdown]
# ## 6. A Gaussian process
#
# *Optional, as are sections 7 and 8.* All trials so far are knowledge about the trials to come: close settings have close scores. How close is said by the
# kernel, here with the length scale $\ell$:
#
# $$c(x, x') = \exp\left(-\frac{\lVert x - x' \rVert^2}{2\ell^2}\right).$$
#
# With $C = c(X, X) + \sigma^2 I$, $(N \times N)$, and $c_\ast = c(X, x_\ast)$, $N$ numbers, the score at a new place $x_\ast$ has
# the mean $c_\ast^\top C^{-1} y$ and the variance $1 - c_\ast^\top C^{-1} c_\ast$. The logarithm of the evidence, the density of
# the scores that came, is $-\frac12 y^\top C^{-1} y - \frac12 \log\det C - \frac N2 \log 2\pi$. The Cholesky factor
# $L L^\top = C$ gives all of it: `cholesky(..., lower=True)`, `cho_solve((L, True), ...)`, `solve_triangular(L, ...,
# lower=True)`, and $\log\det C = 2\sum_i \log L_{ii}$.


# %% nbgrader={"grade": false, "grade_id": "rbf-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def rbf(a, b, length_scale):
    """Kernel between all pairs of rows.

    Parameters
    ----------
    a : ndarray, shape (N, D), float64
    b : ndarray, shape (M, D), float64
    length_scale : float

    Returns
    -------
    ndarray, shape (N, M)

    No loop over rows.
    """
    ### BEGIN SOLUTION
    squares = ((a[:, None] - b) ** 2).sum(axis=-1)
    return np.exp(-squares / (2 * length_scale**2))
    ### END SOLUTION


# %% nbgrader={"grade": false, "grade_id": "posterior-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def posterior(x, y, new, length_scale, noise):
    """What a Gaussian process expects at new places (Rasmussen and Williams, 2006, algorithm 2.1).

    Parameters
    ----------
    x : ndarray, shape (N, D)
        Places that were tried.
    y : ndarray, shape (N,)
        Their scores, with a mean of about 0 and a standard deviation of about 1.
    new : ndarray, shape (M, D)
    length_scale : float
    noise : float
        Standard deviation of the noise in `y`.

    Returns
    -------
    tuple of two ndarrays of shape (M,)
        Mean and standard deviation of the score without noise. The variance, which rounding can push below 0, is at
        least 0.
    """
    ### BEGIN SOLUTION
    lower = cholesky(rbf(x, x, length_scale) + noise**2 * np.eye(len(x)), lower=True)
    cross = rbf(x, new, length_scale)
    mean = cross.T @ cho_solve((lower, True), y)
    explained = solve_triangular(lower, cross, lower=True)
    variance = 1 - (explained**2).sum(axis=0)
    return mean, np.sqrt(np.maximum(variance, 0))
    ### END SOLUTION


# %% nbgrader={"grade": false, "grade_id": "evidence-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def evidence(x, y, length_scale, noise):
    """Logarithm of the density that a Gaussian process gives to the scores that came.

    Parameters as in `posterior`; returns a float.
    """
    ### BEGIN SOLUTION
    lower = cholesky(rbf(x, x, length_scale) + noise**2 * np.eye(len(x)), lower=True)
    fit = y @ cho_solve((lower, True), y)
    return float(-fit / 2 - np.log(np.diag(lower)).sum() - len(y) / 2 * np.log(2 * np.pi))
    ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "gaussian-process", "locked": true, "points": 5, "schema_version": 3, "solution": false, "task": false}
# check("gaussian-process", rbf, posterior, evidence)
# ### BEGIN HIDDEN TESTS
# check("gaussian-process", rbf, posterior, evidence, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **Drive it.** Your process meets the accuracy of a network as a function of its learning rate. With which length scale does
# it trust itself too much, and with which one does it learn nothing from its neighbours? Compare the evidence.

# %% tags=["active-ipynb"]
# explore(
#     lambda trials, length_scale: bayes.plot_posterior(posterior, evidence, trials, length_scale),
#     trials=SelectionSlider(options=[1, 2, 4, 6, 8], value=4, description="trials"),
#     length_scale=SelectionSlider(options=[0.02, 0.1, 0.5], value=0.1, description="length scale"),
# )

# %% [markdown]
# ## 7. Expected improvement
#
# *Optional.* The score $f$ at a new place is normal with mean $m$ and standard deviation $s$. The best so far is $b$. How much is to be gained
# there? On average, with $\zeta = (m - b)/s$, the normal density $\varphi$ and its distribution function $\Phi$,
#
# $$\mathrm{EI} = E[\max(f - b, 0)] = (m - b)\,\Phi(\zeta) + s\,\varphi(\zeta) .$$
#
# `ndtr` is $\Phi$. Where $s = 0$ nothing is uncertain: the gain is $\max(m - b, 0)$.


# %% nbgrader={"grade": false, "grade_id": "improvement-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def expected_improvement(mean, deviation, best):
    """Mean of what a trial would add to the best score (Jones, Schonlau and Welch, 1998, equation 15).

    Parameters
    ----------
    mean, deviation : ndarray, shape (M,)
        Of the score at each place; deviations are 0 or positive.
    best : float
        The largest score so far.

    Returns
    -------
    ndarray, shape (M,)

    No loop over places. A deviation of 0 must not lead to 0/0.
    """
    ### BEGIN SOLUTION
    gain = mean - best
    z = gain / np.where(deviation > 0, deviation, 1)
    density = np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)
    return np.where(deviation > 0, gain * ndtr(z) + deviation * density, np.maximum(gain, 0))
    ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "expected-improvement", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# check("expected-improvement", expected_improvement)
# ### BEGIN HIDDEN TESTS
# check("expected-improvement", expected_improvement, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **Drive it.** The score at a place is normal; what lies right of the best so far counts as a gain. Find two places, one
# with a high mean and one with a large deviation, that your function values alike.

# %% tags=["active-ipynb"]
# explore(
#     lambda mean, deviation: bayes.plot_improvement(expected_improvement, mean, deviation),
#     mean=SelectionSlider(options=[-1.0, -0.5, 0.0, 0.5], value=-0.5, description="mean"),
#     deviation=SelectionSlider(options=[0.1, 0.5, 1.0], value=0.5, description="deviation"),
# )

# %% [markdown]
# ## 8. The loop
#
# *Optional.* Put it together. Standardize the scores so far, take the length scale with the largest evidence, and try the place with the
# largest expected improvement that was not tried before.


# %% nbgrader={"grade": false, "grade_id": "bayesian-search-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def bayesian_search(score, candidates, first, trials, length_scales, noise=0.01):
    """Search with a Gaussian process and expected improvement.

    Parameters
    ----------
    score : callable
        `score(place)` of a row of `candidates` returns a float: large is good. It is expensive.
    candidates : ndarray, shape (M, D), float64
        The places that may be tried.
    first : list of int
        The rows to try first.
    trials : int
        How many trials to make in all.
    length_scales : sequence of float
        Before each trial the one with the largest evidence is taken.
    noise : float
        For your `posterior` and `evidence`.

    Returns
    -------
    tuple of two lists
        The rows that were tried, in order and none twice, and their scores.

    The process sees scores minus their mean, divided by their standard deviation (`std()`); if they are all equal, by 1.
    The best so far is standardized with them.
    """
    ### BEGIN SOLUTION
    tried = list(first)
    scores = [score(candidates[row]) for row in tried]
    while len(tried) < trials:
        x, deviation = candidates[tried], np.std(scores) if np.ptp(scores) else 1.0
        y = (np.array(scores) - np.mean(scores)) / deviation
        length_scale = max(length_scales, key=lambda each: evidence(x, y, each, noise))
        mean, spread = posterior(x, y, candidates, length_scale, noise)
        gain = expected_improvement(mean, spread, y.max())
        gain[tried] = -1
        tried.append(int(gain.argmax()))
        scores.append(score(candidates[tried[-1]]))
    return tried, scores
    ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "bayesian-search", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
# check("bayesian-search", bayesian_search)
# ### BEGIN HIDDEN TESTS
# check("bayesian-search", bayesian_search, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **Drive it.** The accuracy of a network against its learning rate, and your search at work. The crosses are its trials. When
# does it stop looking around, and what does it do with the flat right end?

# %% tags=["active-ipynb"]
# searches = bayes.searches(bayesian_search)
# explore(
#     lambda trials: bayes.plot_search(searches, posterior, evidence, expected_improvement, trials),
#     trials=IntSlider(min=2, max=10, value=4, description="trials"),
# )

# %% [markdown]
# ## 9. Repair
#
# A colleague searches for a learning rate by climbing. From the best rate so far, one step by chance: the rate times two
# to the power of a normal number times the step's `width`. If the new score is larger than the best one, the search stays
# there, and `width` grows by a tenth. Otherwise it goes back, and `width` shrinks by a tenth. A training that has failed
# scores NaN. It is a step like any other that gained nothing.
#
# With most networks the search works well. With some it ends far away, at a rate with which nothing learns. There is one
# mistake. Find it by its symptoms: write down every rate and its score, on a hill of your own, then on a hill that breaks
# off on one side. From which trial on does the search go astray? Then mend it.


# %% nbgrader={"grade": false, "grade_id": "repair-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def climb(score, start, trials, rng):
    """Search for a learning rate step by step, uphill.

    Parameters
    ----------
    score : callable
        `score(rate)` trains and returns a float: large is good, NaN means that training failed.
    start : float
        The first rate. Its training does not fail.
    trials : int
        How many trainings to make, at least one.
    rng : numpy.random.Generator

    Returns
    -------
    tuple of two floats
        The best rate and its score.
    """
    best, top, width = start, score(start), 1.0
    for _ in range(trials - 1):
        rate = best * 2.0 ** (width * rng.normal())
        value = score(rate)
        ### BEGIN SOLUTION
        if value > top:
            best, top, width = rate, value, 1.1 * width
        else:
            width = 0.9 * width
        ### GIVEN if value <= top:
        ### GIVEN     width = 0.9 * width
        ### GIVEN else:
        ### GIVEN     best, top, width = rate, value, 1.1 * width
        ### END SOLUTION
    return best, top


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "repair", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# check("repair", climb)
# ### BEGIN HIDDEN TESTS
# check("repair", climb, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# **Name it.** Which mistake was it?
#
# - **A** A step is drawn on a linear scale, where the factor counts.
# - **B** A loss is treated as a score.
# - **C** Only the newest trial is compared, not the best so far.
# - **D** NaN is compared like a number.
# - **E** One generator draws for all trials, so that they are not independent.

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
# ## 10. Write the test
#
# Now you are the one who checks. Where some classes are rare, a validation set drawn by chance may hold hardly any of them.
# Somebody hands you a function `balanced(labels, each, rng)`, which is meant to help:
#
# - `labels` $(N)$ are integers, any of them, in any order. No class has fewer than `each` samples; some may have exactly as many.
# - It returns two integer arrays of one dimension, the numbers of the training samples and those of the validation samples.
#   Each number from 0 to $N - 1$ stands in exactly one of them, once. Inside each, any order will do.
# - Validation has exactly `each` samples of every class. All choices of so many samples of a class are equally likely.
# - Chance comes from `rng` alone: a generator in the same state gives the same two arrays. `labels` stay as they were.
#
# Write a test that says whether such a function is wrong. It will be tried on six right ones, which draw in different
# ways, and on some forty wrong ones. It passes if it raises no false alarm and catches all but one in twenty. Keep an eye on the
# clock: all of them together have ten seconds.


# %% nbgrader={"grade": false, "grade_id": "catches-answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def catches(balanced):
    """Say whether a function `balanced` is wrong.

    Parameters
    ----------
    balanced : callable
        `balanced(labels, each, rng)`.

    Returns
    -------
    bool
        True if something is wrong. A test that stumbles over a wrong function has caught it, too.
    """
    ### BEGIN SOLUTION
    labels = np.array([7, 3, 7, 7, 3, -1, 7, -1, 3, -1, 7, 3])  # five, four and three of a class
    classes, choices = np.unique(labels), set()
    for seed in range(120):
        each, given = 2 + seed % 2, labels.copy()
        train, validation = balanced(given, each, np.random.default_rng(seed))
        again = balanced(given, each, np.random.default_rng(seed))
        if not (
            np.array_equal(given, labels) and np.array_equal(train, again[0]) and np.array_equal(validation, again[1])
        ):
            return True
        if sorted([*train, *validation]) != list(range(len(labels))):
            return True
        chosen = [tuple(sorted(validation[labels[validation] == each_class])) for each_class in classes]
        if any(len(places) != each for places in chosen):
            return True
        choices.update(chosen)
    return len(choices) < 10 + 6 + 3 + 10 + 4 + 1  # pairs and triples of five, four and three
    ### END SOLUTION


# %% tags=["active-ipynb"] nbgrader={"grade": true, "grade_id": "catches", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
# check("catches", catches)
# ### BEGIN HIDDEN TESTS
# check("catches", catches, hidden=True)
# ### END HIDDEN TESTS

# %% [markdown]
# ## 11. An experiment of your own
#
# Choose a question about searches: the logarithmic scale against the linear one, halving against full trainings at the same
# cost, five trials against fifty, the winner of many against the winner of few on new samples, a search with a mistake in it,
# ... `experiment(seed)` runs a *control* and a *treatment* which differ in one thing only, and returns one number of each.
# Write your prediction into the form *before* you run it.
#
# An experiment needs trainings that cost next to nothing. Here is one: a single unit that learns which of two classes a
# point belongs to. A setting has two numbers, the learning rate and the size of the first weights. You may use something
# else.


# %% nbgrader={"grade": false, "grade_id": "given", "locked": true, "schema_version": 3, "solution": false, "task": false}
def points(rng, count):
    """Points x, shape (count, 10), and whether they belong to the second class, which is noisy: shape (count,)."""
    x = rng.normal(size=(count, 10))
    return x, x[:, 0] + x[:, 1] + rng.normal(size=count) > 0


def trained(setting, x, second, rng):
    """Weights, shape (10,), after 20 steps. A setting is a pair: learning rate, standard deviation of the first weights."""
    rate, size = setting
    weights = size * rng.normal(size=x.shape[1])
    for _ in range(20):
        weights = weights + rate * x.T @ (second - ndtr(x @ weights)) / len(x)
    return weights


def share_right(weights, x, second):
    """The share of points whose class is right."""
    return np.mean((x @ weights > 0) == second)


# %% [markdown]
# An example, filled in. Nine trials as a grid of three by three, or by chance: which finds the better setting?

# %% tags=["active-ipynb"] nbgrader={"grade": false, "grade_id": "example", "locked": true, "schema_version": 3, "solution": false, "task": false}
# def example(seed):
#     """The share right of the best of nine settings: of a grid, and of nine that chance has drawn."""
#     rng = np.random.default_rng(seed)
#     training, new = points(rng, 30), points(rng, 500)
#     values = np.geomspace(1e-4, 10, 3)
#     grid = [(rate, size) for rate in values for size in values]
#     by_chance = log_uniform(rng, 1e-4, 10, (9, 2))
#     return [
#         max(share_right(trained(setting, *training, np.random.default_rng(seed)), *new) for setting in settings)
#         for settings in (grid, by_chance)
#     ]


# example_form = {
#     "question": "Do nine settings by chance find a better one than a grid of three by three?",
#     "control": "a grid of 3 by 3 settings",
#     "treatment": "9 settings drawn by chance",
#     "held_equal": ["both ranges, 0.0001 to 10", "the logarithmic scale", "the points", "the normal numbers of the first weights"],
#     "prediction": "smaller",
#     "because": "a grid covers both ranges evenly",
#     "seeds": 10,
#     "interval": (-0.020, 0.011),
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
    rng = np.random.default_rng(seed)
    (x, second), validation, new = points(rng, 40), points(rng, 20), points(rng, 1000)
    settings = log_uniform(rng, 0.01, 1.0, (60, 2))
    found = [trained(setting, x, second, rng) for setting in settings]
    by_validation = np.array([share_right(weights, *validation) for weights in found])
    on_new = np.array([share_right(weights, *new) for weights in found])
    chosen, kept = choose(by_validation, on_new)
    return kept, by_validation[chosen]
    ### END SOLUTION


### BEGIN SOLUTION
form = {
    "question": "Does the best of 60 settings promise more on 20 validation points than it keeps on new ones?",
    "control": "the winner's score on 1,000 new points",
    "treatment": "the winner's score on the 20 points that chose it",
    "held_equal": ["the winner", "its training", "the source of the points"],
    "prediction": "larger",
    "because": "the winner was also the luckiest on these 20 points",
    "seeds": 10,
    "interval": (0.055, 0.139),
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
# 1 point: the arms differ in one thing, or the answer names what else differs (the number of trainings above all).
#
# 1 point: the conclusion goes as far as the interval does: "undecided" is no proof of "no difference", and one landscape is
# no law.
#
# ### END SOLUTION

# %% [markdown]
# ## 12. In your own words

# %% [markdown]
# A paper says: "We tried 200 settings of our network and 5 of the baseline, each once, and report the best test accuracy of
# each: 97.1 against 96.4 percent, on 500 test images." Name what is wrong with that comparison. Say of each fault in which
# direction it pushes the result. Then describe an experiment with the same total number of trainings that you would
# believe. Six to ten sentences.

# %% [markdown] nbgrader={"grade": true, "grade_id": "reflection", "locked": false, "points": 4, "schema_version": 3, "solution": true, "task": false}
# *Write here.*
#
# ### BEGIN MARK SCHEME
# 1 point: the test set chose the setting, so both numbers are too high, and the more so the more trials: the mean of the
# largest of 200 lies higher than that of 5, even if all settings are equally good.
#
# 1 point: unequal effort: 200 against 5 trials favours the network also by real tuning; a baseline deserves the same search.
#
# 1 point: noise: 500 images give a standard error of about 0.8 points at 97 percent, and one seed each hides the spread of
# training; 0.7 points may be nothing.
#
# 1 point: a better experiment: equal numbers of trials, chosen on a validation set (or by cross-validation), the
# test set used once for each winner, several seeds of the winners with an interval, and all trials reported.
# ### END MARK SCHEME
