"""A run that is killed at any moment goes on, and what it ends with is what an uninterrupted run ends with."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from newsparse.corpus import Counts, Plan, run_corpus
from tests.corpora import html, slow, write_jsonl
from tests.test_corpus_run import files

ROOT = Path(__file__).resolve().parent.parent

RUN = """
import sys
from newsparse.corpus import Plan, run_corpus
from tests.corpora import slow

if __name__ == "__main__":
    run_corpus(Plan(inputs=(sys.argv[1],), out=sys.argv[2], kernel=slow, workers=2, shard_size=64))
"""


def start(lines: Path, out: Path) -> subprocess.Popen[bytes]:
    paths = os.pathsep.join([str(ROOT / "src"), str(ROOT), os.environ.get("PYTHONPATH", "")])
    return subprocess.Popen([sys.executable, "-c", RUN, str(lines), str(out)], env={**os.environ, "PYTHONPATH": paths})


def alive(command: str) -> list[int]:
    """Processes that have these words in their command line or environment."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if command.encode() in (folder / "environ").read_bytes():
                found.append(int(folder.name))
        except OSError:
            continue
    return found


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="needs /proc to see which processes are left")
def test_a_run_killed_again_and_again_ends_with_what_an_uninterrupted_one_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = write_jsonl(tmp_path / "a.jsonl", [html(i) if i % 97 else "REFUSED" for i in range(1000)])
    plan = Plan(inputs=(str(lines),), out=tmp_path / "whole", kernel=slow, workers=2, shard_size=64)
    whole = run_corpus(plan)
    assert whole == Counts(records=1000, rows=989, rejected=11)
    mark = f"killed-{os.getpid()}-{random.random()}"
    monkeypatch.setenv("NEWSPARSE_TEST_MARK", mark)
    moments = random.Random(7)
    kills = 0
    out = tmp_path / "killed"
    while True:
        run = start(lines, out)
        try:
            # From before anything is written to when shards are: the moment counts from the first shard of this start on.
            before = len(list((out / "articles").glob("*"))) if out.exists() else 0
            deadline = time.monotonic() + 60
            while kills and run.poll() is None and len(list((out / "articles").glob("*"))) <= before and time.monotonic() < deadline:
                time.sleep(0.01)
            run.wait(moments.uniform(0, 0.4))
            break
        except subprocess.TimeoutExpired:
            run.send_signal(signal.SIGKILL)
            run.wait()
            kills += 1
            if kills == 4:
                break
    assert kills >= 3
    assert run_corpus(Plan(inputs=(str(lines),), out=out, kernel=slow, workers=2, shard_size=64)) == whole
    assert files(out) == files(tmp_path / "whole")
    deadline = time.monotonic() + 30
    while (left := alive(mark)) and left != [os.getpid()] and time.monotonic() < deadline:
        time.sleep(0.1)
    assert [process for process in alive(mark) if process != os.getpid()] == []
