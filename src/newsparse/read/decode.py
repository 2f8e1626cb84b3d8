"""From whatever the caller has to the text of a page, or to its tree where it is parsed already."""

from __future__ import annotations

import codecs
import copy
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen
from lxml import etree

from newsparse.errors import ParseError
from newsparse.limits import DEFAULT
from newsparse.read.encoding import clean, decode, utf16_without_mark
from newsparse.read.signature import is_binary, signature_of

if TYPE_CHECKING:
    from typing import Any

    from lxml.etree import _Element, _ElementTree

__all__ = ["SIZE_LIMIT", "Source", "load"]

SIZE_LIMIT = DEFAULT.size
"""Bytes of a page that are read where no limits are given."""

_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
_BLANK = b" \t\r\n\f\v\0"
_TAKES = "pass HTML or plain text as str or bytes, a pathlib.Path to read, a BeautifulSoup object or an lxml tree"


@frozen
class Source:
    """A page before it is known what is on it: its text, or its tree where the caller parsed it. One of the two is None."""

    text: str | None
    """Without byte order mark, NULs and lone surrogates; never empty or white space alone."""
    tree: _Element | None = None
    """The caller's own tree, which must not be changed."""
    encoding: str | None = None
    """The encoding that bytes were read in; None where the page came as str or as a tree."""
    markup: bool = False
    """True where it is HTML for certain, for it was parsed before."""


def load(page: object, *, encoding: str | None = None, size_limit: int = SIZE_LIMIT) -> Source:
    """The text or the tree of a page in any of the forms in which people have it.

    Args:
        page: str (never a path), bytes, bytearray, memoryview, ``os.PathLike`` (the file is read), ``bs4.BeautifulSoup`` or ``bs4.Tag``,
            lxml element or element tree.
        encoding: What bytes are encoded in, where the caller knows; see ``newsparse.read.encoding.decode`` for what else decides.
        size_limit: Bytes (characters of a str) above which a page is refused.

    Raises:
        ParseError: reason "type" for any other object, "empty", "too-large", "binary" where it is a file of another kind,
            "unreadable" where the file cannot be read, "encoding" where ``encoding`` names none.
    """
    if isinstance(page, str):
        return _from_str(page, size_limit)
    if isinstance(page, bytes):
        return _from_bytes(page, "the input", encoding, size_limit)
    if isinstance(page, (bytearray, memoryview)):
        return _from_bytes(_bytes_of(page, size_limit), "the input", encoding, size_limit)
    if isinstance(page, (etree._Element, etree._ElementTree)):
        return _from_lxml(page)
    if isinstance(page, os.PathLike):
        path = Path(os.fsdecode(page))
        what = f"the file {str(path)!r}"
        return _from_bytes(_read(path, what, size_limit), what, encoding, size_limit)
    if _is_soup(page):
        return _from_soup(page, size_limit)
    raise ParseError(_wrong_type(page), reason="type")


def _from_str(page: str, size_limit: int) -> Source:
    if len(page) > size_limit:
        raise _too_large("the input", f"{len(page):,} characters", size_limit)
    text = clean(page)
    if not text or text.isspace():
        raise _empty("the input", f"a str of {len(page):,} characters")
    head = text[:4096].encode("latin-1", "replace")  # a binary file that somebody decoded still begins with its signature
    _refuse_binary(head, "the input", f"{len(page):,} characters", decoded=True)
    return Source(text)


def _from_bytes(data: bytes, what: str, encoding: str | None, size_limit: int) -> Source:
    size = _size(len(data))
    if len(data) > size_limit:
        raise _too_large(what, size, size_limit)
    if not data[:4096].strip(_BLANK) and not data.strip(_BLANK):
        raise _empty(what, size)
    _refuse_binary(data, what, size, wide=encoding is not None or data.startswith(_WIDE_MARKS) or utf16_without_mark(data) is not None)
    text, used = decode(data, encoding)
    if not text or text.isspace():
        raise _empty(what, size)
    if used.startswith("utf-") and used != "utf-8":  # numbers in binary files look like UTF-16 until they are read as such
        _refuse_binary(text[:4096].encode("latin-1", "replace"), what, size, decoded=True)
    return Source(text, encoding=used)


