"""The people whom a text names: full names, where each is mentioned, the roles that introduce them."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Final

from attrs import define, field

from newsparse.fields.quotes.parts import mark_phrases
from newsparse.fields.quotes.words import (
    ARTICLE,
    DATE,
    DOCUMENT,
    FEMININE,
    MAN,
    MASCULINE,
    NAMED,
    PARTICLE,
    PRONOUN,
    ROLE,
    STARTS_PHRASE,
    STOP,
    THAT,
    TITLE,
    UPPER,
    WOMAN,
)
from newsparse.lexicon import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsparse.fields.quotes.words import Words

__all__ = ["People", "Person"]

_MOST: Final = 4000
"""Capitalised runs of one text that are read."""
_WORD: Final = re.compile(r"\w+(?:[-'’.]\w+)*")
_POSSESSIVE: Final = re.compile(r"(?<=\w)(?:['’]s|(?<=[sSzZxX])['’])$")
_LAST_WORD: Final = re.compile(r"(\w++(?:[-'’]\w++)*+)\.?[ \u00a0]$")
_SPLIT: Final = re.compile(r"[ \u00a0]+")


@cache
def _capitals() -> str:
    """All capital letters as the inside of a character class."""
    ranges: list[str] = []
    start = previous = -2
    for code in (*(c for c in range(0x41, min(sys.maxunicode, 0x2000)) if chr(c).isupper()), 1 << 30):
        if code != previous + 1:
            if previous >= 0:
                ranges.append(re.escape(chr(start)) + ("-" + re.escape(chr(previous)) if previous > start else ""))
            start = code
        previous = code
    return "".join(ranges)


@cache
def _run() -> re.Pattern[str]:
    upper = f"[{_capitals()}]"
    name = rf"{upper}\w*+(?:[-'’.&]\w++)*+"
    return re.compile(rf"{name}(?:\.?[ \u00a0](?:[\w'’]{{1,3}}[ \u00a0]){{0,2}}{name})*+['’]?")


@define(eq=False)
class Person:
    """Somebody who is named in full."""

    name: str
    tokens: tuple[str, ...]
    """The folded words of the name."""
    first: int
    """Offset of the first mention by full name; -1 where the page names the person elsewhere."""
    full: int = 0
    """How often the full name stands."""
    places: list[int] = field(factory=list)
    """Offsets of its mentions by full name."""
    intro: set[str] | None = None
    weight: int | None = None
    """How much speaks for a person rather than a place or a body; None while nobody asked."""
    spoke: int = 0
    """How often the name itself stands beside a quote."""
    gender: int | None = None
    """MASCULINE, FEMININE or 0 where it cannot be told; None while nobody asked."""


class People:
    """Everybody named in a text."""

    def __init__(self, text: str, words: Words, quoted: Sequence[tuple[int, int]], names: Iterable[str] = ()) -> None:
        self.text = text
        self.words = words
        self.persons: list[Person] = []
        self.by_tokens: dict[tuple[str, ...], Person] = {}
        self.by_word: dict[str, list[Person]] = {}
        self.events: list[tuple[int, Person]] = []
        """Mentions outside quotes in order of their places."""
        self.lower = frozenset(text.split())
        self._quoted_starts = [start for start, _ in quoted]
        self._quoted_ends = [end for _, end in quoted]
        self._singles: list[tuple[int, str]] = []
        for name in names:
            self._read(name, -1)
        self._singles.clear()
        self._read(text, 0)
        self._settle()

    def _read(self, text: str, offset: int) -> None:
        bits_of = self.words.bits
        known = self.words.cache
        for number, match in enumerate(_run().finditer(text)):
            if number > _MOST:
                break
            run = match.group()
            start = match.start()
            if " " not in run and "\u00a0" not in run:
                if offset == 0:
                    self._singles.append((start, run))
                continue
            pieces = _SPLIT.split(run)
            bits = [known.get(piece) or bits_of(piece) for piece in pieces]
            if any([found & STARTS_PHRASE for found in bits]):
                mark_phrases(pieces, bits, self.words)
            self._names(run, start, pieces, bits, offset)

    def _names(self, run: str, start: int, pieces: list[str], bits: list[int], offset: int) -> None:
        """The names within one run: it is cut at function words, after possessives, behind roles and titles."""
        at = 0
        tokens: list[str] = []
        begin = 0
        end = 0

        def close() -> None:
            nonlocal tokens
            while tokens and not tokens[-1][:1].isupper():
                end_cut = len(tokens[-1]) + 1
                tokens.pop()
                nonlocal end
                end -= end_cut
            if len(tokens) > 1:
                self._add(run[begin:end], start + begin, offset)
            elif tokens and offset == 0:
                self._singles.append((start + begin, tokens[0]))
            tokens = []

        for piece, found in zip(pieces, bits, strict=True):
            place = run.find(piece, at)
            at = place + len(piece)
            bare = piece.rstrip(".")
            upper = bool(found & UPPER) or piece[:1].isupper()
            function = found & (STOP | ARTICLE | THAT | PRONOUN) and not (tokens and found & PARTICLE)
            if found & DATE or function or (not upper and not found & PARTICLE):
                close()
                continue
            if found & (TITLE | ROLE) and not found & NAMED:
                close()
                continue
            if not upper and not tokens:
                continue
            if not tokens:
                if place == 0 and piece.lower() in self.lower and not found & NAMED:
                    continue  # the first word of a sentence
                begin = place
            possessive = _POSSESSIVE.search(piece)
            if possessive:
                tokens.append(piece[: possessive.start()])
                end = at - (len(piece) - possessive.start())
                close()
                continue
            tokens.append(piece)
            end = at
            if piece.endswith(".") and len(bare) > 2:
                close()
        if tokens and run.endswith(("'", "’")) and end == len(run):
            end -= 1
        close()

    def _add(self, name: str, start: int, offset: int) -> None:
        tokens = tuple(fold(name).split())
        if len(tokens) < 2:
            return
        person = self.by_tokens.get(tokens)
        if person is None:
            person = Person(name.strip(".’'"), tokens, start if offset == 0 else -1)
            self.by_tokens[tokens] = person
            self.persons.append(person)
            for token in set(tokens):
                self.by_word.setdefault(token, []).append(person)
        elif offset == 0 and person.first < 0:
            person.first = start
        if offset == 0:
            person.full += 1
            person.places.append(start)
            if not self.is_quoted(start):
                self.events.append((start, person))

    def _settle(self) -> None:
        """Adds the mentions by one name to the events."""
        alone: Counter[str] = Counter()
        self.alone = alone
        for start, word in self._singles:
            bare = _POSSESSIVE.sub("", word)
            folded = fold(bare)
            persons = self.by_word.get(folded)
            if persons and not self.is_quoted(start):
                alone[folded] += 1
                person = self._best(persons, folded, start)
                if person is not None:
                    self.events.append((start, person))
        for person in [person for person in self.persons if self._is_accident(person)]:
            self.persons.remove(person)
            for token in set(person.tokens):
                self.by_word[token].remove(person)
            true = self._best(self.by_word[person.tokens[-1]], person.tokens[-1], person.first)
            self.events = [(place, true if other is person and true else other) for place, other in self.events]
        self.events.sort(key=lambda event: event[0])

    def _is_accident(self, person: Person) -> bool:
        """Whether a name is a sentence's first word and a part of somebody else's name: "So Kamala"."""
        if person.full != 1 or person.first < 0 or len(person.tokens) != 2:
            return False
        last = person.tokens[-1]
        if not any(last in other.tokens and other.full + len(other.places) > 0 for other in self.by_word[last] if other is not person):
            return False
        before = self.text[max(0, person.first - 3) : person.first].strip(" \u00a0\"“”„«»'‘’")
        return not before or before[-1] in ".!?…\n"

    def is_quoted(self, at: int) -> bool:
        """Whether an offset lies within a quote."""
        number = bisect_right(self._quoted_starts, at) - 1
        return number >= 0 and at < self._quoted_ends[number]

    def by_name(self, name: str, at: int) -> Person | None:
        """The person whom a name or a part of one means at an offset of the text; None where nobody's full name holds it."""
        tokens = fold(_POSSESSIVE.sub("", name)).split()
        if not tokens:
            return None
        last = tokens[-1]
        persons = self.by_word.get(last) or self._inflected(last)
        if len(tokens) > 1:
            wanted = set(tokens)
            persons = [person for person in persons if person.tokens[-1] == last and wanted <= set(person.tokens)]
            return max(persons, key=lambda person: len(person.tokens), default=None)
        return self._best(persons, last, at)

    def _inflected(self, word: str) -> list[Person]:
        """People with a name that differs from a word in its ending alone."""
        if len(word) < 5:
            return []
        stem = word[:-2]
        found: list[Person] = []
        for person in self.persons[:200]:
            token = person.tokens[-1]
            if token.startswith(stem) and abs(len(token) - len(word)) <= 2:
                found.append(person)
        return found

    def _best(self, persons: list[Person], word: str, at: int) -> Person | None:
        """Of people who share a name: by surname before given name, named before, most often, the first."""
        if not persons:
            return None
        if len(persons) == 1:
            return persons[0]
        return max(persons, key=lambda p: (p.tokens[-1] == word, p.first <= at, p.full, -p.first))

    def introduction(self, person: Person) -> set[str]:
        """Folded words that stand with the name: "Italian Foreign Minister …", "…, the mayor of Lund,"."""
        if person.intro is None:
            found: set[str] = set()
            for place in person.places[:4]:
                before = re.split(r"[.,;:!?\n“”\"]", self.text[max(0, place - 70) : place])[-1]
                end = place + len(person.name)
                behind = self.text[end : end + 90]
                found.update(fold(before).split()[-8:])
                if behind[:2] in (", ", " (") or behind[:1] == ",":
                    found.update(fold(re.split(r"[.,;:!?\n“”\")]", behind[2:])[0]).split()[:9])
            person.intro = found
        return person.intro

    def by_role(self, description: str, at: int) -> Person | None:
        """The person introduced with the words of a description, the last of them above all; None where nobody was."""
        words = [word for word in fold(description).split() if not self.words.bits(word) & (ARTICLE | STOP)]
        if not words:
            return None
        head = words[-1]
        best: Person | None = None
        score = 0.0
        for person in self.persons[:200]:
            if person.first > at:
                continue
            intro = self.introduction(person)
            if head not in intro:
                continue
            shared = sum(1 for word in words if word in intro)
            value = shared * 3 / len(words) - (at - person.first) / 1e6
            if shared == len(words) or len(words) == 1:
                value += 2
            if value > score:
                best, score = person, value
        return best if score >= 2 else None

    def weight(self, person: Person) -> int:
        """How much speaks for a person: above 0 where the surname stands alone too, a role or a title leads the name, it speaks."""
        if person.weight is None:
            bits_of = self.words.bits
            weight = 2 if self.alone[person.tokens[-1]] else 0
            if bits_of(person.name.rsplit(None, 1)[-1]) & (DOCUMENT | ROLE) or "&" in person.name:
                weight -= 3
            for place in person.places[:3]:
                before = _LAST_WORD.search(self.text, max(0, place - 24), place)
                bits = bits_of(before.group(1)) if before else 0
                if bits & (ROLE | TITLE):
                    weight += 3
                elif bits & ARTICLE:
                    weight -= 3
            if not weight > 0 and any(bits_of(word) & ROLE for word in self.introduction(person)):
                weight += 1
            person.weight = weight
        return person.weight + 3 * person.spoke

    def gender(self, person: Person) -> int:
        """MASCULINE or FEMININE by the words that introduce somebody and the pronouns that follow; 0 where they do not tell."""
        if person.gender is None:
            votes = 0
            bits_of = self.words.bits
            for word in self.introduction(person):
                bits = bits_of(word)
                if bits & (MAN | WOMAN) and bits & (MAN | WOMAN) != MAN | WOMAN:
                    votes += 3 if bits & MAN else -3
            starts = [place for place, _ in self.events]
            for number, (place, other) in enumerate(self.events):
                if other is not person:
                    continue
                end = min(starts[number + 1] if number + 1 < len(starts) else len(self.text), place + 200)
                for match in _WORD.finditer(self.text, place, end):
                    bits = bits_of(match.group())
                    if bits & (MASCULINE | FEMININE) and not self.is_quoted(match.start()):
                        if bits & (MASCULINE | FEMININE) != MASCULINE | FEMININE:
                            votes += 1 if bits & MASCULINE else -1
                        break
                if abs(votes) > 6:
                    break
            person.gender = MASCULINE if votes > 0 else FEMININE if votes < 0 else 0
        return person.gender

    def in_focus(self, at: int, gender: int, said: Sequence[tuple[int, Person]]) -> Person | None:
        """The person last in focus before an offset whom a pronoun of this gender (0: any) can mean.

        In the nearest sentence that names anybody who fits it is the one named first, which is mostly its subject.

        Args:
            at: offset of the pronoun.
            gender: MASCULINE, FEMININE or 0.
            said: offsets of mentions that were resolved before, with whom they mean.
        """
        index = bisect_right(self.events, at, key=lambda event: event[0]) - 1
        near = self.events[max(0, index - 11) : index + 1]
        near = sorted([*near, *(event for event in said[-6:] if event[0] < at)], key=lambda event: event[0])
        chosen: Person | None = None
        chosen_at = at
        likely = [event for event in near if self.weight(event[1]) > 0]
        for place, person in reversed(likely or near):
            if chosen is not None and self._boundary(place, chosen_at):
                break
            told = self.gender(person)
            if gender and told and told != gender:
                continue
            chosen, chosen_at = person, place
        return chosen

    def _boundary(self, start: int, end: int) -> bool:
        """Whether a sentence ends between two offsets."""
        between = self.text[start : min(end, start + 600)]
        return end - start > 600 or "\n" in between or bool(re.search(r"\w{2}[.!?…]['\"”’»“]?\s", between))

