"""The package as people install and import it."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def import_milliseconds() -> float:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", "import newsparse"], capture_output=True, text=True, check=True, cwd=ROOT / "src"
    )
    (cumulative,) = re.findall(r"\|\s+(\d+) \| newsparse$", done.stderr, re.M)
    return int(cumulative) / 1000


def test_import_takes_less_than_100_milliseconds() -> None:
    # The best of five: a busy machine only ever makes it slower.
    assert min(import_milliseconds() for _ in range(5)) < 100


def test_core_dependencies_stay_few() -> None:
    names = {re.split(r"[<>=!~\[ ]", line)[0] for line in PROJECT["dependencies"]}
    assert names == {"attrs", "beautifulsoup4", "lxml", "numpy", "python-dateutil"}


def test_the_readme_names_files_that_exist() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    links = re.findall(r"\]\(((?!https?:)[^)#]+)\)", readme) + re.findall(r"\./run parse (fixtures/[^\s`]+)", readme)
    assert links != []
    assert [link for link in links if not (ROOT / link).exists()] == []
