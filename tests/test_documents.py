"""README and docs: they name everything public, every block of code runs or says why not, and their figures are the measured ones."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import attrs
import pytest

import newsparse
from benchmarks import results
from newsparse import article, many
from tests.documents import DOCUMENTS, EXECUTED, ROOT

FENCE = re.compile(r"^(?P<fence>`{3,})(?P<language>[^`\n]*)\n(?P<source>.*?)^(?P=fence)$", re.M | re.S)
SHOWN = ("json", "toml", "text", "html")
"""Languages of the blocks that are data."""
SKIP = re.compile(r"<!-- skip: (?P<what>\w+) ?(?P<reason>.*?) -->")


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def everything() -> str:
    return "\n".join(path.read_text("utf-8") for path in DOCUMENTS)


def code(text: str) -> set[str]:
    """Words that stand as code: in blocks, and between back-quotes."""
    blocks = [found["source"] for found in FENCE.finditer(text)]
    spans = re.findall(r"`([^`\n]+)`", FENCE.sub("", text))
    return {word for part in (*blocks, *spans) for word in re.findall(r"\w+", part)}


def test_every_public_name_is_in_the_documents() -> None:
    assert sorted(set(newsparse.__all__) - {"__version__"} - code(everything())) == []


@pytest.mark.parametrize("name", sorted({*article.__all__, *many.__all__}))
def test_every_field_is_in_the_documents(name: str) -> None:
    kind = getattr(newsparse, name)
    fields = {field.name for field in attrs.fields(kind)} if attrs.has(kind) else set()
    assert sorted(fields - code(everything())) == []


def test_every_method_of_an_article_is_in_the_documents() -> None:
    methods = {name for name in vars(newsparse.Article) if not name.startswith("_")} - {
        field.name for field in attrs.fields(newsparse.Article)
    }
    assert methods >= {"to_dict", "to_json"}
    assert sorted(methods - code(everything())) == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=shown)
def test_blocks_run_or_are_data(path: Path) -> None:
    languages = {found["language"] for found in FENCE.finditer(path.read_text("utf-8"))}
    assert {language for language in languages if not language.startswith("{")} - {*EXECUTED, *SHOWN} == set()


@pytest.mark.parametrize("path", DOCUMENTS, ids=shown)
def test_what_does_not_run_says_why(path: Path) -> None:
    for skip in SKIP.finditer(path.read_text("utf-8")):
        if skip["what"] != "end":
            assert len(re.findall(r"\w{2,}", skip["reason"])) >= 3, skip[0]


@pytest.mark.parametrize("path", DOCUMENTS, ids=shown)
def test_data_can_be_read(path: Path) -> None:
    for found in FENCE.finditer(path.read_text("utf-8")):
        if found["language"] == "json":
            json.loads(found["source"])
        elif found["language"] == "toml":
            tomllib.loads(found["source"])


@pytest.mark.parametrize("path", results.PAGES, ids=shown)
def test_figures_are_the_measured_ones(path: Path) -> None:
    written = path.read_text("utf-8")
    assert "<!-- figures: html -->" in written
    assert results.fill(written, results.render(results.load())) == written, "./run bench --render writes them anew"


def test_the_plot_is_of_the_measured_figures() -> None:
    plot = (ROOT / "docs" / "images" / "quality-speed.svg").read_text("utf-8")
    assert f"of results.json {results.digest(results.load())} " in plot, "./run bench --render draws it anew"


def test_the_drawing_of_the_classes_is_of_the_classes() -> None:
    code = "import sys; sys.path.insert(0, 'docs'); import draw_data_model as d; print(d.draw() == d.DRAWING.read_text('utf-8'))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "True", "python docs/draw_data_model.py draws it anew"
