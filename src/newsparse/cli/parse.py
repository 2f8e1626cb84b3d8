"""``newsparse parse``: one page, from a file or standard input, in the form that was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsparse.cli.errors import NOT_A_PAGE, CommandError
from newsparse.cli.page import add_page_options, limits_of, page_options, print_text, read_page

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

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
    add_page_options(parser)


def run(options: argparse.Namespace) -> None:
    from newsparse.errors import ParseError
    from newsparse.parser import parse

    page = read_page(options.file, limits_of(options))
    try:
        article = parse(page, **page_options(options))
    except ParseError as error:
        raise CommandError(f"{options.file}: {error}", NOT_A_PAGE) from error
    print_text(_WRITERS[options.format](article, options.compact))


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
