"""From the words beside a quote to who that is, by the fullest name that the text gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from newsparse.fields.quotes.kinds import Kind
from newsparse.fields.quotes.mentions import find_mentions
from newsparse.fields.quotes.names import POSSESSIVE
from newsparse.fields.quotes.words import ARTICLE, COMMA, FEMININE, INDEFINITE, MAN, MASCULINE, NAMED, NUMBER, TITLE, UPPER, WOMAN, WORD

if TYPE_CHECKING:
    from newsparse.fields.quotes.kinds import Mention
    from newsparse.fields.quotes.people import People, Person
    from newsparse.fields.quotes.words import Words

__all__ = ["Resolution", "Resolver"]

Resolution = Literal["named", "full-name", "pronoun", "description", "carried", "transcript"]

_NAMES = (Kind.FULL_NAME, Kind.NAME)
_PLAIN = (Kind.ROLE, Kind.DOCUMENT, Kind.NOUN, Kind.BODY)


_NEAR: Final = 1500
"""Characters within which a description can mean who spoke last."""
_KNOWN: Final = 300
"""Characters in which a description's noun is looked for."""


class Resolver:
    """Resolves one text's mentions in order; remembers whom it found."""

    def __init__(self, text: str, words: Words, people: People, author: str | None = None) -> None:
        self.text = text
        self.author = author
        """Who "I" is outside quotes."""
        self.words = words
        self.people = people
        self.said: list[tuple[int, Person]] = []
        """Where each person was found to speak."""
        self.latest: Person | None = None
        """Who spoke last; None where it was nobody with a full name."""
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
        if kind == Kind.FIRST and self.author is not None:
            return self.author, "pronoun"
        if kind == Kind.RELATIVE:
            return self._antecedent(mention)
        if kind in _PLAIN:
            return self._described(mention)
        return None, None

    def _person(self, person: Person, at: int) -> str:
        self.said.append((at, person))
        self.latest = person
        return person.name

    def _named(self, mention: Mention) -> tuple[str | None, Resolution | None]:
        name = self.text[mention.name_start : self._without_title(mention)]
        person = self.people.by_name(name, mention.start)
        if person is None:
            for _, earlier, kind in reversed(self.things[-20:]):
                if kind in _NAMES and earlier != name and earlier.endswith(name):
                    return earlier, "full-name"
            self.things.append((mention.start, name, mention.kind))
            return name, "named"
        self._person(person, mention.start)
        person.spoke += 1
        return person.name, "named" if person.name == name else "full-name"

    def _without_title(self, mention: Mention) -> int:
        """Where a name ends without the forms of address that languages without blanks set behind it."""
        part, last = mention.part, mention.last
        if part.spaced:
            return mention.end
        while last > mention.first + 1 and part.bits[last - 1] & TITLE and part.starts[last - 1] > mention.name_start:
            last -= 1
        return min(mention.end, part.starts[last - 1] + len(part.words[last - 1]))

    def _described(self, mention: Mention) -> tuple[str | None, Resolution | None]:
        name = self._apposition(mention)
        if name is not None:
            person = self.people.by_name(name, mention.start)
            if person is not None:
                person.spoke += 1
                return self._person(person, mention.start), "description"
        if mention.kind in (Kind.ROLE, Kind.NOUN) and not mention.bits & INDEFINITE:
            person = self.people.by_role(self.text[mention.start : mention.end], mention.start)
            if person is not None:
                return self._person(person, mention.start), "description"
        if mention.kind in (Kind.ROLE, Kind.NOUN) and mention.part.bits[mention.first] & (ARTICLE | INDEFINITE) == ARTICLE:
            person = self._person_in_focus(mention)
            if person is not None:
                return self._person(person, mention.start), "description"
        owner = self._owner(mention)
        if owner is not None:
            return owner, "description"
        words = self._without_article(mention)
        if mention.kind in (Kind.DOCUMENT, Kind.BODY) and " " not in words:
            body = self.people.by_body(words, mention.start)
            if body is not None:
                self.things.append((mention.start, body, Kind.BODY))
                return body, "description"
        if mention.kind == Kind.DOCUMENT:
            head = words.rsplit(None, 1)[-1].casefold()
            for _, earlier, kind in reversed(self.things[-8:]):
                if kind == Kind.DOCUMENT and earlier.rsplit(None, 1)[-1].casefold() == head:
                    words = earlier
                    break
        self.things.append((mention.start, words, mention.kind))
        return words, "named" if mention.kind == Kind.BODY else "description"

    def _person_in_focus(self, mention: Mention) -> Person | None:
        """Who "the 35-year-old" is: the person in focus who spoke a moment ago, unless the text knows somebody else by that noun."""
        aged = any(bits & NUMBER for bits in mention.part.bits[mention.first : mention.last])
        if not aged and (not self.said or mention.start - self.said[-1][0] > _NEAR):
            return None
        head = self.text[mention.part.starts[mention.last - 1] : mention.end]
        if head in self.text[max(0, mention.start - _KNOWN) : mention.start]:
            return None
        gender = (MASCULINE if mention.bits & MAN else 0) | (FEMININE if mention.bits & WOMAN else 0)
        return self.people.in_focus(mention.start, gender if gender in (MASCULINE, FEMININE) else 0, self.said)

    def _apposition(self, mention: Mention) -> str | None:
        """The name that follows a description between commas: "the company's head, Abdul Karim, said"."""
        part, last = mention.part, mention.last
        if mention.kind not in (Kind.ROLE, Kind.NOUN) or last + 1 >= len(part.bits) or not part.bits[last] & COMMA:
            return None
        for other in find_mentions(part, self.text, self.people.script):
            if other.first == last + 1 and other.kind == Kind.FULL_NAME:
                return self.text[other.name_start : other.end]
        return None

    def _owner(self, mention: Mention) -> str | None:
        """Whose document it is, where its words say: "Smith's letter"."""
        part = mention.part
        if mention.kind != Kind.DOCUMENT or not mention.bits & NAMED:
            return None
        stop = mention.last - 1
        while stop > mention.first and part.bits[stop - 1] & (NAMED | UPPER) != NAMED | UPPER:
            stop -= 1
        first = stop
        while first > mention.first and part.bits[first - 1] & UPPER and not part.bits[first - 1] & ARTICLE:
            first -= 1
        if first == stop:
            return None
        end = part.starts[stop - 1] + len(part.words[stop - 1])
        name = POSSESSIVE.sub("", self.text[part.starts[first] : end])
        person = self.people.by_name(name, mention.start)
        if person is not None and self.people.weight(person) > 0:
            return self._person(person, mention.start)
        return (None if " " in name else self.people.by_body(name, mention.start)) or name

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
        before = None
        for other in find_mentions(mention.part, self.text, self.people.script):
            if other.last > mention.first:
                break
            before = other
        if before is None or before.kind == Kind.RELATIVE or mention.first - before.last > 12:
            return None, None
        return self.resolve(before, before.start)
