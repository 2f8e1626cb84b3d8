"""A function over a stream in several processes: results in order, few items at a time, and no item lost to the crash of another."""

from __future__ import annotations

import multiprocessing
import threading
from collections import deque
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from attrs import define

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from multiprocessing.context import BaseContext

__all__ = ["InOrder", "WorkerDiedError"]

_AHEAD = 4
"""Items that are taken from the stream for each worker: enough that none waits, few enough that memory stays small."""

_Item = TypeVar("_Item")
_Value = TypeVar("_Value")


class WorkerDiedError(RuntimeError):
    """The process that worked on this item ended before it had a result: a crash, or the system took its memory."""


@define(eq=False)
class _Task(Generic[_Item, _Value]):
    item: _Item
    future: Future[_Value] | None
    """None where the item stays in this process."""


@define(eq=False)
class InOrder(Generic[_Item, _Value]):
    """Runs ``function`` on each item; ``function`` and items that are sent must be picklable.

    Worker processes start as ``multiprocessing`` is set to start them. Where nothing is set and the system's default is to fork,
    a program that runs threads gets new processes instead, since locks that are held while it forks stay locked for ever.
    """

    function: Callable[[_Item], _Value]
    failed: Callable[[Exception], _Value]
    """The value of an item for which there is only an error: its worker died, or it could not be sent."""
    sendable: Callable[[_Item], bool]
    """Whether an item can be sent to another process; others are worked on in this one."""
    workers: int
    start: Callable[..., None]
    """Called with ``start_args`` in each new process."""
    start_args: tuple[Any, ...] = ()
    context: BaseContext | None = None

    def run(self, items: Iterable[_Item]) -> Iterator[_Value]:
        """The values in the items' order. Where the stream of items raises, the values of what came before it are given first.

        Raises:
            RuntimeError: where no worker process can start.
        """
        stream: Iterator[_Item] | None = iter(items)
        stream_error: Exception | None = None
        waiting: deque[_Task[_Item, _Value]] = deque()
        pool = self._pool(self.workers)
        try:
            while True:
                while stream is not None and len(waiting) < self.workers * _AHEAD:
                    try:
                        item = next(stream)
                    except StopIteration:
                        stream = None
                    except Exception as error:
                        stream, stream_error = None, error
                    else:
                        waiting.append(_Task(item, self._submit(pool, item) if self.sendable(item) else None))
                if not waiting:
                    break
                if _is_broken(waiting[0]):
                    pool.shutdown()  # when it returns, every task has ended or is known to be lost
                    self._repeat_alone([task for task in waiting if task.future is not None and _is_broken(task)])
                    pool = self._pool(self.workers)
                yield self._value(waiting.popleft())
        finally:
            pool.shutdown(cancel_futures=True)
        if stream_error is not None:
            raise stream_error

    def _value(self, task: _Task[_Item, _Value]) -> _Value:
        if task.future is None:
            return self.function(task.item)
        try:
            return task.future.result()
        except Exception as error:
            return self.failed(error)

    def _submit(self, pool: ProcessPoolExecutor, item: _Item) -> Future[_Value]:
        try:
            return pool.submit(self.function, item)
        except BrokenProcessPool as error:
            # A worker died since the last look; what comes now waits with what was lost.
            lost: Future[_Value] = Future()
            lost.set_exception(error)
            return lost

    def _repeat_alone(self, tasks: list[_Task[_Item, _Value]]) -> None:
        """Run tasks that a crash has interrupted again, one at a time, so that a second crash shows which one is at fault."""
        pool = None
        for task in tasks:
            if pool is None or not _is_alive(pool):
                pool = self._pool(1)
                if not _is_alive(pool):
                    raise RuntimeError(
                        "worker processes end as soon as they start; where this is a script, put what it does behind"
                        ' `if __name__ == "__main__":`, since new processes import it'
                    )
            task.future = self._submit(pool, task.item)
            if _is_broken(task):
                task.future = Future()
                task.future.set_exception(WorkerDiedError("the process that worked on this item died, and died again with it alone"))
        if pool is not None:
            pool.shutdown()

    def _pool(self, workers: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(workers, mp_context=self.context or _context(), initializer=self.start, initargs=self.start_args)


def _is_broken(task: _Task[Any, Any]) -> bool:
    """Whether the task was lost in a crash; waits for its end."""
    return task.future is not None and isinstance(task.future.exception(), BrokenProcessPool)


def _is_alive(pool: ProcessPoolExecutor) -> bool:
    """Whether its processes do anything; a pool that is broken is shut down."""
    try:
        pool.submit(_nothing).result()
    except BrokenProcessPool:
        pool.shutdown()
        return False
    return True


def _nothing() -> None:
    """Shows that a process runs."""


def _context() -> BaseContext:
    unset = multiprocessing.get_start_method(allow_none=True) is None
    if unset and multiprocessing.get_all_start_methods()[0] == "fork" and threading.active_count() > 1:
        return multiprocessing.get_context("forkserver")
    return multiprocessing.get_context()
