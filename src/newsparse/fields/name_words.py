"""The words that names and roles are told by in some languages, and the names in a piece of a line that holds no marks."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

from attrs import evolve, frozen

from newsparse.lexicon import fold as fold_anew
from newsparse.lexicon import fold_all

if TYPE_CHECKING:
    from newsparse.lexicon import Lexicon

__all__ = ["EDGES", "LONGEST", "Kind", "NameWords", "Named", "Span", "fold", "is_han", "name_words"]

Kind = Literal["person", "short", "desk"]
"""A person's full name; one word (a first name, initials, a handle), which may be anybody; or an agency, an outlet or a desk."""

LONGEST = 60
"""Characters that a name has at the most."""
_MAX_WORDS = 6
EDGES = " .,:;|/-–—·•*_~\u00a0'’‘`"
"""Marks that are no part of a name at its ends."""
_GLUED = re.compile(r"[a-zà-ÿ][A-ZÀ-Þ]")
_CASE = re.compile(r"\b([^\W\d_]{1,20}?[a-zà-ÿ])([A-ZÀ-Þ][^\W\d_]+)\b")
_DIGIT = re.compile(r"\d")
_INNER = re.compile(r"['’\-‐‑.]")
_TAIL = re.compile(r"[\d,*†‡]+$")
_CREDENTIAL = re.compile(r"(?:[A-Z]{1,3}[a-z]{0,3}\.?-?){1,4}")
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af・]+")
_DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,12}(?:/.*)?", re.I)
_HANDLE = re.compile(r"[\w./'’-]{2,30}")


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """``lexicon.fold`` of a word or a name: each is asked for many times on a page."""
    return fold_anew(text)


@frozen
class Span:
    """A link in a line."""

    start: int
    end: int
    url: str
    sure: bool
    """Whether it certainly leads to an author's page."""


@frozen
class Named:
    """Somebody named in a line."""

    name: str
    kind: Kind
    role: str | None = None
    """As worded behind the name."""
    label: str | None = None
    """The folded words that announce the name ("by", "edited by"); None where nothing does."""
    linked: Span | None = None
    """The link that the name is."""
    apart: bool = False
    """Set apart from the names before it by more than a comma or "and": it may be a section, a place or an outlet."""


def is_han(text: str) -> bool:
    """Whether a text is of Chinese characters, kana or hangul alone."""
    return _HAN.fullmatch(text) is not None


