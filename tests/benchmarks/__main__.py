"""Measure everything that has a bar; fail when one is missed. `make bench` calls it."""

import sys

from tests.benchmarks import pages
from tests.benchmarks.adding import second_tier
from tests.benchmarks.builds import builds
from tests.benchmarks.cohort import cohort
from tests.benchmarks.gradcheck import every_false_alarm, every_wrong_gradient, gradient_checks, student_checks
from tests.benchmarks.grading import grading
from tests.benchmarks.kills import kills
from tests.benchmarks.playground import playground
from tests.benchmarks.training import training_steps

MEASURES = (
    gradient_checks,
    student_checks,
    training_steps,
    second_tier,
    every_false_alarm,
    every_wrong_gradient,
    pages.lighthouse,
    pages.sliders_on_the_site,
    pages.slider_in_jupyterlab,
    playground,
    builds,
    grading,
    kills,
    cohort,
)

if __name__ == "__main__":
    missed = 0
    for measure in MEASURES:
        for bar in measure():
            print(bar, flush=True)  # noqa: T201
            missed += not bar.held
    sys.exit(1 if missed else 0)
