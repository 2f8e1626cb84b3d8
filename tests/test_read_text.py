"""The plain-text reader: what becomes one block, and which line is the browser's title."""

from __future__ import annotations

import pytest

from newsparse.read.reader import read
from newsparse.read.text import read_text

BROKEN = """Harbour plan wins | Bay Courier
Home
Harbour plan wins
By
Ida Holm
The council of
Northport
, which had put off the vote twice, backed the plan by
seven votes to two
on Monday.
Mayor
Jonas Lind
said the quay would be ready “by the spring of 2027”.
In a letter seen by the
Bay Courier
, the engineers of the harbour had asked for
three
more years. The
Shipowners' Union
has not answered yet.
Read more
About us
"""


def texts(page: str) -> list[str]:
    return [block.text for block in read_text(page)[0]]


def test_text_that_was_broken_at_its_tags_is_put_together_again() -> None:
    assert texts(BROKEN) == [
        "Harbour plan wins | Bay Courier",
        "Home",
        "Harbour plan wins",
        "By",
        "Ida Holm",
        "The council of Northport, which had put off the vote twice, backed the plan by seven votes to two on Monday.",
        "Mayor",
        "Jonas Lind said the quay would be ready “by the spring of 2027”.",
        "In a letter seen by the Bay Courier, the engineers of the harbour had asked for three more years. The Shipowners' Union has not"
        " answered yet.",
        "Read more",
        "About us",
    ]


def test_a_byline_in_small_letters_stays_apart_from_the_headline() -> None:
    assert texts(
        "Sette tifosi a processo dopo il derby di coppa\ndi Anna Riva\nIl giudice ha fissato la prima udienza per il 3 marzo."
    ) == [
        "Sette tifosi a processo dopo il derby di coppa",
        "di Anna Riva",
        "Il giudice ha fissato la prima udienza per il 3 marzo.",
    ]


def test_a_menu_in_small_letters_stays_a_menu() -> None:
    menu = ["politik", "gesellschaft und kultur", "netz", "wetter", "berlin", "nord", "wahrheit", "sport", "verlag und veranstaltungen"]
    assert texts("\n".join(menu)) == menu


def test_fragments_of_a_script_without_capitals_are_joined_at_their_marks() -> None:
    page = "市议会周一通过了\n《滨海条例》\n，该条例将于2027年施行，届时码头一带禁止停放货车，沿岸居民对此期盼已久。\n记者\n"
    assert texts(page) == [
        "市议会周一通过了",
        "《滨海条例》，该条例将于2027年施行，届时码头一带禁止停放货车，沿岸居民对此期盼已久。",
        "记者",
    ]


def test_quotation_marks_that_open_a_line_do_not_join_it() -> None:
    page = "Efter mødet fik de plads, og klokken blev mange, skrev avisen\n»Vi satte os ved et bord tæt på køkkenet,« siger hun.\n"
    assert texts(page) == page.strip().split("\n")


@pytest.mark.parametrize(
    ("first", "later", "title"),
    [
        ("Harbour plan wins – Bay Courier", "Harbour plan wins", "Harbour plan wins – Bay Courier"),
        (
            "Harbour plan wins: what now? | News | Bay Courier",
            "Harbour plan wins: what now?",
            "Harbour plan wins: what now? | News | Bay Courier",
        ),
        ("Harbour plan wins by seven votes", "HARBOUR PLAN WINS BY SEVEN VOTES", "Harbour plan wins by seven votes"),
        ("渡船停航三天，居民绕行大桥 - 江畔日报", "渡船停航三天，居民绕行大桥", "渡船停航三天，居民绕行大桥 - 江畔日报"),
        ("Skip to content", "Skip to content", None),
        ("Harbour plan wins – Bay Courier", "Another plan altogether", None),
        ("News | Bay Courier", "News", None),
    ],
)
def test_the_browser_title_is_a_first_line_that_a_later_one_takes_up(first: str, later: str, title: str | None) -> None:
    page = f"{first}\nHome\nMenu\n\n{later}\n\nThe council voted on Monday night, after four hours of debate in a full hall.\n"
    assert read(page, kind="text").declared.title == title


def test_a_dash_alone_opens_speech_and_dashes_in_a_row_a_list() -> None:
    page = "Isen bär igen.\n\n– Jag har hållit andan, säger isvakten.\n\nTa med:\n- en isdubb\n- ett rep\n\n* termos"
    assert [(block.text, block.tag) for block in read_text(page)[0]] == [
        ("Isen bär igen.", ""),
        ("– Jag har hållit andan, säger isvakten.", ""),
        ("Ta med:", ""),
        ("en isdubb", "li"),
        ("ett rep", "li"),
        ("termos", "li"),
    ]
