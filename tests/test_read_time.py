"""The read time: as stated, wherever the page states it, else estimated."""

from __future__ import annotations

import pytest

from newsparse.article import ReadTime
from newsparse.fields.read_time import read_time
from newsparse.lexicon import lexicon
from tests.build import labelled

BODY = "It rained for nine days. " * 100

STATED = [
    ("en", "read-time", "2 mins read", 2, "2 mins read"),
    ("en", "date", "Published Aug 28, 2024 • Last updated 1 hour ago • 4 minute read", 4, "4 minute read"),
    ("en", "byline", "By Ann Example — November 18, 2025 6 min read", 6, "6 min read"),
    ("en", "byline", "March 15, 2022 · 3 min read · By Lund Online", 3, "3 min read"),
    ("de", "date", "Stand: 10:49 UhrLesedauer: 5 Minuten", 5, "Lesedauer: 5 Minuten"),
    ("de", "read-time", "Lesezeit: ca. 7 Min", 7, "Lesezeit: ca. 7 Min"),
    ("it", "date", "05 Gennaio 2025 Aggiornato alle 16:01 1 minuti di lettura", 1, "1 minuti di lettura"),
    ("ru", "date", "5 мая 2024, 3 мин чтения", 3, "3 мин чтения"),
    ("zh", "date", "2024年5月6日 阅读时间约8分钟", 8, "阅读时间约8分钟"),
    ("en", "read-time", "5", 5, "5"),
]


@pytest.mark.parametrize(("code", "role", "line", "minutes", "words"), STATED)
def test_stated(code: str, role: str, line: str, minutes: int, words: str) -> None:
    page = labelled(f"<h1>Bridge closed</h1><p>{line}</p><p>{BODY}</p>", f"headline {role} paragraph", language=code)
    assert read_time(page, BODY) == (ReadTime(minutes, words), frozenset({1} if role == "read-time" else ()))


ESTIMATED = [
    ("en", "date", "Updated 5 minutes ago"),
    ("de", "date", "vor 5 Minuten"),
    ("en", "date", "June 29, 2021, 14:05"),
    ("en", "read-time", "999 min read"),
    ("en", "paragraph", "4 min read"),
]


@pytest.mark.parametrize(("code", "role", "line"), ESTIMATED)
def test_a_line_that_states_none(code: str, role: str, line: str) -> None:
    page = labelled(f"<h1>Bridge closed</h1><p>{line}</p><p>{BODY}</p>", f"headline {role} paragraph", language=code)
    found, used = read_time(page, BODY)
    assert found == ReadTime(-(-500 // lexicon(code).words_per_minute), None, stated=False)
    assert used == frozenset()


def test_characters_count_where_words_are_not_apart() -> None:
    text = "雨" * 1200
    page = labelled(f"<p>{text}</p>", "paragraph", language="zh")
    assert read_time(page, text)[0] == ReadTime(-(-1200 // lexicon("zh").words_per_minute), None, stated=False)


def test_a_page_without_a_body_has_none() -> None:
    assert read_time(labelled("<h1>Bridge closed</h1>", "headline"), "") == (None, frozenset())
