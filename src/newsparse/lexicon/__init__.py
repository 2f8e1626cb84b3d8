"""What newsparse knows of each language, as data: one TOML file a language, read once and used by one mechanism.

Phrases are compared after folding (see ``fold``), so a file holds each phrase once, in lower case, without end punctuation.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["MARKS", "UNSPACED", "Lexicon", "fold", "fold_all", "languages", "lexicon", "plain"]

MARKS = "\u0300-\u036f\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0963\u0966-\u0dff\u0e31-\u0eff"
"""Vowel signs and other marks that belong to a word but that ``\\w`` leaves out."""
UNSPACED = frozenset({"zh", "ja", "th"})
"""Languages that set no blank between words."""
_ACCENTS = re.compile("[\u0300-\u036f\u0640\u064b-\u065f\u0670\u200b-\u200f\ufeff]")
"""Accents of Latin, Greek and Cyrillic, vowel signs and lengthening of Arabic, characters without width."""
_APART = re.compile(rf"(?:[^\w{MARKS}]|_)+")
_APART_IN_LINE = re.compile(rf"[^\w{MARKS}\n]+")


def fold(text: str) -> str:
    """Letters and digits alone, case and width folded, words apart by one blank: how phrases are compared."""
    return _APART.sub(" ", plain(text)).strip()


def plain(text: str) -> str:
    """Case, width and accents folded: "İLGİLİ" and "ilgili", "A LIRE" and "à lire" come out alike. Vowel signs of Indic scripts stay."""
    if text.isascii():
        return text.lower()
    apart = _ACCENTS.sub("", unicodedata.normalize("NFKD", text).casefold())
    return unicodedata.normalize("NFC", apart).replace("ı", "i").replace("ς", "σ")


def fold_all(texts: list[str]) -> list[str]:
    """``fold`` of each text, at the cost of one; the texts hold no line break."""
    if not texts:
        return []
    return [line.strip() for line in _APART_IN_LINE.sub(" ", plain("\n".join(texts)).replace("_", " ")).split("\n")]


@frozen(eq=False)
class Lexicon:
    """One language. Tables stand as in its TOML file; see ``docs/lexicon.md`` for what each key holds."""

    code: str
    """ISO 639-1."""
    name: str
    """English name of the language."""
    date_order: str
    """Order of day, month and year in numeric dates where nothing else tells: "DMY", "MDY" or "YMD"."""
    words_per_minute: int
    """Silent reading rate (characters a minute for scripts without word spaces)."""
    stopwords: frozenset[str]
    """Frequent words that tell this language from others."""
    labels: Mapping[str, tuple[str, ...]]
    """Phrases by what they announce ("also_read", "previous", "share", …)."""
    dates: Mapping[str, Any]
    quotes: Mapping[str, Any]


@cache
def languages() -> tuple[str, ...]:
    """Codes of the languages that have a lexicon, sorted."""
    folder = resources.files(__name__)
    return tuple(sorted(f.name[:-5] for f in folder.iterdir() if f.name.endswith(".toml")))


@cache
def lexicon(code: str) -> Lexicon:
    """The lexicon of a language.

    Raises:
        KeyError: where there is none.
    """
    if code not in languages():
        raise KeyError(f"no lexicon for language {code!r}; there is one for {', '.join(languages())}")
    data = tomllib.loads((resources.files(__name__) / f"{code}.toml").read_text("utf-8"))
    return Lexicon(
        code=code,
        name=data["name"],
        date_order=data["date_order"],
        words_per_minute=data["words_per_minute"],
        stopwords=frozenset(data["stopwords"]),
        labels=MappingProxyType({key: tuple(phrases) for key, phrases in data["labels"].items()}),
        dates=MappingProxyType(data["dates"]),
        quotes=MappingProxyType(data["quotes"]),
    )
