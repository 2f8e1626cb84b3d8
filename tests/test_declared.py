"""What pages declare in JSON-LD."""

from __future__ import annotations

import json
import time
from typing import Any

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsparse.article import Author, Declared
from newsparse.read.declared import declared
from tests.heads import ARTICLE, URL, ld, read, read_both


def test_a_news_article_in_json_ld() -> None:
    found, body = read_both(ld(ARTICLE) + "<title>Bridge closed | Harbour Post</title>")
    assert found.headline == "Bridge closed after storm"
    assert found.description == "The old bridge stays shut until May."
    assert found.authors == (Author("Ada Quill", "https://www.harbourpost.example/staff/ada", "Reporter"), Author("Ben Ott"))
    assert str(found.published) == "2024-03-05T08:30+01:00"
    assert found.published is not None
    assert found.published.origin == "json-ld"
    assert str(found.modified) == "2024-03-06T10:00+01:00"
    assert found.publisher == found.site_name == "Harbour Post"
    assert found.section == "Town"
    assert found.tags == ("bridges", "storm")
    assert found.image == "https://www.harbourpost.example/img/bridge.jpg"
    assert found.language == "en"
    assert found.type == "NewsArticle"
    assert found.free is False
    assert found.title == "Bridge closed | Harbour Post"
    assert body == 'First paragraph.\n\nSecond "one".'


