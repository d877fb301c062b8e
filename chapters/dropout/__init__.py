"""Experiments and figures of the chapter `dropout`."""
