"""Which language a text is in, by its script and its frequent words, and what to make of what a page declares.

Knows the languages that have a lexicon, some thirty more by their frequent words (``languages.toml``), so that a neighbour is not taken
for one of the former, and those that have a script of their own.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections import Counter
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, NamedTuple

from newsparse.lexicon import fold, languages

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["SAMPLE", "detect", "from_tag", "settle"]

SAMPLE = 4000
"""Characters that are looked at: the larger part from the beginning, the rest from the middle."""
_GLANCE = 800
"""Characters that are enough where they say clearly what the page declares."""
_MIN_LETTERS = 12
_MIN_WORDS = 4
_MIN_SHARE = 0.10
"""Least weight of a language's frequent words among all words. Running text has 0.15 to 0.4, lists of names and products below 0.08."""
_FAR_SHARE = 0.04
_FAR_LEAD = 2.0
"""Enough where the next language is far behind: languages whose words take many forms have few frequent ones (Turkish, Zulu)."""
_CLEAR_SHARE = 0.16
_CLEAR_LEAD = 1.3
_CLEAR_WORDS = 25
"""A verdict that overrules what the page declares: this share and lead, in this many words."""
_LETTER = 0.3
"""Weight of a rare letter against a frequent word."""
_ADDRESS = re.compile(r"\bhttps?://\S+")
_WORD = re.compile(r"[^\W\d_]+")

# First code point of each stretch of letters, and its script; "" is a stretch of others.
_SCRIPTS: tuple[tuple[int, str], ...] = (
    (0x0000, ""), (0x0041, "latin"), (0x005B, ""), (0x0061, "latin"), (0x007B, ""), (0x00C0, "latin"), (0x0250, ""), (0x0370, "greek"),
    (0x0400, "cyrillic"), (0x0530, "armenian"), (0x0590, "hebrew"), (0x0600, "arabic"), (0x0660, ""), (0x066E, "arabic"), (0x06F0, ""),
    (0x06FA, "arabic"), (0x0700, ""), (0x0750, "arabic"), (0x0780, "thaana"), (0x07C0, ""), (0x0900, "devanagari"), (0x0980, "bengali"),
    (0x0A00, "gurmukhi"), (0x0A80, "gujarati"), (0x0B00, "odia"), (0x0B80, "tamil"), (0x0C00, "telugu"), (0x0C80, "kannada"),
    (0x0D00, "malayalam"), (0x0D80, "sinhala"), (0x0E00, "thai"), (0x0E80, "lao"), (0x0F00, "tibetan"), (0x1000, "burmese"),
    (0x10A0, "georgian"), (0x1100, "hangul"), (0x1200, "ethiopic"), (0x13A0, ""), (0x1780, "khmer"), (0x1800, "mongolian"), (0x18B0, ""),
    (0x1C90, "georgian"), (0x1CC0, ""), (0x1E00, "latin"), (0x1F00, "greek"), (0x2000, ""), (0x3041, "kana"), (0x3100, ""),
    (0x3400, "han"), (0x4DC0, ""), (0x4E00, "han"), (0xA000, ""), (0xAC00, "hangul"), (0xD7B0, ""), (0xF900, "han"), (0xFB00, ""),
    (0xFB1D, "hebrew"), (0xFB50, "arabic"), (0xFE00, ""), (0xFE70, "arabic"), (0xFEFF, ""), (0xFF21, "latin"), (0xFF3B, ""),
    (0xFF41, "latin"), (0xFF5B, ""), (0xFF66, "kana"), (0xFFA0, ""), (0x20000, "han"), (0x32000, ""),
)  # fmt: skip
_STARTS = [start for start, _ in _SCRIPTS]

_ONLY = {
    "greek": "el", "armenian": "hy", "hebrew": "he", "thaana": "dv", "bengali": "bn", "gurmukhi": "pa", "gujarati": "gu", "odia": "or",
    "tamil": "ta", "telugu": "te", "kannada": "kn", "malayalam": "ml", "sinhala": "si", "thai": "th", "lao": "lo", "tibetan": "bo",
    "burmese": "my", "georgian": "ka", "ethiopic": "am", "khmer": "km", "mongolian": "mn", "hangul": "ko",
}  # fmt: skip
"""Scripts that stand for one language (the one with the most news pages, where a small one shares the script)."""
_DENSE = {"han": 3.0, "kana": 2.0, "hangul": 2.0}
"""What a letter of these scripts weighs against one of an alphabet, by how many make a word."""
_SCRIPT_OF = {
    **{code: script for script, code in _ONLY.items()},
    **dict.fromkeys(("ar", "fa", "ur", "ps", "ug"), "arabic"),
    **dict.fromkeys(("ru", "uk", "be", "bg", "mk", "kk", "ky", "tg", "tt"), "cyrillic"),
    **dict.fromkeys(("hi", "mr", "ne", "sa"), "devanagari"),
    "ja": "kana",
    "zh": "han",
}


