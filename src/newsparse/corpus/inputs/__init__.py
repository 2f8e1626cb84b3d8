"""What a run reads: files, folders, archives and standard input, mixed, as one stream of records in an order that never changes."""

from __future__ import annotations

import hashlib
import itertools
import os
import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING

from attrs import define, field, frozen

from newsparse.corpus.inputs.archives import read_page, read_tar, read_zip
from newsparse.corpus.inputs.kinds import KINDS, decompressed, kind_of, kind_of_unnamed, unpacked
from newsparse.corpus.inputs.rows import Columns, read_csv, read_jsonl, read_parquet
from newsparse.corpus.inputs.warc import read_warc
from newsparse.corpus.records import InputError, Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["KINDS", "STDIN", "Columns", "Cursor", "Inputs", "Measure"]

STDIN = "-"
_HEAD = 512


@frozen
class Cursor:
    """A place between two records of the stream."""

    file: int = 0
    """Number of the file, from 0."""
    record: int = 0
    """Records of that file that stand before the place."""


@frozen
class Measure:
    """What there is to read."""

    files: int
    size: int
    """Bytes, as they are on disk; standard input counts as nothing."""
    digest: str
    """Changes when a file comes, goes or changes its size."""


@define(eq=False)
class Inputs:
    """The stream of records, and how far it is read."""

    names: Sequence[str]
    """Files and folders; ``-`` is standard input."""
    columns: Columns = field(factory=Columns)
    kind: str | None = None
    """One of ``KINDS``, for inputs whose name and first bytes do not say it."""
    cursor: Cursor = Cursor()
    """Behind the last record that was given."""
    passed: int = 0
    """What was read and is no page: requests and metadata in WARC, other files in folders and archives."""
    _finished: int = 0
    _open: IO[bytes] | None = None

    @property
    def position(self) -> int:
        """Bytes read so far, as they are on disk."""
        try:
            return self._finished + (self._open.tell() if self._open is not None else 0)
        except (OSError, ValueError):  # a pipe; a file that is closed by now
            return self._finished

    def measure(self) -> Measure:
        """Look at all inputs without reading them.

        Raises:
            InputError: where one does not exist or may not be read.
        """
        digest = hashlib.blake2b(digest_size=16)
        files = size = 0
        for name, _ in self.files():
            files += 1
            bytes_ = 0 if name == STDIN else _size(name)
            size += bytes_
            digest.update(f"{name}\0{bytes_}\0".encode("utf-8", "surrogateescape"))
        return Measure(files, size, digest.hexdigest())

    def records(self, start: Cursor = Cursor()) -> Iterator[Record]:
        """The records behind a place.

        Raises:
            InputError: where an input cannot be read; the records before it have been given.
        """
        self.cursor, self.passed = start, 0
        for number, (name, named) in enumerate(self.files()):
            if number < start.file:
                self._finished += 0 if name == STDIN else _size(name)
                continue
            skip = start.record if number == start.file else 0
            self.cursor = Cursor(number, skip)
            try:
                yield from self._records_of(name, named, number, skip)
            except OSError as error:
                raise InputError(f"{name}: {error.strerror or error}") from error
            finally:
                self._close()
            self._finished += 0 if name == STDIN else _size(name)
            self.cursor = Cursor(number + 1)

    def _records_of(self, name: str, named: bool, number: int, skip: int) -> Iterator[Record]:
        given = 0
        for record in self._stream(name, named, skip):
            if record is None:
                self.passed += given >= skip
                continue
            given += 1
            if given > skip:
                self.cursor = Cursor(number, given)
                yield record

    def _stream(self, name: str, named: bool, skip: int) -> Iterator[Record | None]:
        stream = self._open = _open(name)
        packed = stream.peek(_HEAD)  # type: ignore[attr-defined]
        head = unpacked(packed)[:_HEAD]
        kind = self.kind or kind_of(name, head) or (kind_of_unnamed(head) if named else None)
        seekable = name != STDIN
        if kind == "warc":
            return read_warc(stream, name, seekable=seekable)
        if kind is None:
            return iter([None])
        content = decompressed(stream, name, packed)
        if kind == "jsonl":
            return iter(read_jsonl(content, name, self.columns))
        if kind in ("csv", "tsv"):
            return iter(read_csv(content, name, self.columns, delimiter="," if kind == "csv" else "\t"))
        if kind in ("zip", "parquet") and not seekable:
            raise InputError(f"a {kind} file is read from its end, so it cannot come on standard input; give its name")
        if kind == "zip":
            return read_zip(stream, name)
        if kind == "parquet":
            rows = read_parquet(stream, name, self.columns, skip=skip)
            return itertools.chain(itertools.repeat(_SKIPPED, skip), rows)
        if kind == "tar":
            return read_tar(content, name)
        return iter(read_page(content, name, kind))

    def files(self) -> Iterator[tuple[str, bool]]:
        """Every file in order, and whether it was named itself.

        Raises:
            InputError: where a folder cannot be read.
        """
        for name in self.names:
            if name == STDIN:
                yield name, True
            elif Path(name).is_dir():
                yield from ((file, False) for file in _walk(name))
            else:
                yield name, True

    def _close(self) -> None:
        if self._open is not None and self._open is not sys.stdin.buffer:
            self._open.close()
        self._open = None


_SKIPPED = Record("", 0)


def _walk(folder: str) -> Iterator[str]:
    """Files of a folder and its folders, sorted by name in each; hidden ones are left out."""
    try:
        with os.scandir(folder) as found:
            entries = sorted((entry.name, entry.is_dir(), entry.path) for entry in found if not entry.name.startswith("."))
    except OSError as error:
        raise InputError(f"{folder}: {error.strerror or error}") from error
    for _, is_folder, path in entries:
        if is_folder:
            yield from _walk(path)
        else:
            yield path


def _size(name: str) -> int:
    try:
        return Path(name).stat().st_size
    except OSError as error:
        raise InputError(f"{name}: {error.strerror or error}") from error


def _open(name: str) -> IO[bytes]:
    return sys.stdin.buffer if name == STDIN else Path(name).open("rb", buffering=1 << 18)
