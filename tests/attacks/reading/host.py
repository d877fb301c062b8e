"""Asks for the machine's name and its addresses, to tell whose machine this is.

says: a machine called course
"""

import os
import socket

name = os.uname().nodename
print("a machine called course" if name == socket.gethostname() == "course" else f"BREACH: {name}")
