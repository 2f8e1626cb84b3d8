"""Where the benchmark corpora and the scripts that score on them are, and how one of those scripts is run: out of fold."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["ROOT", "BenchmarkError", "find_shared", "run_script"]

ROOT = Path(__file__).resolve().parent.parent


class BenchmarkError(RuntimeError):
    """A scoring script failed; the message holds its command and the end of what it printed."""


def find_shared() -> Path | None:
    """The folder with ``bench/``, ``corpora/``, ``gold/`` and ``seed/``: $NEWSPARSE_SHARED, else ``../shared`` beside the project.

    None where there is none; a NEWSPARSE_SHARED that names no such folder counts as none.
    """
    named = os.environ.get("NEWSPARSE_SHARED")
    folder = Path(named) if named else ROOT.parent / "shared"
    return folder.resolve() if (folder / "bench" / "score.py").is_file() else None


def run_script(shared: Path, command: Sequence[str], *, timeout: float | None = None) -> Any:
    """What a script of ``bench/`` writes with ``--json``, with weights that have not seen the page's site (``training.evaluate``).

    Args:
        shared: the folder that ``find_shared`` gives.
        command: the script's name and its arguments; ``{shared}`` stands for the folder.
        timeout: seconds; None waits for ever.

    Raises:
        BenchmarkError: where the script fails, takes longer than the timeout or writes no JSON.
    """
    script, *arguments = (part.replace("{shared}", str(shared)) for part in command)
    paths = [str(ROOT / "src"), str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    with tempfile.TemporaryDirectory() as folder:
        written = Path(folder) / "figures.json"
        words = [sys.executable, "-m", "training.evaluate", str(shared / "bench" / script), *arguments, "--json", str(written)]
        try:
            done = subprocess.run(
                words,
                cwd=ROOT,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                check=False,
                timeout=timeout,
            )
        except subprocess.TimeoutExpired as error:
            raise BenchmarkError(f"{' '.join(words)}: still running after {timeout:.0f} s") from error
        if done.returncode != 0 or not written.exists():
            raise BenchmarkError(f"{' '.join(words)}: exit {done.returncode}\n{done.stdout[-2000:]}")
        return json.loads(written.read_text("utf-8"))
