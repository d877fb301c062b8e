"""From a student's cells and the release to the notebook that is graded."""
