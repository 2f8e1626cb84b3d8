"""The forms of dates and clocks in some languages, compiled from their lexicons."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from newsparse.lexicon import MARKS
from newsparse.moments.characters import plain
from newsparse.moments.zones import OFFSET, ZONE_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsparse.lexicon import Lexicon

__all__ = ["LEFT", "RIGHT", "UNITS", "Grammar", "any_of", "grammar", "plain_forms"]

UNITS = ("second", "minute", "hour", "day", "week", "month", "year")
"""Keys of a lexicon's [dates.units]."""

LEFT = rf"(?<![^\W\d_])(?<![{MARKS}])"
RIGHT = rf"(?![^\W\d_])(?![{MARKS}])"
"""Edges of a word: no letter and no vowel sign beyond; a digit may stand there ("Published6 May")."""

_JOIN = r"[\s,.;:|/·•∙⋅・@()\[\]_~>»-]"
"""Signs between the parts of a moment."""
_NEVER = r"(?!)"
_ORDINAL_SIGNS = ("º", "ª", "°", "o")
_YEAR = r"(?P<y>(?:19|20|21|25)\d\d)(?!\d(?!\d?[:.]\d\d|\d?[./-]\s?\d|\d?\.\s))"
"""Four digits, and no fifth unless that begins a clock or a day: pages drop the blank in "20236:01 PM"."""
_PLACES = {
    "y": r"(?P<y>\d{4})", "m": r"(?P<m>\d{1,2})", "d": r"(?P<d>\d{1,2})",
    "h": r"(?P<h>\d{1,2})", "min": r"(?P<mi>\d{1,2})", "s": r"(?P<s>\d{1,2})",
}  # fmt: skip
_PLACE = re.compile(r"\{(\w+)\}")


def plain_forms(words: Iterable[str]) -> set[str]:
    """Words as they stand in plain text: composed and decomposed, without an end point."""
    forms = {plain(unicodedata.normalize(form, word)).strip().rstrip(".") for word in words for form in ("NFC", "NFD")}
    return forms - {""}


def any_of(words: Iterable[str]) -> str:
    """Alternatives, the longest first; a blank inside matches a short run of blanks and points."""
    alternatives = []
    for word in sorted(plain_forms(words), key=lambda word: (-len(word), word)):
        spaced = r"[\s.]{1,3}".join(re.escape(part) for part in word.split())
        alternatives.append(spaced + r"(?!\d)" if word[-1].isdigit() else spaced)
    return "(?:" + "|".join(alternatives) + ")" if alternatives else _NEVER


def _month_numbers(lexicons: tuple[Lexicon, ...]) -> dict[str, int]:
    found: dict[str, int] = {}
    for lexicon in lexicons:  # where one word means two months, the first language wins
        for number, names in enumerate(lexicon.dates["months"], 1):
            for form in plain_forms(names):
                found.setdefault(form, number)
    return found


def _pattern(pattern: str) -> str:
    """A pattern of the lexicon ("{y}年{m}月{d}日") as a regular expression that begins with its first place."""
    parts = _PLACE.split(plain(pattern))[1:]
    out = []
    for number, part in enumerate(parts):
        if number % 2 == 0:
            out.append(_PLACES.get(part, _NEVER))
        elif part:
            out.append(r"\s{0,2}" + r"\s{1,2}".join(re.escape(word) for word in part.split()))
            out.append(r"\s{0,2}" if number < len(parts) - 1 else "")
    return "".join(out)


