"""How code in the documents runs as tests: Python, shell commands, and console sessions with the output that they must give.

Each document is one session: a namespace for its Python, and a folder of its own in which it finds the project's ``fixtures`` and
``examples`` and may write. Blocks that cannot run say so in a comment above them: ``<!-- skip: next "why" -->``.
"""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sybil import Sybil
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser, SkipParser

if TYPE_CHECKING:
    from sybil import Example

__all__ = ["DOCUMENTS", "EXECUTED", "ROOT", "sybil"]

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
EXECUTED = ("python", "sh", "console")
"""Languages of the blocks that run."""

_VISIBLE = ("fixtures", "examples", "benchmarks", "training")
_RUN = """#!/bin/sh
# As ./run, with the python that runs the tests.
case $1 in
    python) shift; exec "{python}" "$@" ;;
    *) exec "{python}" -m newsparse "$@" ;;
esac
"""


def _start(names: dict[str, Any]) -> None:
    folder = tempfile.TemporaryDirectory()
    names["_folder"], names["_before"] = folder, Path.cwd()
    here = Path(folder.name)
    for name in _VISIBLE:
        (here / name).symlink_to(ROOT / name)
    for name, command in (("run", _RUN), ("newsparse", _RUN), ("python", '#!/bin/sh\nexec "{python}" "$@"\n')):
        (here / name).write_text(command.replace("{python}", sys.executable), "utf-8")
        (here / name).chmod(0o755)
    os.chdir(here)


def _end(names: dict[str, Any]) -> None:
    os.chdir(names["_before"])
    names["_folder"].cleanup()


def _shell(command: str) -> subprocess.CompletedProcess[str]:
    here = Path.cwd()
    paths = {"PATH": f"{here}:{os.environ['PATH']}", "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "COLUMNS": "120", "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        ["sh", "-eu", "-c", command],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        env={**os.environ, **paths},
        timeout=300,
    )


def _commands(example: Example) -> str | None:
    done = _shell(str(example.parsed))
    return None if done.returncode == 0 else f"exit {done.returncode}\n{done.stdout}"


def _session(example: Example) -> str | None:
    """Each line that begins with ``$`` is a command; the lines behind it are its output, ``…`` standing for any text."""
    for command, shown in re.findall(r"^\$ (.*\n)((?:(?!\$ ).*\n)*)", str(example.parsed), re.M):
        done = _shell(command)
        output = done.stdout
        pattern = ".*?".join(re.escape(part) for part in shown.rstrip().split("…"))
        if not re.fullmatch(pattern, output.rstrip(), re.S):
            return f"$ {command}shown:\n{shown}\nreal:\n{output}"
    return None


sybil = Sybil(
    parsers=[
        PythonCodeBlockParser(doctest_optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE),
        CodeBlockParser("sh", _commands),
        CodeBlockParser("console", _session),
        SkipParser(),
    ],
    path=str(ROOT),
    patterns=["README.md", "docs/**/*.md", "docs/*.md"],
    setup=_start,
    teardown=_end,
)
