"""Speaks to the machine's services by their sockets in the file system and in the abstract room.

says: 4 refused
"""

import socket

refused = 0
for name in ("/run/dbus/system_bus_socket", "/var/run/docker.sock", "\0course-attack", "/tmp/.X11-unix/X0"):
    try:
        with socket.socket(socket.AF_UNIX) as channel:
            channel.connect(name)
        print("BREACH:", name)
    except OSError:
        refused += 1
print(refused, "refused")