_Weights = dict[str, tuple[tuple[str, float], ...]]


class _Verdict(NamedTuple):
    code: str | None
    clear: bool
    """Whether it may overrule what the page declares."""
    scores: Mapping[str, float]
    """Weight of each language's frequent words among the words; empty where the script told."""


def detect(text: str) -> str | None:
    """The language of a text, ISO 639-1; None where it cannot be told: too short, or in none that is known."""
    return _judge(text).code


def settle(declared: str | None, body: str) -> str | None:
    """The language of an article of which the page declares one and the text shows one.

    The text wins where its evidence is clear: sites declare the language of their template ("en") on pages in any. Where the text does
    not tell, or the declared language fits it nearly as well as the likeliest one (Danish and Norwegian share most words), the page is
    believed.

    Args:
        declared: As in the page or as code; "" and None where it declares none.
        body: The article's text; may be empty.
    """
    told = from_tag(declared or "")
    if told is not None and len(body) > _GLANCE:
        glance = _judge(body, _GLANCE)
        if glance.code == told and glance.clear:
            return told
    verdict = _judge(body)
    if told is None:
        return verdict.code
    if verdict.code is None or verdict.code == told:
        return told
    share = verdict.scores.get(verdict.code, 1.0)
    if verdict.scores.get(told, 0.0) * _CLEAR_LEAD > share:
        return told
    if told not in _SCRIPT_OF and told not in _frequent_words() and share < _CLEAR_SHARE:
        return told  # a language that could not have been recognised
    return verdict.code if verdict.clear else told


def from_tag(lang_attr: str) -> str | None:
    """ISO 639-1 code of a language tag as pages write it: "en-US", "en_GB", "nb-NO" (no), "iw" (he), "zh-Hant"; None where it is none.

    Of several ("de, en") the first that is one counts.
    """
    codes, aliases = _codes()
    for tag in lang_attr[:200].split(","):
        code = tag.strip().lower().replace("_", "-").split("-")[0].strip()
        code = aliases.get(code, code)
        if code in codes:
            return code
    return None


def _judge(text: str, size: int = SAMPLE) -> _Verdict:
    """The language of a text by so many of its characters."""
    sample = text if len(text) <= size else f"{text[: size * 5 // 8]} {text[len(text) // 2 :][: size * 3 // 8]}"
    if "://" in sample:
        sample = _ADDRESS.sub(" ", sample)
    letters = Counter(sample)
    scripts: Counter[str] = Counter()
    for letter, count in letters.items():
        scripts[_SCRIPTS[bisect_right(_STARTS, ord(letter)) - 1][1]] += count
    del scripts[""]
    weights = {script: count * _DENSE.get(script, 1.0) for script, count in scripts.items()}
    if sum(weights.values()) < _MIN_LETTERS:
        return _Verdict(None, clear=False, scores={})
    east = scripts["han"] + scripts["kana"]
    if scripts["kana"] * 20 > east:
        weights["kana"] = weights.pop("kana", 0.0) + weights.pop("han", 0.0)
    script = max(sorted(weights), key=weights.__getitem__)
    clear = weights[script] > 0.6 * sum(weights.values())
    if script in _ONLY:
        return _Verdict(_ONLY[script], clear, {})
    if script == "kana":
        return _Verdict("ja", clear, {})
    if script == "han":
        return _Verdict("zh", clear and scripts["han"] >= 2 * _MIN_LETTERS, {})
    if script == "arabic":
        return _Verdict(_arabic(letters), clear, {})
    if script == "cyrillic":
        return _Verdict(_cyrillic(letters, scripts["cyrillic"]), clear and scripts["cyrillic"] > 60, {})
    return _by_words(sample, letters, devanagari=script == "devanagari")


def _shares(letters: Counter[str], script: str) -> dict[str, int]:
    """How many letters of each set of ``languages.toml`` for a script there are."""
    return {key: sum(letters[letter] for letter in which) for key, which in _data()[script].items()}


def _arabic(letters: Counter[str]) -> str:
    """The language of a text in Arabic script, by the letters that only one has."""
    of = _shares(letters, "arabic")
    if of["ur"] > 0.2 * of["ar"] + 2:
        return "ur"
    if of["ku"] > of["ar"] + 2:
        return "ku"
    if of["ps"] > 0.5 * of["ar"] + 2:
        return "ps"
    if of["ug"] > of["ar"] + 2:
        return "ug"
    return "fa" if of["fa"] > of["ar"] else "ar"