@pytest.mark.parametrize(
    "scripts",
    [
        [[ARTICLE]],
        [{"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "Harbour Post"}, ARTICLE]}],
        [{"@type": "WebPage", "mainEntity": ARTICLE}],
        [{"@type": "BreadcrumbList", "itemListElement": []}, ARTICLE],
        [{**ARTICLE, "@type": ["ReportageNewsArticle", "CreativeWork"]}],
        [{**ARTICLE, "@type": "http://schema.org/OpinionNewsArticle"}],
        ["//<![CDATA[\n" + json.dumps(ARTICLE) + "\n//]]>"],
        [json.dumps(ARTICLE)[:-1] + ",}"],
        [json.dumps(ARTICLE).replace("shut until", 'shut "for good" until')],
        ["", "not json", ARTICLE],
        [{"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "headline": "Another story", "url": "/other"}]}, ARTICLE],
        [
            {
                "@type": "LiveBlogPosting",
                **{k: v for k, v in ARTICLE.items() if k != "@type"},
                "liveBlogUpdate": [{"@type": "BlogPosting", "headline": "9:00"}],
            }
        ],
        [ARTICLE, {**ARTICLE, "headline": "The next story of an endless page", "url": "https://www.harbourpost.example/town/other"}],
        [
            {"@type": "NewsArticle", "headline": "Other", "mainEntityOfPage": {"@id": "/o"}},
            {**ARTICLE, "mainEntityOfPage": {"@id": URL + "/"}},
        ],
        [{"@type": "NewsArticle", "headline": f"Teaser {n}"} for n in range(5)] + [{**ARTICLE, "url": URL + "?from=home#top"}],
        [{"@type": "Blog", "blogPost": [{**ARTICLE, "url": URL}]}],
    ],
)
def test_the_pages_own_article_is_found(scripts: list[Any]) -> None:
    found = read(ld(*scripts))
    assert found.headline == "Bridge closed after storm"
    assert [author.name for author in found.authors] == ["Ada Quill", "Ben Ott"]
    assert str(found.published) == "2024-03-05T08:30+01:00"


def test_a_list_of_teasers_is_not_the_page() -> None:
    found = read(ld([{"@type": "NewsArticle", "headline": f"Teaser {n}", "url": f"/{n}"} for n in range(5)]) + "<title>Town news</title>")
    assert found.headline == "Town news"
    assert found.type is None


def test_references_by_id_are_followed() -> None:
    graph = [
        {
            "@type": "Article",
            "@id": "#article",
            "headline": "Bridge closed",
            "author": {"@id": "#ada"},
            "publisher": {"@id": "#org"},
            "image": {"@id": "#pic"},
        },
        {"@type": "WebPage", "@id": "#page", "datePublished": "2024-03-05", "primaryImageOfPage": {"@id": "#pic"}},
        {"@type": "Person", "@id": "#ada", "name": "Ada Quill"},
        {"@type": "Organization", "@id": "#org", "name": "Harbour Post"},
        {"@type": "ImageObject", "@id": "#pic", "contentUrl": "https://img.example/b.jpg"},
    ]
    found = read(ld({"@graph": graph}))
    assert found.authors == (Author("Ada Quill"),)
    assert found.publisher == "Harbour Post"
    assert found.image == "https://img.example/b.jpg"
    assert str(found.published) == "2024-03-05"


@pytest.mark.parametrize(
    ("value", "authors"),
    [
        ("Ada Quill", ["Ada Quill"]),
        ("Ada Quill; Ben Ott", ["Ada Quill", "Ben Ott"]),
        ("Ada Quill and Ben Ott", ["Ada Quill and Ben Ott"]),
        (["Ada Quill", {"name": "Ben Ott"}, "Ada  Quill"], ["Ada Quill", "Ben Ott"]),
        ([["Ada Quill"], [{"name": ["Ben Ott", "Cy Poe"]}]], ["Ada Quill", "Ben Ott", "Cy Poe"]),
        ({"@list": [{"name": "Ada Quill"}]}, ["Ada Quill"]),
        ({"givenName": "Ada", "familyName": "Quill"}, ["Ada Quill"]),
        ({"name": "Ada &amp; Ben"}, ["Ada & Ben"]),
        ({"name": "https://social.example/ada"}, []),
        ({"name": "[object Object]"}, []),
        ({"name": "null"}, []),
        ({"name": "{{ author }}"}, []),
        ({"@id": "#nobody"}, []),
        (7, []),
        (None, []),
    ],
)
def test_authors_in_all_their_shapes(value: Any, authors: list[str]) -> None:
    assert [author.name for author in read(ld({**ARTICLE, "author": value})).authors] == authors


@pytest.mark.parametrize(
    ("values", "free"),
    [
        ({"isAccessibleForFree": False}, False),
        ({"isAccessibleForFree": "True"}, True),
        ({"isAccessibleForFree": "http://schema.org/False"}, False),
        ({"isAccessibleForFree": "perhaps"}, None),
        ({"hasPart": {"@type": "WebPageElement", "isAccessibleForFree": "False", "cssSelector": ".paid"}}, False),
        ({"hasPart": [{"isAccessibleForFree": True}]}, None),
        ({}, None),
    ],
)
def test_whether_it_is_free(values: dict[str, Any], free: bool | None) -> None:
    article = {key: value for key, value in ARTICLE.items() if key != "isAccessibleForFree"}
    assert read(ld({**article, **values})).free is free


def test_a_section_is_a_name() -> None:
    assert read(ld({**ARTICLE, "articleSection": "https://www.harbourpost.example/town"})).section is None
    assert read(ld({**ARTICLE, "articleSection": "The old bridge stays shut until May, and the harbour road is crowded"})).section is None
    assert read(ld({**ARTICLE, "articleSection": [{"@type": "Thing", "name": "Town"}]})).section == "Town"


def test_hostile_scripts_take_little_time() -> None:
    scripts = ld("[" * 500_000, '{"a":' * 5000, *['{"a":"' + '" "' * 50_000] * 20)
    scripts += ld([{"@type": "NewsArticle", "headline": f"h{n}", "author": ["a"] * 50} for n in range(5000)])
    start = time.process_time()
    read(scripts)
    assert time.process_time() - start < 2


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*ARTICLE, "@graph", "@id", "mainEntity", "hasPart", "name", "url"]), inner, max_size=6)
    ),
    max_leaves=20,
)


@given(st.dictionaries(st.sampled_from([*ARTICLE, "@graph", "mainEntityOfPage", "hasPart"]), json_values), st.text(max_size=60))
def test_any_json_ld_and_any_meta_is_survived(value: dict[str, Any], text: str) -> None:
    root = lxml.html.document_fromstring("<html><head><script type='application/ld+json'></script><meta name='author'></head></html>")
    script, author = root.iter("script", "meta")
    script.text = json.dumps({"@type": "NewsArticle", **value})
    author.set("content", "".join(character for character in text if character.isprintable()))
    found, body = declared(root, url=URL)
    assert isinstance(found, Declared)
    assert body is None or body.strip() == body
