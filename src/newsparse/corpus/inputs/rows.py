"""JSONL, CSV and Parquet: each line or row is a record."""

from __future__ import annotations

import csv
import datetime as dt
import json
from typing import IO, TYPE_CHECKING, Any

from attrs import frozen

from newsparse.corpus.inputs.kinds import BROKEN
from newsparse.corpus.records import InputError, Record, too_large
from newsparse.read.decode import SIZE_LIMIT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["Columns", "read_csv", "read_jsonl", "read_parquet"]

_LINE_LIMIT = 2 * SIZE_LIMIT
"""Longest line of JSON that is read: escapes may double the length of a page."""

_ROWS_AT_A_TIME = 64


@frozen
class Columns:
    """Names of the columns that are read. A page is in one of two; where a row has both, its HTML is read."""

    html: str = "html"
    text: str = "text"
    url: str = "url"
    fetched_at: str = "fetched_at"
    """ISO 8601 text or, in Parquet, a timestamp; UTC where it has no zone."""

    def check(self, names: list[str], file: str) -> None:
        """Raise InputError where no column of a table holds pages."""
        if self.html not in names and self.text not in names:
            raise InputError(
                f"{file} has no column {self.html!r} or {self.text!r}; it has {', '.join(map(repr, names)) or 'none'}:"
                " name the pages' column with --html-column or --text-column"
            )

    def record(self, row: Mapping[str, Any], file: str, offset: int) -> Record:
        """The record of a row, or what is wrong with it."""
        url = row.get(self.url)
        if url is not None and not isinstance(url, str):
            return Record(file, offset, error=f"the column {self.url!r} holds no text but {url!r:.60}", reason="column")
        url = url or None
        kind, page = ("html", row.get(self.html)) if row.get(self.html) is not None else ("text", row.get(self.text))
        if not isinstance(page, (str, bytes)):
            what = "nothing" if page is None else f"no text but {page!r:.60}"
            name = self.html if self.html in row and self.text not in row else self.text
            return Record(file, offset, url=url, error=f"the column {name!r} holds {what}", reason="column")
        if len(page) > SIZE_LIMIT:
            error, reason = too_large(len(page))
            return Record(file, offset, url=url, error=error, reason=reason)
        try:
            fetched_at = _moment(row.get(self.fetched_at))
        except (TypeError, ValueError, OverflowError) as error:
            return Record(file, offset, url=url, error=f"the column {self.fetched_at!r} holds no moment: {error}", reason="column")
        if isinstance(page, bytes):
            return Record(file, offset, page, url, kind, None, fetched_at)
        return Record(file, offset, page.encode("utf-8", "replace"), url, kind, "utf-8", fetched_at)


def _moment(value: object) -> dt.datetime | None:
    if value is None or value == "":
        return None
    if not isinstance(value, (str, dt.datetime)):
        raise TypeError(f"{value!r:.60} is no ISO 8601 text")
    moment = value if isinstance(value, dt.datetime) else dt.datetime.fromisoformat(value.strip())
    return moment.astimezone(dt.UTC) if moment.tzinfo is not None else moment.replace(tzinfo=dt.UTC)


def read_jsonl(stream: IO[bytes], file: str, columns: Columns) -> Iterator[Record]:
    """A record a line; blank lines are none.

    Raises:
        OSError: where the file cannot be read.
    """
    number = 0
    while True:
        number += 1
        try:
            line = stream.readline(_LINE_LIMIT)
            rest = line
            while len(rest) == _LINE_LIMIT and not rest.endswith(b"\n"):
                rest = stream.readline(_LINE_LIMIT)
        except BROKEN as error:
            yield _ends(file, number, error)
            return
        if not line:
            return
        if line.isspace():
            continue
        if rest is not line:
            yield Record(file, number, error=f"the line has more than {_LINE_LIMIT:,} bytes", reason="too-large")
            continue
        try:
            row = json.loads(line.removeprefix(b"\xef\xbb\xbf"))
        except (ValueError, RecursionError) as error:  # ValueError: no JSON, or no UTF-8
            yield Record(file, number, error=f"the line is no JSON: {error}", reason="broken")
            continue
        if isinstance(row, dict):
            yield columns.record(row, file, number)
        else:
            yield Record(file, number, error=f"the line is JSON but no object: {line[:60]!r}", reason="broken")


def read_csv(stream: IO[bytes], file: str, columns: Columns, *, delimiter: str = ",") -> Iterator[Record]:
    """A record a row below the header. Bytes that are no UTF-8 reach the page as they are.

    Raises:
        OSError: where the file cannot be read.
        InputError: where its header names no column of pages.
    """
    csv.field_size_limit(2 * SIZE_LIMIT)
    rows = csv.reader((line.decode("utf-8", "surrogateescape") for line in stream), delimiter=delimiter)
    names = _row(rows, file, 0)
    if isinstance(names, Record):
        yield names
        return
    if names is None:
        return
    names = [name.removeprefix("\ufeff") for name in names]
    columns.check(names, file)
    number = 0
    while True:
        number += 1
        row = _row(rows, file, number)
        if row is None:
            return
        if isinstance(row, Record):
            yield row
            if row.reason == "truncated":
                return
        elif len(row) != len(names):
            if row:  # a blank line is none
                error = f"the row has {len(row)} fields, the header {len(names)}"
                yield Record(file, number, url=_named(names, row).get(columns.url), error=error, reason="broken")
        else:
            yield columns.record({name: _bytes(value) for name, value in _named(names, row).items()}, file, number)


def _named(names: list[str], row: list[str]) -> dict[str, str | None]:
    return {name: value or None for name, value in zip(names, row, strict=False)}


def _bytes(value: str | None) -> str | bytes | None:
    try:
        if value is not None:
            value.encode("utf-8")
    except UnicodeEncodeError:  # bytes that are no UTF-8
        return value.encode("utf-8", "surrogateescape") if value is not None else None
    return value


def _row(rows: Iterator[list[str]], file: str, number: int) -> list[str] | Record | None:
    try:
        return next(rows, None)
    except csv.Error as error:
        return Record(file, number, error=f"the row is no CSV: {error}", reason="broken")
    except BROKEN as error:
        return _ends(file, number, error)


def read_parquet(stream: IO[bytes], file: str, columns: Columns, *, skip: int = 0) -> Iterator[Record]:
    """A record a row.

    Args:
        stream: The file; it must be seekable.
        file: Its name for the records.
        columns: What is read.
        skip: Rows that are left out; the groups of rows that they fill are not even read.

    Raises:
        OSError: where the file cannot be read.
        InputError: where no column holds pages, or pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise InputError(f"{file}: Parquet needs pyarrow; install it with: pip install 'newsparse[corpus]'") from error
    number = 0
    try:
        parquet = pq.ParquetFile(stream)
        names = [name for name in parquet.schema_arrow.names if name in (columns.html, columns.text, columns.url, columns.fetched_at)]
        columns.check(parquet.schema_arrow.names, file)
        for group in range(parquet.num_row_groups):
            rows = parquet.metadata.row_group(group).num_rows
            if number + rows <= skip:
                number += rows
                continue
            for batch in parquet.iter_batches(_ROWS_AT_A_TIME, row_groups=[group], columns=names, use_threads=False):
                for row in batch.to_pylist():
                    number += 1
                    if number > skip:
                        yield columns.record(row, file, number)
    except (pa.ArrowException, OSError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        yield Record(file, number + 1, error=f"the rest of the Parquet file is broken: {error}", reason="broken")


def _ends(file: str, number: int, error: Exception) -> Record:
    return Record(file, number, error=f"the compressed file is broken from here on: {error}", reason="truncated")
