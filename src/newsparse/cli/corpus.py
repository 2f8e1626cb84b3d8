"""``newsparse corpus``: inputs of any size become shards of Articles; a run that was interrupted goes on."""

from __future__ import annotations

import argparse
import os
import re
import signal
import sys
from typing import TYPE_CHECKING, Any

from newsparse.cli.errors import UNREADABLE, CommandError

if TYPE_CHECKING:
    from newsparse.corpus import Counts, Plan

__all__ = ["DESCRIPTION", "EPILOG", "NAME", "SUMMARY", "add_arguments", "run"]

NAME = "corpus"
SUMMARY = "turn a corpus of pages into shards of articles"
DESCRIPTION = """\
Read pages from WARC, WET, JSONL, CSV, Parquet, folders, zip and tar, mixed, and write the articles that are on them as Parquet or JSONL.
Every record of the input becomes a row or a rejected record that says why. Interrupt it whenever you like: the same command goes on.
"""
EPILOG = """\
output:
  DIR/articles/000000.parquet   a row for each article; DIR/rejected/000000.parquet a row for each record that is none
  DIR/.newsparse                what is done; keep it until the run is complete

examples:
  newsparse corpus crawl/*.warc.gz --out articles
  newsparse corpus pages.jsonl --html-column body --url-column link --out articles --format jsonl
  newsparse corpus wet/ --out articles --where language=en,de --where page_type=article --where published=2024-01-01..
  zcat pages.jsonl.gz | newsparse corpus - --out articles --limit 1000

exit codes:
  0   all is done; what became of the records is printed
  2   wrong usage
  3   an input cannot be read, or the output cannot be written; the same command goes on from there
  130 interrupted; the same command goes on from there
"""
_COLUMNS = {"html": "pages as HTML", "text": "pages as plain text", "url": "addresses", "fetched-at": "times of fetching"}
_KINDS = ("warc", "jsonl", "csv", "tsv", "parquet", "zip", "tar", "html", "text")
_UNITS = {"": 1, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("inputs", metavar="INPUT", nargs="+", help="a file or folder; - reads standard input")
    parser.add_argument("--out", metavar="DIR", required=True, help="the folder for the shards: new, empty, or that of a run to go on with")
    parser.add_argument("--format", choices=["parquet", "jsonl"], default="parquet", help="form of the shards (default: parquet)")
    parser.add_argument("--workers", type=_count, metavar="N", help="processes that parse (default: one for each core)")
    parser.add_argument("--engine", choices=["local", "ray", "spark"], default="local", help="what runs the work (default: local)")
    _add_input_arguments(parser.add_argument_group("input"))
    _add_choice_arguments(parser.add_argument_group("what is read and written"))
    _add_limit_arguments(parser.add_argument_group("limits"))


def _add_input_arguments(group: Any) -> None:
    group.add_argument("--input-format", choices=_KINDS, help="what inputs are (default: found out)")
    for name, what in (
        ("html", "pages as HTML"),
        ("text", "pages as plain text"),
        ("url", "addresses"),
        ("fetched-at", "times of fetching"),
    ):
        default = name.replace("-", "_")
        group.add_argument(f"--{name}-column", metavar="NAME", default=default, help=f"the column of {what} (default: {default})")


def _add_choice_arguments(group: Any) -> None:
    group.add_argument("--limit", type=_count, metavar="N", help="read N records at most")
    group.add_argument("--sample", type=_part, metavar="P", help="take this part of the records, such as 0.01: the same ones each time")
    group.add_argument(
        "--where",
        action="append",
        default=[],
        metavar="TERM",
        help="write only rows with language=en,de or page_type=article,live or published=2024-01-01..2024-12-31; all terms must hold",
    )
    group.add_argument("--fields", type=_names, metavar="A,B", help="fields of the article that rows have (default: all)")
    group.add_argument(
        "--near-duplicates",
        type=_part,
        metavar="S",
        nargs="?",
        const=0.8,
        help="mark rows whose text is nearly the same as that of an earlier row (similarity; default: 0.8)",
    )
    group.add_argument(
        "--learn-sites",
        action="store_true",
        help="learn from each host's first pages what recurs on them, and parse with that; reads the inputs twice",
    )
    group.add_argument("--shard-size", type=_count, metavar="N", default=2000, help="records for each shard (default: 2000)")


def _add_limit_arguments(group: Any) -> None:
    group.add_argument("--page-seconds", type=_seconds, metavar="S", default=60.0, help="time that a page may take (default: 60)")
    group.add_argument("--page-memory", type=_bytes, metavar="B", default=2 << 30, help="memory that a page may take (default: 2G)")


def run(options: argparse.Namespace) -> None:
    plan = _plan(options)
    try:
        from newsparse.corpus.progress import summary, watcher
        from newsparse.corpus.runner import run_corpus
    except ImportError as error:
        raise CommandError(f"corpora need more than the core ({error}); install it with: pip install 'newsparse[corpus]'", 2) from error
    from newsparse.corpus.records import CorpusError

    try:
        plan.parse()
    except ValueError as error:
        raise CommandError(str(error), 2) from error
    if options.engine != "local":
        print(summary(_elsewhere(plan, options.engine)))
        return
    before = signal.signal(signal.SIGTERM, _interrupt)
    progress = watcher()
    try:
        with progress:  # type: ignore[attr-defined]
            counts = run_corpus(plan, progress)
    except CorpusError as error:
        raise CommandError(str(error), UNREADABLE) from error
    except KeyboardInterrupt:
        print("newsparse: interrupted; what is done is kept, and the same command goes on from there", file=sys.stderr)
        raise
    finally:
        signal.signal(signal.SIGTERM, before)
    print(summary(counts))


def _elsewhere(plan: Plan, engine: Any) -> Counts:
    from newsparse.corpus.elsewhere import run_elsewhere
    from newsparse.corpus.records import CorpusError

    try:
        return run_elsewhere(plan, engine)
    except CorpusError as error:
        raise CommandError(str(error), UNREADABLE) from error
    except ImportError as error:
        raise CommandError(f"{error}; install it with: pip install 'newsparse[corpus,{engine}]'", 2) from error


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def _plan(options: argparse.Namespace) -> Plan:
    from newsparse.corpus.inputs.rows import Columns
    from newsparse.corpus.plan import Plan
    from newsparse.corpus.where import Where

    try:
        where = Where.of(options.where)
    except ValueError as error:
        raise CommandError(str(error), 2) from error
    return Plan(
        inputs=tuple(options.inputs),
        out=options.out,
        format=options.format,
        workers=options.workers or _cores(),
        kind=options.input_format,
        columns=Columns(options.html_column, options.text_column, options.url_column, options.fetched_at_column),
        fields=options.fields,
        limit=options.limit,
        sample=options.sample,
        where=where,
        near_duplicates=options.near_duplicates,
        learn_sites=options.learn_sites,
        shard_size=options.shard_size,
        page_seconds=options.page_seconds,
        page_memory=options.page_memory,
    )


def _cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


# -- what options may be


def _count(text: str) -> int:
    if not re.fullmatch(r"[1-9]\d{0,17}", text):
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 1 on")
    return int(text)


def _part(text: str) -> float:
    try:
        part = float(text)
    except ValueError:
        part = 0.0
    if not 0 < part <= 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number over 0 and up to 1")
    return part


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < 1e9:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of seconds")
    return seconds


def _bytes(text: str) -> int:
    match = re.fullmatch(r"(\d{1,15})([KMG]?)B?", text.upper())
    if not match or not int(match[1]):
        raise argparse.ArgumentTypeError(f"{text!r} is no amount such as 500M or 2G")
    return int(match[1]) * _UNITS[match[2]]


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())
