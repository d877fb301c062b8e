"""What runs beside the student's code: it feeds the code, watches it, stops it, and judges nothing."""
