"""The tasks of the chapter `search`: parts and folds, draws, records and rounds, and a search with a model."""

from __future__ import annotations

from autograder.checks.check import Checks
from autograder.checks.task import Task
from autograder.tasks.search import cases, formulas, models, patterns, probes

TASKS = [
    Task(
        name="split",
        title="split and choose",
        points=3,
        needs=("split", "choose"),
        worked=cases.SPLIT_BY_HAND,
        draw=cases.draw_split,
        probe=probes.probe_split,
        patterns=[patterns.told_of_choice, patterns.told_of_split],
    ),
    Task(
        name="folds",
        title="folds and cross_validate",
        points=4,
        needs=("folds", "cross_validate"),
        worked=cases.FOLDS_BY_HAND,
        draw=cases.draw_folds,
        probe=probes.probe_folds,
        patterns=[patterns.told_of_standardizing, patterns.told_of_folds],
    ),
    Task(
        name="log-uniform",
        title="log_uniform",
        points=2,
        needs=("log_uniform",),
        worked=[],
        draw=cases.draw_draws,
        probe=probes.probe_draws,
        patterns=[patterns.told_of_draws],
    ),
    Task(
        name="random-search",
        title="random_search",
        points=3,
        needs=("random_search",),
        worked=cases.SEARCH_BY_HAND,
        draw=cases.draw_search,
        probe=probes.probe_search,
        patterns=[patterns.told_of_search],
    ),
    Task(
        name="halving",
        title="successive_halving",
        points=3,
        needs=("successive_halving",),
        worked=cases.HALVING_BY_HAND,
        draw=cases.draw_halving,
        probe=probes.probe_halving,
        patterns=[patterns.told_of_halving],
    ),
    Task(
        name="gaussian-process",
        title="rbf, posterior and evidence",
        points=5,
        needs=("rbf", "posterior", "evidence"),
        worked=models.PROCESS_BY_HAND,
        draw=models.draw_process,
        probe=models.probe_process,
        patterns=[formulas.told_of_kernel, formulas.told_of_posterior, formulas.told_of_evidence],
    ),
    Task(
        name="expected-improvement",
        title="expected_improvement",
        points=3,
        needs=("expected_improvement",),
        worked=models.IMPROVEMENT_BY_HAND,
        draw=models.draw_improvement,
        probe=models.probe_improvement,
        patterns=[formulas.told_of_improvement],
    ),
    Task(
        name="bayesian-search",
        title="bayesian_search",
        points=4,
        needs=("bayesian_search",),
        worked=models.LOOP_BY_HAND,
        draw=models.draw_loop,
        probe=models.probe_loop,
        patterns=[formulas.told_of_loop],
    ),
]

check = Checks(__name__, TASKS)
