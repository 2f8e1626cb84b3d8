"""Pages made wrong on purpose, and what the fuzzer found: every page gives an Article that holds together, or a ParseError."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fixtures.checks import FOLDER
from newsparse import ParseError, extract_quotes, parse
from newsparse.fields.names import name_reader
from newsparse.lexicon import lexicon
from tests.fuzz.targets import TARGETS
from tests.invariants import check_article, check_quotes
from tests.mutations import mutated, mutated_bytes

if TYPE_CHECKING:
    from random import Random

RANDOM = st.randoms(use_true_random=False)
BYTES = tuple(path.read_bytes() for path in sorted(FOLDER.glob("*/page.*")))
REASONS = {"empty", "binary", "encoding"}


def check(page: str | bytes, kind: str | None = None) -> None:
    try:
        article = parse(page, url="https://news.example/2021/06/29/a-page", kind="text" if kind == "text" else None)
    except ParseError as error:
        if error.reason not in REASONS:
            raise
        return
    check_article(article)


@settings(max_examples=40)
@given(RANDOM)
def test_changed_pages(random: Random) -> None:
    check(mutated(random))


@settings(max_examples=20)
@given(RANDOM)
def test_changed_pages_read_as_text(random: Random) -> None:
    check(mutated(random), "text")


@settings(max_examples=20)
@given(RANDOM, st.sampled_from(BYTES))
def test_changed_bytes(random: Random, page: bytes) -> None:
    check(mutated_bytes(random, page))


@settings(max_examples=20)
@given(RANDOM)
def test_quotes_of_changed_pages(random: Random) -> None:
    text = mutated(random)
    check_quotes(text, extract_quotes(text))


@pytest.mark.parametrize("target", sorted(TARGETS))
@pytest.mark.parametrize("data", [b"", b"\0", b"<p>\xff", "„Wir warten“, said Ann.".encode()])
def test_the_fuzzers_targets_take_any_bytes(target: str, data: bytes) -> None:
    TARGETS[target](data)


@pytest.mark.parametrize("letters", ["\u0640 \u0640", "\u0640\u0640 \u0640", "\ufe70 \ufe72", "\uff9e \uff9f"])
def test_a_name_of_letters_that_fold_to_nothing(letters: str) -> None:
    """An Arabic lengthening stroke is a letter that no folded word holds: found by the fuzzer as an IndexError."""
    for language in ("en", "ar", "de"):
        (named,) = name_reader((lexicon(language),)).people(letters)
        assert named.name == letters
