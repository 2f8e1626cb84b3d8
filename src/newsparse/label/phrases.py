"""Finds the lexicon's labels ("ALSO READ", "Most read", "Go to top") at the start of a block or as the whole of it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from attrs import frozen

from newsparse.lexicon import MARKS, fold, plain

if TYPE_CHECKING:
    from newsparse.lexicon import Lexicon

__all__ = ["CATEGORIES", "Match", "PhraseIndex", "phrase_index"]

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
_LONGEST = 10
"""Words (or, in scripts without word spaces, characters) that a label has at the most."""
_LONGEST_GLUED = 60
_UNSPACED = frozenset({"zh", "ja", "th"})


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
        self._unspaced = any(lexicon.code in _UNSPACED for lexicon in lexicons)
        for lexicon in lexicons:
            for category, phrases in lexicon.labels.items():
                for phrase in phrases:
                    words = fold(phrase)
                    for table, key in ((self._by_words, words), (self._by_letters, words.replace(" ", ""))):
                        found = table.setdefault(key, [])
                        if category not in found:
                            found.append(category)
        self._first = {words.split(" ", 1)[0] for words in self._by_words}

    def may_open(self, folded: str) -> bool:
        """Whether ``find`` can find anything in a text that folds to this; a quick no for most blocks."""
        head = folded.split(" ", 1)[0]
        if self._unspaced or head[:1].isdigit() or head in self._first:
            return True
        return len(folded) <= _LONGEST_GLUED and folded.replace(" ", "") in self._by_letters

    def find(self, text: str) -> list[Match]:
        """The labels of all categories that open the text, the longest one of each category."""
        head = text[:160]
        tokens = [(_word(m.group()), m.end()) for m in _TOKEN.finditer(head)]
        if not tokens:
            return []
        found: dict[str, Match] = {}
        complete = len(head) == len(text)
        if complete and len(tokens) <= _LONGEST:
            letters = "".join(word for word, _ in tokens)
            for category in self._by_letters.get(letters, ()):
                found[category] = Match(category, len(text), True, False)
        if tokens[0][0] in self._first:
            glued = [(_word(m.group()), m.end()) for m in _GLUED.finditer(head)]
            if len(glued) != len(tokens):
                self._find_by_words(text, glued, complete, found)
            self._find_by_words(text, tokens, complete, found)
        if self._unspaced:
            self._find_by_letters(text, head, found)
        return list(found.values())

    def _find_by_words(self, text: str, tokens: list[tuple[str, int]], complete: bool, found: dict[str, Match]) -> None:
        for count in range(min(_LONGEST, len(tokens)), 0, -1):
            key = " ".join(word for word, _ in tokens[:count])
            for category in self._by_words.get(key, ()):
                if category not in found:
                    whole = complete and count == len(tokens)
                    end = len(text) if whole else tokens[count - 1][1]
                    found[category] = Match(category, end, whole, not whole and _apart(text, end))

    def _find_by_letters(self, text: str, head: str, found: dict[str, Match]) -> None:
        start = len(head) - len(head.lstrip(" ■▼◆●【[(（・>＞»"))
        for end in range(min(len(head), start + _LONGEST + 2), start, -1):
            for category in self._by_letters.get(_word(head[start:end]), ()):
                if category not in found:
                    found[category] = Match(category, end, end == len(text), _apart(text, end))

    def match(self, text: str, *categories: str) -> Match | None:
        """The longest label of one of these categories that opens the text; None where there is none."""
        return max((m for m in self.find(text) if m.category in categories), key=lambda m: m.end, default=None)


def _word(token: str) -> str:
    word = plain(token)
    return "n" if word.isdigit() else _NUMBER.sub("n", word)  # "{n} min read" folds to "n min read"


def _apart(text: str, end: int) -> bool:
    rest = text[end : end + 3].lstrip()
    return bool(rest) and not (rest[0].isalnum() or rest[0] in "'’,")


@cache
def phrase_index(lexicons: tuple[Lexicon, ...]) -> PhraseIndex:
    """The index for these lexicons, made once."""
    return PhraseIndex(lexicons)
