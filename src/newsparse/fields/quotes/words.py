"""A lexicon compiled for reading the words beside quotes: each word becomes a set of class bits, looked up once."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Final

from newsparse.lexicon import fold

if TYPE_CHECKING:
    from newsparse.lexicon import Lexicon

__all__ = [
    "ACCORDING", "ARTICLE", "CLOSING", "COLON", "COMMA", "DATE", "DOCUMENT", "END", "FEMININE", "FIRST", "INDEFINITE", "MAN",
    "MASCULINE", "NAMED", "NAMING", "NEUTRAL", "NUMBER", "OPENING", "PARTICLE", "PLURAL", "PRONOUN", "RELATIVE", "ROLE", "SPLIT",
    "STARTS_PHRASE", "STOP", "THAT", "TITLE", "UPPER", "VERB", "WOMAN", "WORD", "Words", "words_of",
]  # fmt: skip

VERB: Final = 1
ACCORDING: Final = 2
THAT: Final = 4
MASCULINE: Final = 8
FEMININE: Final = 16
NEUTRAL: Final = 32
PLURAL: Final = 64
FIRST: Final = 128
RELATIVE: Final = 256
ARTICLE: Final = 512
TITLE: Final = 1024
ROLE: Final = 2048
WOMAN: Final = 4096
MAN: Final = 8192
DOCUMENT: Final = 16384
PARTICLE: Final = 32768
STOP: Final = 65536
UPPER: Final = 1 << 17
"""Begins with a capital letter."""
WORD: Final = 1 << 18
"""Any word, as against a punctuation mark."""
NUMBER: Final = 1 << 19
END: Final = 1 << 20
"""Punctuation that can end a sentence."""
COMMA: Final = 1 << 21
COLON: Final = 1 << 22
STARTS_PHRASE: Final = 1 << 23
"""May be the first word of a phrase of several words."""
NAMED: Final = 1 << 24
"""A possessive form: what it names has the next thing ("Biden's")."""
OPENING: Final = 1 << 25
CLOSING: Final = 1 << 26
DATE: Final = 1 << 27
"""The name of a month or a weekday."""
INDEFINITE: Final = 1 << 29
"""An article of something new: "a spokesman" is nobody who was named before."""
NAMING: Final = 1 << 31
"""Says that a marked term is a name, a title or a term: "so-called", "the film"."""
SPLIT: Final = 1 << 28
"""Two words written as one ("qu'il", "dit-elle"); ``Words.pieces`` takes them apart."""

PRONOUN: Final = MASCULINE | FEMININE | NEUTRAL | PLURAL | FIRST

_KEYS: Final = {
    "verbs": VERB,
    "according_to": ACCORDING,
    "after_verb": THAT,
    "masculine": MASCULINE,
    "feminine": FEMININE,
    "neutral": NEUTRAL,
    "plural": PLURAL,
    "first": FIRST,
    "relative": RELATIVE,
    "articles": ARTICLE,
    "titles": TITLE,
    "roles": ROLE,
    "women": WOMAN | ROLE,
    "men": MAN | ROLE,
    "documents": DOCUMENT,
    "particles": PARTICLE,
    "naming": NAMING,
}
_PUNCTUATION: Final = {
    ".": END, "!": END, "?": END, "…": END, "。": END, "！": END, "？": END, "؟": END, "।": END, "։": END, ";": END | COMMA,
    ",": COMMA, "،": COMMA, "、": COMMA, "，": COMMA, "–": COMMA, "—": COMMA, "-": COMMA, "：": COLON, ":": COLON, "\n": END,
    "(": OPENING, "[": OPENING, ")": CLOSING, "]": CLOSING,
}  # fmt: skip
_POSSESSIVE: Final = re.compile(r"(?<=\w)(?:['’]s?|[sSzZxX]['’])$")
_SUFFIX: Final = 6
"""Letters that a role noun must have to count as the end of a compound ("Vizepräsidentin")."""
_UNSPACED: Final = re.compile("[\u0e01-\u0eff\u1780-\u17ff\u3040-\u30ff\u4e00-\u9fff]")
_SHORTEST: Final = 4
"""The same in a language that builds such compounds freely."""
_COMPOUNDS: Final = 0.12
_DATE: Final = 4
"""Letters of the shortest name of a month or weekday that counts: shorter ones are names of people too ("Jan", "Lis")."""
_MANY: Final = 60_000
"""Words that one lexicon's cache may hold before it is emptied."""


@cache
def _indefinite() -> dict[str, list[str]]:
    """Indefinite articles by language."""
    return tomllib.loads((resources.files(__package__ or __name__) / "indefinite.toml").read_text("utf-8"))


