"""Experiments, figures and tools of the chapter `recipe`."""
