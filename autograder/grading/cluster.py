"""Where submissions run: Dask workers, each with a sandbox; on this machine, or wherever a scheduler has them."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import dask
from distributed import CancelledError, Client, LocalCluster, Security, get_worker
from distributed.comm.core import CommClosedError
from distributed.diagnostics.plugin import WorkerPlugin

from autograder.errors import CourseError
from autograder.grading.wall.sandbox import Sandbox


class Preparation(WorkerPlugin):
    """Gives a worker its sandbox, and takes it back."""

    name = "sandbox"

    def __init__(self, walled: bool) -> None:
        self.walled = walled

    def setup(self, worker: object) -> None:
        """Start the interpreter behind the wall."""
        self.sandbox = Sandbox(self.walled)

    def teardown(self, worker: object) -> None:
        """End it."""
        self.sandbox.close()


def sandbox() -> Sandbox:
    """The sandbox of the worker that asks."""
    prepared = get_worker().plugins[Preparation.name]
    assert isinstance(prepared, Preparation)
    return prepared.sandbox


@contextmanager
def cluster(jobs: int, walled: bool, scheduler: str = "") -> Iterator[Client]:
    """Workers, ready to run submissions, while the `with` block runs.

    Parameters
    ----------
    jobs : int
        How many workers to have on this machine; one is a thread of this process.
    walled : bool
    scheduler : str
        Address of a Dask scheduler to use in place of this machine.

    Raises
    ------
    CourseError
        When there is no scheduler at this address, or it ends.
    """
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    # A worker that is lost is replaced, and its job is tried once more.
    with dask.config.set({"distributed.scheduler.allowed-failures": 1, "distributed.comm.timeouts.connect": "10s"}):
        if scheduler:
            try:
                client = Client(scheduler)
            except (OSError, ValueError) as error:
                raise CourseError(f"there is no Dask scheduler at {scheduler}: {error}") from error
            try:
                with client:
                    yield _prepared(client, walled)
            except (CommClosedError, CancelledError) as error:
                what = f"the Dask scheduler at {scheduler} has ended; start it again and call the same command"
                raise CourseError(what) from error
            return
        with (
            LocalCluster(
                n_workers=jobs,
                threads_per_worker=1,
                processes=jobs > 1,
                # Others on this machine could hand in work: what workers say to each other is encrypted and signed.
                security=Security.temporary() if jobs > 1 else Security(),
                dashboard_address=None,
                silence_logs=logging.CRITICAL,
            ) as local,
            Client(local) as client,
        ):
            yield _prepared(client, walled)


def _prepared(client: Client, walled: bool) -> Client:
    client.register_plugin(Preparation(walled))
    return client
