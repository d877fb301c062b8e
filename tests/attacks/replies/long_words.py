"""Answers with an error of 20 million characters, where a finding tells what it says.

place: answer sigmoid-answer
costs: all
says: not yet
seconds: 4
"""

import autograder.grading.wall.inside.guest as guest

long = "<b>\x1b[31m" + "x" * 10_000_000 + "\ud800"
guest.returned = lambda probe, objects, cases, seconds: (
    [{"error": {"type": long, "message": long, "line": "x"}}] * len(cases)
)