class Words:
    """One language's words by class. ``bits(word)`` is what every reader of text asks."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.single: dict[str, int] = {}
        self.phrases: dict[str, dict[str, list[tuple[tuple[str, ...], int]]]] = {}
        """Phrases of several words: first word, second word, then each one's words from the second on with its classes."""
        self.folds: dict[str, str] = {}
        self.lengths_by_first: dict[str, list[int]] | None = None
        """Of a language without blanks: see ``unspaced``."""
        self.gendered: dict[str, int] = {}
        """Pronouns of one gender as they are written, also at the beginning of a sentence, with that gender."""
        for key, gender in (("masculine", MASCULINE), ("feminine", FEMININE)):
            for word in lexicon.quotes.get(key, ()):
                for form in (word, word.capitalize()) if " " not in word else ():
                    self.gendered[form] = self.gendered.get(form, 0) | gender
        self.gendered = {form: gender for form, gender in self.gendered.items() if gender in (MASCULINE, FEMININE)}
        self.articles = frozenset(word for word in lexicon.quotes.get("articles", ()) if " " not in word)
        """Articles as they are written."""
        self.spaced = not any(_UNSPACED.search(verb) for verb in lexicon.quotes.get("verbs", ()))
        """Whether blanks set the language's words apart; where not, phrases are found inside a line."""
        self.cased = any(verb.upper() != verb.lower() for verb in lexicon.quotes.get("verbs", ()))
        """Whether its script has capitals."""
        for word in lexicon.stopwords:
            self._add(fold(word), STOP)
        for key, bit in _KEYS.items():
            for phrase in lexicon.quotes.get(key, ()):
                self._add(fold(phrase), bit)
        for word in _indefinite().get(lexicon.code, ()):
            self._add(fold(word), INDEFINITE | ARTICLE)
        for key in ("months", "weekdays"):
            for names in lexicon.dates.get(key, ()):
                for name in names:
                    if len(name) >= _DATE:
                        self._add(fold(name), DATE)
        for seconds in self.phrases.values():
            for phrases in seconds.values():
                phrases.sort(key=lambda entry: -len(entry[0]))
        roles = {word for word, bits in self.single.items() if bits & ROLE and len(word) >= _SHORTEST and word.isalpha()}
        built = sum(1 for word in roles if any(word[at:] in roles for at in range(1, len(word) - _SHORTEST + 1)))
        # Where many of the roles end with another one, the language builds such words freely ("Regierungschef").
        self.least = _SHORTEST if built > _COMPOUNDS * len(roles) else _SUFFIX
        self.endings = frozenset(word for word in roles if len(word) >= self.least)
        self.lengths = sorted({len(w) for w in self.endings}, reverse=True)
        self.cache: dict[str, int] = dict(_PUNCTUATION)

    def _add(self, phrase: str, bit: int) -> None:
        parts = phrase.split(" ")
        if len(parts) == 1:
            if phrase:
                self.single[phrase] = self.single.get(phrase, 0) | bit
            return
        self.phrases.setdefault(parts[0], {}).setdefault(parts[1], []).append((tuple(parts[1:]), bit))

    def fold(self, word: str) -> str:
        """``lexicon.fold``, remembered."""
        folded = self.folds.get(word)
        if folded is None:
            if len(self.folds) > _MANY:
                self.folds.clear()
            folded = self.folds[word] = fold(word)
        return folded

    def bits(self, word: str) -> int:
        """The classes of a word or punctuation mark as it stands in a text."""
        found = self.cache.get(word)
        if found is None:
            if len(self.cache) > _MANY:
                self.cache = dict(_PUNCTUATION)
            found = self.cache[word] = self._classify(word)
        return found

    def _classify(self, word: str) -> int:
        if not word[0].isalnum():
            return 0
        bits = WORD
        if word[0].isupper() or word[0].istitle():
            bits |= UPPER
        if word[0].isdigit():
            bits |= NUMBER
        folded = fold(word)
        if not folded:
            return 0
        known = self.single.get(folded, 0)
        if len(word) > 1 and word.isupper():  # "US", "WHO", "IT" are names
            known &= ~(PRONOUN | RELATIVE | ARTICLE | STOP | THAT | PARTICLE)
        if " " in folded:
            if self._apart(word):
                return bits | SPLIT
            known |= self._compound(folded.split(" "))
        bare = _POSSESSIVE.sub("", word)
        if bare != word and not known:
            bits |= NAMED
            known = self.single.get(fold(bare), 0) & (ROLE | WOMAN | MAN | DOCUMENT | TITLE)
        if not known & ROLE and len(folded) > self.least + 1:
            known |= self._ending(folded)
        if folded.split(" ", 1)[0] in self.phrases:
            bits |= STARTS_PHRASE
        return bits | known

    def _apart(self, word: str) -> int:
        """Where the second of two words written as one begins; 0 where it is one word."""
        cut = max(word.rfind("-"), word.rfind("–"))
        if cut > 1 and self.single.get(fold(word[cut + 1 :]), 0) & PRONOUN:
            return cut + 1
        cut = max(word.find("'"), word.find("’"))
        if 0 < cut < 7 and len(word) > cut + 2:
            head = self.single.get(fold(word[:cut]), 0) | self.single.get(fold(word[:cut]) + "'", 0)
            if head & (STOP | ARTICLE | THAT | RELATIVE) and not self._compound(fold(word).split(" ")):
                return cut + 1
        return 0

    def pieces(self, word: str) -> tuple[str, str, int]:
        """Both words of one that has the SPLIT bit, and the offset of the second."""
        cut = self._apart(word)
        first = word[: cut - 1]
        if first.endswith(("-t", "–t")):
            first = first[:-2]
        return first, word[cut:], cut

    def _compound(self, parts: list[str]) -> int:
        """Classes of a word with a hyphen or an apostrophe within: "vice-president", "d'après"."""
        for rest, bit in self.phrases.get(parts[0], {}).get(parts[1], ()):
            if rest == tuple(parts[1:]):
                return bit
        return self.single.get(parts[-1], 0) & (ROLE | WOMAN | MAN | DOCUMENT)

    def _ending(self, folded: str) -> int:
        for length in self.lengths:
            if len(folded) > length + 1 and folded[-length:] in self.endings:
                return self.single[folded[-length:]] & (ROLE | WOMAN | MAN)
        return 0


_COMPILED: dict[str, tuple[Lexicon, Words]] = {}


def words_of(lexicon: Lexicon) -> Words:
    """The compiled form of a lexicon, made once."""
    held = _COMPILED.get(lexicon.code)
    if held is None or held[0] is not lexicon:
        held = _COMPILED[lexicon.code] = (lexicon, Words(lexicon))
    return held[1]
