"""The other stories that a page promotes: headings, tabs, cards, dates, pictures, paid boxes."""

from __future__ import annotations

import datetime as dt

import pytest

from newsparse.article import Image, Teaser, Timestamp
from newsparse.fields.teasers import teasers
from newsparse.label.labelled import LabelledPage
from newsparse.label.refine import teaser_role
from newsparse.read.page import Block
from newsparse.roles import Role
from tests.build import labelled, labelled_text

SITE = "https://news.example"


def item(name: str) -> str:
    return f"<li><a href='/{name}'>Story {name} of the day</a></li>"


def box(*names: str) -> str:
    return f"<ul>{''.join(map(item, names))}</ul>"


def sections(page: LabelledPage) -> list[tuple[str, str | None]]:
    return [(teaser.headline.split()[1], teaser.section) for teaser in teasers(page)[0]]


S, H = "teaser-section ", "teaser-headline "


def test_a_card_with_all_that_can_stand_in_it() -> None:
    html = (
        "<h2>Most read:</h2><article><a href='/a'><img src='/a.jpg' alt='Ferry'></a><p>Harbour</p>"
        "<h3><a href='/a'>Ferries run again</a></h3>"
        "<p>June 29, 2021</p><p>The boats are back after nine days of rain and wind, but not all of …</p></article>"
    )
    found, used = teasers(labelled(html, f"{S} teaser-meta {H} teaser-meta teaser-summary"))
    assert found == (
        Teaser(
            "Ferries run again",
            f"{SITE}/a",
            "Most read",
            "The boats are back after nine days of rain and wind, but not all of …",
            True,
            Timestamp(dt.date(2021, 6, 29), text="June 29, 2021"),
            Image(f"{SITE}/a.jpg", alt="Ferry"),
        ),
    )
    assert used == {0, 1, 2, 3, 4}


def test_headings_hold_for_their_own_box_only() -> None:
    html = f"<div><h2>Latest</h2>{box('a', 'b')}</div><div>{box('c', 'd')}</div><div><h2>Opinion</h2>{box('e')}</div>"
    page = labelled(html, S + H * 2 + H * 2 + S + H)
    assert sections(page) == [("a", "Latest"), ("b", "Latest"), ("c", None), ("d", None), ("e", "Opinion")]


def test_tabs_name_their_panels_in_order() -> None:
    html = (
        "<section><ul class='tabs'><li>Today</li><li>Week</li><li>Month</li></ul>"
        f"<div class='panels'><div>{box('a', 'b')}</div><div>{box('c', 'd')}</div><div>{box('e')}</div></div></section>"
    )
    page = labelled(html, S * 3 + H * 5)
    assert sections(page) == [("a", "Today"), ("b", "Today"), ("c", "Week"), ("d", "Week"), ("e", "Month")]


def test_the_one_panel_that_is_loaded_is_the_first_tabs() -> None:
    html = f"<section><div><button>Meistgelesen</button><button>Neu</button></div><div>{box('a', 'b', 'c')}</div></section>"
    page = labelled(html, S * 2 + H * 3, language="de")
    assert sections(page) == [("a", "Meistgelesen"), ("b", "Meistgelesen"), ("c", "Meistgelesen")]


def test_a_heading_under_a_heading_is_no_tab() -> None:
    html = f"<section><h2>More news</h2><div><h3>Harbour</h3>{box('a')}</div><div><h3>Town</h3>{box('b')}</div></section>"
    page = labelled(html, S * 2 + H + S + H)
    assert sections(page) == [("a", "Harbour"), ("b", "Town")]


def test_plain_text_goes_by_order() -> None:
    page = labelled_text("Most read\nStory a of the day\nStory b of the day\n\nOpinion\nStory c of the day", S + H * 2 + S + H)
    assert sections(page) == [("a", "Most read"), ("b", "Most read"), ("c", "Opinion")]


def test_headline_and_picture_of_one_story_are_one_teaser() -> None:
    html = "<div><h2>Latest</h2><a href='/a'>Ferries run</a><p><a href='/a'>Ferries run again from Monday</a></p></div>"
    assert [teaser.headline for teaser in teasers(labelled(html, S + H * 2))[0]] == ["Ferries run again from Monday"]


def test_the_story_is_the_longest_link_of_the_headline() -> None:
    html = "<p><a href='/harbour'>Harbour</a> <a href='/a'>Ferries run again from Monday</a></p>"
    assert [teaser.url for teaser in teasers(labelled(html, H))[0]] == [f"{SITE}/a"]


