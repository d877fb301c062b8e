"""What each notebook asks and how each answer is judged: one module a chapter, each with its `check`.

Beside each module lies a JSON file: what the reference gave back for the cases that students see, so that a student's
machine can judge without the answers.
"""

from importlib import import_module

from autograder.check import Checks


def load(chapter: str) -> Checks:
    """The checks of a chapter.

    Raises
    ------
    ValueError
        When there is no such chapter.
    """
    try:
        checks: Checks = import_module(f"autograder.tasks.{chapter}").check
    except ModuleNotFoundError as error:
        raise ValueError(f"there is no chapter {chapter!r} with tasks") from error
    return checks
