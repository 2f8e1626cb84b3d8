"""Hypothesis strategies for Articles: arbitrary ones, and ones whose offsets are true."""

from __future__ import annotations

import datetime as dt
import types
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin

import attrs
from hypothesis import strategies as st

from newsparse import article as types_of
from newsparse.article import Article, BlockQuote, BodyBlock, Figure, Heading, Image, Link, ListItem, Paragraph, Table
from newsparse.roles import Role

__all__ = ["articles", "markup", "true_articles", "typed", "urls"]

_SCALARS: dict[Any, st.SearchStrategy[Any]] = {
    str: st.text(max_size=12),
    int: st.integers(-(2**40), 2**40),
    float: st.floats(allow_nan=False, allow_infinity=False),
    bool: st.booleans(),
    dt.date: st.dates(),
    dt.time: st.times(),
    # Offsets are whole minutes on real pages; the typed objects allow any microsecond.
    dt.timezone: st.builds(
        dt.timezone,
        st.one_of(
            st.integers(-1439, 1439).map(lambda minutes: dt.timedelta(minutes=minutes)),
            st.timedeltas(dt.timedelta(hours=-23, minutes=-59), dt.timedelta(hours=23, minutes=59)),
        ),
    ),
    Role: st.sampled_from(Role),
    type(None): st.none(),
}


@cache
def typed(hint: Any) -> st.SearchStrategy[Any]:
    """Any value of a type that the typed objects use."""
    if hint in _SCALARS:
        return _SCALARS[hint]
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return st.one_of(*map(typed, get_args(hint)))
    if origin is Literal:
        return st.sampled_from(get_args(hint))
    if origin is tuple:
        return st.lists(typed(get_args(hint)[0]), max_size=2).map(tuple)
    fields = attrs.fields(attrs.resolve_types(hint))
    return st.builds(hint, **{field.name: typed(field.type) for field in fields})


def articles() -> st.SearchStrategy[Article]:
    """Any Article that the type hints allow, whether or not its offsets make sense."""
    return typed(types_of.Article)


_MARKUP = """\\`*_{}[]()#+-.!|~<>&"'=:^$@%;/ \t\n\r0123456789aбשא漢😀\x00\x1b\x85\xa0\u2028\u202e\u200b"""
_SNIPPETS = [
    "<script>alert(1)</script>",
    "<!--",
    "-->",
    "</script",
    "<b>",
    "&lt;",
    "&#42;",
    "&amp",
    "](",
    "![",
    "[x](javascript:1)",
    "<https://e.org>",
    "https://e.org/a_b_c",
    "www.e.org",
    "**b**",
    "~~s~~",
    "```",
    "1. ",
    "2) ",
    "- ",
    "+ ",
    "# ",
    "---",
    "===",
    "| - |",
    "    ",
    "\n\n",
    "\\",
    "word",
    "[^1]",
    "[a]: /b",
]


def markup() -> st.SearchStrategy[str]:
    """Text that tries to be markup: Markdown, HTML, entities, line starts, controls."""
    return st.lists(st.one_of(st.sampled_from(_SNIPPETS), st.text(_MARKUP, max_size=4), st.text(max_size=3)), max_size=6).map("".join)


def urls() -> st.SearchStrategy[str]:
    """Addresses, harmless and not."""
    plain = [
        "https://e.org/a?b=c&copy=1",
        "/a b",
        "http://e.org/(x)",
        "//e.org",
        "#top",
        "",
        "mailto:a@e.org",
        "https://e.org/[1]*2*_3_<4>|\\`",
    ]
    evil = ["javascript:alert(1)", " JaVa\tScript:alert(1)", "data:text/html,x", "vbscript:x", "\x01javascript:x", "java\nscript&colon;x"]
    return st.one_of(st.sampled_from(plain + evil), markup())


@st.composite
def _links(draw: st.DrawFn, text: str) -> tuple[Link, ...]:
    """Links in page order, none inside another."""
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6)))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    return tuple(Link(text[start:end], draw(urls()), start, end) for start, end in pairs)


@st.composite
def _block(draw: st.DrawFn, start: int) -> BodyBlock:
    kind = draw(st.sampled_from([Paragraph, Heading, ListItem, BlockQuote, Table, Figure]))
    if kind is Figure:
        some = st.none() | markup()
        return Figure(Image(draw(st.none() | urls()), draw(some), draw(some), draw(some)), start, start)
    extra: dict[str, Any] = {}
    if kind is Table:
        rows = draw(st.lists(st.lists(markup(), max_size=3).map(tuple), max_size=3).map(tuple))
        extra["rows"] = rows
        text = "\n".join("\t".join(row) for row in rows)
    else:
        text = draw(markup())
    if kind is Heading:
        extra["level"] = draw(st.integers(1, 6))
    if kind is ListItem:
        extra = {"ordered": draw(st.booleans()), "depth": draw(st.integers(1, 4))}
    return kind(text, start, start + len(text), links=draw(_links(text)), **extra)


@st.composite
def true_articles(draw: st.DrawFn) -> Article:
    """Articles of nasty text whose blocks and links stand where their offsets say."""
    body: list[BodyBlock] = []
    text = ""
    for _ in range(draw(st.integers(0, 5))):
        start = len(text) + 2 if text else 0
        block = draw(_block(start))
        if not isinstance(block, Figure):
            text = f"{text}\n\n{block.text}" if text else block.text
            if block.start != len(text) - len(block.text):
                block = attrs.evolve(block, start=len(text) - len(block.text), end=len(text))
        body.append(block)
    some = st.none() | markup()
    rest = draw(articles())
    return attrs.evolve(rest, body=tuple(body), text=text, kicker=draw(some), headline=draw(some), dek=draw(some), source=draw(some))
