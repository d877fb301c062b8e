"""Raises an error that cannot be shown: its words, its name and its traceback raise again.

says: KeyboardInterrupt
"""


class Meta(type):
    def __repr__(cls):
        raise SystemExit("no")


class UnprintableError(Exception, metaclass=Meta):
    def __str__(self):
        raise SystemExit("no")

    __repr__ = __str__

    def _render_traceback_(self):
        raise KeyboardInterrupt


raise UnprintableError
