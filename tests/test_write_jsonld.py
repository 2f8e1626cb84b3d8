"""schema.org JSON-LD."""

from __future__ import annotations

import datetime as dt
import json
import re

import pytest
from hypothesis import given

from newsparse.article import Article, Author, Declared, Image, ReadTime, Timestamp
from newsparse.write.jsonld import jsonld_script, to_jsonld
from tests.strategies import articles, true_articles


def test_a_whole_article() -> None:
    article = Article(
        kind="html",
        url="https://e.org/ferry?x=1",
        canonical_url="https://e.org/ferry",
        site_name="The Coast",
        language="en",
        section="Harbour",
        tags=("ferry", "sea"),
        headline="Ferry runs",
        dek="After a pause",
        source="Coast Wire",
        authors=(Author("Ana Sol", "https://e.org/ana", "Editor"), Author("coast wire")),
        published=Timestamp(dt.date(2024, 5, 3)),
        modified=Timestamp(dt.date(2024, 5, 4), dt.time(9, 30), dt.UTC),
        read_time=ReadTime(2),
        text="The ferry runs.",
        images=(Image("https://e.org/p.jpg", "The pier", "Jo Ray", "pier"), Image("data:image/png,x"), Image(None, "Only words")),
        paywalled=True,
    )
    assert article.to_jsonld() == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "url": "https://e.org/ferry?x=1",
        "mainEntityOfPage": {"@type": "WebPage", "@id": "https://e.org/ferry"},
        "headline": "Ferry runs",
        "alternativeHeadline": "After a pause",
        "description": "After a pause",
        "author": [
            {"@type": "Person", "name": "Ana Sol", "jobTitle": "Editor", "url": "https://e.org/ana"},
            {"@type": "Organization", "name": "coast wire"},
        ],
        "datePublished": "2024-05-03",
        "dateModified": "2024-05-04T09:30+00:00",
        "publisher": {"@type": "Organization", "name": "The Coast"},
        "sourceOrganization": {"@type": "Organization", "name": "Coast Wire"},
        "inLanguage": "en",
        "articleSection": "Harbour",
        "keywords": ["ferry", "sea"],
        "image": [
            {"@type": "ImageObject", "url": "https://e.org/p.jpg", "caption": "The pier", "creditText": "Jo Ray"},
            {"@type": "ImageObject", "caption": "Only words"},
        ],
        "timeRequired": "PT2M",
        "isAccessibleForFree": False,
        "articleBody": "The ferry runs.",
    }


def test_what_is_not_known_has_no_key() -> None:
    assert to_jsonld(Article(kind="text")) == {"@context": "https://schema.org", "@type": "NewsArticle"}


def test_an_outlet_is_the_author_where_nobody_is_named() -> None:
    assert to_jsonld(Article(kind="text", source="Coast Wire"))["author"] == [{"@type": "Organization", "name": "Coast Wire"}]


def test_the_publisher_s_own_words_win() -> None:
    declared = Declared(publisher="Coast Media", description="In short", free=True)
    plain = to_jsonld(Article(kind="html", site_name="The Coast", source="coast media", dek="Dek", declared=declared))
    assert plain["publisher"] == {"@type": "Organization", "name": "Coast Media"}
    assert plain["description"] == "In short"
    assert plain["isAccessibleForFree"] is True
    assert "sourceOrganization" not in plain


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x"])
def test_addresses_that_run_code_are_left_out(url: str) -> None:
    plain = to_jsonld(Article(kind="html", url=url, canonical_url=url, authors=(Author("Ana", url),)))
    assert plain["author"] == [{"@type": "Person", "name": "Ana"}]
    assert "url" not in plain
    assert "mainEntityOfPage" not in plain


def test_a_script_cannot_be_closed_from_inside() -> None:
    article = Article(kind="html", headline="</script><script>alert(1)</script>", text="<!-- & \u2028 \ud800 é")
    script = jsonld_script(article)
    assert '"headline": "\\u003c/script\\u003e\\u003cscript\\u003ealert(1)\\u003c/script\\u003e"' in script
    assert '"articleBody": "\\u003c!-- \\u0026 \\u2028 \\ud800 é"' in script
    assert json.loads(script) == to_jsonld(article)


@given(articles() | true_articles())
def test_any_article_can_be_written(article: Article) -> None:
    script = jsonld_script(article)
    script.encode()
    assert not re.search(r"[<>&\u2028\u2029]", script)
    assert json.loads(script) == to_jsonld(article)
