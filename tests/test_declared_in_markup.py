"""What pages declare in meta elements and in microdata."""

from __future__ import annotations

import pytest

from newsparse.article import Author, Declared
from tests.heads import URL, meta, read


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


@pytest.mark.parametrize(("tier", "free"), [("free", True), ("locked", False), ("metered", None)])
def test_the_content_tier(tier: str, free: bool | None) -> None:
    assert read(meta(article__content_tier=tier)).free is free


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
