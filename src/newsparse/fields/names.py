"""Names of people and desks, taken out of the line that holds them: "By Jane Doe and John Roe, Political Editors | The Post"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal

from attrs import define, evolve, field

from newsparse.fields.name_words import EDGES, LONGEST, Named, Span, fold, name_words
from newsparse.label.phrases import PhraseIndex, phrase_index

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsparse.fields.name_words import Kind
    from newsparse.lexicon import Lexicon

__all__ = ["NameReader", "Trust", "name_reader"]

Gap = Literal["comma", "list", "break", "glued"]
"""What is before a name: a comma or nothing, "&", more than these, or a link's end without any mark."""
Trust = Literal["none", "byline", "declared"]
"""What a line is: any; what reads like a byline, so that single words may be names; or what the head declares to be a name."""

MAX_TEXT = 400
"""Characters of a line that are read; bylines are shorter."""
MAX_NAMES = 40

_NOISE = re.compile(r"\S{1,80}@\S{1,80}|https?://\S+|www\.\S+|@\w+|&nbsp;|[\u200b-\u200f\u2060\ufeff©®™†✉]")
_BREAK = re.compile(r"\s*[|·•⋅∙●▪■►│｜¦:：(){}\[\]（）【】<>«»“”„\"\n]\s*|\s+[-–—/／]+\s+|\s*[–—]\s*(?=\w+\s)|^[-–—/]\s*")
_COMMA = re.compile(r"\s*[,;；،，、&＆+]\s*")
_LISTED = re.compile(r"[&＆+、]")
_OTHER_LABELS = frozenset(
    {"published", "updated", "read_time", "credit", "tags", "share", "subscribe", "comments", "more", "navigation", "home", "ad", "legal",
     "back_to_top", "player", "live", "caption", "also_read", "next", "previous"}
)  # fmt: skip
_OTHER_LINES = frozenset({"published", "updated", "credit", "tags", "read_time"})
"""Those of them whose words open a line that names no writer; of the others, only the label itself names none."""


@define
class _Line:
    """What is known of a line while it is read."""

    label: str | None
    trust: Trust
    known: frozenset[str]
    found: list[Named] = field(factory=list)
    desk: str | None = None
    """The desk that a label without a name behind it is."""
    ended: bool = False
    """Other words followed the names: until the next label or break there are no more."""
    broken: bool = False
    """There was a break since the last name."""
    closed: bool = False
    """Something else began: until the next label there are no more names."""


