"""The examples run, where the libraries that they show are installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def output(example: str, *needs: str) -> str:
    """What an example prints of our fixtures; the test is skipped where a library is not installed."""
    for library in needs:
        pytest.importorskip(library)
    paths = os.pathsep.join(filter(None, [str(ROOT / "src"), os.environ.get("PYTHONPATH")]))
    done = subprocess.run(
        [sys.executable, f"examples/{example}.py", "fixtures"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": paths, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def test_every_example_is_run() -> None:
    here = Path(__file__).read_text("utf-8")
    assert [path.name for path in (ROOT / "examples").glob("*.py") if f'output("{path.stem}"' not in here] == []


def test_pandas() -> None:
    lines = [line.split() for line in output("pandas_quotes", "pandas").splitlines()]
    assert ["en-harbour", "Hester", "Lanyon", "3", "39"] in lines


def test_polars() -> None:
    printed = output("polars_teasers", "polars", "pyarrow")
    assert "│ html ┆ 9   │" in printed
    assert "Bahnhofstraße" in printed or "│ de " in printed


def test_scrapy() -> None:
    printed = output("scrapy_pipeline", "scrapy")
    (line,) = [line for line in printed.splitlines() if "en-harbour" in line]
    assert '"headline": "Old harbour wall to be rebuilt stone by stone"' in line
    assert '"published": "2024-05-14T06:30+01:00"' in line


@pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java")
def test_spark() -> None:
    printed = output("spark_quotes", "pyspark", "pyarrow")
    assert "|      en|" in printed
