"""Hides open files in sockets that lie in sockets, where the limit of open files does not see them.

says: hidden
"""

import os
import socket

hidden, chain = 0, []
try:
    while hidden < 5000:
        one, other = socket.socketpair()
        out, into = os.pipe()
        socket.send_fds(one, [b"x"], [out, into, *(each.fileno() for each in chain)])
        os.close(out)
        os.close(into)
        one.close()
        for each in chain:
            each.close()
        chain = [other]
        hidden += 3
except OSError:
    pass
print("hidden", hidden)
if hidden > 1000:
    print("BREACH: far more than the limit")
