"""Answers to a cell with outputs that are none, and with some that no notebook can hold.

costs: all
"""

import autograder.grading.wall.inside.guest as guest

ODD = [
    None,
    7,
    "x",
    {},
    {"output_type": "stream"},
    {"output_type": "stream", "name": ["x"], "text": {"a": 1}},
    {"output_type": "error", "ename": 1, "evalue": ["x" * 10**6], "traceback": "x"},
    {"output_type": "error", "ename": "x" * 10**6, "evalue": "y" * 10**6, "traceback": ["", 7, None] * 10},
    {"output_type": "error", "ename": "x", "evalue": "y", "traceback": [""] * 50_000},
    {"output_type": "display_data", "data": {"text/html": "<script>alert(1)</script>", "text/plain": 7}},
    {"output_type": "execute_result", "data": {"image/png": "<script>"}, "metadata": {"x": "<script>"}},
    {"output_type": "update_display_data", "data": {"text/plain": "x"}},
    {"output_type": ["stream"], "text": "x"},
    {"output_type": "stream", "text": "\ud800\x1b[2J"},
]
guest.run = lambda shell, run, seconds: ODD
