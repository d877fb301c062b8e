"""A Jupyter server for a test: started, waited for and ended."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PATIENCE = 120  # seconds that a server may take on a busy machine


@contextmanager
def serving(application: str, folder: Path, *options: str) -> Iterator[int]:
    """Run a Jupyter application in `folder`, with nobody's settings; yields the port on which it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    # With port_retries, a port lost to another process would be a server that nobody looks for.
    chosen = [f"--port={port}", "--ServerApp.port_retries=0", "--IdentityProvider.token="]
    command = [sys.executable, "-m", application, "--no-browser", "--allow-root", *chosen, *options]
    environment = {**os.environ, "JUPYTER_CONFIG_DIR": str(folder / ".config"), "JUPYTER_PREFER_ENV_PATH": "1"}
    environment.pop("COURSE_SITE", None)
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, env=environment, cwd=folder) as server:
        try:
            _wait_for(port, server)
            yield port
        finally:
            server.terminate()


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    """Wait until it takes a connection: Jupyter says "is running at" before it listens."""
    until = time.monotonic() + PATIENCE
    while server.poll() is None and time.monotonic() < until:
        with suppress(OSError), socket.create_connection(("localhost", port), timeout=1):
            return
        time.sleep(0.1)
    raise RuntimeError("the Jupyter server did not start")
