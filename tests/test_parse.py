"""What holds for every page, whatever stands on it."""

from __future__ import annotations

import html
from typing import Literal

from hypothesis import given
from hypothesis import strategies as st

import newsparse
from newsparse import Article, ParseError
from tests.invariants import check_article

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60) | st.sampled_from(
    [
        "June 29, 2021",
        "2 mins read",
        "By Jane Doe",
        "ALSO READ: A bridge is closed for repairs",
        "Previous Story",
        "Next Story",
        "Most read",
        "Photo: Ann Example",
        "Go to Top",
        "The council voted on Monday to close the bridge for nine months, “because it is not safe”, said its mayor, Ann Example.",
        "“We had no choice,” she said.",
        "* one",
        "Share this",
    ]
)
TAGS = st.sampled_from(
    "p div h1 h2 h3 li ul ol td tr table span b a br figure figcaption blockquote header footer aside nav article time".split()
)
SCRAPS = st.sampled_from(["<p", "</div>", "<!-- x -->", "&nbsp;", "<img src=a.jpg alt='x'>", "<br>", "&#0;", "<script>var a = 1;</script>"])
ATTRIBUTES = st.sampled_from(["", " class='related-links'", " href='/2021/06/29/a-b-c-d'", " hidden", " style='display:none'", " id=x"])


@st.composite
def markup(draw: st.DrawFn, depth: int = 0) -> str:
    """HTML that is right, wrong or neither."""
    parts = []
    for _ in range(draw(st.integers(0, 4))):
        kind = draw(st.integers(0, 5))
        if kind <= 2 or depth > 4:
            parts.append(html.escape(draw(WORDS)))
        elif kind == 3:
            parts.append(draw(SCRAPS))
        else:
            tag = draw(TAGS)
            parts.append(f"<{tag}{draw(ATTRIBUTES)}>{draw(markup(depth=depth + 1))}</{tag}>")
    return "".join(parts)


def parsed(page: str | bytes, *reasons: str, kind: Literal["html", "text"] | None = None, url: str | None = None) -> Article | None:
    """The article; None where the page is refused, which it may be for these reasons alone."""
    try:
        return newsparse.parse(page, kind=kind, url=url)
    except ParseError as error:
        refused = error.reason
    assert refused in reasons
    return None


@given(st.lists(WORDS, max_size=12).map("\n".join) | st.lists(WORDS, max_size=12).map("\n\n".join))
def test_any_text(text: str) -> None:
    article = parsed(text, "empty", "binary", kind="text")
    if article is not None:
        check_article(article)
        assert newsparse.parse(text, kind="text") == article


@given(markup())
def test_any_html(page: str) -> None:
    url = "https://news.example/2021/06/29/a-page"
    article = parsed(page, "empty", "binary", kind="html", url=url)
    if article is not None:
        check_article(article)
        assert newsparse.parse(page, kind="html", url=url) == article


@given(st.binary(max_size=400))
def test_any_bytes(page: bytes) -> None:
    article = parsed(page, "empty", "binary", "encoding")
    if article is not None:
        check_article(article)


@given(st.text(st.characters(categories=["L", "N", "P", "Zs"]), min_size=1, max_size=200).filter(str.strip))
def test_text_outside_fields_is_kept_word_for_word(line: str) -> None:
    article = newsparse.parse(f"<html><body><p>{html.escape(line)}</p><p>The end of it.</p></body></html>")
    assert " ".join(line.split()) in (" ".join(block.text for block in article.blocks))
