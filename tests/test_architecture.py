"""The shape of the code, checked: which part may import which, how long a file may be, and where words of languages may stand."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from newsparse import lexicon as lexicons

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "newsparse"
SOURCES = sorted(PACKAGE.rglob("*.py"))
ALL_CODE = sorted(path for folder in ("src", "tests", "benchmarks", "training", "fixtures") for path in (ROOT / folder).rglob("*.py"))

GROUND = ("errors", "limits", "roles", "article", "lexicon", "language", "moments")
BELOW = (*GROUND, "read", "label", "fields", "write")
WAY = (*BELOW, "profiles", "parser")
MAY_IMPORT: dict[str, tuple[str, ...]] = {
    "errors": (),
    "limits": (),
    "roles": (),
    "article": ("roles",),
    "lexicon": (),
    "language": ("lexicon",),
    "moments": ("article", "lexicon", "language"),
    "read": GROUND,
    "label": (*GROUND, "read"),
    "fields": (*GROUND, "read", "label"),
    "write": GROUND,  # writers take an Article and know nothing of how it came about
    "profiles": (*GROUND, "read", "label"),
    "parser": (*BELOW, "profiles"),
    "many": WAY,
    "arrow": (*WAY, "many"),
    "engines": (*WAY, "many", "arrow"),
    "corpus": (*WAY, "many", "arrow", "engines"),
    "inspector": (*WAY, "many", "arrow", "corpus"),
    "cli": (*WAY, "many", "arrow", "corpus", "engines", "inspector"),
    "__init__": (*WAY, "many"),
    "__main__": ("cli",),
}
"""Part of the package → the parts below that it may import; it may always import itself."""

LAZY = {("article", "write")}
"""Imports inside functions that point up: an Article's own to_json() and the like call the writers, which import Article."""


def part(path: Path) -> str:
    """The part of the package that a file belongs to: its top-level module or folder."""
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def imports(path: Path) -> Iterator[tuple[str, int, bool]]:
    """Parts of newsparse that a file imports: (part, line, whether inside a function)."""
    inside: set[ast.AST] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            inside.update(ast.walk(node))
    for node in ast.walk(tree(path)):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: a relative import"
            module = node.module or ""
            names = [f"newsparse.{alias.name}" for alias in node.names] if module == "newsparse" else [module]
        for name in names:
            if name == "newsparse" or name.startswith("newsparse."):
                first = [*name.split("."), "__init__"][1]
                exists = (PACKAGE / first).is_dir() or (PACKAGE / f"{first}.py").is_file()
                yield first if exists else "__init__", node.lineno, node in inside


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", SOURCES, ids=shown)
def test_imports_point_down(path: Path) -> None:
    here = part(path)
    assert here in MAY_IMPORT, f"{shown(path)}: give the new part {here!r} its place in MAY_IMPORT and in docs/architecture.md"
    up = [
        f"{shown(path)}:{line} imports {there}"
        for there, line, lazy in imports(path)
        if there != here and there not in MAY_IMPORT[here] and not (lazy and (here, there) in LAZY)
    ]
    assert up == []


def test_no_part_imports_itself_in_a_circle_by_the_table() -> None:
    order = list(MAY_IMPORT)
    assert [(upper, lower) for upper, lowers in MAY_IMPORT.items() for lower in lowers if order.index(lower) >= order.index(upper)] == []


@pytest.mark.parametrize("path", ALL_CODE, ids=shown)
def test_files_fit_on_a_few_screens(path: Path) -> None:
    lines = len(path.read_text("utf-8").splitlines())
    assert lines <= 400


def strings(path: Path) -> Iterator[tuple[str, int]]:
    """String constants of a file that are no docstrings."""
    docs: set[ast.AST] = set()
    for node in ast.walk(tree(path)):
        for name in ("body", "orelse", "finalbody"):
            for statement in getattr(node, name, None) or [] if not isinstance(node, ast.Lambda | ast.IfExp) else []:
                if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
                    docs.add(statement.value)
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in docs:
            yield node.value, node.lineno


CLASS = re.compile(r"\[[^]]*\]|[^\W\d_]-[^\W\d_a-zA-Z]\S*")  # a regular expression's set or range of letters
FOREIGN = re.compile(r"[^\W\d_]{3,}")
FOREIGN_RUN = re.compile(r"[^\W\d_a-zA-Z]{2,}")


def foreign_words(text: str) -> list[str]:
    """Words with letters outside ASCII: two such letters in a row, or a word of three letters with one."""
    text = CLASS.sub(" ", text)
    return FOREIGN_RUN.findall(text) + [word for word in FOREIGN.findall(text) if not word.isascii()]


@pytest.mark.parametrize("path", SOURCES, ids=shown)
def test_no_word_of_another_script_or_accent_stands_in_code(path: Path) -> None:
    assert [f"{shown(path)}:{line} {word}" for text, line in strings(path) for word in foreign_words(text)] == []


@cache
def phrases() -> frozenset[str]:
    """All phrases of two words or more that the lexicons hold as labels, folded."""
    every = (lexicons.lexicon(code).labels.values() for code in lexicons.languages())
    folded = (lexicons.fold(phrase) for labels in every for group in labels for phrase in group)
    return frozenset(phrase for phrase in folded if " " in phrase)


@pytest.mark.parametrize("path", SOURCES, ids=shown)
def test_no_phrase_of_the_lexicon_is_repeated_in_code(path: Path) -> None:
    assert [f"{shown(path)}:{line} {text!r}" for text, line in strings(path) if " " in text and lexicons.fold(text) in phrases()] == []


def test_the_check_for_words_finds_them() -> None:
    assert foreign_words("März") == ["März"]
    assert foreign_words("記者") == ["記者"]
    assert foreign_words(r"[a-zàé]|\d{4}年\d|„“«»") == []
    assert foreign_words("A-ZÀ-ÖØ-ÞЁЄ") == []
