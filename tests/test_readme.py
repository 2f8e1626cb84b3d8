"""What the README shows is what the package gives."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import newsparse

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def differences(shown: Any, real: Any, where: str = "") -> list[str]:
    """Where the shown value, shortened by keys and by "…", is not the real one."""
    if isinstance(shown, dict):
        missing = [f"{where}.{key}" for key in shown if key not in real]
        return missing + [line for key in shown if key in real for line in differences(shown[key], real[key], f"{where}.{key}")]
    if isinstance(shown, list):
        items = shown[:-1] if shown[-1] == "…" else shown
        fits = len(items) < len(real) if len(items) < len(shown) else len(items) == len(real)
        wrong = [] if fits else [f"{where}: {len(real)} items"]
        pairs = enumerate(zip(items, real, strict=False))
        return wrong + [line for at, (one, other) in pairs for line in differences(one, other, f"{where}[{at}]")]
    if isinstance(shown, str) and shown.endswith(" …"):
        return [] if isinstance(real, str) and real.startswith(shown[:-1]) else [f"{where}: {real}"]
    return [] if shown == real else [f"{where}: {real}"]


def test_the_output_shown_is_the_output() -> None:
    (shown,) = re.findall(r"```json\n(.*?)```", README, re.S)
    (page,) = re.findall(r"Some of what `\./run parse (\S+)` prints", README)
    article = newsparse.parse(ROOT / page)
    assert differences(json.loads(shown), json.loads(article.to_json())) == []


def test_differences_are_seen() -> None:
    real = {"a": "one two", "b": [1, 2, 3], "c": None}
    assert differences({"a": "one …", "b": [1, "…"], "c": None}, real) == []
    assert differences({"a": "two …", "b": [1, 3, 3, "…"], "c": 1, "d": 0}, real) == [
        ".d",
        ".a: one two",
        ".b: 3 items",
        ".b[1]: 2",
        ".c: None",
    ]
