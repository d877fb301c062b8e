"""Initialization: why the first weights must differ, and how large they must be."""
