"""Moments as machines declare them, in addresses, and what several sources tell together."""

from __future__ import annotations

import datetime as dt

import pytest

from newsparse.article import Timestamp
from newsparse.lexicon import lexicon
from newsparse.moments import agree, best_declared, combine, date_in_url, parse_declared
from newsparse.moments.zones import zone

FRENCH = (lexicon("fr"), lexicon("en"))


DECLARED = [
    ("2021-06-29T14:05:10+0200", "2021-06-29T14:05:10+02:00"),
    ("2021-06-29T14:05:10+02", "2021-06-29T14:05:10+02:00"),
    ("2021-06-29T14:05:10.123456Z", "2021-06-29T14:05:10+00:00"),
    ("2021-06-29T14:05:10,5+02:00", "2021-06-29T14:05:10+02:00"),
    ("2021-06-29T14:05:10.000-0330", "2021-06-29T14:05:10-03:30"),
    ("2021-06-29t14:05z", "2021-06-29T14:05+00:00"),
    ("2021-6-9T14:05:1Z", "2021-06-09T14:05:01+00:00"),
    ("2021-06-29 14:05", "2021-06-29T14:05"),
    ("2021-06-29 14:05:10 +0200", "2021-06-29T14:05:10+02:00"),
    ("2021-06-29 14:05:10 UTC", "2021-06-29T14:05:10+00:00"),
    ("2021-06-29 14:05:10 CEST", "2021-06-29T14:05:10+02:00"),
    ("2021-06-29T14:05:10 Europe/Berlin", "2021-06-29T14:05:10+02:00"),
    ("2021-06-29T14:05:10+02:00[Europe/Berlin]", "2021-06-29T14:05:10+02:00"),
    ("2021-06-29T14:05:10 Nowhere/Atall", "2021-06-29T14:05:10"),
    ("2021-06-29T14:05:10+99:00", "2021-06-29T14:05:10"),
    ("2021/06/29 2:05 PM", "2021-06-29T14:05"),
    ("2021.06.29", "2021-06-29"),
    ("20210629", "2021-06-29"),
    ("20210629T140510Z", "2021-06-29T14:05:10+00:00"),
    ("20210629140510", "2021-06-29T14:05:10"),
    ("2021-06-29", "2021-06-29"),
    ("2021-06-29T00:00:00", "2021-06-29"),
    ("2021-06-29T00:00:00.000Z", "2021-06-29"),
    ("2021-06-29T00:00:00+02:00", "2021-06-29"),
    ("2021-06-29T25:00:00", "2021-06-29"),
    ("Tue, 29 Jun 2021 14:05:00 GMT", "2021-06-29T14:05+00:00"),
    ("Tue, 29 Jun 2021 14:05:00 -0700", "2021-06-29T14:05-07:00"),
    ("Tue Jun 29 2021 14:05:10 GMT+0300 (Moscow Standard Time)", "2021-06-29T14:05:10+03:00"),
    ("Tue Jun 29 14:05:10 +0000 2021", "2021-06-29T14:05:10+00:00"),
    ("Tue Jun 29 14:05:10 EDT 2021", "2021-06-29T14:05:10-04:00"),
    ("June 29, 2021", "2021-06-29"),
    ("29 June 2021 2:05 pm", "2021-06-29T14:05"),
    ("6/29/2021 12:00:00 AM", "2021-06-29"),
    ("29/06/2021 14:05", "2021-06-29T14:05"),
    ("1624968310", "2021-06-29T12:05:10+00:00"),
    ("1624968310123", "2021-06-29T12:05:10+00:00"),
    ("/Date(1624968310123)/", "2021-06-29T12:05:10+00:00"),
]


@pytest.mark.parametrize(("value", "iso"), DECLARED)
def test_declared_moments(value: str, iso: str) -> None:
    stamp = parse_declared(f" {value}\n", origin="json-ld")
    assert stamp is not None
    assert (str(stamp), stamp.text, stamp.origin) == (iso, value, "json-ld")


@pytest.mark.parametrize(
    "value",
    ["", "today", "2021", "2021-06", "5/6/2021", "2021-02-30", "1812-06-24", "2321-06-29", "0000-00-00T00:00:00Z", "624968310",
     "99999999999", "NaN", "[object Object]", "12345678901234567890", "2021-06-29" * 20, "version 2.1.7", "²⁰²¹-⁰⁶-²⁹"],
)  # fmt: skip
def test_declared_nonsense_is_none(value: str) -> None:
    assert parse_declared(value, origin="meta") is None


