"""Who wrote it: names out of bylines of many languages, and which of several sources wins."""

from __future__ import annotations

import pytest

from newsparse.article import Author
from newsparse.fields.authors import authors
from newsparse.fields.source import source
from newsparse.roles import Role
from tests.labelled import PROSE, article, names, page


@pytest.mark.parametrize(
    ("language", "byline", "expected"),
    [
        ("en", "By Nora Fielding", ["Nora Fielding"]),
        ("en", "BY NORA FIELDING", ["NORA FIELDING"]),
        ("en", "Written by: Nora Fielding", ["Nora Fielding"]),
        ("en", "By Nora Fielding and Tom Ashdown", ["Nora Fielding", "Tom Ashdown"]),
        ("en", "By Nora Fielding, Tom Ashdown and Priya Raman", ["Nora Fielding", "Tom Ashdown", "Priya Raman"]),
        ("en", "By Nora Fielding & Tom Ashdown", ["Nora Fielding", "Tom Ashdown"]),
        ("en", "By Nora Fielding, Political Editor", ["Nora Fielding"]),
        ("en", "By Nora Fielding, Senior Reporter, The Valley Herald", ["Nora Fielding"]),
        ("en", "By Nora Fielding, MD", ["Nora Fielding"]),
        ("en", "By Nora Fielding n.fielding@paper.example", ["Nora Fielding"]),
        ("en", "By Nora Fielding @norafielding", ["Nora Fielding"]),
        ("en", "By Nora Fielding | The Valley Herald", ["Nora Fielding"]),
        ("en", "By Nora Fielding June 29, 2021 10:15", ["Nora Fielding"]),
        ("en", "June 29, 2021 | By Nora Fielding", ["Nora Fielding"]),
        ("en", "Published June 29, 2021 by Nora Fielding", ["Nora Fielding"]),
        ("en", "By Nora Fielding The Valley Press", ["Nora Fielding"]),
        ("en", "By Seán O'Dowd-Byrne", ["Seán O'Dowd-Byrne"]),
        ("en", "By Maarten van der Velde", ["Maarten van der Velde"]),
        ("en", "By R. J. Holloway", ["R. J. Holloway"]),
        ("en", "ByNora Fielding", ["Nora Fielding"]),
        ("en", "By Nora King", ["Nora King"]),
        ("en", "Nora Fielding Nora Fielding", ["Nora Fielding"]),
        ("de", "Von Anna-Lena Brückner", ["Anna-Lena Brückner"]),
        ("de", "Von Anna Brückner und Jörg Thalmann", ["Anna Brückner", "Jörg Thalmann"]),
        ("de", "Ein Gastbeitrag von Jörg von Thalmann", ["Jörg von Thalmann"]),
        ("de", "Autorin: Anna Brückner, Redakteurin", ["Anna Brückner"]),
        ("de", "29. Juni 2021, 14:05 Uhr | Von Anna Brückner", ["Anna Brückner"]),
        ("de", "Autor: Anna Brückner und Jörg Thalmann, Beirut", ["Anna Brückner", "Jörg Thalmann"]),
        ("fr", "Par Élise Marchandeau", ["Élise Marchandeau"]),
        ("fr", "Par Élise Marchandeau et Luc Deschênes", ["Élise Marchandeau", "Luc Deschênes"]),
        ("fr", "Propos recueillis par Luc Deschênes", ["Luc Deschênes"]),
        ("es", "Por Lucía Barrantes", ["Lucía Barrantes"]),
        ("es", "Por Lucía Barrantes y Iván de la Peña", ["Lucía Barrantes", "Iván de la Peña"]),
        ("it", "di Giulia Ferranti", ["Giulia Ferranti"]),
        ("it", "di Giulia Ferranti e Paolo Di Marco", ["Giulia Ferranti", "Paolo Di Marco"]),
        ("pt", "Por Beatriz Salgueiro e Rui Tavarela", ["Beatriz Salgueiro", "Rui Tavarela"]),
        ("nl", "Door Sanne Dijkhof", ["Sanne Dijkhof"]),
        ("nl", "Door Sanne Dijkhof en Bram van Loon", ["Sanne Dijkhof", "Bram van Loon"]),
        ("ru", "Автор: Ирина Лосева", ["Ирина Лосева"]),
        ("ru", "Ирина Лосева и Пётр Жаров", ["Ирина Лосева", "Пётр Жаров"]),
        ("uk", "Автор: Оксана Гринько", ["Оксана Гринько"]),
        ("pl", "Autor: Zofia Wiśniak", ["Zofia Wiśniak"]),
        ("cs", "Autor: Jitka Nováčková", ["Jitka Nováčková"]),
        ("tr", "Selin Karadere ve Ozan Bilgiç", ["Selin Karadere", "Ozan Bilgiç"]),
        ("ar", "بقلم ليلى الحداد", ["ليلى الحداد"]),
        ("ar", "كتب: سامر النجار", ["سامر النجار"]),
        ("ja", "山本花子", ["山本花子"]),
        ("ja", "執筆：山本花子", ["山本花子"]),
        ("zh", "王小明、李思雨", ["王小明", "李思雨"]),
        ("ja", "記者・山本花子", ["山本花子"]),
        ("ja", "山本花子記者", ["山本花子"]),
        ("zh", "记者 王小明", ["王小明"]),
        ("hi", "रीना वर्मा", ["रीना वर्मा"]),
        ("en", "By Nora Fielding, Harbour reporter and Tom Ashdown", ["Nora Fielding", "Tom Ashdown"]),
        ("en", "By Nora Fielding, Executive Editor and Master Baker", ["Nora Fielding"]),
        ("en", "By Nora Fielding Published 14 May 2024, 6:30am Updated 14 May 2024, 11:02am 4 min read", ["Nora Fielding"]),
        ("en", "Nora Fielding Last updated on 14 May 2024", ["Nora Fielding"]),
        ("de", "Von Anna Brückner Stand: 14.03.2025, 18:42 Uhr Lesezeit: 3 Minuten", ["Anna Brückner"]),
        ("de", "14.03.2025 von Anna Brückner", ["Anna Brückner"]),
        ("en", "Text Link", []),
        ("en", "Words Nora Fielding", ["Nora Fielding"]),
    ],
)
def test_names_of_a_byline(language: str, byline: str, expected: list[str]) -> None:
    assert names(article(byline, language=language)) == expected


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ("By Reuters", ["Reuters"]),
        ("By AFP", ["AFP"]),
        ("(AFP)", ["AFP"]),
        ("By The Valley Herald Newsroom", ["The Valley Herald Newsroom"]),
        ("By News Desk", ["News Desk"]),
        ("By ibby", ["ibby"]),
        ("Source: Valley News Agency", ["Valley News Agency"]),
        ("By Nora Fielding and AFP", ["Nora Fielding"]),
        ("By Nora Fielding, AFP", ["Nora Fielding"]),
        ("June 29, 2021", []),
        ("Share this story", []),
        ("Photo: Tom Ashdown", []),
    ],
)
def test_desks_stand_only_where_nobody_is_named(byline: str, expected: list[str]) -> None:
    assert names(article(byline)) == expected


