"""zip and tar: each page's file within is a record."""

from __future__ import annotations

import io
import tarfile
import zipfile
from typing import IO, TYPE_CHECKING

from newsparse.corpus.inputs.kinds import BROKEN, PACKED, decompressed, kind_of
from newsparse.corpus.records import Record, limited, too_large
from newsparse.read.decode import SIZE_LIMIT

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["read_page", "read_tar", "read_zip"]


def read_page(stream: IO[bytes], file: str, kind: str) -> Iterator[Record]:
    """The one record of a page's own file.

    Raises:
        OSError: where the file cannot be read.
    """
    yield _page(stream, file, 0, kind)


def read_zip(stream: IO[bytes], file: str) -> Iterator[Record | None]:
    """A record for each .html or .txt file in a zip archive, in the order of its index; None for any other file in it.

    Raises:
        OSError: where the file cannot be read.
    """
    try:
        with zipfile.ZipFile(stream) as archive:
            for member in archive.infolist():
                if not member.is_dir():
                    yield _zipped(archive, member, file)
    except zipfile.BadZipFile as error:
        yield Record(file, 0, error=f"the zip archive is broken: {error}", reason="broken")


def _zipped(archive: zipfile.ZipFile, member: zipfile.ZipInfo, file: str) -> Record | None:
    name = f"{file}/{member.filename}"
    kind = kind_of(member.filename, b"")
    if kind not in ("html", "text"):
        return None
    if member.file_size > SIZE_LIMIT:
        error, reason = too_large(member.file_size)
        return Record(name, member.header_offset, error=error, reason=reason)
    try:
        with archive.open(member) as content:
            return _page(content, name, member.header_offset, kind)
    except _UNPACKING as error:
        return Record(name, member.header_offset, error=f"the file in the archive cannot be unpacked: {error}", reason="broken")


_UNPACKING: tuple[type[Exception], ...] = (zipfile.BadZipFile, NotImplementedError, RuntimeError, *BROKEN)
"""What unpacking a file in a zip archive raises where it is broken, packed in an unknown way, or needs a password."""


def read_tar(stream: IO[bytes], file: str) -> Iterator[Record | None]:
    """A record for each .html or .txt file in a tar archive, as it comes; None for any other file in it.

    Raises:
        OSError: where the file cannot be read.
    """
    offset = 0
    try:
        with tarfile.open(fileobj=stream, mode="r|") as archive:
            for member in archive:
                offset = member.offset
                if member.isfile():
                    yield _tarred(archive, member, file)
                archive.members = []  # type: ignore[attr-defined]  # it keeps all that it has seen
    except _READING as error:
        yield Record(file, offset, error=f"the rest of the tar archive is broken: {error}", reason="broken")


_READING: tuple[type[Exception], ...] = (tarfile.TarError, *BROKEN)


def _tarred(archive: tarfile.TarFile, member: tarfile.TarInfo, file: str) -> Record | None:
    name = f"{file}/{member.name}"
    kind = kind_of(member.name, b"")
    if kind not in ("html", "text"):
        return None
    if member.size > SIZE_LIMIT:
        error, reason = too_large(member.size)
        return Record(name, member.offset, error=error, reason=reason)
    content = archive.extractfile(member)
    return None if content is None else _page(content, name, member.offset, kind)


def _page(stream: IO[bytes], name: str, offset: int, kind: str) -> Record:
    try:
        page = limited(stream)
        if name.endswith(PACKED):
            page = limited(decompressed(io.BytesIO(page), name, page[:4]))
    except BROKEN as error:
        return Record(name, offset, error=f"the compressed page is broken: {error}", reason="broken")
    if len(page) > SIZE_LIMIT:
        error_text, reason = too_large(len(page))
        return Record(name, offset, error=error_text, reason=reason)
    return Record(name, offset, page, kind=kind)
