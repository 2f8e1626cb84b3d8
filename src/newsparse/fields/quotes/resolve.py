"""From the words beside a quote to who that is, by the fullest name that the text gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from newsparse.fields.quotes.mentions import Kind
from newsparse.fields.quotes.words import ARTICLE, FEMININE, INDEFINITE, MASCULINE, UPPER, WORD

if TYPE_CHECKING:
    from newsparse.fields.quotes.mentions import Mention
    from newsparse.fields.quotes.people import People, Person
    from newsparse.fields.quotes.words import Words

__all__ = ["Resolution", "Resolver"]

Resolution = Literal["named", "full-name", "pronoun", "description", "carried", "transcript"]

_NAMES = (Kind.FULL_NAME, Kind.NAME)
_PLAIN = (Kind.ROLE, Kind.DOCUMENT, Kind.NOUN, Kind.BODY)


class Resolver:
    """Resolves one text's mentions in order; remembers whom it found."""

    def __init__(self, text: str, words: Words, people: People) -> None:
        self.text = text
        self.words = words
        self.people = people
        self.said: list[tuple[int, Person]] = []
        """Where each person was found to speak."""
        self.things: list[tuple[int, str, Kind]] = []
        """Bodies, documents and unnamed people that spoke: offset, words, kind."""

    def resolve(self, mention: Mention | None, at: int) -> tuple[str | None, Resolution | None]:
        """Speaker and how it was found.

        Args:
            mention: the words beside the quote; None where a verb alone says it.
            at: offset from which to look back.
        """
        if mention is None:
            person = self.people.in_focus(at, 0, self.said)
            return (self._person(person, at), "pronoun") if person else (None, None)
        kind = mention.kind
        if kind in _NAMES:
            return self._named(mention)
        if kind == Kind.PRONOUN:
            gender = mention.bits & (MASCULINE | FEMININE)
            person = self.people.in_focus(mention.start, 0 if gender == MASCULINE | FEMININE else gender, self.said)
            return (self._person(person, mention.start), "pronoun") if person else (None, None)
        if kind in (Kind.NEUTRAL, Kind.PLURAL):
            return self._thing(mention)
        if kind == Kind.RELATIVE:
            return self._antecedent(mention)
        if kind in _PLAIN:
            return self._described(mention)
        return None, None

    def _person(self, person: Person, at: int) -> str:
        self.said.append((at, person))
        return person.name

    def _named(self, mention: Mention) -> tuple[str | None, Resolution | None]:
        name = self.text[mention.name_start : mention.end]
        person = self.people.by_name(name, mention.start)
        if person is None:
            self.things.append((mention.start, name, mention.kind))
            return name, "named"
        self._person(person, mention.start)
        return person.name, "named" if person.name == name else "full-name"

    def _described(self, mention: Mention) -> tuple[str | None, Resolution | None]:
        if mention.kind in (Kind.ROLE, Kind.NOUN) and not mention.bits & INDEFINITE:
            person = self.people.by_role(self.text[mention.start : mention.end], mention.start)
            if person is not None:
                return self._person(person, mention.start), "description"
        words = self._without_article(mention)
        if mention.kind == Kind.DOCUMENT:
            head = words.rsplit(None, 1)[-1].casefold()
            for _, earlier, kind in reversed(self.things[-8:]):
                if kind == Kind.DOCUMENT and earlier.rsplit(None, 1)[-1].casefold() == head:
                    words = earlier
                    break
        self.things.append((mention.start, words, mention.kind))
        return words, "named" if mention.kind == Kind.BODY else "description"

    def _without_article(self, mention: Mention) -> str:
        """The description's words; an article before it is dropped unless it may be part of a name ("The Coalition")."""
        part, first = mention.part, mention.first
        whole = self.text[mention.start : mention.end]
        if mention.kind == Kind.BODY and part.bits[first] & UPPER:
            return whole
        while first < mention.last - 1 and part.bits[first] & ARTICLE and part.bits[first] & WORD:
            first += 1
        return self.text[part.starts[first] : mention.end] or whole

    def _thing(self, mention: Mention) -> tuple[str | None, Resolution | None]:
        """What "it" or "they" means: the body, document or group that spoke last."""
        for _, words, kind in reversed(self.things[-3:]):
            if kind in _PLAIN or kind == Kind.NAME:
                return words, "pronoun"
        return None, None

    def _antecedent(self, mention: Mention) -> tuple[str | None, Resolution | None]:
        """Whom a relative pronoun means: the mention before it."""
        from newsparse.fields.quotes.mentions import find_mentions

        before = None
        for other in find_mentions(mention.part, self.text):
            if other.last > mention.first:
                break
            before = other
        if before is None or before.kind == Kind.RELATIVE or mention.first - before.last > 12:
            return None, None
        return self.resolve(before, before.start)
