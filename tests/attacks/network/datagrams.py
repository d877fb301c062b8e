"""Sends an answer to a friend by UDP, which needs no connection.

says: refused
"""

import socket

for family, address in ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1")):
    try:
        socket.socket(family, socket.SOCK_DGRAM).sendto(b"my answer", (address, 53))
        print("BREACH: sent")
    except OSError as error:
        print("refused:", error)