class NameWords:
    """What tells names in the languages of some lexicons. The sets hold folded words."""

    def __init__(self, lexicons: tuple[Lexicon, ...]) -> None:
        def words(key: str) -> frozenset[str]:
            return frozenset(fold_all([word for lexicon in lexicons for word in lexicon.quotes.get(key, ())]))

        def labels(*keys: str) -> frozenset[str]:
            return frozenset(fold_all([label for lexicon in lexicons for key in keys for label in lexicon.labels.get(key, ())]))

        self.joiners = words("and")
        self.particles = words("particles") - self.joiners
        self.titles = words("titles") - self.particles
        self.roles = words("roles") | words("women") | words("men")
        self.labels = labels("byline")
        self.sources = labels("source")
        self.function = frozenset(fold_all([word for lexicon in lexicons for word in lexicon.stopwords]))
        unspaced = {word for word in self.roles | self.titles if len(word) > 1 and is_han(word)}
        self.announcing = unspaced & self.roles
        """Roles before which no blank need stand, and which announce a name: in Chinese and Japanese."""
        self._unspaced = sorted(unspaced, key=lambda word: (-len(word), word))
        """Roles and titles that may stand without a blank before or behind a name, the longest first."""
        self._articles = words("articles")
        self._stops = self.function | labels("published", "updated")

    def spaced(self, text: str) -> str:
        """The text with the blanks that were lost behind labels and before roles."""
        return _CASE.sub(self._unglued, text) if _GLUED.search(text) else text

    def _unglued(self, match: re.Match[str]) -> str:
        """Words that lost the blank between them, where one is a label or a role: "ByJane", "DoeEditor"."""
        first, second = match.groups()
        return f"{first} {second}" if fold(first) in self.labels or fold(second) in self.roles else match.group()

    def untitled(self, name: str) -> str:
        """The name without the titles before it: "Dr. Jane Doe"; two words are left at the least, for "Prince" may be a first name."""
        words = name.split()
        while len(words) > 2:
            count = next((n for n in (2, 1) if len(words) >= n + 2 and fold(" ".join(words[:n])) in self.titles), 0)
            if not count or (count == 1 and len(words[0].rstrip(".")) < 2):
                break  # "D. H. Doe"
            del words[:count]
        return " ".join(words)

    def is_role(self, text: str) -> bool:
        words = [fold(word) for word in text.split()]
        return any(word in self.roles for word in words) or fold(text) in self.roles

    def role_and_name(self, text: str, known: frozenset[str]) -> tuple[str, Named | None]:
        """A role, and the next writer's name that "and" joins to it: "Harbour correspondent and John Roe".

        Behind a role in capitals, only a name that the head declares: "Executive Editor and Master Gardener".
        """
        words = text.split()
        while len(words) > 1 and fold(words[-1]) in self.joiners:
            words.pop()  # the name behind it is a link of its own
        for cut in range(1, len(words) - 2):
            if fold(words[cut]) in self.joiners and self.is_role(" ".join(words[:cut])):
                behind = " ".join(words[cut + 1 :])
                named, over = self._one(behind, strong=False)
                sure = not words[cut - 1][0].isupper() or fold(behind) in known
                if named is not None and named.kind == "person" and sure and not over and not self.is_role(behind):
                    return " ".join(words[:cut]), named
        return " ".join(words), None

    def desk_in_label(self, piece: str) -> str | None:
        """The desk that a label names: "News Desk" in "By News Desk"; None for "By" and "Written by"."""
        words = piece.split()
        while words and fold(words[0]) in self.function:
            del words[0]
        ends = not words or fold(words[-1]) in self.function or not words[0][0].isupper()
        return None if ends or fold(piece) in self.sources else " ".join(words)

    def names(self, piece: str, strong: bool, linked: bool = False) -> tuple[list[Named], bool]:
        """The names in a piece without commas; and whether what follows them ends the list."""
        words = piece.split()
        cuts = [n for n, word in enumerate(words) if 0 < n < len(words) - 1 and fold(word) in self.joiners]
        if words and fold(words[0]) in self.joiners:
            return self.names(" ".join(words[1:]), strong) if len(words) > 1 else ([], False)
        for cut in cuts:
            first, over = self._one(" ".join(words[:cut]), strong)
            if first is not None and first.role is not None:
                return [first], True
            if first is not None and not over:
                others, end = self.names(" ".join(words[cut + 1 :]), strong)
                if others:
                    return [first, *others], end
        found, over = self._one(piece, strong, linked)
        if over and found is not None and found.kind == "short" and cuts:  # "Center for Research and Evaluation"
            return [Named(piece, "desk")], False
        return ([found] if found else []), over

    def _one(self, piece: str, strong: bool, linked: bool = False) -> tuple[Named | None, bool]:
        """The name that a piece opens with; True where other words follow it or stand there instead."""
        text = piece.strip(EDGES)
        if " " in text:
            text = _TAIL.sub("", text).strip(EDGES)  # marks of footnotes
        if not 1 < len(text) <= 2 * LONGEST or not any(map(str.isalpha, text)):
            return None, False
        if text.lower() == text.upper():
            return self._caseless(text)
        if _DOMAIN.fullmatch(text):
            return Named(text, "desk"), False
        words = text.split()
        if fold(text) in self.function:
            return None, True
        if words[0].islower() and strong and len(words) > 1 and fold(words[0]) in self._articles:
            del words[0]  # "by the Post team"
        size = 0
        for word in words:
            if _DIGIT.search(word) and not (strong and word[0].isupper()):
                break
            small = fold(word) in self.particles and size + 1 < len(words)
            if not small and (not self._capital(word) or (size > 1 and len(word) > 2 and fold(word) in self._stops)):
                break  # "Jane Doe The Herald"
            size += 1
        while size and fold(words[size - 1]) in self.particles and not self._capital(words[size - 1]):
            size -= 1
        over = size < len(words)
        if size == 0:
            handle = len(words) == 1 and strong and _HANDLE.fullmatch(text) is not None
            if linked and len(words) in (2, 3) and not _DIGIT.search(text):
                return Named(text, "person"), False
            return (Named(text, "short") if handle else None), not handle
        if size > 3 and size % 2 == 0 and words[: size // 2] == words[size // 2 : size]:
            size //= 2  # narrow and wide layouts may both be there
            words = words[:size]
        name = " ".join(words[:size]).strip(EDGES)
        if len(name) > LONGEST or size > _MAX_WORDS:
            return None, True
        if over and size == 1 and not strong:
            return None, True
        if over and size == 3 and fold(words[2]) in self.roles:  # "Jane Doe Editor at The Herald"
            return Named(" ".join(words[:2]), "person", " ".join(words[2:])[:LONGEST]), True
        return self._kind(name, words[:size]), over

    def _kind(self, name: str, words: list[str]) -> Named:
        capitals = [word for word in words if self._capital(word)]
        if len(words) >= 4 and fold(words[-1]) in self.roles and not self.is_role(" ".join(words[:2])):
            return Named(" ".join(words[:2]), "person", " ".join(words[2:]))
        if any(fold(word) in self.labels for word in words if len(word) > 3):
            return Named(name, "desk")
        if len(words) == 1:
            acronym = name.isupper() and len(name) > 1
            return Named(name, "desk" if acronym else "short")
        opens_with_acronym = words[0].isupper() and len(words[0]) > 2 and "." not in words[0] and not name.isupper()
        if not 2 <= len(capitals) <= 4 or opens_with_acronym:
            return Named(name, "desk" if len(capitals) > 1 else "short")
        if fold(words[0]) in self.function and len(words[0]) > 1 and not words[0].endswith("."):
            return Named(name, "desk")
        if all(_CREDENTIAL.fullmatch(word) and word.upper() == word for word in words) and max(map(len, words)) <= 4 and len(words) > 2:
            return Named(name, "desk")
        return Named(name, "person")

    def _caseless(self, text: str) -> tuple[Named | None, bool]:
        """A name in a script without capitals."""
        if _HAN.fullmatch(text):
            core = text
            for word in self._unspaced:
                if len(core) > len(word) + 1:
                    core = core.removesuffix(word).removeprefix(word).strip("・")
            if not 2 <= len(core) <= 16:
                return None, True
            before, _, behind = text.partition(core)
            label, role = (word if fold(word) in self.roles else None for word in (before.strip("・"), behind.strip("・")))
            return Named(core, "person" if len(core) <= 8 else "desk", role, label), False
        words = text.split()
        if len(words) == 2 and words[0] in self.announcing and is_han(words[1]):
            named, over = self._caseless(words[1])
            return (evolve(named, label=words[0]) if named else None), over
        if any(_DIGIT.search(word) for word in words) or len(words) > _MAX_WORDS or len(text) > LONGEST:
            return None, True
        while len(words) > 2 and fold(words[-1]) in self.roles:
            words.pop()
        return Named(" ".join(words), "person" if len(words) > 1 else "short"), False

    def _capital(self, word: str) -> bool:
        bare = word.lstrip("'’‘\"“(")
        return bare[:1].isupper() or any(part[:1].isupper() for part in _INNER.split(bare)[1:2])


@cache
def name_words(lexicons: tuple[Lexicon, ...]) -> NameWords:
    """The words of these lexicons, collected once."""
    return NameWords(lexicons)
