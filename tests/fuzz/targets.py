"""What the fuzzer calls with arbitrary bytes: each function takes a page and checks what must hold for it."""

from __future__ import annotations

import datetime as dt
import time
from random import Random
from typing import TYPE_CHECKING, Any

from newsparse import ParseError, extract_quotes, parse
from newsparse.label.labelled import Label, LabelledPage
from newsparse.label.lexicons import lexicons_for
from newsparse.lexicon import languages
from newsparse.parser import article_of
from newsparse.read.reader import read
from newsparse.roles import Role
from tests.invariants import check_article, check_quotes

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["TARGETS"]

_URLS = (None, "https://news.example/2021/06/29/a-page", "http://[", "//x", "news.example/?d=20210631", "file:///a/../b")
_LANGUAGES = (None, *sorted(languages()), "xx")
_ROLES = tuple(Role)
_FETCHED = dt.datetime(2024, 5, 3, 14, 5, tzinfo=dt.UTC)
_ERRORS = {"empty", "binary", "encoding", "too-large", "too-deep"}
_SLOW = 2.0
"""CPU seconds above which a page of the fuzzer's size is a finding."""


def html(data: bytes) -> None:
    """A page of bytes, read as HTML."""
    _parse(data, kind="html")


def text(data: bytes) -> None:
    """A page of bytes, read as text."""
    _parse(data, kind="text")


def any_kind(data: bytes) -> None:
    """A page of bytes, of which nothing is known."""
    _parse(data)


def roles(data: bytes) -> None:
    """Fields read from blocks whose roles are drawn at random, as no labeller would."""
    random = Random(data[:8])
    kind: Any = random.choice(("html", "text"))
    try:
        page = read(data[8:], url=random.choice(_URLS), kind=kind)
    except ParseError as error:
        _expect(error)
        return
    few = random.sample(_ROLES, random.randint(2, 8))
    labels = [Label(random.choice(few), 0.5, "at random") for _ in page.blocks]
    check_article(article_of(LabelledPage(page, labels, lexicons_for(page)), None))


def quotes(data: bytes) -> None:
    """Quotes of a text."""
    words = data[1:].decode("utf-8", "surrogatepass" if data[:1] < b"\x40" else "replace") if _is_text(data[1:]) else data.decode("latin-1")
    language = _LANGUAGES[data[0] % len(_LANGUAGES)] if data else None
    began = time.process_time()
    found = extract_quotes(words, language=language)
    assert time.process_time() - began < _SLOW, "slow"
    check_quotes(words, found)


def _parse(data: bytes, **options: Any) -> None:
    choice = data[-1] if data else 0
    began = time.process_time()
    try:
        article = parse(
            data,
            url=_URLS[choice % len(_URLS)],
            language=_LANGUAGES[choice // 6 % len(_LANGUAGES)] if choice > 150 else None,
            fetched_at=_FETCHED if choice % 3 == 0 else None,
            **options,
        )
    except ParseError as error:
        _expect(error)
        return
    assert time.process_time() - began < _SLOW, "slow"
    check_article(article)


def _is_text(data: bytes) -> bool:
    try:
        data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return False
    return True


def _expect(error: ParseError) -> None:
    assert error.reason in _ERRORS, error


TARGETS: dict[str, Callable[[bytes], None]] = {"html": html, "text": text, "any": any_kind, "roles": roles, "quotes": quotes}
