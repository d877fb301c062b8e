"""Never comes to an end when it is shown, and when its error is.

says: did not come to an end within
seconds: 8
"""


class Endless:
    def __repr__(self):
        while True:
            pass

    def _repr_png_(self):
        while True:
            pass


Endless()