def test_a_role_is_kept_as_worded() -> None:
    found, _ = authors(article("By Nora Fielding, Political Editor"))
    assert found == (Author("Nora Fielding", None, "Political Editor"),)


def test_a_role_from_the_block_behind() -> None:
    labelled = page(
        (Role.HEADLINE, "Flood in the lower town", {"tag": "h1"}),
        (Role.BYLINE, "Nora Fielding"),
        (Role.BYLINE, "Political Editor"),
        (Role.PARAGRAPH, PROSE),
    )
    labelled.page.nodes[2].parent = labelled.page.nodes[3].parent = 1
    found, used = authors(labelled)
    assert found == (Author("Nora Fielding", None, "Political Editor"),)
    assert used == frozenset({1, 2})


def test_the_author_page_is_linked() -> None:
    address = "https://paper.example/author/nora-fielding"
    found, used = authors(article("By Nora Fielding in Town", extra={"links": [("Nora Fielding", address)]}))
    assert found == (Author("Nora Fielding", address),)
    assert used == frozenset({1})


def test_links_to_sections_name_nobody() -> None:
    links = [("Town", "https://paper.example/town"), ("Weather", "https://paper.example/weather")]
    assert names(article("By VPN, in Town, Weather", extra={"links": links})) == ["VPN"]


