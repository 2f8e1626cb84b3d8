"""Which of several declarations wins, and what becomes of titles, addresses and languages on the way."""

from __future__ import annotations

import pytest

from newsparse.article import Author, Declared
from tests.heads import ARTICLE, URL, ld, meta, read, read_both


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
