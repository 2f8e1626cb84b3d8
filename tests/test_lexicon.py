"""Every language file holds every key, of the right type, in the form that the comparison expects."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from importlib import resources
from typing import Any

import pytest

from newsparse.lexicon import fold, languages, lexicon

TOP = {"name", "date_order", "words_per_minute", "stopwords", "labels", "dates", "quotes"}
LABELS = {
    "also_read", "previous", "next", "teaser_section", "read_time", "byline", "published", "updated", "source", "reports", "credit",
    "caption", "tags", "back_to_top", "share", "subscribe", "paywall", "comments", "ad", "sponsored", "legal", "player", "consent",
    "navigation", "live", "bio", "more", "home",
}  # fmt: skip
DATES = {
    "months", "weekdays", "units", "ago", "today", "yesterday", "now", "am", "pm", "glue", "ordinals", "patterns", "years_offset",
}  # fmt: skip
QUOTES = {
    "and", "verbs", "according_to", "after_verb", "masculine", "feminine", "neutral", "plural", "first", "relative", "articles", "titles",
    "roles", "women", "men", "documents", "particles", "naming",
}  # fmt: skip
UNITS = {"second", "minute", "hour", "day", "week", "month", "year"}
NEVER_EMPTY = ("also_read", "teaser_section", "read_time", "byline", "credit", "share", "subscribe", "comments", "legal", "more")

MOST_WORDS = 10
"""Words of a block's beginning that are compared with labels."""
NETWORKS = """
    bluesky discord facebook flipboard gettr hatena instagram kakaostory kakaotalk linkedin mastodon messenger naver odnoklassniki parler
    pinterest quora reddit sharechat skype snapchat telegram threads tiktok tumblr twitch twitter viber vkontakte wechat weibo whatsapp
    xing youtube
    вайбер вконтакте ватсап вотсап дзен инстаграм інстаграм мессенджер месенджер одноклассники телеграм тикток твиттер твітер фейсбук ютуб
    إنستغرام إنستقرام انستجرام تلغرام تليجرام تليغرام تيليجرام تويتر سناب فيسبوك واتس واتساب يوتيوب
    इंस्टाग्राम टेलीग्राम ट्विटर फेसबुक यूट्यूब व्हाट्स वॉट्स
    インスタ フェイスブック ツイッター はてな 微博 微信 抖音 推特 脸书 臉書 噗浪 小红书
    네이버 카카오 유튜브 인스타그램 텔레그램 트위터 페이스북 틱톡
""".split()
"""Networks and messengers; with an alphabet's endings ("whatsappkanaal") and, in scripts without blanks, anywhere."""
SHORT_NETWORKS = {"x", "vk", "zalo", "밴드", "라인"}
"""Those that begin ordinary words, so that only the whole word names them."""

FILES = sorted(file.name for file in resources.files("newsparse.lexicon").iterdir() if file.name.endswith(".toml"))
CODES = [file.removesuffix(".toml") for file in FILES]

every_language = pytest.mark.parametrize("code", CODES)


def raw(code: str) -> dict[str, Any]:
    return tomllib.loads((resources.files("newsparse.lexicon") / f"{code}.toml").read_text("utf-8"))


def lists(code: str) -> Iterator[tuple[str, list[str]]]:
    """Every list of phrases with its place in the file."""
    data = raw(code)
    yield "stopwords", data["stopwords"]
    for table in ("labels", "quotes"):
        for key, phrases in data[table].items():
            yield f"{table}.{key}", phrases
    dates = data["dates"]
    for key in ("ago", "today", "yesterday", "now", "am", "pm", "glue", "ordinals", "patterns"):
        yield f"dates.{key}", dates[key]
    for key in ("months", "weekdays"):
        for number, names in enumerate(dates[key], 1):
            yield f"dates.{key} {number}", names
    for unit, names in dates["units"].items():
        yield f"dates.units.{unit}", names


def test_languages_lists_the_files() -> None:
    assert languages() == tuple(CODES)
    assert "en" in languages()


def test_an_unknown_language_says_which_there_are() -> None:
    with pytest.raises(KeyError, match=r"no lexicon for language 'xx'.*\ben\b"):
        lexicon("xx")


@every_language
def test_it_loads_as_it_stands(code: str) -> None:
    data, read = raw(code), lexicon(code)
    assert read.code == code
    assert (read.name, read.date_order, read.words_per_minute) == (data["name"], data["date_order"], data["words_per_minute"])
    assert read.stopwords == frozenset(data["stopwords"])
    assert {key: list(phrases) for key, phrases in read.labels.items()} == data["labels"]
    assert dict(read.dates) == data["dates"]
    assert dict(read.quotes) == data["quotes"]


@every_language
def test_every_key_is_there_and_no_other(code: str) -> None:
    data = raw(code)
    assert set(data) == TOP
    assert set(data["labels"]) == LABELS
    assert set(data["dates"]) == DATES
    assert set(data["quotes"]) == QUOTES
    assert set(data["dates"]["units"]) == UNITS


