"""The page that the project started from gives exactly what is expected of it, key by key."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import newsparse
from newsparse import Article, Paragraph


@pytest.fixture(scope="module")
def expected(shared: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((shared / "seed" / "expected.json").read_text("utf-8"))
    return data


@pytest.fixture(scope="module")
def article(shared: Path) -> Article:
    return newsparse.parse(shared / "seed" / "page.txt")


def test_every_key_has_a_test(expected: dict[str, Any]) -> None:
    assert set(expected) == {
        *("kind", "published", "read_time", "headline", "dek", "source", "authors", "language", "body_paragraphs", "body_first_words"),
        *("quotes", "related", "teasers", "credits", "removed_contains", "note"),
    }


@pytest.mark.parametrize("key", ["kind", "headline", "dek", "source", "language"])
def test_single_values(article: Article, expected: dict[str, Any], key: str) -> None:
    assert getattr(article, key) == expected[key]


def test_published(article: Article, expected: dict[str, Any]) -> None:
    assert article.published is not None
    assert str(article.published) == expected["published"]["iso"]
    assert article.published.text == expected["published"]["text"]
    assert (article.published.time is not None) == expected["published"]["has_time"]


def test_read_time(article: Article, expected: dict[str, Any]) -> None:
    time = article.read_time
    assert time is not None
    assert {"minutes": time.minutes, "text": time.text, "stated": time.stated} == expected["read_time"]


def test_authors_and_credits(article: Article, expected: dict[str, Any]) -> None:
    assert [author.name for author in article.authors] == expected["authors"]
    assert list(article.credits) == expected["credits"]


def test_body(article: Article, expected: dict[str, Any]) -> None:
    assert [type(block) for block in article.body] == [Paragraph] * expected["body_paragraphs"]
    for block, words in zip(article.body, expected["body_first_words"], strict=True):
        assert block.text.startswith(words)


def test_quotes(article: Article, expected: dict[str, Any]) -> None:
    found = [(quote.speaker, quote.mention, quote.cue) for quote in article.quotes]
    assert found == [(quote["speaker"], quote["mention"], quote["cue"]) for quote in expected["quotes"]]
    for quote, words in zip(article.quotes, expected["quotes"], strict=True):
        assert quote.text.startswith(words["starts"])
        assert quote.text.endswith(words["ends"])
        assert article.text[quote.start : quote.end] == quote.text


def test_related(article: Article, expected: dict[str, Any]) -> None:
    found = []
    for link in article.related:
        row = {"kind": link.kind, "label": link.label, "title": link.title}
        if link.after_block is not None:
            row["after_paragraph"] = link.after_block + 1
        found.append(row)
    assert found == expected["related"]


def test_teasers(article: Article, expected: dict[str, Any]) -> None:
    found = [(teaser.section, teaser.headline, teaser.truncated) for teaser in article.teasers]
    assert found == [(teaser["section"], teaser["headline"], teaser["truncated"]) for teaser in expected["teasers"]]
    for teaser, words in zip(article.teasers, expected["teasers"], strict=True):
        assert teaser.summary is not None
        assert teaser.summary.startswith(words["summary_starts"])


def test_removed(article: Article, expected: dict[str, Any]) -> None:
    assert [block.text for block in article.removed] == expected["removed_contains"]


def test_nothing_is_lost(article: Article, shared: Path) -> None:
    lines = [line.strip() for line in (shared / "seed" / "page.txt").read_text("utf-8").splitlines() if line.strip()]
    assert [block.text for block in article.blocks] == lines
