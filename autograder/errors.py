"""The one error that a user of the command line can cause: a sentence, not a traceback."""


class CourseError(Exception):
    """Something that the user can mend; the message names the thing, what was wrong and what to do."""
