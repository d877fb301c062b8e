"""What each notebook asks and how each answer is judged: a package a chapter, each with its `check`.

`__init__`       the tasks: name, points, what they need
`cases`          what the student's objects are fed with
`probes`         what runs beside them, where the engine's own probes do not do: it hands back what they return
`measures`       what is counted, compared and scored of that, where the judge is
`patterns`       mistakes that only make sense here
`data_cases`     and the like: one part of a chapter whose files would be too long
`expected.json`  what was measured of the reference for the cases that students see, so that their machine can judge
                 without the answers
`mistakes.json`  the dictionary of mistakes: keys of what edits of the answers return for these cases, by kind of edit
"""

from importlib import import_module

from autograder.checks.check import Checks


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
