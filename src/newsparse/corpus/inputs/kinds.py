"""What a file is, by its first bytes and its name; and the stream of what is in it, decompressed."""

from __future__ import annotations

import io
import zlib
from contextlib import suppress
from pathlib import PurePath
from typing import IO, TYPE_CHECKING, Any, cast

from newsparse.corpus.records import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["BROKEN", "KINDS", "PACKED", "decompressed", "kind_of", "kind_of_unnamed", "unpacked"]

KINDS = ("warc", "jsonl", "csv", "tsv", "parquet", "zip", "tar", "html", "text")
"""The kinds of file that are read."""

_SUFFIXES = {
    ".warc": "warc",
    ".wet": "warc",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "tsv",
    ".parquet": "parquet",
    ".zip": "zip",
    ".tar": "tar",
    ".tgz": "tar",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".txt": "text",
}
PACKED = (".gz", ".zst", ".zstd")

GZIP = b"\x1f\x8b"
ZSTD = b"\x28\xb5\x2f\xfd"

BROKEN: tuple[type[Exception], ...] = (EOFError, zlib.error)
"""What streams raise where compressed data is broken or ends too early."""
with suppress(ImportError):  # no .zst without it; decompressed() says so
    from zstandard import ZstdError

    BROKEN = (*BROKEN, ZstdError)


def kind_of(name: str, head: bytes) -> str | None:
    """The kind of a file; None where it is none of ``KINDS``.

    Args:
        name: Its name.
        head: Its first 512 bytes, decompressed.
    """
    if head.startswith(b"WARC/"):
        return "warc"
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if head[257:262] == b"ustar":
        return "tar"
    return _SUFFIXES.get(_suffix(name))


def kind_of_unnamed(head: bytes) -> str:
    """The kind of what a user names as input, or pipes in, although its name says nothing."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"{"):
        return "jsonl"
    return "html" if start.startswith(b"<") else "text"


def _suffix(name: str) -> str:
    path = PurePath(name.lower())
    return PurePath(path.stem).suffix if path.suffix in PACKED else path.suffix


def unpacked(head: bytes) -> bytes:
    """As much as can be told of the content's first bytes from the first bytes of a file, compressed or not."""
    if not head.startswith((GZIP, ZSTD)):
        return head
    with suppress(*BROKEN):
        return decompressed(io.BytesIO(head), "", head).read1(1 << 16)  # type: ignore[attr-defined, no-any-return]
    return b""


def decompressed(stream: IO[bytes], name: str, head: bytes) -> IO[bytes]:
    """The stream itself, or its content where it is gzip or zstd, members and frames one behind the other.

    Reading the content gives all that comes before a place that is broken, and then raises one of ``BROKEN``.

    Raises:
        InputError: where zstandard is not installed.
    """
    if head.startswith(GZIP):
        return cast("IO[bytes]", io.BufferedReader(_Content(stream, lambda: zlib.decompressobj(31)), 1 << 18))
    if head.startswith(ZSTD):
        return cast("IO[bytes]", io.BufferedReader(_Content(stream, _unpacker_of_zstd(name)), 1 << 18))
    return stream


class _Content(io.RawIOBase):
    """What is in compressed members or frames. ``gzip`` and ``zstandard`` have readers too, but one loses what comes right before a broken
    place and the other ends there as if all were well.
    """

    def __init__(self, stream: IO[bytes], unpacker: Callable[[], Any]) -> None:
        self._stream = stream
        self._new = unpacker
        self._unpacker: Any = None
        """None between two members."""
        self._content = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._content:
            packed = self._packed()
            if not packed:
                if self._unpacker is not None:
                    raise EOFError("it ends too early")
                return 0
            self._content = memoryview(self._unpacker.decompress(packed))
        size = min(len(buffer), len(self._content))
        buffer[:size] = self._content[:size]
        self._content = self._content[size:]
        return size

    def _packed(self) -> bytes:
        """The next packed bytes, for the member that they are of."""
        packed = b""
        if self._unpacker is not None and self._unpacker.eof:
            packed, self._unpacker = self._unpacker.unused_data, None
        packed = packed or self._stream.read(_STEP)
        if self._unpacker is None:
            while packed and not packed.strip(b"\0"):  # tapes and disks fill up with zeros
                packed = self._stream.read(_STEP)
            if packed:
                self._unpacker = self._new()
        return packed


_STEP = 1 << 14
"""Packed bytes that are unpacked at a time; few, since they may hold ten thousand times as many."""


def _unpacker_of_zstd(name: str) -> Callable[[], Any]:
    try:
        from zstandard import ZstdDecompressor
    except ImportError as error:
        raise InputError(f"{name}: zstd needs zstandard; install it with: pip install 'newsparse[corpus]'") from error
    return ZstdDecompressor(max_window_size=1 << 31).decompressobj
