"""Whole pages and the whole Articles that come out of them; fixtures/README.md tells how one is made."""

from __future__ import annotations

import json

import pytest

from fixtures.checks import FOLDER, comparable, load_about, mismatches, names, parse_fixture
from newsparse.article import Article


def test_there_are_pages_of_both_kinds_in_many_languages() -> None:
    abouts = [load_about(name) for name in names()]
    assert sum(about["kind"] == "html" for about in abouts) >= 8
    assert sum(about["kind"] == "text" for about in abouts) >= 8
    assert len({about["language"] for about in abouts}) >= 10


@pytest.mark.parametrize("name", names())
def test_page_becomes_its_article(name: str) -> None:
    path = FOLDER / name / "expected.json"
    if not path.exists():
        pytest.skip(f"fixtures/{name} has no expected.json yet: fixtures/accept.py {name} writes it")
    article = parse_fixture(name)
    assert mismatches(article, load_about(name)) == []
    assert comparable(article) == json.loads(path.read_text("utf-8"))
    assert Article.from_dict(article.to_dict()) == article
