"""WARC and WET: each response, resource or conversion is a record. A broken member costs no other."""

from __future__ import annotations

import codecs
import io
import re
import zlib
from typing import IO, TYPE_CHECKING, Any

from newsparse.corpus.inputs.kinds import GZIP, ZSTD
from newsparse.corpus.records import InputError, Record, limited, too_large
from newsparse.read.decode import SIZE_LIMIT

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["read_warc"]

_PAGES = {"text/html": "html", "application/xhtml+xml": "html", "text/plain": "text"}
_STEP = 1 << 20


def read_warc(stream: IO[bytes], file: str, *, seekable: bool) -> Iterator[Record | None]:
    """Records of a WARC or WET file, compressed or not, in order; None for each of its records that is no page (requests, metadata …).

    Args:
        stream: The file, as it is on disk.
        file: Its name for the records.
        seekable: Whether reading can go on behind a broken member.

    Raises:
        OSError: where the file cannot be read.
        InputError: where fastwarc is not installed.
    """
    try:
        from fastwarc.warc import ArchiveIterator
    except ImportError as error:
        raise InputError(f"{file}: WARC needs fastwarc; install it with: pip install 'newsparse[corpus]'") from error

    start = 0
    while True:
        last = url = None  # place of the last record that was read whole; address of the one in hand
        broken = start
        try:
            for record in ArchiveIterator(stream, parse_http=False):
                broken, url = record.stream_pos, _url(record)
                yield _record(record, file)
                last, url = broken, None
            return
        except OSError as error:
            if error.errno is not None:  # the disk's fault, not the file's
                raise
            if last is not None and last == broken:
                broken = _end(stream, last) if seekable else last + 1
            yield Record(file, broken, url=url, error=f"a broken WARC record: {error}", reason="broken")
        if not seekable:
            return
        behind = _next(stream, broken + 1)
        if behind is None:
            return
        start = stream.seek(behind)


def _record(record: Any, file: str) -> Record | None:
    kind = str(record.record_type)
    if kind not in ("response", "resource", "conversion"):
        return None
    known = {"file": file, "offset": record.stream_pos, "url": _url(record), "fetched_at": record.record_date}
    if record.headers.get("Content-Length") is None:
        return Record(**known, error="the WARC record ends within its header", reason="truncated")
    if record.content_length > SIZE_LIMIT:
        error, reason = too_large(record.content_length)
        return Record(**known, error=error, reason=reason)
    data = record.reader.read()
    if len(data) < record.content_length:
        error = f"the WARC record ends after {len(data):,} of {record.content_length:,} bytes"
        return Record(**known, error=error, reason="truncated")
    content_type, page = record.headers.get("Content-Type"), data
    if kind == "conversion":
        return Record(**known, page=page, kind="text", encoding="utf-8")
    if record.is_http:
        status, content_type, page = _http(record, data)
        if status is not None and status >= 300:
            return Record(**known, error=f"the server answered with status {status}", reason="not-a-page")
    media, _, charset = (content_type or "").lower().partition("charset=")
    media = media.partition(";")[0].strip()
    if media and media not in _PAGES:
        return Record(**known, error=f"of type {media}, which is no page", reason="not-a-page")
    return Record(**known, page=page, kind=_PAGES.get(media), encoding=_encoding(charset.strip(" \"';"), page))


def _url(record: Any) -> str | None:
    url: str | None = record.headers.get("WARC-Target-URI")
    return url and url.strip("<>")  # WARC 1.0 puts it in brackets


def _http(record: Any, data: bytes) -> tuple[int | None, str | None, bytes]:
    """Status, content type and body of an answer; the body as it stands where it is not encoded as its head says."""
    for decode in ("all", "none"):
        try:
            record.set_bytes_content(data)
            record.parse_http(auto_decode=decode)
            headers = record.http_headers
            if headers is None or headers.status_code is None:
                break
            return headers.status_code, headers.get("Content-Type"), limited(record.reader)
        except OSError:
            continue
    return None, None, data


def _encoding(charset: str, page: bytes) -> str | None:
    """What the server says that the page is encoded in; None where it is no encoding, or the page is UTF-8: many servers say what they
    say of all pages.
    """
    try:
        if not charset or codecs.lookup(charset).name == "utf-8":
            return None
        page.decode("utf-8")
    except (LookupError, ValueError):
        return charset if _is_text_encoding(charset) else None
    return None


def _is_text_encoding(name: str) -> bool:
    try:
        b"page".decode(name)
    except UnicodeError:
        return True
    except (LookupError, ValueError):
        return False
    return True


# -- going on behind a broken member


def _end(stream: IO[bytes], start: int) -> int:
    """Where the member or record that begins at ``start`` ends; ``start`` itself where that cannot be told."""
    stream.seek(start)
    head = stream.read(_STEP)
    stream.seek(start)
    if head.startswith(b"WARC/"):
        fields, blank_line, _ = head.partition(b"\r\n\r\n")
        length = _LENGTH.search(fields)
        return start if length is None else start + len(fields) + len(blank_line) + int(length[1]) + 4
    if head.startswith(GZIP):
        unpacker: Any = zlib.decompressobj(31)
    elif head.startswith(ZSTD):
        import zstandard

        unpacker = zstandard.ZstdDecompressor().decompressobj()
    else:
        return start
    read = 0
    try:
        while not unpacker.eof and (data := stream.read(_STEP)):
            read += len(data)
            unpacker.decompress(data)
    except Exception:  # zlib.error, ZstdError: what follows is the broken one
        return start
    return start + read - len(unpacker.unused_data)


_LENGTH = re.compile(rb"(?i)\r\ncontent-length:[ \t]*(\d{1,15})")
_MEMBER = re.compile(rb"\x1f\x8b\x08|\x28\xb5\x2f\xfd|(?<=\n)WARC/1\.\d\r\n")


def _next(stream: IO[bytes], start: int) -> int | None:
    """Where the next member that begins with a WARC record begins, at or behind ``start``; None where there is none."""
    position = max(start - 1, 0)  # a record's first bytes are known by the line end before them
    overlap = b""
    stream.seek(position)
    while data := stream.read(_STEP):
        window = overlap + data
        base = position - len(overlap)
        for match in _MEMBER.finditer(window):
            place = base + match.start()
            if place >= start and _begins_record(stream, place):
                return place
        position += len(data)
        overlap = window[-8:]
        stream.seek(position)
    return None


def _begins_record(stream: IO[bytes], place: int) -> bool:
    stream.seek(place)
    data = stream.read(4096)
    if data.startswith(b"WARC/1."):
        return True
    try:
        if data.startswith(GZIP):
            return zlib.decompressobj(31).decompress(data, 8).startswith(b"WARC/1.")
        import zstandard

        return zstandard.ZstdDecompressor().stream_reader(io.BytesIO(data)).read(7).startswith(b"WARC/1.")
    except Exception:  # zlib.error, ZstdError: these bytes only look like the beginning of a member
        return False
