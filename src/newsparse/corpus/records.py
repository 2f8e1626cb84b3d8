"""A record of the input: a page with what is known of it, or what is wrong with it."""

from __future__ import annotations

import datetime as dt
from typing import IO

from attrs import frozen

from newsparse.read.decode import SIZE_LIMIT

__all__ = ["CorpusError", "InputError", "Record", "limited", "too_large"]


class CorpusError(Exception):
    """The run cannot start or go on; its message says why and what to do. What is done stays done."""


class InputError(CorpusError):
    """An input cannot be read, or is nothing that newsparse reads."""


@frozen
class Record:
    """One page of the input, or one place in it where a page should be."""

    file: str
    """The input as it was named; for members of archives and of folders with their path behind it."""
    offset: int
    """Where in the file: bytes for WARC, zip and tar; the number of the line or row, from 1, for JSONL, CSV and Parquet; 0 for a page's
    own file.
    """
    page: bytes = b""
    url: str | None = None
    kind: str | None = None
    """"html", "text", or None where it is to be found out."""
    encoding: str | None = None
    fetched_at: dt.datetime | None = None
    error: str | None = None
    """Why there is no page; None where there is one."""
    reason: str | None = None
    """The same in one word: "broken", "truncated", "too-large", "column", "not-a-page"."""


def limited(stream: IO[bytes]) -> bytes:
    """What a stream holds, but no more than shows that it is over the size limit of a page."""
    return stream.read(SIZE_LIMIT + 1)


def too_large(size: int) -> tuple[str, str]:
    """Error and reason for a page that is not even read."""
    return f"the page has {size:,} bytes; the limit is {SIZE_LIMIT:,}", "too-large"
