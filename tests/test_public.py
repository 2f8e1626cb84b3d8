"""The public names: all there, all documented by their modules, none of them imported before it is used."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest

import newsparse
from newsparse import article, errors, many, roles
from newsparse.fields import quotes


def modules_after(code: str) -> set[str]:
    """Top-level modules that a new interpreter has loaded after running the code."""
    code += "\nimport json, sys; print(json.dumps(sorted(sys.modules)))"
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parent.parent / "src")}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_every_name_is_there() -> None:
    assert {name for name in newsparse.__all__ if getattr(newsparse, name) is None} == set()
    assert set(newsparse.__all__) <= set(dir(newsparse))


def test_all_is_sorted_and_says_each_name_once() -> None:
    assert newsparse.__all__ == sorted(set(newsparse.__all__))


def test_all_types_of_an_article_are_public() -> None:
    assert {name: getattr(newsparse, name) for name in article.__all__} == {name: getattr(article, name) for name in article.__all__}


def test_the_others_are_the_ones_of_their_modules() -> None:
    assert newsparse.ParseError is errors.ParseError
    assert newsparse.Role is roles.Role
    assert newsparse.extract_quotes is quotes.extract_quotes
    assert [getattr(newsparse, name) for name in many.__all__] == [getattr(many, name) for name in many.__all__]


def test_parse_is_public() -> None:
    from newsparse import parser

    assert newsparse.parse is parser.parse


def test_the_version_is_the_installed_one() -> None:
    try:
        assert newsparse.__version__ == version("newsparse")
    except PackageNotFoundError:
        assert newsparse.__version__ == "0+unknown"


def test_other_names_are_attribute_errors() -> None:
    with pytest.raises(AttributeError, match="module 'newsparse' has no attribute 'parze'"):
        newsparse.parze  # noqa: B018


def test_importing_the_package_imports_nothing_slow() -> None:
    before = modules_after("pass")
    loaded = modules_after("import newsparse") - before
    assert {name for name in loaded if name.startswith("newsparse")} == {"newsparse"}
    slow = {"lxml", "bs4", "numpy", "dateutil", "attr", "attrs", "importlib.metadata", "argparse", "json"}
    assert loaded & slow == set()


def test_types_do_not_import_the_parser() -> None:
    loaded = modules_after("from newsparse import Article, ParseError, Role, Result; Article(kind='text').to_markdown()")
    assert loaded & {"lxml", "bs4", "numpy", "dateutil", "newsparse.parser"} == set()


def test_the_command_line_starts_without_the_parser() -> None:
    loaded = modules_after("import newsparse.cli")
    assert loaded & {"lxml", "bs4", "numpy", "dateutil", "newsparse.parser", "multiprocessing"} == set()
