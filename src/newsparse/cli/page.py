"""What commands that take one page share: its options, reading it, and writing to standard output."""

from __future__ import annotations

import argparse
import datetime as dt
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsparse.cli.errors import UNREADABLE, CommandError
from newsparse.limits import DEFAULT, Limits

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["add_page_options", "limits_of", "page_options", "print_text", "read_page"]

_LIMITS = {
    "size": "bytes of a page",
    "depth": "elements within each other",
    "blocks": "blocks of a page, lines of a text",
    "jsonld": "characters of JSON-LD in all of its scripts",
}


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
    group = parser.add_argument_group("limits", "beyond which a page is refused; JSON-LD is left unread instead")
    for name, what in _LIMITS.items():
        group.add_argument(
            f"--max-{name}", type=_limit(name), metavar="N", default=getattr(DEFAULT, name), help=f"{what} (default: %(default)s)"
        )


def page_options(options: argparse.Namespace) -> dict[str, Any]:
    """What they were set to, as arguments for ``newsparse.parse``."""
    known = {name: getattr(options, name) for name in ("url", "kind", "encoding", "language", "fetched_at")}
    return {**known, "limits": limits_of(options)}


def limits_of(options: argparse.Namespace) -> Limits:
    """The limits that were set."""
    return Limits(**{name: getattr(options, f"max_{name}") for name in _LIMITS})


def read_page(file: str, limits: Limits) -> bytes:
    """The bytes of a file or of standard input, none behind the first one that makes the page too large."""
    try:
        if file == "-":
            return sys.stdin.buffer.read(limits.size + 1)
        with Path(file).open("rb") as stream:
            return stream.read(limits.size + 1)
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        raise CommandError(f"{file}: {getattr(error, 'strerror', None) or error}", UNREADABLE) from error


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


def _limit(name: str) -> Callable[[str], int]:
    def limit(text: str) -> int:
        try:
            return int(getattr(Limits(**{name: int(text)}), name))
        except ValueError as error:
            raise argparse.ArgumentTypeError(str(error)) from None

    return limit


def _moment(text: str) -> dt.datetime:
    try:
        return dt.datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no ISO 8601 date and time such as 2024-05-03T14:05+02:00") from None
