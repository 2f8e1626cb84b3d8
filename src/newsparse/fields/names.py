"""Names of people and desks, taken out of the line that holds them: "By Jane Doe and John Roe, Political Editors | The Post"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal

from attrs import evolve, frozen

from newsparse.label.phrases import PhraseIndex, phrase_index
from newsparse.lexicon import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsparse.lexicon import Lexicon

__all__ = ["Kind", "NameReader", "Named", "Span", "Trust", "is_han", "name_reader"]

Gap = Literal["comma", "list", "break", "glued"]
"""What is before a name: a comma or nothing, "&", more than these, or a link's end without any mark."""
Trust = Literal["none", "byline", "declared"]
"""What a line is: any; what reads like a byline, so that single words may be names; or what the head declares to be a name."""
Kind = Literal["person", "short", "desk"]
"""A person's full name; one word (a first name, initials, a handle), which may be anybody; or an agency, an outlet or a desk."""

MAX_TEXT = 400
"""Characters of a line that are read; bylines are shorter."""
MAX_NAMES = 40
_LONGEST = 60
"""Characters that a name has at the most."""
_MAX_WORDS = 6

_NOISE = re.compile(r"\S{1,80}@\S{1,80}|https?://\S+|www\.\S+|@\w+|&nbsp;|[\u200b-\u200f\u2060\ufeff©®™†✉]")
_BREAK = re.compile(r"\s*[|·•⋅∙●▪■►│｜¦:：(){}\[\]（）【】<>«»“”„\"\n]\s*|\s+[-–—/／]+\s+|\s*[–—]\s*(?=\w+\s)|^[-–—/]\s*")
_COMMA = re.compile(r"\s*[,;；،，、&＆+]\s*")
_LISTED = re.compile(r"[&＆+、]")
_EDGES = " .,:;|/-–—·•*_~\u00a0'’‘`"
_CASE = re.compile(r"\b([^\W\d_]{1,20}?[a-zà-ÿ])([A-ZÀ-Þ][^\W\d_]+)\b")
_DIGIT = re.compile(r"\d")
_INNER = re.compile(r"['’\-‐‑.]")
_TAIL = re.compile(r"[\d,*†‡]+$")
_CREDENTIAL = re.compile(r"(?:[A-Z]{1,3}[a-z]{0,3}\.?-?){1,4}")
_OTHER_LABELS = frozenset(
    {"published", "updated", "read_time", "credit", "tags", "share", "subscribe", "comments", "more", "navigation", "home", "ad", "legal",
     "back_to_top", "player", "live", "caption", "also_read", "next", "previous"}
)  # fmt: skip
_OTHER_LINES = frozenset({"published", "updated", "credit", "tags", "read_time"})
"""Those of them whose words open a line that names no writer; of the others, only the label itself names none."""
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af・]+")
_DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,12}(?:/.*)?", re.I)


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


