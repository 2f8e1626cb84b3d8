"""Plain text output."""

from __future__ import annotations

import datetime as dt

from hypothesis import given

from newsparse.article import Article, Author, ReadTime, Timestamp
from newsparse.write.text import to_text
from tests.strategies import articles


def test_a_whole_article() -> None:
    article = Article(
        kind="text",
        kicker="Harbour",
        headline="Ferry 9\nruns",
        dek="After a pause",
        authors=(Author("Ana Sol", role="Harbour editor"), Author("Bo Li")),
        published=Timestamp(dt.date(2024, 5, 3)),
        source="Coast Wire",
        read_time=ReadTime(2, "2 mins read"),
        text="The *ferry* runs.\n\nNow.",
    )
    assert article.to_text() == (
        "Harbour\n\nFerry 9 runs\n\nAfter a pause\n\nAna Sol (Harbour editor), Bo Li · 2024-05-03 · Coast Wire · 2 mins read\n\n"
        "The *ferry* runs.\n\nNow.\n"
    )


def test_what_is_missing_leaves_no_trace() -> None:
    assert to_text(Article(kind="text")) == ""
    assert to_text(Article(kind="text", text="Body.")) == "Body.\n"


def test_control_characters_do_not_reach_the_terminal() -> None:
    assert to_text(Article(kind="text", headline="a\x1b[31mb\x07", text="c\x9b2Jd\x00\ud800")) == "a[31mb\n\nc2Jd\ufffd\n"


@given(articles())
def test_any_article_can_be_written(article: Article) -> None:
    to_text(article).encode()
