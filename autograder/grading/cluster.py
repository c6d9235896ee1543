"""Workers of a Dask cluster, through the interface of ``concurrent.futures``: Slurm, Kubernetes, or some machines.

The scheduler needs nothing of ours: it carries bytes. A worker judges only if it is the engine that the host is, to the
byte, and has its process for itself: its warm sandboxes serve one submission at a time. When a worker ends, Dask
gives what it had, done or not, to the others; what ends one worker after the other is told apart as everywhere.
"""

from __future__ import annotations

import contextlib
import logging
import pickle
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from ipaddress import ip_address
from typing import Final, cast
from urllib.parse import urlsplit

from distributed import Client
from distributed.scheduler import KilledWorker

from autograder.errors import AutograderError, ClusterFault, SandboxUnavailable
from autograder.grading.engine import engine_and_labs
from autograder.grading.workers import Ended, Item, Result, Workers
from exercises.spec import OUTSIDE

_AHEAD = 4
_FEWEST = 16
"""So many wait at the scheduler even before there are workers: clusters that grow on demand see that there is work."""
_CONNECT_S: Final = 10.0
_TALKERS = ("distributed", "distributed.client", "tornado", "asyncio")
"""What they log when a connection ends, with tracebacks, is one line of ours."""


class ClusterWorkers(Workers):
    """The workers that a scheduler has, now or later."""

    def __init__(self, address: str) -> None:
        _require_usable(address)
        for name in _TALKERS:
            logging.getLogger(name).setLevel(logging.CRITICAL)
        self._address = address
        self._run = _sent()
        self._engine = engine_and_labs()
        try:
            self._client = Client(address, timeout=_CONNECT_S, name="autograder")
        except TypeError as error:  # Dask's word for settings without a key
            raise ClusterFault(
                f"--scheduler {address}: Dask's configuration here names no certificates (docs/cluster.en.md)"
            ) from error
        except (OSError, TimeoutError, ValueError) as error:
            raise ClusterFault(f"--scheduler {address}: no scheduler answers there ({error})") from error
        self._executor = self._client.get_executor(pure=False)

    def count(self) -> int:
        """How many workers there are just now."""
        with self._faults_told():
            return len(self._client.nthreads())

    def ahead(self) -> int:
        """So many for each worker that is there."""
        return max(_FEWEST, self.count() * _AHEAD)

    def submit(self, function: Callable[[Item], Result], item: Item) -> Future[Result]:
        """Send an item, packed here and unpacked by a worker that has passed its check."""
        packed = pickle.dumps((function, item))
        with self._faults_told():
            return cast("Future[Result]", self._executor.submit(self._run, self._engine, packed))

    def outcome(self, future: Future[Result]) -> Result | Exception:
        """Unpack what a worker sent; ``ClusterFault`` where it isn't one that may judge."""
        with self._faults_told():
            try:
                sent: object = future.result()
            except KilledWorker:
                return Ended()
        if not isinstance(sent, bytes):
            raise ClusterFault(f"--scheduler {self._address}: {sent}; nothing that it judged was recorded")
        result: Result | Exception = pickle.loads(sent)  # noqa: S301 - from a worker that is ourselves
        if isinstance(result, SandboxUnavailable):
            raise ClusterFault(f"--scheduler {self._address}: a worker has no sandbox: {result}")
        return result

    def replace(self) -> None:
        """Nothing to do: the scheduler gives work to those workers that it has."""

    def close(self, *, done: bool) -> None:
        """Take back what isn't done; the cluster stays for others."""
        # Where the scheduler is gone there is nothing to take back; why the run ends is told already.
        with self._faults_told() if done else contextlib.suppress(Exception):
            self._executor.shutdown(wait=done)
        with contextlib.suppress(Exception):
            self._client.close()

    @contextlib.contextmanager
    def _faults_told(self) -> Iterator[None]:
        """Any call may be the first to notice that the scheduler is gone."""
        try:
            yield
        except Exception as error:
            words = f"{type(error).__name__}: {error}".partition("\n")[0]
            raise ClusterFault(
                f"--scheduler {self._address}: {words}; what is recorded stays, the same command goes on from there"
            ) from error


def _require_usable(address: str) -> None:
    parts = urlsplit(address)
    if parts.scheme not in {"tcp", "tls"} or not parts.netloc:
        raise AutograderError(
            f"--scheduler {address}: give the scheduler's address, tcp://127.0.0.1:8786 for example"
        )
    if parts.scheme == "tcp" and not _is_here(parts.hostname or ""):
        raise AutograderError(
            f"--scheduler {address}: over tcp:// anyone on the way reads submissions and the course's secret; use "
            "tls://, or a tunnel to 127.0.0.1 (docs/cluster.en.md)"
        )
    if OUTSIDE:
        raise AutograderError(
            f"--scheduler: {', '.join(OUTSIDE)} lies outside the package, and workers of a cluster don't have it; "
            "grade it without --scheduler"
        )


def _is_here(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _sent() -> Callable[[str, bytes], bytes | str]:
    """Return what a worker runs.

    A function inside a function travels as code, not by name, so that a worker without our package, or with another,
    can say so. Hence it uses nothing but what it imports itself.
    """

    def run(engine: str, packed: bytes) -> bytes | str:
        import pickle  # noqa: PLC0415
        from socket import gethostname  # noqa: PLC0415

        from distributed import get_worker  # noqa: PLC0415

        worker = get_worker()
        me = f"the worker {worker.address} on {gethostname()}"
        if worker.state.nthreads != 1:
            return f"{me} has {worker.state.nthreads} threads; start it with --nthreads 1, and --nworkers for more"
        try:
            from autograder.grading.engine import engine_and_labs  # noqa: PLC0415
        except ImportError as error:
            return f"{me} can't import this version of optimizer-autograder ({error}); install the same there"
        if engine_and_labs() != engine:
            return f"{me} has another engine ({engine_and_labs()}) than this machine ({engine}); install the same there"
        try:
            function, item = pickle.loads(packed)  # noqa: S301 - from the host, which the scheduler trusts
            return pickle.dumps(function(item))
        except Exception as error:  # noqa: BLE001 - told for this item, as everywhere
            try:
                return pickle.dumps(error)
            except Exception:  # noqa: BLE001 - what can't be packed is told in words
                return pickle.dumps(RuntimeError(f"{type(error).__name__}: {error}"))

    return run
