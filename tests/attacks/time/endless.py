"""Never comes to an end, and lets no exception through.

says: did not come to an end within
seconds: 4
"""

while True:
    try:
        while True:
            pass
    except Exception:
        pass
