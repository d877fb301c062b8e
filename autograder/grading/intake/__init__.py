"""What came in: from bytes in a folder to a notebook that is safe and whole, or a sentence why not."""

from autograder.grading.intake.inspection import Intake, Submission, inspect, submissions

__all__ = ["Intake", "Submission", "inspect", "submissions"]
