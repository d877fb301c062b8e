"""Listens to everything that goes through the machine's network, and reads its routes.

says: 3 refused
"""

import os
import socket

refused = 0
for asked in (
    lambda: socket.socket(socket.AF_PACKET, socket.SOCK_RAW, 3),
    lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0),
    lambda: socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP),
):
    try:
        asked()
        print("BREACH: open")
    except OSError:
        refused += 1
if os.path.exists("/proc/net/arp") and len(open("/proc/net/arp").readlines()) > 1:
    print("BREACH: neighbours")
print(refused, "refused")
