"""Many pages: a stream of pages becomes a stream of Results, in this process or in several."""

from __future__ import annotations

import inspect
import pickle
import signal
import traceback
from collections.abc import Mapping
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Literal

import attrs
from attrs import frozen

from newsparse.errors import ParseError
from newsparse.many.in_order import InOrder, WorkerDiedError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from newsparse.article import Article

__all__ = ["PageInput", "Result", "WorkerDiedError", "parse_many"]


@frozen
class PageInput:
    """A page with what is known of it; the options are those of ``newsparse.parse``, None where not known."""

    page: object
    """Whatever ``newsparse.parse`` takes."""
    url: str | None = None
    kind: Literal["html", "text"] | None = None
    encoding: str | None = None
    language: str | None = None
    fetched_at: dt.datetime | None = None


@frozen
class Result:
    """What became of one page: an Article, or the error that kept it from becoming one."""

    index: int
    """Number of the page in the stream, from 0."""
    article: Article | None = None
    """None where there is an error."""
    error: Exception | None = None
    """ParseError where the input is no page, ``WorkerDiedError`` where its process crashed; any other error is a fault of newsparse or of
    the options. None where there is an Article."""

    @property
    def ok(self) -> bool:
        """Whether there is an Article."""
        return self.article is not None

    def unwrap(self) -> Article:
        """The Article.

        Raises:
            Exception: the page's error, where there is no Article.
        """
        if self.article is not None:
            return self.article
        raise self.error or ValueError(f"page {self.index} has neither an Article nor an error")


def parse_many(pages: Iterable[object], *, workers: int | None = None, **options: Any) -> Iterator[Result]:
    r"""Parse a stream of pages of any length: one Result a page, in order, as soon as it and those before it are done.

    A page that fails is a Result with its error; the others go on. Where a page crashes its worker process, that page is found and
    reported, and the pages that the process had in hand are parsed again.

    Args:
        pages: Pages as ``newsparse.parse`` takes them; or with options of their own, which go before the common ones: a ``PageInput``,
            a mapping with the key ``page`` and keyword arguments of ``parse``, or a tuple ``(page, url)``.
        workers: Number of processes. None, 0 and 1 parse in this process. With more, str, bytes and paths are sent to the workers, four
            pages ahead for each; trees are parsed in this process. A script that uses workers needs ``if __name__ == "__main__":``
            where multiprocessing starts new processes (everywhere but on Linux before Python 3.14).
        options: Keyword arguments of ``newsparse.parse`` for all pages.

    Raises:
        TypeError: at once, where ``parse`` has no such option.
        ValueError: at once, where ``workers`` is negative.
        RuntimeError: from the iterator, where worker processes cannot start. What ``pages`` itself raises comes through, after the
            Results of the pages before it.

    Example:
        >>> [result.ok for result in parse_many(["Rain ends the drought\n\nIt rained for nine days in the north of the island.", b""])]
        [True, False]
    """
    from newsparse.parser import parse

    inspect.signature(parse).bind(None, **options)
    if workers is not None and workers < 0:
        raise ValueError(f"workers must be 0 or more, not {workers}")
    jobs = map(_job, pages)
    if workers is None or workers <= 1:
        done: Iterator[_Outcome] = (_attempt(job, options) for job in jobs)
    else:
        pool = InOrder(_work, _failed, _sendable, workers, _start, (options,))
        # Jobs that stay in this process need the common options here, which workers get when they start.
        done = pool.run(job if _sendable(job) else job.within(options) for job in jobs)
    return (Result(index, article, error) for index, (article, error) in enumerate(done))


@frozen
class _Job:
    page: object
    options: dict[str, Any]
    error: Exception | None = None
    """Why the item of the stream is none."""

    def within(self, common: dict[str, Any]) -> _Job:
        return attrs.evolve(self, options={**common, **self.options})


_Outcome = tuple["Article | None", Exception | None]

_common: dict[str, Any] = {}
"""In a worker process: the options for all pages."""


def _job(item: object) -> _Job:
    if isinstance(item, PageInput):
        known = attrs.asdict(item, recurse=False, filter=lambda _, value: value is not None)
        known.pop("page", None)
        return _Job(item.page, known)
    if isinstance(item, Mapping):
        options = dict(item)
        if "page" not in options:
            return _Job(None, {}, TypeError(f"a mapping needs the key 'page'; this one has {', '.join(map(repr, options)) or 'none'}"))
        return _Job(options.pop("page"), options)
    if isinstance(item, tuple):
        if len(item) != 2:
            return _Job(None, {}, TypeError(f"a tuple must be (page, url); this one has {len(item)} items"))
        return _Job(item[0], {"url": item[1]})
    return _Job(item, {})


def _sendable(job: _Job) -> bool:
    # By exact type: a str of BeautifulSoup's holds its whole tree.
    return type(job.page) in (str, bytes, bytearray) or isinstance(job.page, PurePath)


def _attempt(job: _Job, options: dict[str, Any]) -> _Outcome:
    from newsparse.parser import parse

    if job.error is not None:
        return None, job.error
    try:
        return parse(job.page, **{**options, **job.options}), None
    except ParseError as error:
        # Its traceback would keep the page in memory for as long as the Result lives.
        return None, error.with_traceback(None)
    except Exception as error:
        return None, error


def _start(options: dict[str, Any]) -> None:
    """Prepare a worker process; an interrupt from the keyboard is for the parent, which then ends its workers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _common.update(options)


def _work(job: _Job) -> _Outcome:
    article, error = _attempt(job, _common)
    return article, _portable(error)


def _portable(error: Exception | None) -> Exception | None:
    """The error as it can leave the process: with its traceback as a note, and as a RuntimeError where it cannot be pickled."""
    if error is None or isinstance(error, ParseError):
        return error
    error.add_note("".join(traceback.format_exception(error)))
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return RuntimeError("".join(traceback.format_exception(error)))
    return error


def _failed(error: Exception) -> _Outcome:
    return None, error
