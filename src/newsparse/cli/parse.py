"""``newsparse parse``: one page, from a file or standard input, in the form that was asked for."""

from __future__ import annotations

import argparse
import datetime as dt
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from newsparse.cli.errors import NOT_A_PAGE, UNREADABLE, CommandError

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import BinaryIO

    from newsparse.article import Article

__all__ = ["DESCRIPTION", "EPILOG", "NAME", "SUMMARY", "add_arguments", "run"]

NAME = "parse"
SUMMARY = "turn one page into an article"
DESCRIPTION = """\
Read one scraped page, HTML or plain text, and print the article that is on it.
"""
EPILOG = """\
formats:
  json      every field, one object; removed and blocks show where each line of the page went (default)
  markdown  to read: headline, dek, byline, body with headings, lists, quotes, tables, pictures and links
  text      headline, dek, byline and body as plain text
  jsonld    a schema.org NewsArticle
  html      a clean document of the same, page text escaped

examples:
  newsparse parse page.html
  newsparse parse page.html --format markdown > story.md
  newsparse parse page.txt --language de --fetched-at 2024-05-03T14:05+02:00
  curl -s https://example.org/story | newsparse parse - --url https://example.org/story
  newsparse parse page.html | jq -r '.quotes[] | "\\(.speaker): \\(.text)"'
  for page in pages/*.html; do newsparse parse "$page" --compact; done > articles.jsonl

exit codes:
  0   the article was printed
  1   the input is no page (empty, a PDF, a picture, too large); one line on standard error says what it is
  2   wrong usage
  3   the file cannot be read, or the output cannot be written
  70 newsparse itself is at fault; please report the traceback
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="the page; - reads standard input")
    parser.add_argument("--format", choices=list(_WRITERS), default="json", help="what to print (default: json)")
    parser.add_argument("--compact", action="store_true", help="JSON on one line, for files of many articles")
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


def run(options: argparse.Namespace) -> None:
    from newsparse.errors import ParseError
    from newsparse.parser import parse

    page = _read(options.file)
    try:
        article = parse(
            page,
            url=options.url,
            kind=options.kind,
            encoding=options.encoding,
            language=options.language,
            fetched_at=options.fetched_at,
        )
    except ParseError as error:
        raise CommandError(f"{options.file}: {error}", NOT_A_PAGE) from error
    _print(_WRITERS[options.format](article, options.compact))


def _read(file: str) -> bytes:
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


def _print(text: str) -> None:
    """Write to standard output in UTF-8, whatever the terminal's encoding is: other programs read it."""
    try:
        sys.stdout.buffer.write(text.encode("utf-8"))
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise CommandError(f"standard output: {error.strerror or error}", UNREADABLE) from error


# -- formats


def _json(article: Article, compact: bool) -> str:
    return article.to_json(indent=None if compact else 2) + "\n"


def _jsonld(article: Article, compact: bool) -> str:
    from newsparse.write.jsonld import jsonld_script

    return jsonld_script(article, indent=None if compact else 2) + "\n"


def _html(article: Article, _: bool) -> str:
    from newsparse.write.html import to_html_document

    return to_html_document(article)


_WRITERS: dict[str, Callable[[Article, bool], str]] = {
    "json": _json,
    "markdown": lambda article, _: article.to_markdown(),
    "text": lambda article, _: article.to_text(),
    "jsonld": _jsonld,
    "html": _html,
}


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
