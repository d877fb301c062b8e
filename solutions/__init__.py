"""What is asked, with its answers: one percent-format script per chapter.

Each script is three things at once: the nbgrader source of the chapter's notebook, its solution, and an importable
reference implementation that the chapters run and the tests hold against PyTorch. This package never leaves the
instructor's machine.
"""

HIDDEN_SEED = 20417
"""Seed of the hidden cases: the grader draws other numbers and other shapes than the student's checks show."""
