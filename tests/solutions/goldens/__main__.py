"""Record what PyTorch says of these chapters anew."""

import sys

from tests.solutions.goldens import record

for chapter in sys.argv[1:]:
    record(chapter)
