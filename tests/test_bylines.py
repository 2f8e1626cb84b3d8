"""What a byline says beside names, and names that stand elsewhere than in a byline."""

from __future__ import annotations

import pytest

from newsparse.article import Author
from newsparse.fields.authors import authors
from newsparse.fields.bylines import is_author_page
from newsparse.fields.names import name_reader
from newsparse.fields.undated import undated
from newsparse.roles import Role
from tests.labelled import PROSE, article, names, page


def test_a_second_writer_behind_a_role() -> None:
    found, _ = authors(article("By Nora Fielding, Harbour reporter and Tom Ashdown Published 14 May 2024, 6:30am"))
    assert found == (Author("Nora Fielding", None, "Harbour reporter"), Author("Tom Ashdown"))


def test_a_second_writer_behind_a_role_in_capitals_where_declared() -> None:
    declared = (Author("Nora Fielding"), Author("Tom Ashdown"))
    found, _ = authors(article("By Nora Fielding, Political Editor and Tom Ashdown", authors=declared))
    assert found == (Author("Nora Fielding", None, "Political Editor"), Author("Tom Ashdown"))


def test_the_last_word_of_a_clock_is_no_role() -> None:
    found, _ = authors(article("Von Anna Brückner, Redakteurin Stand: 14.03.2025, 18:42 Uhr Lesezeit: 3 Minuten", language="de"))
    assert found == (Author("Anna Brückner", None, "Redakteurin"),)


def test_a_desk_that_the_head_declares_and_the_place_behind_it() -> None:
    labelled = article("Redacción Valle Hondo 07 nov 2025 - 06:10", language="es", authors=(Author("Redacción"),))
    assert names(labelled) == ["Redacción"]


def test_a_place_behind_the_declared_name() -> None:
    assert names(article("By Nora Fielding — Elmtown Green", authors=(Author("Nora Fielding"),))) == ["Nora Fielding"]


def test_a_title_makes_no_other_name() -> None:
    assert names(article("By Dr. Nora Fielding", authors=(Author("Nora Fielding"),))) == ["Nora Fielding"]


def test_an_editor_behind_the_text_is_no_author_even_where_declared() -> None:
    labelled = page(
        (Role.HEADLINE, "Flood in the lower town", {"tag": "h1"}),
        (Role.BYLINE, "Nora Fielding"),
        (Role.PARAGRAPH, PROSE),
        (Role.BYLINE, "Edited by: Tom Ashdown"),
        authors=(Author("Tom Ashdown"),),
    )
    assert names(labelled) == ["Nora Fielding"]


def test_a_signature_in_brackets_behind_the_text() -> None:
    prose = "川は一晩で二メートルも水かさを増し、町の下手では鐘を鳴らす間もなく家々が水につかったと消防が伝えた。"
    labelled = page(
        (Role.HEADLINE, "下町で洪水", {"tag": "h1"}),
        (Role.PARAGRAPH, prose),
        (Role.OTHER, "（記者・山本花子）"),
        language="ja",
    )
    assert names(labelled) == ["山本花子"]


@pytest.mark.parametrize("line", ["nof, tas; Photo: Priya Raman", "(nof/tas)"])
def test_initials_before_the_declared_outlet(line: str) -> None:
    labelled = page(
        (Role.HEADLINE, "Flood in the lower town", {"tag": "h1"}),
        (Role.PARAGRAPH, PROSE),
        (Role.OTHER, line),
        authors=(Author("The Valley Herald"),),
        site_name="The Valley Herald",
    )
    assert names(labelled) == ["nof", "tas"]


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("Nora Fielding Published on 14 May 2024 at 6:30am", "Nora Fielding"),
        ("Nora Fielding 4 min read", "Nora Fielding"),
        ("Nora Fielding · Room 12", "Nora Fielding · Room 12"),
        ("Updated 14 May 2024 by Nora Fielding", "by Nora Fielding"),
    ],
)
def test_lines_without_dates(line: str, left: str) -> None:
    found = undated(line, article("x").lexicons)
    assert len(found) == len(line)
    assert found.strip(" |") == left


@pytest.mark.parametrize(
    ("url", "name", "expected"),
    [
        ("https://paper.example/author/nofi", "Nora Fielding", True),
        ("https://paper.example/autoren/nora-fielding-12.html", "Nora Fielding", True),
        ("https://paper.example/people/nora-fielding", "Nora Fielding", True),
        ("https://paper.example/people/river", "Nora Fielding", False),
        ("https://paper.example/authors", "All authors", False),
        ("https://paper.example/town/flood", "Flood", False),
        ("mailto:nora.fielding@paper.example", "Nora Fielding", True),
        ("mailto:?subject=flood", "Per Mail", False),
        ("http://[", "Nora Fielding", False),
    ],
)
def test_addresses_of_author_pages(url: str, name: str, expected: bool) -> None:
    assert is_author_page(url, name) is expected


@pytest.mark.parametrize(
    "text", ["", "|||", "By", "By by by by", "and and and", "(((", "\u0000", "@ @ @", "by " * 5000, "A " * 5000, "，、" * 300]
)
def test_any_line_can_be_read(text: str) -> None:
    found = name_reader(article("x").lexicons).people(text)
    assert all(0 < len(named.name) <= 120 for named in found)


def test_a_section_linked_behind_the_linked_author_is_no_name() -> None:
    links = [("Nora Fielding", "https://paper.example/author/nora"), ("River News", "https://paper.example/category/river-news")]
    assert names(article("by Nora Fielding | River News", extra={"links": links})) == ["Nora Fielding"]