class NameReader:
    """Takes lines apart in the languages of some lexicons."""

    def __init__(self, lexicons: tuple[Lexicon, ...]) -> None:
        self._words = name_words(lexicons)
        self._phrases: PhraseIndex = phrase_index(lexicons)
        self._openings = frozenset(label.split(" ", 1)[0] for label in self._words.labels) | self._words.announcing

    def is_label(self, label: str | None) -> bool:
        """Whether the folded words are a label that the lexicon has."""
        return label in self._words.labels or label in self._words.sources or label in self._words.announcing

    def announces(self, folded: str) -> bool:
        """Whether a folded text may hold a byline's label; a quick no for most."""
        return not self._openings.isdisjoint(folded.split(" "))

    def is_word(self, text: str) -> bool:
        """Whether it is one of the languages' frequent words."""
        return fold(text) in self._words.function

    def spaced(self, text: str) -> str:
        """The text with the blanks that were lost behind labels and before roles."""
        return self._words.spaced(text)

    def untitled(self, name: str) -> str:
        """The name without the titles before it: "Dr. Jane Doe"."""
        return self._words.untitled(name)

    def people(
        self,
        text: str,
        links: tuple[Span, ...] = (),
        label: str | None = None,
        trust: Trust = "none",
        known: frozenset[str] = frozenset(),
    ) -> list[Named]:
        """Everybody whom the line names, in order.

        Args:
            text: the line; only its first 400 characters are read.
            links: the links in it that may lead to authors' pages.
            label: folded words of a label that stands before the line.
            trust: how sure it is that the line names writers.
            known: folded names that the head declares.
        """
        line = _Line(label, trust, known)
        for piece, gap, link in self._pieces(text[:MAX_TEXT], links):
            self._read(line, piece, gap, link)
            if len(line.found) >= MAX_NAMES:
                break
        if not line.found and line.desk is not None and len(line.desk) <= LONGEST:
            return [Named(line.desk, "desk")]
        return line.found[:MAX_NAMES]

    def _read(self, line: _Line, piece: str, gap: Gap, link: Span | None) -> None:
        """Add to the line what one of its pieces says."""
        words = self._words
        breaks = gap == "break"
        line.broken = line.broken or breaks
        rest, announced = self._behind_label(piece, block_start=breaks or not line.found)
        if announced is not None:
            line.label, line.ended, line.broken, line.closed = announced, False, False, False
            desk = self._announced_desk(piece, rest, announced, line.known)
            if desk is not None:
                line.found.append(desk)
                line.closed = True
                return
            if not rest:
                line.desk = words.desk_in_label(piece)
        elif breaks:
            line.ended = False
        sure = link is not None and link.sure
        joined = fold(rest.split(" ", 1)[0]) in words.joiners if rest else False
        line.ended = line.ended and not joined
        if not rest or ((line.ended or line.closed) and not sure):
            return
        if not sure and self._is_other(rest):
            line.closed = True
            return
        if not line.found and announced is None and line.trust != "declared" and fold(rest) in words.announcing:
            line.label = rest
            return
        inside = sure and bool(line.found) and line.found[-1].linked is link
        if line.found and (not sure or inside) and words.is_role(rest):
            self._add_role(line, rest, gap)
        elif gap == "glued" and line.found and announced is None and not joined and not sure:
            line.ended = True  # words behind a linked name
        else:
            self._add_names(line, rest, link, inside=inside)

    def _announced_desk(self, piece: str, rest: str, label: str, known: frozenset[str]) -> Named | None:
        """An agency behind its label ("Source: The Post"), or the label itself where the head declares it: "Newsroom London"."""
        if label in known and rest:
            return Named(piece[: piece.rfind(rest)].strip(EDGES), "desk", label=label)
        return Named(rest[:LONGEST], "desk", label=label) if label in self._words.sources and rest else None

    def _add_role(self, line: _Line, text: str, gap: Gap) -> None:
        role, another = self._words.role_and_name(text, line.known)
        if line.found[-1].role is None and gap != "list":
            line.found[-1] = evolve(line.found[-1], role=role if len(role) <= LONGEST else None)
        if another is not None:
            line.found.append(evolve(another, label=line.label, apart=line.broken))
        line.ended = True  # behind the role comes the outlet

    def _add_names(self, line: _Line, text: str, link: Span | None, *, inside: bool) -> None:
        sure = link is not None and link.sure
        names, over = self._words.names(text, line.label is not None or sure or line.trust != "none", sure)
        if over and line.label is None and not sure:
            names = [named for named in names if named.kind != "short"]  # a line's first word
        for named in names:
            unmarked = line.label is None and link is None and line.trust != "declared"
            a_role = unmarked and named.kind == "person" and fold(named.name).rpartition(" ")[2] in self._words.roles  # "Senior Editor"
            kind: Kind = "desk" if a_role else named.kind
            apart = inside or (line.broken and bool(line.found))
            line.found.append(evolve(named, kind=kind, label=line.label or named.label, linked=link, apart=apart))
        line.broken = line.broken and not names
        line.ended = over

    def role(self, text: str) -> str | None:
        """The line as a role, where it is one ("Senior political editor"); None where it is something else."""
        line = text.strip(EDGES)
        return (
            line
            if len(line) <= LONGEST and ":" not in line and self._words.is_role(line) and fold(line) not in self._words.labels
            else None
        )

    def _is_other(self, piece: str) -> bool:
        """Whether a piece opens with the words of something else: a date's label, a credit, tags, a control."""
        return any(
            match.category in _OTHER_LABELS and (match.whole or match.category in _OTHER_LINES) for match in self._phrases.find(piece)
        )

    def _pieces(self, text: str, links: tuple[Span, ...]) -> Iterator[tuple[str, Gap, Span | None]]:
        """The text cut at marks and at links: each piece, what is between it and the one before, and its link."""
        at = 0
        for link in links:
            if link.start < at or link.end > len(text):
                continue
            yield from self._cut(text[at : link.start], None, glued=at > 0)
            yield from self._cut(text[link.start : link.end], link, glued=False)
            at = link.end
        yield from self._cut(text[at:], None, glued=at > 0)

    def _cut(self, text: str, link: Span | None, *, glued: bool) -> Iterator[tuple[str, Gap, Span | None]]:
        """The pieces of one stretch of text.

        Args:
            text: the stretch.
            link: the link that it is.
            glued: whether a link is right before it.
        """
        text = self._words.spaced(_NOISE.sub(" ", text))
        gap: Gap = "glued" if glued else "comma"
        for run in _BREAK.split(text):
            position = 0
            for mark in (*_COMMA.finditer(run), None):
                piece = run[position : mark.start() if mark else len(run)].strip(EDGES)
                if piece:
                    yield piece, gap, link
                if mark:
                    gap = "list" if _LISTED.search(mark.group()) else gap if gap == "break" and not piece else "comma"
                    position = mark.end()
            gap = "break"

    def _behind_label(self, piece: str, *, block_start: bool) -> tuple[str, str | None]:
        """What follows a byline's label, and the label; the whole piece and None where it opens with none."""
        match = self._phrases.match(piece, "byline", "source")
        if match is not None:
            label = fold(piece[: match.end])
            rest = piece[match.end :].strip(EDGES)
            if label in self._words.particles and piece[0].isupper() and not block_start:
                return piece, None  # "Di Stefano" behind a comma
            again = self._phrases.match(rest, "byline") if rest else None
            if again is not None and not again.whole:  # "Autorin/Autor"
                rest = rest[again.end :].strip(EDGES)
            noun = label not in self._words.function and " " not in label
            if noun and not match.marked and rest.istitle() and " " not in rest:
                return "", None  # "Text Link": where a label has neither colon nor "by", a full name must follow
            return rest, label
        words = piece.split()
        for position, word in enumerate(words[1:12], 1):
            inner = fold(word)
            if word.islower() and inner in self._words.labels and inner in self._words.function and inner not in self._words.particles:
                return " ".join(words[position + 1 :]).strip(EDGES), fold(" ".join(words[: position + 1]))
        return piece, None


@cache
def name_reader(lexicons: tuple[Lexicon, ...]) -> NameReader:
    """The reader for these lexicons, made once."""
    return NameReader(lexicons)
