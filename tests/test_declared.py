"""What pages declare: JSON-LD, meta, microdata, and which of them wins."""

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

URL = "https://www.harbourpost.example/town/bridge-closed"


def read(head: str, body: str = "", *, url: str | None = URL, lang: str = "") -> Declared:
    return read_both(head, body, url=url, lang=lang)[0]


def read_both(head: str, body: str = "", *, url: str | None = URL, lang: str = "") -> tuple[Declared, str | None]:
    attribute = f' lang="{lang}"' if lang else ""
    return declared(lxml.html.document_fromstring(f"<html{attribute}><head>{head}</head><body>{body}</body></html>"), url=url)


def ld(*values: Any) -> str:
    return "".join(
        f'<script type="application/ld+json">{value if isinstance(value, str) else json.dumps(value)}</script>' for value in values
    )


def meta(**values: str) -> str:
    return "".join(f'<meta property="{name.replace("__", ":")}" content="{value}">' for name, value in values.items())


ARTICLE = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Bridge closed after storm",
    "description": "The old bridge stays shut until May.",
    "author": [
        {"@type": "Person", "name": "Ada Quill", "url": "/staff/ada", "jobTitle": "Reporter"},
        {"@type": "Person", "name": "Ben Ott"},
    ],
    "datePublished": "2024-03-05T08:30:00+01:00",
    "dateModified": "2024-03-06T10:00:00+01:00",
    "publisher": {"@type": "NewsMediaOrganization", "name": "Harbour Post"},
    "articleSection": ["Town", "Traffic"],
    "keywords": "bridges, storm , bridges",
    "image": {"@type": "ImageObject", "url": "/img/bridge.jpg"},
    "inLanguage": "en-GB",
    "isAccessibleForFree": "False",
    "articleBody": "First paragraph.\n\nSecond &quot;one&quot;.",
}


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


@pytest.mark.parametrize(("tier", "free"), [("free", True), ("locked", False), ("metered", None)])
def test_the_content_tier(tier: str, free: bool | None) -> None:
    assert read(meta(article__content_tier=tier)).free is free


def test_meta_elements_alone() -> None:
    found = read(
        meta(
            og__title="Bridge closed | Harbour Post",
            og__site_name="Harbour Post",
            og__description="Shut until May.",
            og__type="article",
            og__image="/img/og.jpg",
            og__url=URL,
            og__locale="de_AT",
            article__published_time="2024-03-05T08:30:00Z",
            article__modified_time="2024-03-06",
            article__section="Town",
        )
        + '<meta property="article:tag" content="bridges"><meta property="article:tag" content="storm">'
        + '<meta name="keywords" content="a, b, c"><meta name="author" content="Ada Quill">'
    )
    assert found.headline == "Bridge closed"
    assert found.site_name == "Harbour Post"
    assert found.description == "Shut until May."
    assert found.type == "article"
    assert found.image == "https://www.harbourpost.example/img/og.jpg"
    assert found.canonical_url == URL
    assert found.language == "de"
    assert str(found.published) == "2024-03-05T08:30+00:00"
    assert found.published is not None
    assert found.published.origin == "meta"
    assert str(found.modified) == "2024-03-06"
    assert found.section == "Town"
    assert found.tags == ("bridges", "storm")
    assert found.authors == (Author("Ada Quill"),)


@pytest.mark.parametrize(
    ("name", "value", "field", "expected"),
    [
        ("DC.title", "Bridge closed", "headline", "Bridge closed"),
        ("dcterms:title", "Bridge closed", "headline", "Bridge closed"),
        ("parsely-title", "Bridge closed", "headline", "Bridge closed"),
        ("twitter:title", "Bridge closed", "headline", "Bridge closed"),
        ("DC.Creator", "Ada Quill", "authors", (Author("Ada Quill"),)),
        ("citation_author", "Quill, Ada", "authors", (Author("Quill, Ada"),)),
        ("sailthru.author", "Ada Quill", "authors", (Author("Ada Quill"),)),
        ("page-author", "Ada Quill", "authors", (Author("Ada Quill"),)),
        ("article:author", "https://social.example/ada", "authors", ()),
        ("author", "@adaquill", "authors", ()),
        ("news_keywords", "bridges; storm", "tags", ("bridges", "storm")),
        ("keywords", "bridges、storm、1234567", "tags", ("bridges", "storm")),
        ("sailthru.tags", "bridges,Bridges", "tags", ("bridges",)),
        ("parsely-tags", "old-bridge,storm,98be933f-38cf-4fba-b6c6-ad438e82010a,2024", "tags", ("old bridge", "storm", "2024")),
        ("parsely-tags", "Old-bridge,storm", "tags", ("Old-bridge", "storm")),
        ("description", "  Shut \n until&nbsp;May ", "description", "Shut until May"),
        ("DC.language", "fr-CA", "language", "fr"),
        ("application-name", "Harbour Post", "site_name", "Harbour Post"),
        ("article:publisher", "https://social.example/harbourpost", "publisher", None),
        ("dc.publisher", "Harbour Post", "publisher", "Harbour Post"),
        ("parsely-section", "Town", "section", "Town"),
        ("og:title", "undefined", "headline", None),
    ],
)
@pytest.mark.parametrize("attribute", ["name", "property"])
def test_names_of_meta_elements(attribute: str, name: str, value: str, field: str, expected: object) -> None:
    assert getattr(read(f'<meta {attribute}="{name}" content="{value}">'), field) == expected


