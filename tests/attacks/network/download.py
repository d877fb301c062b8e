"""Downloads a data set, as the libraries do it that are there.

says: refused
"""

import urllib.request

try:
    urllib.request.urlopen("http://example.org/answers.npz", timeout=1)
    print("BREACH: downloaded")
except OSError as error:
    print("refused:", error)