def _cyrillic(letters: Counter[str], count: int) -> str | None:
    """The language of a text in Cyrillic script, by the letters that only one has."""
    of = _shares(letters, "cyrillic")
    rare = count * 0.002
    if of["be"] > rare and of["be_uk"] > rare:
        return "be"
    if of["uk"] > rare and of["be_uk"] > rare:
        return "uk"
    if of["mk"] > rare and of["mk_sr"] > rare:
        return "mk"
    if of["sr"] + of["sr_wide"] > 3 * rare:
        return "sr"
    if of["tg"] > rare:
        return "tg"
    if of["kk_tt"] > rare:
        return "tt" if of["tt"] > 0 and not of["kk"] else "kk"
    if of["kk"] > rare:
        return "kk"
    if of["ky_mn"] > rare:
        return "ky" if of["ky"] > 0 else "mn"
    if of["ru"] > rare * 2:
        return "ru"
    if of["bg"] > rare * 2:
        return "bg"
    if of["be_uk"] > rare * 5:
        return "uk"
    return "ru" if count < 60 or of["bg_ru"] else None


def _by_words(sample: str, letters: Counter[str], *, devanagari: bool) -> _Verdict:
    """The language whose frequent words and own letters the text has, in scripts that many share."""
    words = _words(sample, devanagari=devanagari)
    if len(words) < _MIN_WORDS:
        return _Verdict(None, clear=False, scores={})
    by_word, by_letter = _index()
    hits: dict[str, float] = {}
    kinds: Counter[str] = Counter()  # different words and letters, lest one name that is a word elsewhere decides
    for word, count in Counter(words).items():
        for code, weight in by_word.get(word, ()):
            hits[code] = hits.get(code, 0.0) + weight * min(count, 1 + len(words) // 12)
            kinds[code] += 1
    for letter in letters.keys() & by_letter.keys():
        for code, weight in by_letter[letter]:
            hits[code] = hits.get(code, 0.0) + weight * _LETTER * letters[letter]
            kinds[code] += 1
    if not hits:
        return _Verdict("hi" if devanagari else None, clear=False, scores={})
    scores = {code: hit / len(words) for code, hit in hits.items()}
    best, *rest = sorted(scores, key=lambda code: (-scores[code], code))
    lead = scores[best] / scores[rest[0]] if rest else _FAR_LEAD
    far = scores[best] >= _FAR_SHARE and lead >= _FAR_LEAD and kinds[best] >= 3
    if kinds[best] < 2 or (scores[best] < _MIN_SHARE and not far):
        return _Verdict(None, clear=False, scores=scores)
    clear = (scores[best] >= _CLEAR_SHARE and lead >= _CLEAR_LEAD) or (far and kinds[best] >= 5)
    return _Verdict(best, clear and len(words) >= _CLEAR_WORDS, scores)


def _words(text: str, *, devanagari: bool) -> list[str]:
    """Words with their accents, which tell neighbours apart; in Devanagari with the vowel signs, which are no letters."""
    if devanagari:
        return [word for word in fold(text).split() if not word.isdigit()]
    return _WORD.findall(text.replace("İ", "i").casefold())


@cache
def _index() -> tuple[_Weights, _Weights]:
    """For each frequent word and each rare letter the languages that have it, with its weight: the more have it, the less it tells."""
    words: dict[str, list[str]] = {}
    for code, frequent in sorted(_frequent_words().items()):
        devanagari = _SCRIPT_OF.get(code) == "devanagari"
        for word in set(_words(" ".join(frequent), devanagari=devanagari)):
            words.setdefault(word, []).append(code)
    letters: dict[str, list[str]] = {}
    for code, own in sorted(_data()["letters"].items()):
        for letter in {*own, *own.upper()}:
            if not letter.isascii():  # capitals of "ß" and "ı" are
                letters.setdefault(letter, []).append(code)
    return _weighed(words), _weighed(letters)


def _weighed(owners: dict[str, list[str]]) -> _Weights:
    return {key: tuple((code, len(codes) ** -0.5) for code in codes) for key, codes in owners.items()}


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((resources.files("newsparse") / "languages.toml").read_text("utf-8"))


@cache
def _codes() -> tuple[frozenset[str], dict[str, str]]:
    """The codes of ISO 639-1, and what else pages write for one of them."""
    aliases = {alias: code for code, others in _data()["aliases"].items() for alias in others.split()}
    return frozenset(_data()["codes"].split()), aliases


@cache
def _frequent_words() -> dict[str, list[str]]:
    """The stop words of all languages that are told by them. Of a lexicon only the top is read: the whole takes 20 times as long."""
    found: dict[str, list[str]] = {code: words.split() for code, words in _data()["stopwords"].items()}
    for code in languages():
        if _SCRIPT_OF.get(code, "devanagari") == "devanagari":
            top = (resources.files("newsparse.lexicon") / f"{code}.toml").read_text("utf-8").partition("\n[")[0]
            found[code] = tomllib.loads(top)["stopwords"]
    return found
