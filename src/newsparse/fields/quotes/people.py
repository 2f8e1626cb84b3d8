"""The people whom a text names: full names, where each is mentioned, the roles that introduce them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING, Final

from attrs import define, field

from newsparse.fields.quotes.introductions import introduction
from newsparse.fields.quotes.kinds import Kind
from newsparse.fields.quotes.names import POSSESSIVE, read_bodies, read_names
from newsparse.fields.quotes.words import (
    ARTICLE,
    DOCUMENT,
    FEMININE,
    MAN,
    MASCULINE,
    ROLE,
    STOP,
    TITLE,
    VERB,
    WOMAN,
)
from newsparse.lexicon import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsparse.fields.quotes.kinds import Mention
    from newsparse.fields.quotes.names import Script
    from newsparse.fields.quotes.words import Words

__all__ = ["People", "Person"]

_NAMESAKES: Final = 40
"""People with the same name who are told apart."""
_COMPOUND: Final = 3000
"""Characters before a noun in which a compound with it ("Ministerium": "Justizministerium") is looked for."""
_FOCUS: Final = 60
"""Mentions among which somebody in focus is looked for where the last dozen names nobody who is surely a person."""
_SPOTS: Final = 12
"""Mentions of a person behind which a pronoun may tell the gender."""
_NEXT_WORD: Final = re.compile(r"[ \u00a0](\w+)")
_AGE: Final = re.compile(r"\d\d[,)]")
_APPOSED: Final = re.compile(r"(?:, [^.,!?\n“”\"«»„]{1,60}+){1,2}, (\w+)")
_BLANKS: Final = frozenset(" \u00a0\n")
_LAST_WORD: Final = re.compile(r"(\w++(?:[-'’]\w++)*+)\.?[ \u00a0]$")


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
    spots: list[tuple[int, int]] = field(factory=list)
    """Where it is mentioned outside quotes, and until where the text then names nobody else."""
    intro: set[str] | None = None
    weight: int | None = None
    """How much speaks for a person rather than a place or a body; None while nobody asked."""
    spoke: int = 0
    """How often the name itself stands beside a quote."""
    gender: int | None = None
    """MASCULINE, FEMININE or 0 where it cannot be told; None while nobody asked."""


class People:
    """Everybody named in a text."""

    def __init__(self, text: str, words: Words, script: Script, quoted: Sequence[tuple[int, int]], names: Iterable[str] = ()) -> None:
        self.text = text
        self.words = words
        self.script = script
        self.persons: list[Person] = []
        self.by_tokens: dict[tuple[str, ...], Person] = {}
        self.by_word: dict[str, list[Person]] = {}
        self.events: list[tuple[int, Person]] = []
        """Mentions outside quotes in order of their places."""
        self.alone: Counter[str] = Counter()
        """How often a word of a name stands by itself."""
        self._bits_before: dict[int, int] = {}
        self._quoted_starts = [start for start, _ in quoted]
        self._quoted_ends = [end for _, end in quoted]
        self._bodies: list[tuple[int, str]] | None = None
        self._he_and_she: list[tuple[int, int]] | None = None
        self._forms: dict[str, Person | None] = {}
        """Names as they are written, with whose they are; None for one word."""
        for _, name in read_names("\n".join(names), words, script)[0]:
            self._add(name, -1)
        full, single = read_names(text, words, script)
        for start, name in full:
            self._add(name, start)
        self._settle(single)
        if script.nouns:
            script.names.update(word for person in self.persons for word in person.name.split())

    def _add(self, name: str, start: int) -> None:
        person = self._forms[name] if name in self._forms else self._meet(name, start)
        if person is None:
            return
        if person.first < 0:
            person.first = start
        if start >= 0:
            person.full += 1
            person.places.append(start)
            if not self.is_quoted(start):
                self.events.append((start, person))

    def _meet(self, name: str, start: int) -> Person | None:
        """The person of a name that is written so for the first time."""
        fold_word = self.words.fold
        tokens = tuple(" ".join([fold_word(piece) for piece in name.split()]).split())
        person: Person | None = None
        if len(tokens) > 1:
            person = self.by_tokens.get(tokens)
            if person is None:
                person = self.by_tokens[tokens] = Person(name.strip(".’'"), tokens, start)
                self.persons.append(person)
                for token in tokens:
                    namesakes = self.by_word.setdefault(token, [])
                    if len(namesakes) < _NAMESAKES and person not in namesakes:
                        namesakes.append(person)
        self._forms[name] = person
        return person

    def _settle(self, single: list[tuple[int, str]]) -> None:
        """Adds the mentions by one name to the events."""
        by_word = self.by_word
        named: dict[str, str] = {}
        """For each way in which a word stands the name that it is; empty for one that is nobody's."""
        for start, word in single if by_word else ():
            folded = named.get(word)
            if folded is None:
                folded = self.words.fold(POSSESSIVE.sub("", word) if "'" in word or "’" in word else word)
                folded = folded.rsplit(" ", 1)[-1]
                named[word] = folded = folded if folded in by_word else ""
            if folded and not self.is_quoted(start):
                self.alone[folded] += 1
                person = self._best(by_word[folded], folded, start)
                if person is not None:
                    self.events.append((start, person))
        self._drop_accidents()
        self.events.sort(key=lambda event: event[0])
        for number, (place, person) in enumerate(self.events):
            if len(person.spots) < _SPOTS:
                end = self.events[number + 1][0] if number + 1 < len(self.events) else len(self.text)
                person.spots.append((place, min(end, place + 200)))

    def _drop_accidents(self) -> None:
        """Takes out names that are none: see ``_is_accident``."""
        dropped: dict[int, Person | None] = {}
        for person in self.persons:
            if self._is_accident(person):
                others = [other for other in self.by_word[person.tokens[-1]] if other is not person and id(other) not in dropped]
                dropped[id(person)] = self._best(others, person.tokens[-1], person.first)
        if dropped:
            self.persons = [person for person in self.persons if id(person) not in dropped]
            for word, persons in self.by_word.items():
                if any(id(person) in dropped for person in persons):
                    self.by_word[word] = [person for person in persons if id(person) not in dropped]
            self.events = [(place, dropped.get(id(person)) or person) for place, person in self.events]

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

    def recognised(self, mentions: list[Mention]) -> list[Mention]:
        """The same mentions; names among them that are a person's know it."""
        fold_word, by_word = self.words.fold, self.by_word
        for mention in mentions if by_word else ():
            if mention.kind <= Kind.NAME:
                part, at = mention.part, mention.last - 1
                word = part.words[at]
                last = fold_word(word[: mention.end - part.starts[at]] if mention.possessive else word)
                mention.known = (last.rsplit(" ", 1)[-1] if " " in last else last) in by_word
        return mentions

    def by_name(self, name: str, at: int) -> Person | None:
        """The person whom a name or a part of one means at an offset of the text; None where nobody's full name holds it."""
        tokens = fold(POSSESSIVE.sub("", name)).split()
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
            # A surname alone counts too: "the party's leader Smith".
            spots = [(place, place + len(person.name)) for place in person.places[:3]]
            spots += [(place, place + len(person.tokens[-1])) for place, _ in person.spots[:4] if place not in person.places]
            person.intro = introduction(self.text, spots, self.words)
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
                break
            intro = self.introduction(person)
            if head not in intro or self.weight(person) < 0:
                continue
            shared = sum(1 for word in words if word in intro)
            value = shared * 3 / len(words) - (at - person.first) / 1e6
            if shared == len(words):
                value += 2
            if value > score:
                best, score = person, value
        return best if score >= 2 else None

    def by_body(self, noun: str, at: int) -> str | None:
        """The named body that a noun means ("the ministry"), the last named before an offset; None where none is named."""
        noun = noun.casefold()
        if self._bodies is None:
            self._bodies = read_bodies(self.text, self.words, self.script)
        compound = [
            match
            for match in re.finditer(rf"\b\w{{3,}}{re.escape(noun)}\b", self.text[max(0, at - _COMPOUND) : at])
            if match[0][0].isupper()
        ]
        if compound:
            return compound[-1][0]
        index = bisect_right(self._bodies, at, key=lambda body: body[0]) - 1
        for _, name in reversed(self._bodies[max(0, index - 40) : index + 1]):
            folded = name.casefold().split()
            if len(folded) > 1 and noun in folded:
                return name
            if len(folded[-1]) > len(noun) and folded[-1].endswith(noun):
                return name
        return None

    def weight(self, person: Person) -> int:
        """How much speaks for a person: above 0 where the surname stands alone too, a role or a title leads the name, it speaks."""
        if person.weight is None:
            bits_of = self.words.bits
            # A noun with a capital may stand alone anywhere; a surname alone beside a reporting word tells in every language.
            weight = 2 if self.alone[person.tokens[-1]] and not self.script.nouns else 0
            if bits_of(person.name.rsplit(None, 1)[-1]) & (DOCUMENT | ROLE) or "&" in person.name:
                weight -= 3
            for place in person.places[:3]:
                bits = self._before(place)
                if bits & (ROLE | TITLE):
                    weight += 3
                elif bits & ARTICLE:
                    weight -= 3
            if weight < 2:
                weight += 2 * self._tells(person)
            if not weight > 0 and any(bits_of(word) & ROLE for word in self.introduction(person)):
                weight += 1
            if not weight > 0 and self.gender(person):
                weight += 1
            person.weight = weight
        return person.weight + 3 * person.spoke

    def _tells(self, person: Person) -> bool:
        """Whether a reporting word stands beside the name somewhere, also across an apposition, or an age behind it."""
        bits_of = self.words.bits
        for place, _ in person.spots[:8]:
            if self._before(place) & VERB:
                return True
            end = place + (len(person.name) if self.text.startswith(person.name, place) else len(person.tokens[-1]))
            behind = _NEXT_WORD.match(self.text, end, end + 24)
            if behind and bits_of(behind.group(1)) & VERB:
                return True
            if self.text.startswith((", ", " ("), end):
                if _AGE.match(self.text, end + 2, end + 5):
                    return True
                apposed = _APPOSED.match(self.text, end, end + 130)
                if apposed and bits_of(apposed.group(1)) & VERB:
                    return True
        return False

    def _before(self, place: int) -> int:
        """The classes of the word before an offset, asked for again and again; 0 where none stands there."""
        bits = self._bits_before.get(place)
        if bits is None:
            bits = 0
            if self.text[place - 1 : place] in _BLANKS:
                before = _LAST_WORD.search(self.text, max(0, place - 24), place)
                bits = self.words.bits(before.group(1)) if before else 0
            self._bits_before[place] = bits
        return bits

    def gender(self, person: Person) -> int:
        """MASCULINE or FEMININE by the words that introduce somebody and the pronouns that follow; 0 where they do not tell."""
        if person.gender is None:
            votes = 0
            for noun in self.introduction(person):
                bits = self.words.bits(noun)
                if bits & (MAN | WOMAN) and bits & (MAN | WOMAN) != MAN | WOMAN:
                    votes += 3 if bits & MAN else -3
            pronouns = self._pronouns()
            for place, end in person.spots:
                number = bisect_right(pronouns, (place, 0))
                if number < len(pronouns) and pronouns[number][0] < end:
                    votes += 1 if pronouns[number][1] == MASCULINE else -1
            person.gender = MASCULINE if votes > 0 else FEMININE if votes < 0 else 0
        return person.gender

    def _pronouns(self) -> list[tuple[int, int]]:
        """Where "he" and "she" stand outside quotes, with their gender, in order."""
        if self._he_and_she is None:
            text, gendered = self.text, self.words.gendered
            found: list[tuple[int, int]] = []
            for form in self.script.lower & gendered.keys():
                for before in " \n":
                    at = text.find(f"{before}{form} ")
                    while at >= 0:
                        if not self.is_quoted(at):
                            found.append((at + 1, gendered[form]))
                        at = text.find(f"{before}{form} ", at + 1)
            self._he_and_she = sorted(found)
        return self._he_and_she

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
        if not any(self.weight(person) > 0 for _, person in near):
            near = self.events[max(0, index - _FOCUS) : index + 1]
        near = sorted([*near, *(event for event in said[-6:] if event[0] < at)], key=lambda event: event[0])
        chosen: Person | None = None
        chosen_at = at
        likely = [event for event in near if self.weight(event[1]) > 1] or [event for event in near if self.weight(event[1]) > 0]
        for place, person in reversed(likely if likely or self.script.nouns else near):
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
