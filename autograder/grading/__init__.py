"""Grading a class: submissions in, a gradebook, feedback for each student and a class report out."""
