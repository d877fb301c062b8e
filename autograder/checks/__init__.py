"""The check engine: from a student's object to a finding, in four phases (`task`).

`numerics/` compares arrays and differentiates; `probing/` runs beside the student's code; `judging/` turns what came
back into findings. `check` is what a notebook calls, `check_gradients` what anybody calls on a layer of their own. The
engine needs NumPy only and travels with the student.
"""

from autograder.checks.own import Function, check_gradients

__all__ = ["Function", "check_gradients"]
