"""Tests of the tasks' shared kinds."""
