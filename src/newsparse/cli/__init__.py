"""The command line: ``newsparse COMMAND …``. One module a command; they are registered here and nowhere else."""

from __future__ import annotations

import argparse
import os
import sys
import traceback
from typing import TYPE_CHECKING, Protocol

from newsparse.cli import corpus, inspect, parse
from newsparse.cli.errors import FAULT, CommandError
from newsparse.write.safe import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["main"]


class Command(Protocol):
    """What a command's module has."""

    NAME: str
    SUMMARY: str
    """One line for the list of commands."""
    DESCRIPTION: str
    EPILOG: str
    """Examples and exit codes."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None: ...

    def run(self, options: argparse.Namespace) -> None:
        """Do the work; slow modules are imported here.

        Raises:
            CommandError: with an exit code, where it cannot be done.
        """


# To add a command, write its module and name it here.
COMMANDS: tuple[Command, ...] = (parse, inspect, corpus)

_DESCRIPTION = """\
Turn scraped news pages, HTML or plain text, into typed articles: headline, dek, authors, dates, body, quotes with their speakers,
related stories, teasers, pictures. Nothing on the page is lost: what is in no field is listed as removed, with what it was.
"""

_EPILOG = """\
examples:
  newsparse parse page.html                        the whole article as JSON
  newsparse parse page.html --format markdown      the article to read
  curl -s https://example.org/story | newsparse parse - --url https://example.org/story
  newsparse inspect page.html                      a report that shows what became of each block, and why
  newsparse parse --help                           all options, and what the exit codes mean
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code.

    Args:
        arguments: Without the program's name; those of the process when None.
    """
    try:
        code = _run(arguments)
        sys.stdout.flush()
    except CommandError as error:
        print(f"newsparse: {one_line(str(error))}", file=sys.stderr)
        return error.code
    except BrokenPipeError:
        # Whoever reads our output has enough. Python must not try to write the rest when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    except Exception:
        traceback.print_exc()
        return FAULT
    return code


def _run(arguments: Sequence[str] | None) -> int:
    parser = _parser()
    try:
        options = parser.parse_args(arguments)
    except SystemExit as stop:  # argparse has said what is wrong, or has given help
        return int(stop.code or 0)
    if options.command is None:
        parser.print_help(sys.stderr)
        return 2
    options.run(options)
    return 0


class _Version(argparse.Action):
    """Prints the version; it is looked up only when asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import PackageNotFoundError, version

        try:
            print(f"newsparse {version('newsparse')}")
        except PackageNotFoundError:
            print("newsparse, run from its sources without being installed")
        parser.exit()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "newsparse", description=_DESCRIPTION, epilog=_EPILOG, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and end")
    commands = parser.add_subparsers(title="commands", dest="command", metavar="COMMAND")
    for command in COMMANDS:
        sub = commands.add_parser(
            command.NAME,
            help=command.SUMMARY,
            description=command.DESCRIPTION,
            epilog=command.EPILOG,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        command.add_arguments(sub)
        sub.set_defaults(run=command.run)
    return parser
