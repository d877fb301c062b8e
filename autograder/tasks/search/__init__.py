"""The tasks of the chapter `search`: parts and folds, draws, records and rounds, and a search with a model."""

from __future__ import annotations

from autograder.checks.check import Checks
from autograder.checks.task import Task
from autograder.tasks.kinds.catching import catching
from autograder.tasks.kinds.experiment import experiment
from autograder.tasks.kinds.naming import naming
from autograder.tasks.search import (
    cases,
    measures,
    model_cases,
    model_measures,
    model_patterns,
    model_probes,
    patterns,
    probes,
    specimens,
)

TASKS = [
    Task(
        name="split",
        points=3,
        needs=("split", "choose"),
        worked=cases.SPLIT_BY_HAND,
        draw=cases.draw_split,
        probe=probes.probe_split,
        measure=measures.split,
        patterns=[patterns.told_of_choice, patterns.told_of_split],
    ),
    Task(
        name="folds",
        points=4,
        needs=("folds", "cross_validate"),
        worked=cases.FOLDS_BY_HAND,
        draw=cases.draw_folds,
        probe=probes.probe_folds,
        measure=measures.folds,
        patterns=[patterns.told_of_standardizing, patterns.told_of_folds],
    ),
    Task(
        name="log-uniform",
        points=2,
        needs=("log_uniform",),
        draw=cases.draw_draws,
        probe=probes.probe_draws,
        measure=measures.draws,
        patterns=[patterns.told_of_draws],
    ),
    Task(
        name="random-search",
        points=3,
        needs=("random_search",),
        worked=cases.SEARCH_BY_HAND,
        draw=cases.draw_search,
        probe=probes.probe_search,
        measure=measures.search,
        patterns=[patterns.told_of_search],
    ),
    Task(
        name="halving",
        points=3,
        needs=("successive_halving",),
        worked=cases.HALVING_BY_HAND,
        draw=cases.draw_halving,
        probe=probes.probe_halving,
        measure=measures.halving,
        patterns=[patterns.told_of_halving],
    ),
    Task(
        name="gaussian-process",
        points=5,
        needs=("rbf", "posterior", "evidence"),
        worked=model_cases.PROCESS_BY_HAND,
        draw=model_cases.draw_process,
        probe=model_probes.probe_process,
        patterns=[model_patterns.told_of_kernel, model_patterns.told_of_posterior, model_patterns.told_of_evidence],
    ),
    Task(
        name="expected-improvement",
        points=3,
        needs=("expected_improvement",),
        worked=model_cases.IMPROVEMENT_BY_HAND,
        draw=model_cases.draw_improvement,
        probe=model_probes.probe_improvement,
        patterns=[model_patterns.told_of_improvement],
    ),
    Task(
        name="bayesian-search",
        points=4,
        needs=("bayesian_search",),
        worked=model_cases.LOOP_BY_HAND,
        draw=model_cases.draw_loop,
        probe=model_probes.probe_loop,
        measure=model_measures.loop,
        patterns=[model_patterns.told_of_loop],
    ),
    Task(
        name="repair",
        points=3,
        needs=("climb",),
        draw=cases.draw_climb,
        probe=probes.probe_climb,
        measure=measures.climb,
        patterns=[patterns.told_of_climb],
    ),
    naming(
        name="repair-name",
        needs="mistake",
        right="D",
        separated={
            "A": "Each step multiplies the rate: half as much is as likely as twice as much.",
            "B": "Then the search would walk downhill, and it climbs every hill that does not break off.",
            "C": "On a hill that does not break off, the best score never falls from trial to trial.",
            "E": "One generator may well draw for all trials of one search: on a whole hill it does no harm.",
        },
    ),
    catching(name="catches", points=4, needs="catches", specimens=specimens.SPECIMENS),
    experiment(),
]

check = Checks(__name__, TASKS)
