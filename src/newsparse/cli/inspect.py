"""``newsparse inspect``: a report to look at, one HTML file."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from newsparse.cli.errors import NOT_A_PAGE, UNREADABLE, CommandError
from newsparse.cli.page import add_page_options, limits_of, page_options, print_text, read_page

if TYPE_CHECKING:
    from newsparse.article import Article

__all__ = ["DESCRIPTION", "EPILOG", "NAME", "SUMMARY", "add_arguments", "run"]

NAME = "inspect"
SUMMARY = "show what the parser saw on a page, as an HTML report"
DESCRIPTION = """\
Write one self-contained HTML file that shows a page as the parser saw it: every block in page order with its role, the odds and the
reason; beside it the fields, linked to the blocks that they came from; what was removed folded, but there. It loads nothing from
anywhere, and nothing in the page can run in it.

PAGE may also be a result that "newsparse parse" printed, if its name ends in .json.

With --corpus it is an overview of many pages: plots of what came out, what is missing and what was rejected, and a list of records.
"""
EPILOG = """\
examples:
  newsparse inspect page.html                      writes report.html
  newsparse inspect page.txt -o story-report.html
  newsparse inspect page.html --compare saved.json what changed since "newsparse parse page.html > saved.json"
  curl -s https://example.org/story | newsparse inspect - --url https://example.org/story
  newsparse inspect --corpus articles -o run.html  what "newsparse corpus … --out articles" made; reports of 50 pages in run-pages/

exit codes:
  0   the report was written
  1   the input is no page (empty, a PDF, a picture, too large); one line on standard error says what it is
  2   wrong usage
  3   a file cannot be read or written, or the extra "inspect" is not installed
  70 newsparse itself is at fault; please report the traceback
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("file", metavar="PAGE", nargs="?", help="the page; - reads standard input")
    what.add_argument(
        "--corpus",
        metavar="DIR",
        help="an overview of many pages instead: the output of newsparse corpus, or Parquet or JSONL files of rows",
    )
    parser.add_argument("--records", type=_number, metavar="N", default=1000, help="of a corpus: list N records at most (default: 1000)")
    parser.add_argument(
        "--reports", type=_number, metavar="N", default=50, help="of a corpus: write reports of N of them at most, beside it (default: 50)"
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        default="report.html",
        help="where to write the report; - is standard output (default: report.html)",
    )
    parser.add_argument(
        "--compare", metavar="SAVED", help="a saved result (JSON) of the same page: show both side by side and what changed"
    )
    add_page_options(parser)


def run(options: argparse.Namespace) -> None:
    from newsparse.errors import ParseError
    from newsparse.inspector.document import MissingExtraError

    try:
        if options.corpus is not None:
            _overview(options)
            return
        html = _compared(options) if options.compare else _report(options)
    except ParseError as error:
        raise CommandError(f"{options.file}: {error}", NOT_A_PAGE) from error
    except MissingExtraError as error:
        raise CommandError(str(error), UNREADABLE) from error
    _write(html, options.output)


def _report(options: argparse.Namespace) -> str:
    from newsparse.inspector.report import report

    if _is_saved(options.file):
        return report(_saved(options.file))
    return report(read_page(options.file, limits_of(options)), **page_options(options))


def _compared(options: argparse.Namespace) -> str:
    from newsparse.inspector.report import comparison
    from newsparse.parser import parse

    before = _saved(options.compare)
    after = _saved(options.file) if _is_saved(options.file) else parse(read_page(options.file, limits_of(options)), **page_options(options))
    return comparison(before, after, names=(Path(options.compare).name, Path(options.file).name if _is_saved(options.file) else "now"))


def _is_saved(file: str) -> bool:
    return file.lower().endswith(".json")


def _saved(file: str) -> Article:
    """The Article that ``newsparse parse`` printed."""
    from newsparse.write.plain import from_json

    try:
        return from_json(Path(file).read_bytes())
    except OSError as error:
        raise CommandError(f"{file}: {error.strerror or error}", UNREADABLE) from error
    except ValueError as error:
        raise CommandError(f"{file}: no saved result of newsparse parse: {error}", UNREADABLE) from error


def _overview(options: argparse.Namespace) -> None:
    from newsparse.inspector.glances import OutputError
    from newsparse.inspector.overview import overview, write_overview

    try:
        if options.output == "-":
            print_text(overview(Path(options.corpus), records=options.records))
            return
        output = Path(options.output)
        reports = write_overview(Path(options.corpus), output, records=options.records, reports=options.reports)
    except OutputError as error:
        raise CommandError(str(error), UNREADABLE) from error
    except OSError as error:
        raise CommandError(f"{error.filename or options.output}: {error.strerror or error}", UNREADABLE) from error
    print_text(f"{output}: {output.stat().st_size / 1024:.0f} KiB; {reports} reports\n")


def _number(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number")
    return int(text)


def _write(html: str, output: str) -> None:
    if output == "-":
        print_text(html)
        return
    try:
        Path(output).write_bytes(html.encode("utf-8"))
    except (OSError, ValueError) as error:
        raise CommandError(f"{output}: {getattr(error, 'strerror', None) or error}", UNREADABLE) from error
    print_text(f"{output}: {len(html.encode('utf-8')) / 1024:.0f} KiB\n")