class NameReader:
    """Takes lines apart in the languages of some lexicons."""

    def __init__(self, lexicons: tuple[Lexicon, ...]) -> None:
        def words(key: str) -> frozenset[str]:
            return frozenset(fold(word) for lexicon in lexicons for word in lexicon.quotes.get(key, ()))

        self._phrases: PhraseIndex = phrase_index(lexicons)
        self._joiners = words("and")
        self._particles = words("particles") - self._joiners
        self._roles = words("roles") | words("women") | words("men")
        self._labels = frozenset(fold(label) for lexicon in lexicons for label in lexicon.labels.get("byline", ()))
        self._sources = frozenset(fold(label) for lexicon in lexicons for label in lexicon.labels.get("source", ()))
        self._articles = words("articles")
        self._function = frozenset(fold(word) for lexicon in lexicons for word in lexicon.stopwords)
        changed = (*(lexicon.labels.get(key, ()) for lexicon in lexicons for key in ("published", "updated")),)
        self._stops = self._function | {fold(label) for labels in changed for label in labels}
        self._openings = frozenset(label.split(" ", 1)[0] for label in self._labels)

    def is_label(self, label: str | None) -> bool:
        """Whether the folded words are a label that the lexicon has."""
        return label in self._labels or label in self._sources

    def announces(self, folded: str) -> bool:
        """Whether a folded text may hold a byline's label; a quick no for most."""
        return not self._openings.isdisjoint(folded.split(" "))

    def spaced(self, text: str) -> str:
        """The text with the blanks that were lost behind labels and before roles."""
        return _CASE.sub(self._unglued, text)

    def people(self, text: str, links: tuple[Span, ...] = (), label: str | None = None, trust: Trust = "none") -> list[Named]:
        """Everybody whom the line names, in order.

        Args:
            text: the line; only its first 400 characters are read.
            links: the links in it that may lead to authors' pages.
            label: folded words of a label that stands before the line.
            trust: how sure it is that the line names writers.
        """
        found: list[Named] = []
        ended = broken = closed = False
        alone: str | None = None
        for piece, gap, link in self._pieces(text[:MAX_TEXT], links):
            breaks = gap == "break"
            broken = broken or breaks
            rest, announced = self._behind_label(piece, block_start=breaks or not found)
            if announced is not None:
                label, ended, broken, closed = announced, False, False, False
                if not rest:
                    alone = self._desk_in_label(piece)
                    continue
            elif breaks:
                ended = False
            sure = link is not None and link.sure
            joined = fold(rest.split(" ", 1)[0]) in self._joiners if rest else False
            ended = ended and not joined
            if not rest or ((ended or closed) and not sure):
                continue
            if not sure and self._is_other(rest):
                closed = True
                continue
            if announced in self._sources and announced is not None:
                found.append(Named(rest[:_LONGEST], "desk", label=announced))
                closed = True
                continue
            inside = sure and bool(found) and found[-1].linked is link
            if found and (not sure or inside) and self._is_role(rest):
                if found[-1].role is None and gap != "list":
                    found[-1] = evolve(found[-1], role=rest if len(rest) <= _LONGEST else None)
                ended = True  # behind the role comes the outlet
                continue
            if gap == "glued" and found and announced is None and not joined and not sure:
                ended = True  # words behind a linked name
                continue
            names, over = self._joined(rest, label is not None or sure or trust != "none", sure)
            if over and label is None and not sure:
                names = [named for named in names if named.kind != "short"]  # a line's first word
            for named in names:
                unmarked = label is None and link is None and trust != "declared"
                a_role = unmarked and named.kind == "person" and fold(named.name).split()[-1] in self._roles  # "Senior Editor"
                kind: Kind = "desk" if a_role else named.kind
                found.append(evolve(named, kind=kind, label=label, linked=link, apart=inside or (broken and bool(found))))
                if len(found) >= MAX_NAMES:
                    return found
            if names:
                broken = False
            ended = over
        if not found and alone is not None and len(alone) <= _LONGEST:
            return [Named(alone, "desk")]
        return found

    def _desk_in_label(self, piece: str) -> str | None:
        """The desk that a label names: "News Desk" in "By News Desk"; None for "By" and "Written by"."""
        words = piece.split()
        while words and fold(words[0]) in self._function:
            del words[0]
        ends = not words or fold(words[-1]) in self._function or not words[0][0].isupper()
        return None if ends or fold(piece) in self._sources else " ".join(words)

    def role(self, text: str) -> str | None:
        """The line as a role, where it is one ("Senior political editor"); None where it is something else."""
        line = text.strip(_EDGES)
        return line if len(line) <= _LONGEST and ":" not in line and self._is_role(line) and fold(line) not in self._labels else None

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
        text = self.spaced(_NOISE.sub(" ", text))
        gap: Gap = "glued" if glued else "comma"
        for run in _BREAK.split(text):
            position = 0
            for mark in (*_COMMA.finditer(run), None):
                piece = run[position : mark.start() if mark else len(run)].strip(_EDGES)
                if piece:
                    yield piece, gap, link
                if mark:
                    gap = "list" if _LISTED.search(mark.group()) else gap if gap == "break" and not piece else "comma"
                    position = mark.end()
            gap = "break"

    def _unglued(self, match: re.Match[str]) -> str:
        """Words that lost the blank between them, where one is a label or a role: "ByJane", "DoeEditor"."""
        first, second = match.groups()
        return f"{first} {second}" if fold(first) in self._labels or fold(second) in self._roles else match.group()

    def _behind_label(self, piece: str, *, block_start: bool) -> tuple[str, str | None]:
        """What follows a byline's label, and the label; the whole piece and None where it opens with none."""
        match = self._phrases.match(piece, "byline", "source")
        if match is not None:
            label = fold(piece[: match.end])
            rest = piece[match.end :].strip(_EDGES)
            if label in self._particles and piece[0].isupper() and not block_start:
                return piece, None  # "Di Stefano" behind a comma
            again = self._phrases.match(rest, "byline") if rest else None
            if again is not None and not again.whole:  # "Autorin/Autor"
                rest = rest[again.end :].strip(_EDGES)
            return rest, label
        words = piece.split()
        for position, word in enumerate(words[1:12], 1):
            inner = fold(word)
            if word.islower() and inner in self._labels and inner in self._function and inner not in self._particles:
                return " ".join(words[position + 1 :]).strip(_EDGES), fold(" ".join(words[: position + 1]))
        return piece, None

    def _joined(self, piece: str, strong: bool, linked: bool = False) -> tuple[list[Named], bool]:
        """The names in a piece without commas; and whether what follows them ends the list."""
        words = piece.split()
        cuts = [n for n, word in enumerate(words) if 0 < n < len(words) - 1 and fold(word) in self._joiners]
        if words and fold(words[0]) in self._joiners:
            return self._joined(" ".join(words[1:]), strong) if len(words) > 1 else ([], False)
        for cut in cuts:
            first, over = self._one(" ".join(words[:cut]), strong)
            if first is not None and first.role is not None:
                return [first], True
            if first is not None and not over:
                others, end = self._joined(" ".join(words[cut + 1 :]), strong)
                if others:
                    return [first, *others], end
        found, over = self._one(piece, strong, linked)
        if over and found is not None and found.kind == "short" and cuts:  # "Center for Research and Evaluation"
            return [Named(piece, "desk")], False
        return ([found] if found else []), over

    def _one(self, piece: str, strong: bool, linked: bool = False) -> tuple[Named | None, bool]:
        """The name that a piece opens with; True where other words follow it or stand there instead."""
        text = piece.strip(_EDGES)
        if " " in text:
            text = _TAIL.sub("", text).strip(_EDGES)  # marks of footnotes
        if not 1 < len(text) <= 2 * _LONGEST or not any(map(str.isalpha, text)):
            return None, False
        if text.lower() == text.upper():
            return self._caseless(text)
        if _DOMAIN.fullmatch(text):
            return Named(text, "desk"), False
        words = text.split()
        if fold(text) in self._function:
            return None, True
        if words[0].islower() and strong and len(words) > 1 and fold(words[0]) in self._articles:
            del words[0]  # "by the Post team"
        size = 0
        for word in words:
            if _DIGIT.search(word) and not (strong and word[0].isupper()):
                break
            small = fold(word) in self._particles and size + 1 < len(words)
            if not small and (not self._capital(word) or (size > 1 and len(word) > 2 and fold(word) in self._stops)):
                break  # "Jane Doe The Herald"
            size += 1
        while size and fold(words[size - 1]) in self._particles and not self._capital(words[size - 1]):
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
        name = " ".join(words[:size]).strip(_EDGES)
        if len(name) > _LONGEST or size > _MAX_WORDS:
            return None, True
        if over and size == 1 and not strong:
            return None, True
        if over and size == 3 and fold(words[2]) in self._roles:  # "Jane Doe Editor at The Herald"
            return Named(" ".join(words[:2]), "person", " ".join(words[2:])[:_LONGEST]), True
        return self._kind(name, words[:size]), over

    def _kind(self, name: str, words: list[str]) -> Named:
        capitals = [word for word in words if self._capital(word)]
        if len(words) >= 4 and fold(words[-1]) in self._roles and not self._is_role(" ".join(words[:2])):
            return Named(" ".join(words[:2]), "person", " ".join(words[2:]))
        if any(fold(word) in self._labels for word in words if len(word) > 3):
            return Named(name, "desk")
        if len(words) == 1:
            acronym = name.isupper() and len(name) > 1
            return Named(name, "desk" if acronym else "short")
        opens_with_acronym = words[0].isupper() and len(words[0]) > 2 and "." not in words[0] and not name.isupper()
        if not 2 <= len(capitals) <= 4 or opens_with_acronym:
            return Named(name, "desk" if len(capitals) > 1 else "short")
        if fold(words[0]) in self._function and len(words[0]) > 1 and not words[0].endswith("."):
            return Named(name, "desk")
        if all(_CREDENTIAL.fullmatch(word) and word.upper() == word for word in words) and max(map(len, words)) <= 4 and len(words) > 2:
            return Named(name, "desk")
        return Named(name, "person")

    def _caseless(self, text: str) -> tuple[Named | None, bool]:
        """A name in a script without capitals."""
        if _HAN.fullmatch(text):
            core = text
            for role in self._roles:
                if len(role) > 1 and len(core) > len(role) + 1:
                    core = core.removesuffix(role).removeprefix(role)
            if not 2 <= len(core) <= 16:
                return None, True
            return Named(core, "person" if len(core) <= 8 else "desk"), False
        words = text.split()
        if any(_DIGIT.search(word) for word in words) or len(words) > _MAX_WORDS or len(text) > _LONGEST:
            return None, True
        while len(words) > 2 and fold(words[-1]) in self._roles:
            words.pop()
        return Named(" ".join(words), "person" if len(words) > 1 else "short"), False

    def _is_role(self, text: str) -> bool:
        words = [fold(word) for word in text.split()]
        return any(word in self._roles for word in words) or fold(text) in self._roles

    def _capital(self, word: str) -> bool:
        bare = word.lstrip("'’‘\"“(")
        return bare[:1].isupper() or any(part[:1].isupper() for part in _INNER.split(bare)[1:2])


_HANDLE = re.compile(r"[\w./'’-]{2,30}")


def is_han(text: str) -> bool:
    """Whether a text is of Chinese characters, kana or hangul alone."""
    return _HAN.fullmatch(text) is not None


@cache
def name_reader(lexicons: tuple[Lexicon, ...]) -> NameReader:
    """The reader for these lexicons, made once."""
    return NameReader(lexicons)
