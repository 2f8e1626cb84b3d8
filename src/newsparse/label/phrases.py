"""Finds the lexicon's labels ("ALSO READ", "Most read", "Go to top") at the start of a block or as the whole of it."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from attrs import frozen

from newsparse.lexicon import MARKS, UNSPACED, fold, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsparse.lexicon import Lexicon

__all__ = ["CATEGORIES", "HEAD", "Match", "PhraseIndex", "phrase_index"]

CATEGORIES = (
    "also_read", "previous", "next", "teaser_section", "read_time", "byline", "published", "updated", "source", "reports", "credit",
    "caption", "tags", "back_to_top", "share", "subscribe", "paywall", "comments", "ad", "sponsored", "legal", "player", "consent",
    "navigation", "live", "bio", "more", "home",
)  # fmt: skip
"""Keys of a lexicon's [labels] table, in the order of the labeller's features."""

_TOKEN = re.compile(rf"(?:[^\W_]|[{MARKS}])+")
_GLUED = re.compile(rf"[^\W\d_a-zà-ÿ]?(?:[^\W_A-ZÀ-Þ]|[{MARKS}])+|[^\W_]+")
"""Words of a text in which a label runs into what follows: "Previous articleRain ends" has previous, article, rain, ends."""
_NUMBER = re.compile(r"\d+")
_CAMEL = re.compile(r"[a-zà-ÿ][A-ZÀ-Þ]")
HEAD = 160
"""Characters of a block in which a label that opens it ends."""
_LONGEST_LETTERS = 14
"""Characters that a label has at the most in scripts without word spaces."""
_DECORATION = " ■▼◆●【[(（・>＞»"
_LONGEST_GLUED = 60


@frozen
class Match:
    """The label that opens a block."""

    category: str
    end: int
    """Offset behind the label in the block's text."""
    whole: bool
    """True where the block holds nothing else."""
    marked: bool
    """True where a colon, a dash or the like sets the rest apart."""


class PhraseIndex:
    """The labels of some languages, ready for look-up."""

    def __init__(self, lexicons: tuple[Lexicon, ...]) -> None:
        self._by_words: dict[str, list[str]] = {}
        self._by_letters: dict[str, list[str]] = {}  # blanks left out: for glued words and for scripts without word spaces
        self._openings: set[str] = set()  # every phrase's first word, first two words and so on
        self._unspaced = any(lexicon.code in UNSPACED for lexicon in lexicons)
        for lexicon in lexicons:
            for category, phrases in lexicon.labels.items():
                for phrase in phrases:
                    self._add(category, fold(phrase))
        self._known = lru_cache(maxsize=8192)(self._find)  # pages of a site, and the steps of one parse, ask for the same texts

    def _add(self, category: str, words: str) -> None:
        for table, key in ((self._by_words, words), (self._by_letters, words.replace(" ", ""))):
            found = table.setdefault(key, [])
            if category not in found:
                found.append(category)
        opening = ""
        for word in words.split(" "):
            opening = f"{opening} {word}" if opening else word
            self._openings.add(opening)

    def may_open(self, text: str, folded: str) -> bool:
        """Whether ``find`` can find anything in a text that folds to this; a quick no for most blocks."""
        head = folded.split(" ", 1)[0]
        if self._unspaced or head in self._openings or head[:1].isdigit():
            return True
        if len(folded) <= _LONGEST_GLUED and folded.replace(" ", "") in self._by_letters:
            return True
        return _CAMEL.search(text, 0, len(head) + 1) is not None

    def find(self, text: str) -> tuple[Match, ...]:
        """The labels of all categories that open the text, the longest one of each category."""
        return self._known(text if len(text) <= HEAD else text[: HEAD + 1])

    def _find(self, text: str) -> tuple[Match, ...]:
        found: dict[str, Match] = {}
        if len(text) <= _LONGEST_GLUED:
            letters = _NUMBER.sub("n", " ".join(_TOKEN.findall(plain(text)))).replace(" ", "")
            for category in self._by_letters.get(letters, ()):
                found[category] = Match(category, len(text), True, False)
        head = text[:HEAD]
        self._find_by_words(text, _TOKEN.finditer(head), found)
        if _CAMEL.search(head):
            self._find_by_words(text, _GLUED.finditer(head), found)
        if self._unspaced:
            self._find_by_letters(text, head, found)
        return tuple(found.values())

    def _find_by_words(self, text: str, tokens: Iterator[re.Match[str]], found: dict[str, Match]) -> None:
        key = ""
        for token in tokens:
            word = _word(token.group())
            key = f"{key} {word}" if key else word
            if key not in self._openings:
                return
            for category in self._by_words.get(key, ()):
                end = token.end()
                if category not in found or found[category].end < end:
                    whole = len(text) <= HEAD and _TOKEN.search(text, end) is None
                    end = len(text) if whole else end
                    found[category] = Match(category, end, whole, not whole and _apart(text, end))

    def _find_by_letters(self, text: str, head: str, found: dict[str, Match]) -> None:
        start = len(head) - len(head.lstrip(_DECORATION))
        for end in range(min(len(head), start + _LONGEST_LETTERS), start, -1):
            for category in self._by_letters.get(_word(head[start:end]), ()):
                if category not in found:
                    found[category] = Match(category, end, end == len(text), _apart(text, end))

    def match(self, text: str, *categories: str) -> Match | None:
        """The longest label of one of these categories that opens the text; None where there is none."""
        return max((m for m in self.find(text) if m.category in categories), key=lambda m: m.end, default=None)


def _word(token: str) -> str:
    return _NUMBER.sub("n", plain(token))  # "{n} min read" folds to "n min read"


def _apart(text: str, end: int) -> bool:
    rest = text[end : end + 3].lstrip()
    return bool(rest) and not (rest[0].isalnum() or rest[0] in "'’,")


@cache
def phrase_index(lexicons: tuple[Lexicon, ...]) -> PhraseIndex:
    """The index for these lexicons, made once."""
    return PhraseIndex(lexicons)
