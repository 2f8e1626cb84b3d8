"""When an article was published and changed: what the page shows beside what it declares."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsparse.article import Declared, Timestamp
from newsparse.fields.dates import published_and_modified
from newsparse.label.labelled import Label, LabelledPage
from newsparse.lexicon import lexicon
from newsparse.moments import parse_declared
from newsparse.read.page import Block, Node, Page
from newsparse.roles import Role

Line = tuple[Role, str] | tuple[Role, str, tuple[str, ...]]


def declared(value: str | None) -> Timestamp | None:
    return parse_declared(value, origin="json-ld") if value else None


def page(
    *lines: Line,
    published: str | None = None,
    modified: str | None = None,
    url: str | None = None,
    code: str = "en",
    fetched_at: dt.datetime | None = None,
    kind: Literal["html", "text"] = "html",
) -> LabelledPage:
    blocks = [Block(index, line[1], 0, "p", times=line[2] if len(line) > 2 else ()) for index, line in enumerate(lines)]
    head = Declared(published=declared(published), modified=declared(modified))
    read = Page(kind, blocks, [Node(-1, "body", (), 0)], [], head, url=url, language=code)
    lexicons = tuple(lexicon(each) for each in dict.fromkeys([code, "en"]))
    return LabelledPage(read, [Label(line[0], 0.9, "test") for line in lines], lexicons, fetched_at)


def dates(*lines: Line, **options: object) -> tuple[str | None, str | None]:
    published, modified, _ = published_and_modified(page(*lines, **options))  # type: ignore[arg-type]
    return published and str(published), modified and str(modified)


HEAD = (Role.HEADLINE, "Harbour opens again")
BODY = (Role.PARAGRAPH, "The harbour of Lund opened again on Monday after nine days of storms, the port office said.")


def date(text: str, *times: str) -> Line:
    return (Role.DATE, text, times)


def test_a_shown_date_alone_stays_a_date() -> None:
    published, modified, used = published_and_modified(page(HEAD, date("June 29, 2021"), BODY))
    assert published == Timestamp(dt.date(2021, 6, 29), text="June 29, 2021")
    assert modified is None
    assert used == {1}


def test_a_declared_moment_alone() -> None:
    assert dates(HEAD, BODY, published="2021-06-29T14:05:10+02:00") == ("2021-06-29T14:05:10+02:00", None)


def test_nothing_gives_nothing() -> None:
    assert dates(HEAD, BODY) == (None, None)


AGREEING = [
    ("June 29, 2021", "2021-06-29T14:05:10+02:00", "2021-06-29T14:05:10+02:00"),
    ("June 29, 2021, 2:05 pm", "2021-06-29T12:05:10Z", "2021-06-29T14:05:10+02:00"),
    ("June 29, 2021, 2:05 pm", "2021-06-29", "2021-06-29T14:05"),
    ("June 29, 2021, 2:05 pm", "2021-06-29T14:05:10+02:00", "2021-06-29T14:05:10+02:00"),
    ("June 29, 2021, 2:05 pm EDT", "2021-06-29", "2021-06-29T14:05-04:00"),
    ("June 29, 2021, 11:05 pm", "2021-06-30T03:05:44Z", "2021-06-29T23:05:44-04:00"),
    ("June 29, 2021, 2:05 pm", "2021-06-29T14:05:10", "2021-06-29T14:05:10"),
]


@pytest.mark.parametrize(("shown", "head", "together"), AGREEING)
def test_shown_and_declared_complete_each_other(shown: str, head: str, together: str) -> None:
    published, _, used = published_and_modified(page(HEAD, date(shown), BODY, published=head))
    assert published is not None
    assert (str(published), published.text) == (together, shown)
    assert used == {1}


def test_the_declared_clock_wins_on_the_same_day() -> None:
    assert dates(HEAD, date("29 June 2021, 17:44"), published="2021-06-29T14:05:10+02:00") == ("2021-06-29T14:05:10+02:00", None)


def test_a_shown_date_that_is_the_declared_change_is_the_change() -> None:
    given_head = {"published": "2021-06-29T14:05Z", "modified": "2023-01-04T08:00Z"}
    assert dates(HEAD, date("4 January 2023"), **given_head) == ("2021-06-29T14:05+00:00", "2023-01-04T08:00+00:00")


def test_a_shown_date_of_another_day_beats_the_declared_one() -> None:
    assert dates(HEAD, date("4 January 2019"), published="2021-06-29T14:05Z") == ("2019-01-04", None)
    assert dates(HEAD, date("Published 4 January 2023"), published="2021-06-29", modified="2023-01-04") == ("2023-01-04", None)


def test_but_not_against_declaration_and_address_together() -> None:
    url = "https://paper.example/2021/06/29/harbour"
    assert dates(HEAD, date("4 January 2019"), published="2021-06-29T14:05Z", url=url) == ("2021-06-29T14:05+00:00", None)
    assert dates(HEAD, date("Published 4 January 2019"), published="2021-06-29T14:05Z", url=url) == ("2019-01-04", None)


def test_a_date_in_a_byline_counts_where_nothing_is_declared() -> None:
    byline = (Role.BYLINE, "By Ann Reed | 4 January 2019")
    assert dates(HEAD, byline) == ("2019-01-04", None)
    assert dates(HEAD, byline, published="2021-06-29") == ("2021-06-29", None)
    assert dates(HEAD, byline, published="2019-01-04T07:30Z") == ("2019-01-04T07:30+00:00", None)
    assert published_and_modified(page(HEAD, byline))[2] == frozenset()


def test_a_biography_is_no_byline() -> None:
    assert dates(HEAD, (Role.BYLINE, "Ann Reed joined the desk on 4 January 2019. " + "She writes about ports. " * 20)) == (None, None)


def test_the_date_line_comes_before_the_byline() -> None:
    assert dates((Role.BYLINE, "Ann Reed, 4 January 2019"), HEAD, date("5 June 2021")) == ("2021-06-05", None)


def test_labels_tell_the_change() -> None:
    line = date("Published 5 June 2021, 07:00 | Updated 6 June 2021, 08:30")
    assert dates(HEAD, line) == ("2021-06-05T07:00", "2021-06-06T08:30")
    head = {"published": "2021-06-05T05:00:12Z", "modified": "2021-06-06T06:30:31Z"}
    assert dates(HEAD, line, **head) == ("2021-06-05T07:00:12+02:00", "2021-06-06T08:30:31+02:00")


def test_label_and_date_in_boxes_of_their_own() -> None:
    lines = (date("Last updated"), date("6 June 2021"), date("08:30"))
    assert dates(HEAD, *lines, BODY, published="2020-01-01") == ("2020-01-01", "2021-06-06T08:30")
    _, _, used = published_and_modified(page(HEAD, *lines, BODY, published="2020-01-01"))
    assert used == {1, 2, 3}


def test_day_weekday_and_clock_in_boxes_of_their_own() -> None:
    lines = (date("Donnerstag"), date("5. Juni 2025"), date("15:44 Uhr"))
    published, modified, used = published_and_modified(page(HEAD, *lines, code="de"))
    assert (str(published), modified, used) == ("2025-06-05T15:44", None, {1, 2, 3})


def test_two_dates_in_a_line_are_publishing_and_change() -> None:
    assert dates(HEAD, date("5 June 2021 9 June 2021")) == ("2021-06-05", "2021-06-09")


def test_a_change_alone_dates_the_page_only_where_nothing_else_does() -> None:
    line = date("Updated 6 June 2021")
    assert dates(HEAD, line) == ("2021-06-06", "2021-06-06")
    assert dates(HEAD, line, published="2019-02-03") == ("2019-02-03", "2021-06-06")
    assert dates(HEAD, line, url="https://paper.example/2019/02/03/harbour") == ("2019-02-03", "2021-06-06")
    assert dates(HEAD, BODY, modified="2021-06-06") == (None, "2021-06-06")


def test_a_declared_change_counts_where_it_comes_after() -> None:
    assert dates(HEAD, published="2021-06-05T07:00Z", modified="2021-06-05T07:00Z")[1] is None
    assert dates(HEAD, published="2021-06-05T07:00Z", modified="2021-06-04T07:00Z")[1] is None
    assert dates(HEAD, published="2021-06-05T07:00Z", modified="2021-06-05T07:01Z")[1] == "2021-06-05T07:01+00:00"


def test_time_elements_complete_the_words() -> None:
    assert dates(HEAD, date("5 June 2021", "2021-06-05T07:00:12-04:00")) == ("2021-06-05T07:00:12-04:00", None)
    assert dates(HEAD, date("2 days ago", "2021-06-05T07:00:12-04:00")) == ("2021-06-05T07:00:12-04:00", None)
    assert dates(HEAD, date("5 June 2021", "2023-09-09T07:00Z")) == ("2021-06-05", None)


def test_a_time_element_gives_the_local_day_of_a_declared_instant() -> None:
    line = date("December 18, 2025", "2025-12-18T19:05:00-08:00")
    assert dates(HEAD, line, published="2025-12-19T03:05:00Z") == ("2025-12-18T19:05-08:00", None)
    assert dates(HEAD, date("February 23, 2026", "2026-02-24T04:13:00Z"), published="2026-02-23") == ("2026-02-23", None)


def test_time_elements_without_words_take_the_labels() -> None:
    line = date("Published 5 hours ago | Updated 2 hours ago", "2021-06-05T07:00Z", "2021-06-05T10:00Z")
    assert dates(HEAD, line) == ("2021-06-05T07:00+00:00", "2021-06-05T10:00+00:00")
    assert dates(HEAD, date("Updated 2 hours ago", "2021-06-05T10:00Z"), published="2021-06-04") == ("2021-06-04", "2021-06-05T10:00+00:00")


def test_a_local_clock_that_calls_itself_utc_gets_the_declared_zone() -> None:
    line = date("5 June 2021, 11:48", "2021-06-05T11:48:00Z")
    assert dates(HEAD, line, published="2021-06-05T11:48:00+01:00") == ("2021-06-05T11:48+01:00", None)
    relative = date("4 hours ago", "2021-06-05T11:48:00Z")
    assert dates(HEAD, relative, published="2021-06-05T11:48:00+01:00") == ("2021-06-05T11:48+01:00", None)


ORDER = [
    ({"published": "2021-06-05T07:00Z"}, "2021-06-05T07:00+00:00"),
    ({"published": "2021-05-06T07:00Z"}, "2021-05-06T07:00+00:00"),
    ({"url": "https://paper.example/2021/06/05/x"}, "2021-06-05"),
    ({"url": "https://paper.example/2021/05/06/x"}, "2021-05-06"),
    ({"fetched_at": dt.datetime(2021, 5, 20, 12, 0)}, "2021-05-06"),
    ({"code": "it"}, "2021-06-05"),
    ({}, None),
]


@pytest.mark.parametrize(("options", "iso"), ORDER)
def test_day_and_month_are_told_apart_by_evidence_alone(options: dict[str, object], iso: str | None) -> None:
    assert dates(HEAD, date("5/6/2021"), BODY, **options)[0] == iso


def test_a_language_without_lexicon_has_the_day_first() -> None:
    labelled = page(HEAD, date("2.9.2020 klo 12.45"))
    labelled.page.language = "fi"
    assert str(published_and_modified(labelled)[0]) == "2020-09-02"


def test_other_dates_of_the_page_show_its_order() -> None:
    assert dates(HEAD, date("5/6/2021"), (Role.TEASER_META, "23/4/2021"))[0] == "2021-06-05"
    assert dates(HEAD, date("5/6/2021"), (Role.TEASER_META, "4/23/2021"))[0] == "2021-05-06"
    assert dates(HEAD, date("5/6/2021"), (Role.TEASER_META, "4/23/2021"), (Role.TEASER_META, "23/4/2021"))[0] is None


FETCHED = dt.datetime(2025, 5, 9, 16, 30, tzinfo=dt.UTC)


def test_relative_dates_need_the_time_of_fetching() -> None:
    assert dates(HEAD, date("3 hours ago")) == (None, None)
    assert dates(HEAD, date("3 hours ago"), fetched_at=FETCHED) == ("2025-05-09T13:30+00:00", None)
    assert dates(HEAD, date("vor 2 Tagen"), code="de", fetched_at=FETCHED) == ("2025-05-07", None)


def test_a_declared_moment_is_better_than_one_that_counts_back() -> None:
    line = date("Published 2 days ago")
    published, _, used = published_and_modified(page(HEAD, line, published="2025-05-06T20:00Z", fetched_at=FETCHED))
    assert (str(published), used) == ("2025-05-06T20:00+00:00", {1})
    assert dates(HEAD, date("3 hours ago", "2025-05-09T13:05:00Z"), fetched_at=FETCHED)[0] == "2025-05-09T13:05+00:00"
    updated = date("Updated 2 hours ago")
    assert dates(HEAD, updated, published="2025-05-06", modified="2025-05-09T13:40Z", fetched_at=FETCHED)[1] == "2025-05-09T13:40+00:00"


def test_nothing_lies_behind_the_fetching() -> None:
    assert dates(HEAD, date("11 May 2025"), published="2025-05-08", fetched_at=FETCHED) == ("2025-05-08", None)
    assert dates(HEAD, BODY, published="2025-05-09T18:00Z", fetched_at=FETCHED) == (None, None)
    assert dates(HEAD, BODY, published="2025-05-09T18:00+02:00", fetched_at=FETCHED)[0] == "2025-05-09T18:00+02:00"
    assert dates(HEAD, date("10 May 2025"), fetched_at=FETCHED)[0] == "2025-05-10"  # it is the 10th already in the far east
    assert dates(HEAD, BODY, published="2025-05-08", modified="2025-05-12", fetched_at=FETCHED) == ("2025-05-08", None)
    assert dates(HEAD, BODY, url="https://paper.example/2025/06/01/x", fetched_at=FETCHED) == (None, None)


def test_the_address_dates_a_page_that_shows_nothing() -> None:
    published, _, used = published_and_modified(page(HEAD, BODY, url="https://paper.example/2021/06/29/harbour"))
    assert published == Timestamp(dt.date(2021, 6, 29), text="2021/06/29", origin="url")
    assert used == frozenset()


DATELINES = [
    ("HAMBURG, June 29, 2021 – Rain ends the drought.", "2021-06-29"),
    ("LUND, June 29, 2021 /Wire/ -- Rain ends the drought.", "2021-06-29"),
    ("29.6.2021: Rain ends the drought.", "2021-06-29"),
    ("The drought that began on June 29, 2021 - a Tuesday - has ended.", "2021-06-29"),
    ("On June 29, 2021, rain ended the drought.", None),
    ("Rain ended the drought, and farmers had waited for it since long before June 29, 2021 – a Tuesday.", None),
]


@pytest.mark.parametrize(("text", "iso"), DATELINES)
def test_a_dateline_dates_a_page_that_shows_nothing_else(text: str, iso: str | None) -> None:
    assert dates(HEAD, (Role.PARAGRAPH, text))[0] == iso
    assert dates(HEAD, (Role.PARAGRAPH, text), published="2021-07-01")[0] == "2021-07-01"


def test_a_lone_date_beside_the_headline_is_better_than_none() -> None:
    far = tuple((Role.NAVIGATION, f"Section {number}") for number in range(12))
    assert dates(HEAD, (Role.OTHER, "Harbour desk 29 June 2021"), BODY)[0] == "2021-06-29"
    assert dates((Role.OTHER, "Tuesday, 29 June 2021"), *far, HEAD, BODY)[0] is None
    assert dates(HEAD, BODY, *far, (Role.OTHER, "This story was published on 29 June 2021 by the desk"))[0] == "2021-06-29"
    assert dates(HEAD, BODY, *far, (Role.OTHER, "29 June 2021"))[0] == "2021-06-29"
    assert dates(HEAD, BODY, *far, *far, (Role.OTHER, "29 June 2021"), (Role.OTHER, "28 June 2021"))[0] is None
    assert dates(HEAD, (Role.COMMENT, "Ann, 29 June 2021"), (Role.TEASER_HEADLINE, "29 June 2021: a look back"))[0] is None


def test_blocks_that_repeat_the_date_are_used_and_others_are_not() -> None:
    lines = (HEAD, date("29 June 2021"), BODY, date("Published 29 June 2021, 14:05"), BODY, date("Archive: 3 May 2011"))
    published, _, used = published_and_modified(page(*lines, published="2021-06-29T14:05:00+02:00"))
    assert str(published) == "2021-06-29T14:05+02:00"
    assert used == {1, 3}


def test_a_date_block_without_a_date_is_not_used() -> None:
    assert published_and_modified(page(HEAD, date("Published 3 hours ago"), BODY)) == (None, None, frozenset())


ROLES = st.sampled_from([Role.DATE, Role.BYLINE, Role.KICKER, Role.READ_TIME, Role.HEADLINE, Role.PARAGRAPH, Role.OTHER])
WORDS = st.sampled_from(["5", "/6", "/2021", " June ", "2021", "14:05", "Updated ", " | ", "3 hours ago", "29.02.2023", "EST", "٣", "x"])
TEXTS = st.lists(WORDS, min_size=1, max_size=8).map("".join)
VALUES = st.sampled_from([None, "2021-06-29", "2021-06-29T14:05Z", "2021-06-05T23:30:00-04:00", "2090-01-01"])


@given(
    st.lists(st.tuples(ROLES, TEXTS, st.sampled_from([(), ("2021-06-05T14:05Z",), ("nonsense", "2021-06-05")])), max_size=6),
    VALUES, VALUES, st.sampled_from([None, "https://paper.example/2021/06/05/x", "http://[", "x"]), st.sampled_from([None, FETCHED]),
)  # fmt: skip
def test_any_page_keeps_the_rules(
    lines: list[Line], published: str | None, modified: str | None, url: str | None, fetched_at: dt.datetime | None
) -> None:
    labelled = page(*lines, published=published, modified=modified, url=url, fetched_at=fetched_at)
    first, second = published_and_modified(labelled), published_and_modified(labelled)
    assert first == second
    assert all(labelled.labels[index].role is Role.DATE for index in first[2])
    for stamp in first[:2]:
        if stamp and fetched_at:
            assert stamp.date <= dt.date(2025, 5, 10)


def test_in_a_text_the_date_below_the_headline_is_the_article_s() -> None:
    above = [date("January 12, 2023"), (Role.TEASER_HEADLINE, "Ferry runs aground"), date("January 16, 2023"), (Role.OTHER, "Latest")]
    below = [HEAD, (Role.BYLINE, "By Ida Holm"), date("April 28, 2023"), BODY]
    assert dates(*above, *below, kind="text") == ("2023-04-28", None)


def test_in_a_text_a_line_that_is_only_a_date_counts_before_one_that_tells_more() -> None:
    radio = date("On this subject: the harbour hour on Radio Nord, 26 August 2024, 6 am, and every Monday after that in autumn.")
    assert dates(date("27 August 2024, 12:32"), HEAD, radio, BODY, kind="text") == ("2024-08-27T12:32", None)


def test_a_clock_without_a_day_is_of_the_day_that_the_page_shows_on_top() -> None:
    lines = [(Role.OTHER, "Sunday 2 August 2026"), (Role.NAVIGATION, "News"), HEAD, date("Published 22:31"), BODY]
    assert dates(*lines, kind="text") == ("2026-08-02T22:31", None)


def test_a_day_on_top_alone_is_no_date_of_the_article() -> None:
    menu = [(Role.NAVIGATION, name) for name in ("News", "Sport", "Town", "Port", "Arts", "Weather", "Ferries", "Tides", "Search")]
    assert dates((Role.OTHER, "Sunday 2 August 2026"), *menu, HEAD, BODY, kind="text") == (None, None)


def test_a_date_with_a_clock_is_the_article_s_though_it_looks_like_a_caption() -> None:
    assert dates(HEAD, (Role.CAPTION, "Port Wire 2025/1/14 21:17, 789 words in all"), BODY, kind="text") == ("2025-01-14T21:17", None)
    assert dates(HEAD, (Role.CAPTION, "The quay on 14 January 2025, seen from the lighthouse"), BODY, kind="text") == (None, None)


def test_the_address_of_a_text_gives_its_date() -> None:
    address = "https://courier.example/news/2025/03/09/harbour-opens-again"
    assert dates(HEAD, BODY, url=address, kind="text") == ("2025-03-09", None)