def test_words_behind_a_linked_name_are_no_name() -> None:
    links = [("Nora Fielding", "https://paper.example/author/nora-fielding")]
    assert names(article("By Nora Fielding View All Stories", extra={"links": links})) == ["Nora Fielding"]


def test_shown_people_before_a_declared_person() -> None:
    assert names(article("By Nora Fielding", authors=(Author("Ted Typist"),))) == ["Nora Fielding"]


def test_the_declared_list_completes_the_shown_one() -> None:
    declared = (Author("Nora Fielding"), Author("Tom Ashdown"))
    assert names(article("By Nora Fielding +1 more", authors=declared)) == ["Nora Fielding", "Tom Ashdown"]


def test_declared_page_and_role_join_the_shown_name() -> None:
    declared = (Author("Nora Fielding", "https://paper.example/staff/12", "Reporter"),)
    assert authors(article("By Nora Fielding", authors=declared))[0] == declared


def test_the_declared_wording_wins() -> None:
    assert names(article("By Nora Fielding Valley Correspondent", authors=(Author("Nora Fielding"),))) == ["Nora Fielding"]


def test_a_marked_desk_before_somebody_only_declared() -> None:
    labelled = article("Written by Valley Newsroom", authors=(Author("Ted Typist"),), site_name="Valley Newsroom")
    assert names(labelled) == ["Valley Newsroom"]


def test_a_shown_person_before_the_declared_outlet() -> None:
    assert names(article("By Nora Fielding", authors=(Author("The Valley Herald"),), publisher="The Valley Herald")) == ["Nora Fielding"]


@pytest.mark.parametrize(
    ("declared", "expected"),
    [
        ("Nora Fielding", ["Nora Fielding"]),
        ("By Nora Fielding, The Valley Herald", ["Nora Fielding"]),
        ("Nora Fielding | The Valley Herald", ["Nora Fielding"]),
        ("Nora Fielding and Tom Ashdown", ["Nora Fielding", "Tom Ashdown"]),
        ("Fielding, Nora", ["Nora Fielding"]),
        ("The Valley Herald", ["The Valley Herald"]),
        ("Center for Rivers and Floods", ["Center for Rivers and Floods"]),
        ("nora fielding", ["nora fielding"]),
        ("vh/nofi", ["vh/nofi"]),
        ("desk@paper.example", []),
        ("262588213843476", []),
    ],
)
def test_what_is_declared_alone(declared: str, expected: list[str]) -> None:
    labelled = page(
        (Role.HEADLINE, "Flood in the lower town", {"tag": "h1"}),
        (Role.PARAGRAPH, PROSE),
        authors=(Author(declared),),
        site_name="The Valley Herald",
    )
    assert names(labelled) == expected
    assert authors(labelled)[1] == frozenset()


def test_the_site_declared_beside_a_person_is_no_author() -> None:
    declared = (Author("Nora Fielding"), Author("The Valley Herald"))
    labelled = page((Role.PARAGRAPH, PROSE), authors=declared, site_name="The Valley Herald")
    assert names(labelled) == ["Nora Fielding"]


def test_the_homepage_is_no_author_page() -> None:
    labelled = page((Role.PARAGRAPH, PROSE), authors=(Author("Nora Fielding", "https://paper.example/"),))
    assert authors(labelled)[0] == (Author("Nora Fielding"),)


