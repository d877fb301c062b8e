"""Talks to servers on the machine itself: the instructor's JupyterLab, a database.

says: refused
"""

import socket

for port in (8888, 5432, 22, 80):
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1)
        print("BREACH:", port)
    except OSError as error:
        print("refused:", error)
