"""Worker processes: calls go out, what became of them comes back, whatever happens to the process that had them."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable
from concurrent.futures import TimeoutError as LateError
from concurrent.futures.process import BrokenProcessPool
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

from attrs import define, field, frozen
from pebble import ProcessExpired, ProcessPool

from newsparse.corpus.records import CorpusError
from newsparse.corpus.worker import start_worker

if TYPE_CHECKING:
    from concurrent.futures import Future
    from multiprocessing.context import BaseContext

__all__ = ["Call", "Crew", "Lost"]

_BREAKS = 3
"""A pool of workers that breaks so often without having done anything breaks always."""


@frozen(eq=False)
class Call:
    """A function to be called in a worker; it and its arguments are sent there."""

    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    seconds: float | None = None
    """How long it may take; None for ever."""
    about: Any = None
    """What the caller wants to know when it comes back; it is not sent."""


@frozen
class Lost:
    """A call that gave neither a value nor an error."""

    error: str
    reason: str
    """"time" or "crash"."""


@define(eq=False)
class Crew:
    """A pool of processes; ``with`` ends them."""

    workers: int
    _pool: ProcessPool | None = None
    _out: dict[int, Call] = field(factory=dict)
    _back: SimpleQueue[tuple[int, Future[Any], ProcessPool]] = field(factory=SimpleQueue)
    _count: int = 0
    _breaks: int = 0

    def __enter__(self) -> Crew:
        self._start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    @property
    def busy(self) -> int:
        """Calls that are not back."""
        return len(self._out)

    def send(self, call: Call) -> None:
        """Have a call made as soon as a worker is free."""
        self._count += 1
        self._out[self._count] = call
        self._schedule(self._count, call)

    def receive(self) -> tuple[Call, Any]:
        """Wait for a call to be over; it comes with its value, the exception that it raised, or ``Lost``.

        Raises:
            CorpusError: where workers end as soon as they start.
        """
        while True:
            number, future, pool = self._back.get()
            if pool is not self._pool or number not in self._out:
                continue  # of a pool that broke: it was sent again
            error = future.exception()
            if isinstance(error, BrokenProcessPool) or (error is not None and not pool.active):
                self._begin_again(error)
                continue
            self._breaks = 0
            return self._out.pop(number), _outcome(future, error)

    def _schedule(self, number: int, call: Call) -> None:
        pool = self._pool
        assert pool is not None
        try:
            future = pool.schedule(call.function, call.arguments, timeout=call.seconds)
        except RuntimeError as error:  # the pool has broken since
            self._begin_again(error)
            return
        future.add_done_callback(lambda done: self._back.put((number, done, pool)))

    def _begin_again(self, error: BaseException) -> None:
        self._breaks += 1
        if self._breaks > _BREAKS:
            raise CorpusError(
                f"worker processes end as soon as they start ({error}); where this is a script, put what it does behind"
                ' `if __name__ == "__main__":`, since new processes import it'
            ) from error
        self._stop()
        self._start()
        for number, call in self._out.items():
            self._schedule(number, call)

    def _start(self) -> None:
        # Numerical libraries start a thread a core in each process, which is what the workers are there for.
        for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
            os.environ.setdefault(name, "1")
        self._pool = ProcessPool(self.workers, initializer=start_worker, context=_context())

    def _stop(self) -> None:
        if self._pool is not None:
            self._pool.stop()  # type: ignore[no-untyped-call]
            self._pool.join()


def _outcome(future: Future[Any], error: BaseException | None) -> Any:
    if error is None:
        return future.result()
    if isinstance(error, LateError):
        return Lost("it did not end in time, or ended its process", "time")
    if isinstance(error, ProcessExpired):
        code = error.exitcode
        return Lost(f"it ended its process ({f'signal {-code}' if code is not None and code < 0 else f'exit code {code}'})", "crash")
    return error


def _context() -> BaseContext:
    """Processes come from a server that has imported what they need: it forks quickly, and no thread of this process is in the way."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["newsparse.corpus.warm"])
    return context
