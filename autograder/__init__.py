"""What is checked, and how a class is graded.

The check engine (`task`, `probes`, `gradcheck`, `judge`, `diagnosis`, `finding`, `tasks/`) needs NumPy only and
travels with the student. Grading a class (`grading/`), making releases and the site (`publishing/`) and the command
line (`cli`) stay with the instructor.
"""
