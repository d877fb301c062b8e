"""Writes files until nothing more fits.

says: full after
"""

total = 0
try:
    for number in range(1000):
        with open(f"/private/{number}", "wb", buffering=0) as handle:
            for _ in range(16):
                total += handle.write(bytes(2**20))
except OSError as error:
    print("full after", total // 2**20, error.strerror)
if total > 65 * 2**20:
    print("BREACH:", total)