class Grammar:
    """What to look for in plain text (see ``characters.plain``).

    Expressions are matched at a digit or behind a date, never searched for through a text, so that work stays linear.
    """

    def __init__(self, lexicons: tuple[Lexicon, ...]) -> None:
        self.lexicons = lexicons
        dates = [lexicon.dates for lexicon in lexicons]
        self.order: str | None = lexicons[0].date_order if lexicons else None
        self.years_offset = max((int(d.get("years_offset", 0)) for d in dates), default=0)
        self.month_of = _month_numbers(lexicons)
        self.longest_month = max(map(len, self.month_of), default=0)

        month = rf"{any_of(self.month_of)}{RIGHT}\.?"
        glue = any_of(word for d in dates for word in d["glue"])
        weekday = any_of(word for d in dates for names in d["weekdays"] for word in names)
        ordinals = any_of([*(word for d in dates for word in d["ordinals"]), *_ORDINAL_SIGNS])
        ordinal = rf"(?:\s?{ordinals}{RIGHT})?\.?"
        gap = rf"[\s.,·/'-]{{0,3}}(?:{glue}{RIGHT}[\s.,']{{0,3}}){{0,2}}"
        year = rf"(?:{_YEAR}|(?<=[-/'])(?P<yy>\d\d)(?![\d:.]))"
        self.day_month = re.compile(rf"(?P<d>\d{{1,2}}){ordinal}{gap}(?P<month>{month})")
        self.year_behind = re.compile(rf"(?:\s?[/(-]\s?{month}\)?)?{gap}{year}")
        self.day_year = re.compile(rf"(?P<d>\d{{1,2}})(?!\d){ordinal}{gap}{year}")
        self.day_clock_year = re.compile(
            rf"(?P<d>\d{{1,2}})\s(?P<h>\d{{1,2}}):(?P<mi>\d\d)(?::(?P<s>\d\d))?(?:\s(?P<zone>{OFFSET}|[a-z]{{1,4}}))?\s{_YEAR}"
        )
        self.year_month_day = re.compile(rf"{_YEAR}{gap}(?P<month>{month}){gap}(?P<d>\d{{1,2}})(?!\d){ordinal}")
        self.year_first = re.compile(rf"{_YEAR}\s?([-/.])\s?(?P<m>\d{{1,2}})\s?\2\s?(?P<d>\d{{1,2}})(?!\d(?!\d?:)|[-/]\d)")
        self.year_last = re.compile(
            rf"(?P<a>\d{{1,2}})\s?([-/.])\s?(?P<b>\d{{1,2}})\s?\2\s?(?:{_YEAR}(?![./]\d)|(?P<yy>\d\d)(?!\d|[:%]|[./-]\d))"
        )
        self.day_and_month = re.compile(r"(?P<a>\d{1,2})([./])(?P<b>\d{1,2})(?!\d|[./:]\d)\.?")
        patterns = [_pattern(pattern) for d in dates for pattern in d["patterns"]]
        self.patterns = [re.compile(pattern) for pattern in patterns if "?P<y>" in pattern]

        self.morning = plain_forms(word for d in dates for word in d["am"])
        half = any_of([*self.morning, *plain_forms(word for d in dates for word in d["pm"])])
        half_before = rf"(?:(?P<before>{half})\.?\s?)?"
        half_behind = rf"(?:\s?(?P<behind>{half}){RIGHT}\.?)?"
        self.clocks = [
            *(re.compile(half_before + pattern) for pattern in patterns if "?P<y>" not in pattern and "?P<h>" in pattern),
            re.compile(rf"{half_before}(?P<h>\d{{1,2}}):(?P<mi>\d\d)(?::(?P<s>\d\d)(?:[.,]\d{{1,9}})?)?(?![\d:]){half_behind}"),
            re.compile(r"(?P<h>\d{1,2})\s?h\s?(?P<mi>\d\d)?(?!\w)"),
            re.compile(rf"{half_before}(?P<h>\d{{1,2}})\.(?P<mi>\d\d)(?!\d|\.\d|\.?\s?%){half_behind}"),
            re.compile(rf"(?P<h>\d{{1,2}})\s?(?P<behind>{half}){RIGHT}\.?"),
            re.compile(r"(?P<h>[0-2]\d)(?P<mi>[0-5]\d)(?=\s?(?:gmt|utc)\b)"),
            re.compile(rf"(?P<h>\d{{1,2}})(?=\s?{glue}\s*(?:[^\w\s]|\Z))"),
        ]
        """In the order in which they are tried."""
        empty = rf"(?:(?:{glue}|{weekday}){RIGHT}\.?|{_JOIN})"
        self.to_clock = re.compile(rf"(?:t(?=\d)|{empty}{{0,12}}(?={half_before}\d))")
        """What may stand between a date and the clock behind it."""
        self.to_date = re.compile(rf"{empty}{{0,12}}\Z")
        """What may stand between a clock and the date behind it."""
        self.weekday_before = re.compile(rf"{LEFT}{weekday}[\s.,)(]{{0,3}}(?:{glue}[\s,]{{1,2}})?\Z")
        self.glue_behind = re.compile(rf"\s?{glue}(?=\s*(?:[^\w\s]|\Z))")
        """The last word of a clock ("14:05 Uhr")."""
        names = "|".join(sorted((name.lower() for name in ZONE_NAMES), key=len, reverse=True))
        self.zone = re.compile(rf"(?:\s{glue}(?=\s))?[\s(,]{{0,3}}(?P<zone>{OFFSET}|(?:{names})(?![^\W_]))")
        self.labels = {
            "published": re.compile(any_of(phrase for lexicon in lexicons for phrase in lexicon.labels["published"])),
            "updated": re.compile(any_of(phrase for lexicon in lexicons for phrase in lexicon.labels["updated"])),
        }


_GRAMMARS: dict[tuple[str, ...], Grammar] = {}


def grammar(lexicons: tuple[Lexicon, ...]) -> Grammar:
    """The grammar of some languages, the page's own first; compiled once."""
    codes = tuple(lexicon.code for lexicon in lexicons)
    found = _GRAMMARS.get(codes)
    if found is None:
        found = _GRAMMARS[codes] = Grammar(lexicons)
    return found