def test_initials_that_link_to_a_declared_author() -> None:
    address = "https://paper.example/author/id_9/nora-fielding"
    labelled = article("By VH, nofi", extra={"links": [("nofi", address)]}, authors=(Author("Nora Fielding", address),))
    assert authors(labelled)[0] == (Author("Nora Fielding", address),)


def test_editors_and_reviewers_are_no_authors() -> None:
    labelled = page(
        (Role.HEADLINE, "Flood in the lower town", {"tag": "h1"}),
        (Role.BYLINE, "Written by Nora Fielding"),
        (Role.BYLINE, "Edited by Tom Ashdown"),
        (Role.BYLINE, "Reviewed by Priya Raman"),
        (Role.PARAGRAPH, PROSE),
    )
    assert names(labelled) == ["Nora Fielding"]


def test_a_label_in_a_block_of_its_own() -> None:
    labelled = page(
        (Role.HEADLINE, "Flood in the lower town", {"tag": "h1"}),
        (Role.OTHER, "By"),
        (Role.OTHER, "Nora Fielding"),
        (Role.PARAGRAPH, PROSE),
    )
    assert names(labelled) == ["Nora Fielding"]


def test_a_name_that_only_the_markup_marks() -> None:
    labelled = page(
        (Role.HEADLINE, "Flood in the lower town", {"tag": "h1"}),
        (Role.OTHER, "Nora Fielding", {"words": ("post", "author")}),
        (Role.PARAGRAPH, PROSE),
    )
    assert names(labelled) == ["Nora Fielding"]


def test_a_name_in_the_date_line() -> None:
    labelled = page(
        (Role.HEADLINE, "Flood in the lower town", {"tag": "h1"}),
        (Role.DATE, "Nora Fielding | June 29, 2021"),
        (Role.PARAGRAPH, PROSE),
        authors=(Author("The Valley Herald"),),
        site_name="The Valley Herald",
    )
    assert names(labelled) == ["Nora Fielding"]


def test_a_sign_off_where_nobody_else_is_named() -> None:
    labelled = page(
        (Role.HEADLINE, "Flood in the lower town", {"tag": "h1"}),
        (Role.PARAGRAPH, PROSE),
        (Role.PARAGRAPH, PROSE),
        (Role.PARAGRAPH, "Nora Fielding", {"tag": "p"}),
    )
    assert names(labelled) == ["Nora Fielding"]


def test_names_of_commenters_are_no_authors() -> None:
    labelled = page(
        (Role.HEADLINE, "Flood in the lower town", {"tag": "h1"}),
        (Role.BYLINE, "By Nora Fielding"),
        (Role.PARAGRAPH, PROSE),
        (Role.BYLINE, "Posted by: Tom Ashdown", {"words": ("comment", "author")}),
    )
    assert names(labelled) == ["Nora Fielding"]


def test_byline_blocks_that_name_no_author_are_not_used() -> None:
    labelled = page(
        (Role.HEADLINE, "Flood in the lower town", {"tag": "h1"}),
        (Role.BYLINE, "By Nora Fielding"),
        (Role.BYLINE, "Reviewed by Priya Raman"),
        (Role.PARAGRAPH, PROSE),
    )
    assert authors(labelled)[1] == frozenset({1})


def test_source_is_what_the_standfirst_credits_then_a_line_then_the_publisher() -> None:
    labelled = article("Source: Valley News Agency", publisher="The Valley Herald", site_name="Herald")
    assert source(labelled, "The Hill Times") == "The Hill Times"
    assert source(labelled, None) == "Valley News Agency"
    assert source(article("By Nora Fielding", publisher="The Valley Herald"), None) == "The Valley Herald"
    assert source(article("By Nora Fielding", site_name="Herald"), None) == "Herald"
    assert source(article("By Nora Fielding"), None) is None
