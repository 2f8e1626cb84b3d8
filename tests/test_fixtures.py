"""Whole pages and the whole Articles that come out of them; fixtures/README.md tells how one is made."""

from __future__ import annotations

import json

import pytest

from fixtures.checks import FOLDER, comparable, contradictions, load_about, names, parse_fixture
from newsparse.article import Article


def test_there_are_pages_of_both_kinds_in_many_languages() -> None:
    abouts = [load_about(name) for name in names()]
    assert sum(about["kind"] == "html" for about in abouts) >= 8
    assert sum(about["kind"] == "text" for about in abouts) >= 8
    assert len({about["language"] for about in abouts}) >= 10


@pytest.mark.parametrize("name", names())
def test_page_becomes_its_article(name: str) -> None:
    article = parse_fixture(name)
    # What the parser has not learned yet stands in [gaps]; what it has learned meanwhile may not stand there.
    assert contradictions(article, load_about(name)) == []
    assert comparable(article) == json.loads((FOLDER / name / "expected.json").read_text("utf-8"))
    assert Article.from_dict(article.to_dict()) == article


def test_gaps_excuse_what_is_wrong_and_nothing_else() -> None:
    article = Article(kind="text", headline="Rain ends", tags=("rain",))
    about = {"what": "a page", "kind": "text", "headline": "Rain ends the drought", "tags": ["rain"]}
    assert contradictions(article, about) == ["headline: 'Rain ends', the page says 'Rain ends the drought'"]
    assert contradictions(article, about | {"gaps": {"headline": "cut off"}}) == []
    assert contradictions(article, about | {"gaps": {"headline": "cut off", "tags": "none found", "dek": "not told"}}) == [
        "gaps.dek: about.toml has no such key",
        "gaps.tags: the Article agrees now, so the line must go",
    ]
