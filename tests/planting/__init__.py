"""Mistakes planted in the answers by machine: to see that the checks find them, and to record what they return."""
