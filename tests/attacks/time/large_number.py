"""Computes a number of a billion digits in one step, in which nobody can be interrupted.

says: This cell ended the process that ran it, or never came to an end
seconds: 6
"""
7**500_000_000
