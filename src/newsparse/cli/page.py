"""What commands that take one page share: its options, reading it, and writing to standard output."""

from __future__ import annotations

import argparse
import datetime as dt
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsparse.cli.errors import UNREADABLE, CommandError

if TYPE_CHECKING:
    from typing import BinaryIO

__all__ = ["add_page_options", "page_options", "print_text", "read_page"]


def add_page_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that tell what is known of a page."""
    parser.add_argument("--url", help="the page's address: makes links absolute and may give the date")
    parser.add_argument("--kind", choices=["html", "text"], help="what the page is (default: found out)")
    parser.add_argument(
        "--encoding", type=_encoding, metavar="E", help="what the file is encoded in, such as windows-1251 (default: found out)"
    )
    parser.add_argument("--language", type=_language, metavar="L", help="ISO 639-1 code of the page's language (default: found out)")
    parser.add_argument(
        "--fetched-at",
        type=_moment,
        metavar="ISO",
        help='when the page was fetched, for dates such as "3 hours ago": 2024-05-03T14:05+02:00',
    )


def page_options(options: argparse.Namespace) -> dict[str, Any]:
    """What they were set to, as arguments for ``newsparse.parse``."""
    return {name: getattr(options, name) for name in ("url", "kind", "encoding", "language", "fetched_at")}


def read_page(file: str) -> bytes:
    """The bytes of a file or of standard input, none behind the first one that makes the page too large."""
    try:
        if file == "-":
            return _start_of(sys.stdin.buffer)
        with Path(file).open("rb") as stream:
            return _start_of(stream)
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        raise CommandError(f"{file}: {getattr(error, 'strerror', None) or error}", UNREADABLE) from error


def _start_of(stream: BinaryIO) -> bytes:
    from newsparse.read.decode import SIZE_LIMIT

    return stream.read(SIZE_LIMIT + 1)


def print_text(text: str) -> None:
    """Write to standard output in UTF-8, whatever the terminal's encoding is: other programs read it."""
    try:
        sys.stdout.buffer.write(text.encode("utf-8"))
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise CommandError(f"standard output: {error.strerror or error}", UNREADABLE) from error


# -- what options may be


def _encoding(name: str) -> str:
    try:
        b"page".decode(name)
    except UnicodeError:
        pass  # a known encoding in which these bytes are nothing
    except (LookupError, ValueError):
        raise argparse.ArgumentTypeError(f"{name!r} is no encoding that Python knows") from None
    return name


def _language(code: str) -> str:
    if not re.fullmatch(r"[A-Za-z]{2}([-_][A-Za-z0-9]+)*", code):
        raise argparse.ArgumentTypeError(f"{code!r} is no ISO 639-1 code such as en or de")
    return code[:2].lower()


def _moment(text: str) -> dt.datetime:
    try:
        return dt.datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no ISO 8601 date and time such as 2024-05-03T14:05+02:00") from None