def test_declared_words_are_read_in_the_language_of_the_page() -> None:
    assert str(parse_declared("29 juin 2021 à 14h05", origin="meta", lexicons=FRENCH)) == "2021-06-29T14:05"
    assert str(parse_declared("5.6.2021", origin="meta", lexicons=FRENCH)) == "2021-06-05"
    assert str(parse_declared("5/6/2021", origin="meta", order="MDY")) == "2021-05-06"


@pytest.mark.parametrize(
    ("url", "iso"),
    [
        ("https://paper.example/2021/06/29/rain-ends", "2021-06-29"),
        ("https://paper.example/2021/6/9/", "2021-06-09"),
        ("https://paper.example/news/2021-06-29-rain-ends.html", "2021-06-29"),
        ("https://paper.example/20210629/rain", "2021-06-29"),
        ("https://paper.example/a/rain_20210629.html?id=20200101", "2021-06-29"),
        ("https://paper.example/2021/0629/c90000-1.html", "2021-06-29"),
        ("https://paper.example/news/29-06-2021-rain", "2021-06-29"),
        ("/2021/06/29/rain", "2021-06-29"),
        ("https://paper.example/news/05-06-2021-rain", None),
        ("https://paper.example/2021/06/rain-ends", None),
        ("https://paper.example/2021/13/29/rain-ends", None),
        ("https://paper.example/?date=2021-06-29", None),
        ("https://paper.example/article/2021062912345", None),
        ("https://2021-06-29.example/rain", None),
        ("http://[broken", None),
        ("", None),
    ],
)
def test_dates_in_addresses(url: str, iso: str | None) -> None:
    stamp = date_in_url(url)
    assert (stamp and str(stamp)) == iso
    assert stamp is None or stamp.origin == "url"


def stamp(text: str) -> Timestamp:
    found = parse_declared(text, origin="meta")
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ("2021-06-29", "2021-06-29T14:05Z", "2021-06-29T14:05+00:00"),
        ("2021-06-29", "2021-06-30T02:05Z", "2021-06-30T02:05+00:00"),
        ("2021-06-29 14:05", "2021-06-29T12:05:40Z", "2021-06-29T14:05:40+02:00"),
        ("2021-06-29 17:35", "2021-06-29T12:05:40Z", "2021-06-29T17:35:40+05:30"),
        ("2021-06-29 21:00", "2021-06-30T04:00:10Z", "2021-06-29T21:00:10-07:00"),
        ("2021-06-29T12:05Z", "2021-06-29T14:05:10+02:00", "2021-06-29T14:05:10+02:00"),
        ("2021-06-29 14:05", "2021-06-29 14:05:33", "2021-06-29T14:05:33"),
        ("2021-06-29 14:05", "2021-06-29", "2021-06-29T14:05"),
        ("2021-06-29", "2021-06-28", None),
        ("2021-06-29", "2021-06-30T12:05Z", None),
        ("2021-06-29 14:05", "2021-06-29T12:20Z", None),
        ("2021-06-29 14:05", "2021-06-29 14:09", None),
        ("2021-06-29T12:05Z", "2021-06-29T12:05+02:00", None),
    ],
)
def test_agreement(one: str, other: str, together: str | None) -> None:
    first, second = stamp(one), stamp(other)
    assert agree(first, second) == agree(second, first) == (together is not None)
    if together:
        assert str(combine(first, second)) == together


def test_the_best_declared_moment_is_the_first_at_its_most_precise() -> None:
    values = ["2021-06-29", "2021-06-28T09:00Z", "2021-06-29T12:05Z", "2021-06-29T14:05+02:00", "2021-06-29T18:00-04:00"]
    assert str(best_declared([stamp(value) for value in values])) == "2021-06-29T14:05+02:00"
    assert best_declared([]) is None


@pytest.mark.parametrize(
    ("text", "hours"),
    [("+02:00", 2), ("-0330", -3.5), ("UTC+2", 2), ("GMT-11", -11), ("GMT", 0), ("EST", -5), ("CEST", 2), ("IST", 5.5), ("+05:45", 5.75)],
)
def test_zones(text: str, hours: float) -> None:
    assert zone(text) == dt.timezone(dt.timedelta(hours=hours))


@pytest.mark.parametrize("text", ["ET", "PT", "XYZ", "+17:00", "+01:20", "UTC+99", "ist", ""])
def test_unknown_zones_have_no_offset(text: str) -> None:
    assert zone(text) is None
