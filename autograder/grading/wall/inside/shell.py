"""An IPython shell without a terminal, a kernel or a history: it runs cells and keeps what they show."""

from __future__ import annotations

import sys
from base64 import b64encode
from contextlib import redirect_stderr, redirect_stdout
from io import TextIOBase
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

Output = dict[str, Any]

MOST = 100_000
"""Characters that a cell may show; what comes after is left out, with a sentence."""
CUT = f"\n[The rest is left out: a cell may show {MOST:,} characters.]\n"


FRAME = 100
"""Characters that an output takes beside what it shows."""


class Shown(list[Output]):
    """The outputs of a cell, as notebooks store them, as far as they find room."""

    def __init__(self) -> None:
        super().__init__()
        self.room = MOST

    def stream(self, name: str, text: str) -> None:
        """Add what was printed, to what was printed just before."""
        text = self._cut(text)
        if not text:
            return
        if self and self[-1].get("name") == name:
            self[-1]["text"] += text
        else:
            self.append({"output_type": "stream", "name": name, "text": text})

    def rich(self, kind: str, data: dict[str, Any]) -> None:
        """Add something that was displayed, in those of its forms that are pictures or text."""
        kept = {form: value for form, value in data.items() if form in ("text/plain", "image/png")}
        kept = {form: b64encode(value).decode() if isinstance(value, bytes) else value for form, value in kept.items()}
        size = sum(len(value) for value in kept.values()) + FRAME
        if size > self.room:
            self.stream("stdout", " " * (self.room + 1))
        elif kept:
            self.room -= size
            self.append({"output_type": kind, "data": kept, "metadata": {}})

    def error(self, name: str, value: str, lines: list[str]) -> None:
        """Add what was raised."""
        told = self._cut("\n".join(lines))
        self.append({"output_type": "error", "ename": name, "evalue": value[:1000], "traceback": told.split("\n")})

    def _cut(self, text: str) -> str:
        if self.room < 0:
            return ""
        kept, self.room = text[: self.room], self.room - len(text)
        return kept if self.room >= 0 else kept + CUT


class _Stream(TextIOBase):
    """A standard stream that writes into the outputs."""

    def __init__(self, shown: Shown, name: str) -> None:
        self.shown, self.name = shown, name

    def write(self, text: str) -> int:
        self.shown.stream(self.name, str(text))
        return len(text)

    def writable(self) -> bool:
        return True


class _Publisher(DisplayPublisher):
    shell: Shell

    def publish(self, data: Any, *_: Any, **__: Any) -> None:
        self.shell.shown.rich("display_data", data)


class _Hook(DisplayHook):
    shell: Shell

    def write_output_prompt(self) -> None:
        """Show none."""

    def write_format_data(self, format_dict: Any, md_dict: Any = None) -> None:
        self.shell.shown.rich("execute_result", format_dict)

    def finish_displayhook(self) -> None:
        """Show no end of line."""


class Shell(InteractiveShell):
    """Runs cells one after the other in one namespace."""

    def __init__(self) -> None:
        config = Config()
        config.HistoryManager.enabled = False
        config.InteractiveShell.cache_size = 0
        config.InteractiveShell.colors = "nocolor"
        self.shown = Shown()
        super().__init__(  # type: ignore[no-untyped-call]
            config=config, display_pub_class=_Publisher, displayhook_class=_Hook
        )

    def enable_gui(self, gui: Any = None) -> None:
        """Have none."""

    def run(self, source: str) -> list[Output]:
        """Run a cell; give what it shows. What it raises is one of its outputs."""
        self.shown = Shown()
        out, err = _Stream(self.shown, "stdout"), _Stream(self.shown, "stderr")
        with redirect_stdout(out), redirect_stderr(err):
            self.run_cell(source, store_history=False)  # type: ignore[no-untyped-call]
        # An error holds the frames of the cell, and what these hold.
        self.last_execution_result = self.InteractiveTB.tb = None
        for name in ("last_exc", "last_traceback", "last_value"):
            setattr(sys, name, None)
        return list(self.shown)

    def _showtraceback(self, etype: Any, evalue: Any, stb: list[str]) -> None:
        try:
            told = str(evalue)
        except BaseException:
            told = "(it cannot be shown)"
        self.shown.error(getattr(etype, "__name__", str(etype)), told, "\n".join(stb).split("\n"))