@every_language
def test_types(code: str) -> None:
    data = raw(code)
    assert isinstance(data["name"], str)
    assert data["name"][:1].isupper()
    assert data["date_order"] in {"DMY", "MDY", "YMD"}
    assert type(data["words_per_minute"]) is int
    assert 100 <= data["words_per_minute"] <= 600
    assert type(data["dates"]["years_offset"]) is int
    assert [place for place, phrases in lists(code) if type(phrases) is not list or {type(p) for p in phrases} - {str}] == []


@every_language
def test_the_calendar_is_whole(code: str) -> None:
    dates = raw(code)["dates"]
    assert len(dates["months"]) == 12
    assert len(dates["weekdays"]) == 7
    assert all(dates["months"])
    assert all(dates["weekdays"])
    assert all(dates["units"].values())
    for names in (dates["weekdays"], list(dates["units"].values())):
        shared = [name for name, times in Counter(name for group in names for name in set(map(fold, group))).items() if times > 1]
        assert shared == []


@every_language
def test_enough_words_to_tell_the_language_and_to_know_its_pages(code: str) -> None:
    data = raw(code)
    assert len(data["stopwords"]) >= 40
    assert [key for key in NEVER_EMPTY if not data["labels"][key]] == []
    assert len(data["quotes"]["verbs"]) >= 20
    assert len(data["quotes"]["roles"]) >= 20


@every_language
def test_no_phrase_stands_twice_in_a_list(code: str) -> None:
    # Endings, patterns and names of the parts of a day are compared letter by letter, so "am" and "a.m." are two.
    twice = [
        (place, phrase)
        for place, phrases in lists(code)
        for phrase, times in Counter(map(fold, phrases) if place.startswith("labels.") else phrases).items()
        if times > 1
    ]
    assert twice == []


@every_language
def test_no_phrase_is_empty_after_folding(code: str) -> None:
    assert [(place, phrase) for place, phrases in lists(code) for phrase in phrases if place != "dates.patterns" and not fold(phrase)] == []


@every_language
def test_phrases_are_lower_case_and_trimmed(code: str) -> None:
    wrong = [
        (place, phrase)
        for place, phrases in lists(code)
        for phrase in phrases
        if phrase != phrase.strip() or "  " in phrase or (place != "dates.patterns" and phrase != phrase.lower())
    ]
    assert wrong == []


@every_language
def test_places_for_numbers_and_units(code: str) -> None:
    data = raw(code)
    assert [phrase for phrase in data["labels"]["read_time"] if phrase.count("{n}") != 1] == []
    assert [phrase for phrase in data["dates"]["ago"] if not re.search(r"\{(n|unit)\}", phrase)] == []
    allowed = {"{n}", "{unit}"}
    strange = [
        (place, phrase)
        for place, phrases in lists(code)
        for phrase in phrases
        if place != "dates.patterns" and ("{" in phrase or "}" in phrase)
        if not (place.startswith("labels.") or place == "dates.ago") or any(c in phrase for c in _without(phrase, allowed) if c in "{}")
    ]
    assert strange == []


@every_language
def test_labels_are_short_enough_to_be_found(code: str) -> None:
    labels = raw(code)["labels"]
    assert [(key, phrase) for key, phrases in labels.items() for phrase in phrases if len(fold(phrase).split()) > MOST_WORDS] == []


NAMES_NETWORK = re.compile("|".join(rf"\b{name}" if name.isascii() else re.escape(fold(name)) for name in NETWORKS))


def names_network(phrase: str) -> bool:
    folded = fold(phrase)
    return NAMES_NETWORK.search(folded) is not None or not SHORT_NETWORKS.isdisjoint(folded.split())


@every_language
def test_no_label_names_a_network(code: str) -> None:
    # They come and go, and a label's beginning ("share on") finds them all.
    assert [(key, phrase) for key, phrases in raw(code)["labels"].items() for phrase in phrases if names_network(phrase)] == []


@pytest.mark.parametrize(
    "phrase", ["share on facebook", "volg ons whatsappkanaal", "x'te paylaş", "分享到微博", "наш телеграм-канал", "عبر واتساب"]
)
def test_the_check_for_networks_finds_them(phrase: str) -> None:
    assert names_network(phrase)


@pytest.mark.parametrize("phrase", ["zaloguj się", "헤드라인 뉴스", "credit line", "share on social media"])
def test_the_check_for_networks_leaves_other_words(phrase: str) -> None:
    assert not names_network(phrase)


def _without(phrase: str, parts: set[str]) -> str:
    for part in parts:
        phrase = phrase.replace(part, "")
    return phrase


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("don't miss", "Don’t  Miss!"),
        ("sign up", "SIGN-UP »"),
        ("read more", "ＲＥＡＤ ＭＯＲＥ…"),
        ("straße", "STRASSE"),
        ("{n} min read", "n min. read"),
    ],
)
def test_what_counts_as_the_same_phrase(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_what_english_pages_print() -> None:
    english = lexicon("en")
    assert "also read" in english.labels["also_read"]
    assert "most read" in english.labels["teaser_section"]
    assert "go to top" in english.labels["back_to_top"]
    assert "{n} mins read" in english.labels["read_time"]
    assert "pic credits" in english.labels["credit"]
    assert "said" in english.quotes["verbs"]
    assert english.dates["months"][8] == ["september", "sep", "sept"]