@pytest.mark.parametrize(
    "name",
    (
        "article:published_time og:article:published_time sailthru.date DC.date.issued parsely-pub-date cXenseParse:publishtime date"
        " pubdate article.published dcterms.issued dcterms.created x-published-date citation_publication_date dateCreated"
    ).split(),
)
def test_names_of_dates(name: str) -> None:
    found = read(f'<meta name="{name}" content="2024-03-05T08:30:00+01:00">')
    assert str(found.published) == "2024-03-05T08:30+01:00"
    assert found.modified is None


@pytest.mark.parametrize("name", ["article:expiration_time", "article:modified_time", "og:updated_time", "event_date", "dc.date.modified"])
def test_other_dates_are_not_when_it_was_published(name: str) -> None:
    assert read(f'<meta name="{name}" content="2024-03-05T08:30:00+01:00">').published is None


def test_the_twitter_elements_may_use_value() -> None:
    assert read('<meta name="twitter:title" value="Bridge closed">').headline == "Bridge closed"


def test_the_author_on_a_sharing_card_needs_a_label_that_says_so() -> None:
    card = '<meta name="twitter:label{0}" content="{1}"><meta name="twitter:data{0}" content="{2}">'
    assert read(card.format(1, "Written by", "Ada Quill") + card.format(2, "Est. reading time", "4 minutes")).authors == (
        Author("Ada Quill"),
    )
    assert read(card.format(1, "Price", "12 EUR")).authors == ()


MICRODATA = """
<article itemscope itemtype="https://schema.org/NewsArticle">
 <h1 itemprop="headline">Bridge closed after storm</h1>
 <span itemprop="author" itemscope itemtype="https://schema.org/Person">
  <a itemprop="url" href="/staff/ada"><b itemprop="name">Ada Quill</b></a></span>
 <time itemprop="datePublished" datetime="2024-03-05T08:30:00+01:00">Tuesday</time>
 <div itemprop="publisher" itemscope itemtype="https://schema.org/Organization"><meta itemprop="name" content="Harbour Post"></div>
 <div itemprop="image" itemscope itemtype="https://schema.org/ImageObject"><meta itemprop="url" content="/img/b.jpg"></div>
 <meta itemprop="isAccessibleForFree" content="false"><meta itemprop="keywords" content="bridges, storm">
 <section itemprop="comment" itemscope itemtype="https://schema.org/Comment">
  <span itemprop="author">A reader</span><time itemprop="datePublished" datetime="2024-03-09">9 March</time></section>
 <aside itemscope itemtype="https://schema.org/NewsArticle"><h3 itemprop="headline">Another story</h3></aside>
</article>
"""


def test_microdata() -> None:
    found = read("", MICRODATA)
    assert found.headline == "Bridge closed after storm"
    assert found.authors == (Author("Ada Quill", "https://www.harbourpost.example/staff/ada"),)
    assert str(found.published) == "2024-03-05T08:30+01:00"
    assert found.published is not None
    assert found.published.origin == "microdata"
    assert found.publisher == "Harbour Post"
    assert found.image == "https://www.harbourpost.example/img/b.jpg"
    assert found.free is False
    assert found.tags == ("bridges", "storm")
    assert found.type == "NewsArticle"


def test_the_headline_of_the_sites_header_is_not_the_articles() -> None:
    header = '<header itemscope itemtype="https://schema.org/WPHeader"><p itemprop="headline">Harbour Post</p></header>'
    article = '<main itemscope itemtype="https://schema.org/CreativeWork"><h2 itemprop="headline">Bridge closed</h2></main>'
    assert read("", header + article).headline == "Bridge closed"
    assert read("", header + article).type == "CreativeWork"


def test_a_section_is_a_name() -> None:
    assert read(ld({**ARTICLE, "articleSection": "https://www.harbourpost.example/town"})).section is None
    assert read(ld({**ARTICLE, "articleSection": "The old bridge stays shut until May, and the harbour road is crowded"})).section is None
    assert read(ld({**ARTICLE, "articleSection": [{"@type": "Thing", "name": "Town"}]})).section == "Town"


