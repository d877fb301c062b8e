"""Finds the settings of the playground that a chapter links to: the boxes `play` of its page."""

import re

BOX = re.compile(
    r"^:::\{play\} (?P<question>.+?)\n:state: (?P<state>\S+)\n\n(?P<see>.*?)\n:::$", re.MULTILINE | re.DOTALL
)
