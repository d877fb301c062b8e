"""From what came back to findings: pure functions that never see the student's code."""