PAID = [
    (f"<div id='taboola-below-article'><h2>Around the web</h2>{box('a')}</div>", S + H, "en"),
    (f"<div class='OUTBRAIN'>{box('a')}</div>", H, "en"),
    (f"<div class='sponsored-content'>{box('a')}</div>", H, "en"),
    ("<div><p>Sponsored</p><h3><a href='/a'>Story a of the day</a></h3></div>", "teaser-meta " + H, "en"),
    ("<div><h3><a href='/a'>Story a of the day</a></h3><p>Anzeige</p></div>", H + "teaser-meta", "de"),
    (f"<div><h2>Contenu sponsorisé</h2>{box('a')}</div>", S + H, "fr"),
]


@pytest.mark.parametrize(("html", "roles", "code"), PAID)
def test_paid_teasers(html: str, roles: str, code: str) -> None:
    assert [teaser.sponsored for teaser in teasers(labelled(html, roles, language=code))[0]] == [True]


def test_a_word_around_the_whole_page_makes_no_teaser_paid() -> None:
    html = f"<div class='promoted'><h1>Bridge closed</h1><p>It rained for nine days.</p><div>{box('a')}</div></div>"
    assert [teaser.sponsored for teaser in teasers(labelled(html, "headline paragraph " + H))[0]] == [False]


def test_a_time_element_dates_the_story_where_the_words_do_not() -> None:
    html = "<div><h3><a href='/a'>Ferries run again</a></h3><p><time datetime='2024-05-06T10:15:00+02:00'>3 hrs</time></p></div>"
    (teaser,) = teasers(labelled(html, H + "teaser-meta"))[0]
    assert teaser.published is not None
    assert str(teaser.published) == "2024-05-06T10:15:00+02:00".replace(":00+", "+")
    assert teaser.published.origin == "time"


def test_each_card_has_its_own_picture() -> None:
    html = "".join(
        f"<div class='card'><img src='/{name}.jpg'><div><h3><a href='/{name}'>Story {name}</a></h3></div></div>" for name in "abc"
    )
    found, _ = teasers(labelled(html, H * 3))
    assert [teaser.image and teaser.image.url for teaser in found] == [f"{SITE}/a.jpg", f"{SITE}/b.jpg", f"{SITE}/c.jpg"]


REST = [
    ("By Jane Doe · June 29, 2021 · 4 min read · Harbour", Role.TEASER_META),
    ("Harbour", Role.TEASER_META),
    ("3 hours ago", Role.TEASER_META),
    ("The boats are back after nine days of rain", Role.TEASER_META),
    ("The boats are back after nine days of rain.", Role.TEASER_SUMMARY),
    ("The boats are back after nine days of rain and wind, the harbour says", Role.TEASER_SUMMARY),
    ("九日間の雨のあと、船がきのうから再び動き始めました。", Role.TEASER_SUMMARY),
    ("2024年5月6日", Role.TEASER_META),
]


@pytest.mark.parametrize(("text", "role"), REST)
def test_what_goes_with_a_headline_tells_or_is_about_the_story(text: str, role: Role) -> None:
    assert teaser_role(Block(0, text, 0, "p"))[0] is role


def test_a_linked_summary_is_no_second_story() -> None:
    html = (
        "<div><h2>Latest</h2><h3><a href='/a'>Ferries run again from Monday</a></h3>"
        "<p><a href='/a'>The boats are back after nine days of rain and wind, the harbour says.</a></p></div>"
    )
    (teaser,) = teasers(labelled(html, S + H * 2))[0]
    assert (teaser.headline, teaser.summary) == (
        "Ferries run again from Monday",
        "The boats are back after nine days of rain and wind, the harbour says.",
    )


def test_a_topic_before_the_headline_is_not_the_headline() -> None:
    html = "<div><h2><a href='/a'>Trouble at the old harbour:</a></h2><h3><a href='/a'>Ferries run again</a></h3></div>"
    assert [teaser.headline for teaser in teasers(labelled(html, H * 2))[0]] == ["Ferries run again"]


def test_a_heading_holds_for_the_boxes_below_until_the_next_of_its_level() -> None:
    html = (
        f"<aside><div class='head'>Latest</div><div><div>{box('a')}</div>"
        f"<div><h3>Harbour</h3>{box('b')}</div><div>{box('c')}</div></div></aside>"
        f"<aside><div class='head'>Most read</div><div>{box('d')}</div></aside>"
    )
    page = labelled(html, S + H + S + H * 2 + S + H)
    assert sections(page) == [("a", "Latest"), ("b", "Harbour"), ("c", "Latest"), ("d", "Most read")]


def test_ranks_in_a_row_are_no_words_of_the_headlines() -> None:
    html = "<h3>Most read</h3><p>1. Baker finds a ring in the dough</p><p>2. School opens in a bus</p><p>7) Reasons to stay at home</p>"
    assert [teaser.headline for teaser in teasers(labelled(html, S + H * 3))[0]] == [
        "Baker finds a ring in the dough",
        "School opens in a bus",
        "7) Reasons to stay at home",
    ]
