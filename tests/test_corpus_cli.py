"""``newsparse corpus``: what it prints, what it writes, and what a script can rely on."""

from __future__ import annotations

import builtins
import json
import signal
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from newsparse.cli import main
from newsparse.corpus.ledger import Counts
from newsparse.corpus.progress import Bar, Lines, summary
from tests.corpora import html, write_jsonl


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    file = write_jsonl(tmp_path / "a.jsonl", [html(i) for i in range(3)])
    with file.open("a") as stream:
        stream.write("no JSON\n")
    return file


def run(*words: object) -> int:
    return main(["corpus", *map(str, words)])


def test_rows_rejected_records_and_what_became_of_all(lines: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    assert run(lines, "--out", out, "--workers", 1) == 0
    assert capfd.readouterr().out == "4 records = 3 rows + 1 rejected + 0 left out by --where\n"
    assert pq.read_table(out / "articles" / "000000.parquet")["headline"].to_pylist() == ["Story 0", "Story 1", "Story 2"]
    assert pq.read_table(out / "rejected" / "000000.parquet")["error_reason"].to_pylist() == ["broken"]
    assert run(lines, "--out", out, "--workers", 1, "--format", "jsonl") == 3
    assert "begun otherwise" in capfd.readouterr().err
    assert run(lines, "--out", out, "--workers", 2) == 0
    read = capfd.readouterr()
    assert read.out == "4 records = 3 rows + 1 rejected + 0 left out by --where\n"


def test_columns_fields_and_terms(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(json.dumps({"body": html(7), "link": "https://news.example/7"}) + "\n")
    options = ["--html-column", "body", "--url-column", "link", "--format", "jsonl", "--fields", "headline", "--where", "language=en"]
    before = signal.getsignal(signal.SIGTERM)
    assert run(file, "--out", tmp_path / "out", "--workers", 1, *options) == 0
    assert signal.getsignal(signal.SIGTERM) is before
    (row,) = [json.loads(line) for line in (tmp_path / "out" / "articles" / "000000.jsonl").read_text().splitlines()]
    assert {name: value for name, value in row.items() if value is not None} == {
        "file": str(file),
        "offset": 1,
        "url": "https://news.example/7",
        "language": "en",
        "headline": "Story 7",
    }
    assert capfd.readouterr().out.startswith("1 records = 1 rows")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--limit", "0"], "no whole number"),
        (["--sample", "2"], "up to 1"),
        (["--page-memory", "much"], "500M or 2G"),
        (["--page-seconds", "-1"], "number of seconds"),
        (["--where", "section=news"], "no term such as"),
        (["--fields", "headline,title"], "Article has no field 'title'"),
    ],
)
def test_wrong_usage(lines: Path, tmp_path: Path, words: list[str], said: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(lines, "--out", tmp_path / "out", *words) == 2
    assert said in capfd.readouterr().err
    assert not (tmp_path / "out").exists()


def test_an_input_that_is_not_there(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path / "none.warc.gz", "--out", tmp_path / "out") == 3
    assert "none.warc.gz: No such file" in capfd.readouterr().err
    assert not (tmp_path / "out").exists()


def test_an_interrupted_run_says_that_it_goes_on(
    lines: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def terminated(*_: object) -> None:
        signal.raise_signal(signal.SIGTERM)

    monkeypatch.setattr("newsparse.corpus.runner._Run.run", terminated)
    assert run(lines, "--out", tmp_path / "out", "--workers", 1) == 130
    assert "interrupted; what is done is kept, and the same command goes on from there" in capfd.readouterr().err
    monkeypatch.undo()
    assert run(lines, "--out", tmp_path / "out", "--workers", 1) == 0


def test_a_missing_extra_says_how_to_install_it(
    lines: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name.startswith(("newsparse.corpus.runner", "pebble")):
            raise ImportError("No module named 'pebble'")
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    assert run(lines, "--out", tmp_path / "out") == 2
    assert "No module named 'pebble'); install it with: pip install 'newsparse[corpus]'" in capfd.readouterr().err


def test_lines_say_rate_rejected_records_and_time_left() -> None:
    said: list[str] = []
    now = 0.0
    progress = Lines(said.append, lambda: now)
    progress.begin(1000, Counts(records=50, rejected=1), 2)
    for now, position in ((1.0, 100), (11.0, 200), (41.0, 500), (42.0, 510)):  # noqa: B007 - the clock reads it
        progress.advance(position, 20, 2)
    assert said == [
        "newsparse: 50 records were done before; going on from there",
        "newsparse: 110 records, 1.0 a second, 7 rejected, 50 s left",
    ]


def test_the_bar_says_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    monkeypatch.setattr("newsparse.corpus.progress.time.monotonic", lambda: now)
    with Bar() as bar:
        bar.begin(1000, Counts(), 2)
        for now, position in ((1.0, 100), (41.0, 500)):  # noqa: B007
            bar.advance(position, 4000, 2)
        (task,) = bar._bar.tasks
    assert (task.completed, task.total, task.description) == (500, 1000, "8,000 records, 100.0/s, 4 rejected, 50 s left")


def test_the_summary_adds_up() -> None:
    counts = Counts(records=1200, rows=1000, rejected=150, left_out=50, near_duplicates=7, unsampled=9, passed=3)
    assert summary(counts).splitlines() == [
        "1,200 records = 1,000 rows + 150 rejected + 50 left out by --where",
        "7 of the rows are marked as near duplicates",
        "9 more records are not in the sample",
        "3 things in the inputs are no records (WARC requests and metadata, files of other kinds)",
    ]
