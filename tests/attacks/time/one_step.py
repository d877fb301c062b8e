"""Takes the largest of endlessly many numbers: one step, in which Python hears no signal.

says: This cell ended the process that ran it, or never came to an end
seconds: 6
"""

import itertools

max(itertools.repeat(1))