def _from_lxml(page: _Element | _ElementTree) -> Source:
    root: _Element | None = page.getroot() if isinstance(page, etree._ElementTree) else page
    if root is None:
        raise _empty("the input", "an lxml tree without a root element")
    if not isinstance(root.tag, str):
        raise ParseError(
            "the input is a comment or an instruction of an lxml tree, no element; pass the page's root element",
            reason="type",
        )
    if "}" in root.tag:  # XHTML read by an XML parser: "{http://www.w3.org/1999/xhtml}html"
        root = copy.deepcopy(root)
        for element in root.iter(etree.Element):
            element.tag = etree.QName(element).localname
    return Source(None, tree=root, markup=True)


def _from_soup(page: Any, size_limit: int) -> Source:
    try:
        markup = page.decode()
    except RecursionError:
        raise ParseError("the BeautifulSoup tree is nested too deep to be read; pass the page's bytes", reason="too-deep") from None
    return _from_markup(markup, size_limit)


def _from_markup(markup: str, size_limit: int) -> Source:
    if len(markup) > size_limit:
        raise _too_large("the input", f"{len(markup):,} characters of markup", size_limit)
    text = clean(markup)
    if not text or text.isspace():
        raise _empty("the input", "a tree without any element or text")
    return Source(text, markup=True)


def _bytes_of(page: bytearray | memoryview, size_limit: int) -> bytes:
    try:
        size = memoryview(page).nbytes
        if size > size_limit:
            raise _too_large("the input", _size(size), size_limit)
        return bytes(page)
    except ParseError:
        raise
    except ValueError as error:
        raise ParseError(f"the input is a memoryview that cannot be read: {error}; pass its bytes", reason="unreadable") from error


def _read(path: Path, what: str, size_limit: int) -> bytes:
    """The bytes of a file."""
    try:
        size = path.stat().st_size
        if size > size_limit:
            raise _too_large(what, _size(size), size_limit)
        with path.open("rb") as file:
            return file.read(size_limit + 1)  # what is no regular file has no size before it is read
    except ParseError:
        raise
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        why = getattr(error, "strerror", None) or error
        raise ParseError(f"{what} cannot be read: {why}; check the path and the rights", reason="unreadable") from error


def _is_soup(page: object) -> bool:
    """Whether it is a BeautifulSoup tree or an element of one; bs4 is not imported for this."""
    element = sys.modules.get("bs4.element")
    return element is not None and isinstance(page, element.Tag)


def _refuse_binary(data: bytes, what: str, size: str, *, decoded: bool = False, wide: bool = False) -> None:
    """Raise where the bytes are those of another kind of file. In wide encodings, NULs are no sign of one."""
    found = signature_of(data)
    first = f"first bytes {data[:8].hex(' ')}"
    if found is not None:
        raise ParseError(f"{what} is {found.name} ({size}, {first}), no page of HTML or text; {found.advice}", reason="binary")
    if not wide and is_binary(data):
        how = "decoded as if it were text " if decoded else ""
        raise ParseError(
            f"{what} is binary data of an unknown kind {how}({size}, {first}), no page of HTML or text; if it is a compressed response "
            "(Brotli, deflate), decompress it first, else find out what was fetched",
            reason="binary",
        )


def _wrong_type(page: object) -> str:
    if page is None:
        return f"the input is None, no page: perhaps fetching it failed; {_TAKES}"
    name = f"{type(page).__module__}.{type(page).__qualname__}".removeprefix("builtins.")
    if hasattr(page, "read"):
        return f"the input is a {name}, an open file and no page; pass what its read() returns"
    if hasattr(page, "content"):
        return f"the input is a {name}, no page; pass its .content"
    return f"the input is a {name}, no page; {_TAKES}"


def _empty(what: str, size: str) -> ParseError:
    return ParseError(f"{what} is empty ({size}): there is no page in it; check that it was fetched", reason="empty")


def _too_large(what: str, size: str, size_limit: int) -> ParseError:
    return ParseError(
        f"{what} has {size}, more than the limit of {size_limit:,}; a news page has about 0.2 MB: check that it is one,"
        " or raise the limit 'size'",
        reason="too-large",
    )


def _size(count: int) -> str:
    return "1 byte" if count == 1 else f"{count:,} bytes"
