"""Makes empty files until no more can be made.

says: refused after
"""

count = 0
try:
    for number in range(100_000):
        open(f"/private/{number}", "w").close()
        count += 1
    print("BREACH:", count)
except OSError as error:
    print("refused after", count, error.strerror)