def test_properties_outside_any_item() -> None:
    found = read(
        "", '<h1 itemprop="name headline">Bridge closed</h1><p itemprop="author">Ada Quill</p><i itemprop="datePublished">5 March 2024</i>'
    )
    assert found.headline == "Bridge closed"
    assert found.authors == (Author("Ada Quill"),)
    assert str(found.published) == "2024-03-05"


def test_breadcrumbs_in_microdata_declare_nothing() -> None:
    crumbs = (
        '<ol itemscope itemtype="https://schema.org/BreadcrumbList"><li itemprop="item" itemscope><b itemprop="name">Town</b></li></ol>'
    )
    assert read("", crumbs) == Declared()


def test_a_news_articles_headline_wins_over_sharing_titles() -> None:
    head = ld({"@type": "NewsArticle", "headline": "Bridge closed after storm"}) + meta(og__title="You won't believe this bridge")
    assert read(head, "<h1>You won't believe this bridge</h1>").headline == "Bridge closed after storm"


def test_of_other_headlines_the_one_that_the_page_shows_wins() -> None:
    head = ld({"@type": "BlogPosting", "headline": "Bridge repair cost guide 2024"}) + meta(og__title="What a bridge costs")
    assert read(head, "<h1>What a bridge costs</h1>").headline == "What a bridge costs"
    assert read(head, "<h1>Our blog</h1>").headline == "Bridge repair cost guide 2024"


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("Bridge closed - Harbour Post", "Bridge closed"),
        ("Bridge closed | Town | harbourpost.example", "Bridge closed | Town"),
        ("Harbour Post: Bridge closed", "Harbour Post: Bridge closed"),
        ("Harbour Post | Bridge closed", "Bridge closed"),
        ("Storm - what now", "Storm - what now"),
        ("Harbour Post", "Harbour Post"),
        ("Bridge closed｜Harbour Post", "Bridge closed"),
    ],
)
def test_the_sites_name_is_no_part_of_the_headline(title: str, headline: str) -> None:
    head = f'<title>{title}</title><meta property="og:site_name" content="Harbour Post"><link rel="canonical" href="{URL}">'
    assert read(head).headline == headline


def test_a_source_that_names_the_site_gives_way_to_one_that_names_a_person() -> None:
    head = ld({**ARTICLE, "author": {"@type": "Organization", "name": "Harbour Post"}})
    assert read(head + '<meta name="author" content="Ada Quill">').authors == (Author("Ada Quill"),)
    assert read(head).authors == (Author("Harbour Post"),)


def test_of_one_day_the_more_exact_date_wins() -> None:
    head = ld({**ARTICLE, "datePublished": "2024-03-05"}) + meta(article__published_time="2024-03-05T08:30:00+01:00")
    assert str(read(head).published) == "2024-03-05T08:30+01:00"


def test_dates_in_words_are_read_in_the_pages_language() -> None:
    assert str(read('<meta name="date" content="5. März 2024">', lang="de").published) == "2024-03-05"
    assert str(read('<meta name="date" content="05/06/2024">', lang="fr").published) == "2024-06-05"
    assert read('<meta name="date" content="05/06/2024">', lang="en").published is None


def test_a_page_about_something_else() -> None:
    assert read(ld({"@type": "Product", "name": "Boat", "offers": {}}) + meta(og__type="website")).type == "Product"
    assert read(ld({"@type": "Product", "name": "Boat", "offers": {}}) + meta(og__type="article")).type == "article"
    assert read(ld({"@type": "WebPage", "name": "Boats"}) + meta(og__type="website")).type == "WebPage"


def test_the_canonical_link_and_relative_addresses() -> None:
    assert read('<link rel="canonical" href="/town/bridge">').canonical_url == "https://www.harbourpost.example/town/bridge"
    assert read('<link rel="canonical" href="/town/bridge">', url=None).canonical_url == "/town/bridge"
    assert read('<link rel="canonical" href="javascript:void(0)">').canonical_url is None
    assert read('<link rel="canonical" href="http://[broken">').canonical_url == "http://[broken"
    assert read(meta(og__image="//img.example/a.jpg"), url=None).image == "https://img.example/a.jpg"


def test_the_title_of_a_drawing_is_not_the_pages() -> None:
    assert read("", "<svg><title>Menu</title></svg>").title is None


def test_html_lang_comes_first() -> None:
    assert read(meta(og__locale="en_US"), lang="nb-NO").language == "no"


def test_an_empty_page_declares_nothing() -> None:
    assert read_both("") == (Declared(), None)


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
