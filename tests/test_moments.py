"""Dates and times as people write them."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsparse.lexicon import Lexicon, languages, lexicon
from newsparse.moments import date_in_url, find_moments, has_date, parse_declared
from newsparse.moments.characters import plain

FETCHED = dt.datetime(2025, 5, 9, 16, 30, 12, tzinfo=dt.UTC)


def speaking(*codes: str) -> tuple[Lexicon, ...]:
    return tuple(lexicon(code) for code in dict.fromkeys([*codes, "en"]))


def isos(text: str, code: str = "en", **options: object) -> list[str]:
    return [str(moment.timestamp) for moment in find_moments(text, speaking(code), **options)]  # type: ignore[arg-type]


ONE_MOMENT = [
    ("en", "June 29, 2021", "2021-06-29"),
    ("en", "29 June 2021", "2021-06-29"),
    ("en", "Sept. 3rd, 2024, 7:05 a.m.", "2024-09-03T07:05"),
    ("en", "Tue 1st of May, 2018 at 12:10 am", "2018-05-01T00:10"),
    ("en", "12:10 PM EDT, Friday, March 7, 2025", "2025-03-07T12:10-04:00"),
    ("en", "March 7, 2025 2 pm GMT+1", "2025-03-07T14:00+01:00"),
    ("en", "07 Mar 2025 14:00 UTC", "2025-03-07T14:00+00:00"),
    ("en", "7 March 2025 | 14:00 IST", "2025-03-07T14:00+05:30"),
    ("en", "March 7, 2025, 9:15 AM ET", "2025-03-07T09:15"),
    ("en", "March 7, 20259:15 AM", "2025-03-07T09:15"),
    ("en", "Harbour deskPosted7 March 2025", "2025-03-07"),
    ("en", "7-Mar-25", "2025-03-07"),
    ("en", "7 March 2025²", "2025-03-07"),
    ("en", "Mar 7 '25", "2025-03-07"),
    ("en", "2025-03-07 14:00:09 +0530", "2025-03-07T14:00:09+05:30"),
    ("en", "2025-03-07T14:00Z", "2025-03-07T14:00+00:00"),
    ("en", "13/4/2025", "2025-04-13"),
    ("en", "4/13/2025 3:45 pm", "2025-04-13T15:45"),
    ("en", "4/4/2025", "2025-04-04"),
    ("de", "29. Juni 2021, 14.05 Uhr", "2021-06-29T14:05"),
    ("de", "Donnerstag, 05. März 2020 um 7 Uhr", "2020-03-05T07:00"),
    ("de", "Mi 02.10.24 | 16:40 Uhr | Aus der Redaktion", "2024-10-02T16:40"),
    ("de", "3. 4. 2023, 18:41 Uhr MESZ", "2023-04-03T18:41+02:00"),
    ("de", "12. MÄRZ 2025 18:03", "2025-03-12T18:03"),
    ("de", "17.05.202312:00", "2023-05-17T12:00"),
    ("fr", "Publié le 1er août 2023 à 14h52", "2023-08-01T14:52"),
    ("fr", "mardi 12 déc. 2023", "2023-12-12"),
    ("fr", "05/06/2021 à 8 h 30", "2021-06-05T08:30"),
    ("es", "15 de octubre de 2024 - 08:22 CEST", "2024-10-15T08:22+02:00"),
    ("es", "lunes 3 feb 2020, 19:00 h", "2020-02-03T19:00"),
    ("it", "19 Febbraio 2020 alle 12:02", "2020-02-19T12:02"),
    ("it", "venerdì 5/6/2020 ore 9.30", "2020-06-05T09:30"),
    ("pt", "4 de maio de 2022, às 05h49", "2022-05-04T05:49"),
    ("pt", "04/05/2022 05:49", "2022-05-04T05:49"),
    ("nl", "zaterdag 2 maart 2024 om 20:07 uur", "2024-03-02T20:07"),
    ("nl", "03-04-2024, 11.15 uur", "2024-04-03T11:15"),
    ("sv", "Publicerad 5 augusti 2024 kl. 14.47", "2024-08-05T14:47"),
    ("no", "mandag 5. oktober 2020 kl. 06:30", "2020-10-05T06:30"),
    ("no", "05.08.24 kl. 14:47", "2024-08-05T14:47"),
    ("da", "2. maj 2025 kl. 09.00", "2025-05-02T09:00"),
    ("pl", "3 października 2022, godz. 10:15", "2022-10-03T10:15"),
    ("pl", "czwartek, 9 maja 2024 r., 8:05", "2024-05-09T08:05"),
    ("cs", "24. května 2021 v 17:30", "2021-05-24T17:30"),
    ("ru", "14 мая 2025 г., 20:28 MSK", "2025-05-14T20:28+03:00"),
    ("ru", "Среда, 1 янв. 2025", "2025-01-01"),
    ("uk", "21 вересня 2020, 00:03", "2020-09-21T00:03"),
    ("tr", "30 Nisan 2024 Salı 16:48", "2024-04-30T16:48"),
    ("tr", "30 NİSAN 2024", "2024-04-30"),
    ("tr", "2 KASIM 2023", "2023-11-02"),
    ("ar", "الأربعاء 7 أكتوبر 2020 - 12:09", "2020-10-07T12:09"),
    ("ar", "٧ أكتوبر ٢٠٢٠", "2020-10-07"),
    ("hi", "7 मार्च 2025, 14:05", "2025-03-07T14:05"),
    ("hi", "७ मार्च २०२५", "2025-03-07"),
    ("id", "Selasa, 20 Januari 2026 18:30 WIB", "2026-01-20T18:30+07:00"),
    ("id", "20/1/2026 18.30 WIB", "2026-01-20T18:30+07:00"),
    ("vi", "Thứ Hai, 5/2/2024, 14:05 (GMT+7)", "2024-02-05T14:05+07:00"),
    ("vi", "ngày 5 tháng 12 năm 2024", "2024-12-05"),
    ("el", "5 Ιουνίου 2021, 2:05 μ.μ.", "2021-06-05T14:05"),
    ("el", "5 ΙΟΎΝΙΟΣ 2021", "2021-06-05"),
    ("el", "5 ΜΑΡΤΙΟΥ 2021", "2021-03-05"),
    ("fr", "12 AOUT 2023", "2023-08-12"),
    ("fr", "12 fe\u0301vrier 2023", "2023-02-12"),
    ("cs", "3. zari 2022", "2022-09-03"),
    ("hu", "2021. június 29. 14:05", "2021-06-29T14:05"),
    ("ro", "29 iunie 2021, ora 14:05", "2021-06-29T14:05"),
    ("sv", "2024-08-05 14.47", "2024-08-05T14:47"),
    ("zh", "2024年10月16日下午2点05分", "2024-10-16T14:05"),
    ("ja", "2025年1月13日 午後9時37分", "2025-01-13T21:37"),
    ("ja", "2025年1月13日 21時37分", "2025-01-13T21:37"),
    ("ja", "２０２５年１月１３日（月）２１：３７", "2025-01-13T21:37"),
    ("ja", "2025/1/14 21:17", "2025-01-14T21:17"),
    ("zh", "2024年10月16日 08:05", "2024-10-16T08:05"),
    ("ko", "2024년 3월 5일 14:05", "2024-03-05T14:05"),
    ("ko", "2024.03.05 오후 2:05", "2024-03-05T14:05"),
]


@pytest.mark.parametrize(("code", "text", "iso"), ONE_MOMENT)
def test_a_date_line_gives_its_moment(code: str, text: str, iso: str) -> None:
    assert isos(text, code) == [iso]


@pytest.mark.parametrize(("code", "text", "iso"), ONE_MOMENT)
def test_a_moment_says_where_it_stands(code: str, text: str, iso: str) -> None:
    before = "§ "
    (moment,) = find_moments(before + text, speaking(code))
    assert moment.timestamp.text == (before + text)[moment.start : moment.end]
    assert moment.timestamp.origin == "visible"
    assert has_date(text, speaking(code))


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", ""),
        ("en", "31 February 2021"),
        ("en", "June 31, 2021"),
        ("en", "29 February 2023"),
        ("en", "5 June 99999"),
        ("en", "5 June 1889"),
        ("en", "June 2021"),
        ("en", "5 June"),
        ("en", "at 14:05"),
        ("en", "Version 10.4.2021.7 of the program"),
        ("en", "call 555-12-2021-44"),
        ("en", "5 maybe 2021"),
        ("en", "In 2021, 12 of 30 goals fell late"),
        ("en", "13/13/2021"),
        ("en", "What to cook today"),
        ("en", "Subscribe now"),
        ("de", "31.11.2021"),
        ("de", "Nr. 12 vom Mai"),
        ("ja", "2025年13月1日"),
        ("ja", "2025年1月"),
    ],
)
def test_what_is_no_date_gives_none(code: str, text: str) -> None:
    assert isos(text, code) == []
    assert not has_date(text, speaking(code))


@pytest.mark.parametrize("code", languages())
def test_every_month_and_weekday_of_a_lexicon_is_read(code: str) -> None:
    own = lexicon(code)
    first_month: dict[str, int] = {}
    for number, names in enumerate(own.dates["months"], 1):
        for name in names:
            month = first_month.setdefault(name, number)
            for text in (f"12 {name} 2021", f"{name} 12, 2021", f"12. {name.upper()} 2021"):
                assert (text, isos(text, code)) == (text, [f"2021-{month:02}-12"])
    month_name = own.dates["months"][2][0]
    for names in own.dates["weekdays"]:
        for name in names:
            (moment,) = find_moments(f"{name}, 12 {month_name} 2021", speaking(code))
            assert (moment.start, str(moment.timestamp)) == (0, "2021-03-12")


def test_day_and_month_are_never_guessed_in_english() -> None:
    assert isos("5/6/2021") == []
    assert has_date("5/6/2021", speaking("en"))
    assert isos("5/6/2021", order="DMY") == ["2021-06-05"]
    assert isos("5/6/2021", order="MDY") == ["2021-05-06"]
    assert isos("25/6/2021", order="MDY") == ["2021-06-25"]
    assert isos("5/6/2021", "fr") == ["2021-06-05"]
    assert isos("6/25/2021", "fr") == ["2021-06-25"]


KINDS = [
    ("en", "Published 5 May 2025 | Last updated 6 May 2025, 7:40 am", [("2025-05-05", "published"), ("2025-05-06T07:40", "updated")]),
    ("en", "5 May 2025 16:00 (Updated 17:30)", [("2025-05-05T16:00", None), ("2025-05-05T17:30", "updated")]),
    ("en", "5 May 2025 16:00 (Updated 15:30)", [("2025-05-05T16:00", None)]),
    ("en", "Posted by the harbour desk on May 5, 2025", [("2025-05-05", "published")]),
    ("en", "Ann ReedPublished May 5, 2025|Updated May 8, 2025", [("2025-05-05", "published"), ("2025-05-08", "updated")]),
    ("en", "16:00, 5 May 2025Updated 17:30, 5 May 2025", [("2025-05-05T16:00", None), ("2025-05-05T17:30", "updated")]),
    ("en", "8:10, 5 May 2025 Updated: 9:00, 5 May 2025 CET", [("2025-05-05T08:10", None), ("2025-05-05T09:00", "updated")]),
    ("en", "5 May 2025 - 08:22 Updated: 5 May 2025 - 17:38CEST", [("2025-05-05T08:22+02:00", None), ("2025-05-05T17:38+02:00", "updated")]),
    ("de", "Veröffentlicht am 27.04.2024, aktualisiert am 28.04.2024", [("2024-04-27", "published"), ("2024-04-28", "updated")]),
    ("de", "Stand: 17.06.2025 18:24 Uhr", [("2025-06-17T18:24", None)]),
    ("fr", "Publié le 30 août 2023 à 14h52, modifié le 31 août 2023", [("2023-08-30T14:52", "published"), ("2023-08-31", "updated")]),
    ("es", "Actualizado: 15 oct 2024 - 17:38", [("2024-10-15T17:38", "updated")]),
    ("it", "5 gennaio 2025 Aggiornato alle 16:01", [("2025-01-05", None), ("2025-01-05T16:01", "updated")]),
    ("ja", "公開日：2025/01/31 更新日：2025/02/01 11:30", [("2025-01-31", "published"), ("2025-02-01T11:30", "updated")]),
    ("ja", "2025/1/14 21:17（最終更新 1/15 22:10）", [("2025-01-14T21:17", None), ("2025-01-15T22:10", "updated")]),
    ("tr", "30.04.2024 - 16:48 Son Güncelleme : 30.04.2024 - 16:49", [("2024-04-30T16:48", None), ("2024-04-30T16:49", "updated")]),
]


@pytest.mark.parametrize(("code", "text", "expected"), KINDS)
def test_labels_tell_publishing_from_change(code: str, text: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(str(moment.timestamp), moment.kind) for moment in find_moments(text, speaking(code))] == expected


RELATIVE = [
    ("en", "3 hours ago", "2025-05-09T13:30+00:00"),
    ("en", "Published 45 minutes ago", "2025-05-09T15:45+00:00"),
    ("en", "2 days ago", "2025-05-07"),
    ("en", "yesterday at 5 pm", "2025-05-08T17:00"),
    ("en", "an hour ago", "2025-05-09"),
    ("de", "vor 3 Stunden", "2025-05-09T13:30+00:00"),
    ("de", "gestern, 18:05 Uhr", "2025-05-08T18:05"),
    ("fr", "il y a 2 jours", "2025-05-07"),
    ("es", "hace 20 minutos", "2025-05-09T16:10+00:00"),
    ("nl", "Vandaag om 20:07", "2025-05-09T20:07"),
    ("pl", "2 tygodnie temu", "2025-04-25"),
    ("ru", "5 минут назад", "2025-05-09T16:25+00:00"),
    ("hu", "2 napja", "2025-05-07"),
    ("sv", "för 2 timmar sedan", "2025-05-09T14:30+00:00"),
    ("tr", "2 gün önce", "2025-05-07"),
    ("ar", "منذ 3 ساعات", "2025-05-09T13:30+00:00"),
    ("ja", "3時間前", "2025-05-09T13:30+00:00"),
    ("zh", "5分钟前", "2025-05-09T16:25+00:00"),
    ("ko", "3시간 전", "2025-05-09T13:30+00:00"),
]


@pytest.mark.parametrize(("code", "text", "iso"), RELATIVE)
def test_times_that_count_back_need_to_know_from_when(code: str, text: str, iso: str) -> None:
    assert isos(text, code) == []
    assert has_date(text, speaking(code))
    assert isos(text, code, fetched_at=FETCHED) == [iso]


def test_a_number_too_large_for_an_age_is_none() -> None:
    assert isos("900 years ago", fetched_at=FETCHED) == []
    assert isos("3 hours ago", fetched_at=dt.datetime(1, 1, 1)) == []


MESSY = st.one_of(
    st.text(max_size=300),
    st.lists(
        st.sampled_from(["5", "29", "2021", "June", "Juni", "年", "月", "日", "14:05", ".", "/", "-", " ", ",", "pm", "ago", "hours",
                         "Updated", "UTC+2", "٣", "²", "\u200f", "\ud800", "İ", "updated 4:30", "99999999999999999999"]),
        max_size=40,
    ).map("".join),
)  # fmt: skip


@given(MESSY)
def test_any_text_is_read_without_an_error(text: str) -> None:
    for code in [code for code in ("en", "de", "ja", "vi", "th") if code in languages()]:
        lexicons = speaking(code)
        moments = find_moments(text, lexicons, fetched_at=FETCHED)
        for moment in moments:
            assert moment.timestamp.text == text[moment.start : moment.end]
        if find_moments(text, lexicons):
            assert has_date(text, lexicons)
    assert len(plain(text)) == len(text)
    for value in (parse_declared(text, origin="meta"), date_in_url(text)):
        assert value is None or 1990 <= value.date.year <= 2100


@pytest.mark.parametrize(
    "piece", ["1", "5 ", "5.", "12:", "2021 ", "5 June ", "at ", "vor ", "3 hours ", " - ", "a" * 50, "updated ", "5/6/"]
)
def test_long_texts_take_no_time(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    start = time.perf_counter()
    find_moments(text, speaking("de"), fetched_at=FETCHED)
    has_date(text, speaking("de"))
    parse_declared(text[:99], origin="meta")
    assert time.perf_counter() - start < 2  # a busy machine included; 200,000 characters read by twos would take minutes
