"""Waits at an address that other submissions know, to hand answers on.

says: 2 refused
"""

import socket

refused = 0
for family, address in ((socket.AF_UNIX, "\0course-attack"), (socket.AF_INET, ("127.0.0.1", 4711))):
    try:
        place = socket.socket(family)
        place.bind(address)
        place.listen()
        print("BREACH: waiting")
    except OSError:
        refused += 1
print(refused, "refused")
