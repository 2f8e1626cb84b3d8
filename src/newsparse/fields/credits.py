"""The credited name of a picture, read off its caption or credit line: "… Photo by Ann Example", "(Foto: dpa)", "… ends. Getty Images"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from attrs import frozen

from newsparse.fields.credit_words import credit_words
from newsparse.lexicon import MARKS, fold

if TYPE_CHECKING:
    from newsparse.fields.credit_words import CreditWords

__all__ = ["credit_of", "credit_words"]

_LONGEST = 100
"""Characters that a credit has at the most."""
_READ = 1500
"""Characters at the end of a caption that are read; longer ones are no captions."""
_MOST_WORDS = 12
_PERSON = 5
"""Words that a person's name has at the most."""
_LABEL_WORDS = 5
"""Words that a label has at the most."""
_LABEL_LETTERS = 10
"""Characters that a label has at the most in scripts without word spaces."""

_WORD = re.compile(rf"(?:[^\W_]|[{MARKS}])+")
_LABEL_MARK = re.compile(r"\s?(?:[\[(][^\[\]()]{0,12}[\])]\s?)?[:：©@]")
_COPYRIGHT = re.compile(r"©|\([cC]\)")
_HANDLE = re.compile(r"(?:^|\s)@(\w{2,40})\s*$")
_STOP = re.compile(r"[.!?…。！？।؟]['\"”’»)\]]*|[”’»\"）)](?=[^\W\d_a-z])")
_HARD_END = re.compile(r"\s\|\s(?=[^|]*[:：\d])|;\s|(?<=[^\W\d_]{3})[.!?](?=\s+[^\W\d_a-z])|[。।]")
_SEPARATOR = re.compile(r"\s*[/|／｜]\s+|\s+[–—]\s*")
_OTHER_LABEL = re.compile(r"^(?:[^\s:：]{1,40}\s){0,3}[^\s:：]{1,40}[:：]\s")
"""Whatever a credit line says before its colon: "Styling: Ann Example"."""
_YEAR = re.compile(r"^(?:19|20)\d\d\b(?:\s*[-–]\s*(?:19|20)?\d\d\b)?[\s,.]*")
_SENTENCE_ENDS = (".", "!", "?", "…", "”", '"', "»")
_EDGES = " .,:;：|/-–—•©@\u00a0"
_OPENING = "([（【［"
_CLOSING = ")]）】］"
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff]")
_QUOTES = "'\"“”‘’«»"
_UNCASED = re.compile(r"[\u0590-\u0fff\u1100-\u11ff\u3040-\u9fff\uac00-\ud7af]")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_JOINT = re.compile(r"[\s/,&+|·・]+|(?<=\w)-(?=\w)")


def credit_of(text: str, words: CreditWords, *, alone: bool) -> str | None:
    """The credited names as worded, without label and marks; None where the text credits nobody.

    Args:
        text: A caption or a credit line.
        words: What the page's languages say in credits.
        alone: True where the text is a credit line, which is a name as a whole where it has no label.
    """
    text = _INVISIBLE.sub("", text[-_READ:])
    named = _behind_label(text, words) or _behind_copyright(text, words)
    if named:
        return named
    if alone and not text.endswith((":", "：")):
        whole = _trimmed(_OTHER_LABEL.sub("", text))
        if whole and _plausible(whole, words, sure=True) and not words.is_label(whole):
            return whole
    return _at_the_end(text, words)


def _at_the_end(text: str, words: CreditWords) -> str | None:
    return _last_sentence(text, words) or _last_brackets(text, words) or _last_part(text, words) or _wide_agency(text, words)


# Labels


@frozen
class _Found:
    start: int
    end: int
    marked: bool


def _behind_label(text: str, words: CreditWords) -> str | None:
    found = _labels_in(text, words)
    for place, label in enumerate(found):
        rest = text[label.end : found[place + 1].start if place + 1 < len(found) else len(text)]
        name = _trimmed(_cut(rest, inside=_is_open(text, label.start)))
        sure = label.marked or _strong(name, words)
        if name and (label.marked or not words.is_label(name)) and _plausible(name, words, sure=sure):
            return name
    return _before_closing_label(text, words)


def _labels_in(text: str, words: CreditWords) -> list[_Found]:
    """Labels in page order: before a colon or the like, or at the start of a sentence, a bracket or a part."""
    tokens = _tokens(text)
    found: list[_Found] = []
    marks = {match.start(): match.end() for match in _LABEL_MARK.finditer(text)}
    position = 0
    while position < len(tokens):
        if not _may_be_label(text, tokens[position], words):
            position += 1
            continue
        opens = _opens(text, tokens[position][0]) or (bool(found) and not text[found[-1].end : tokens[position][0]].strip())
        label = _label_at(text, tokens[position : position + _LABEL_WORDS], opens, words, marks)
        if label is None:
            position += 1
            continue
        found.append(label)
        while position < len(tokens) and tokens[position][0] < label.end:
            position += 1
    return found


def _may_be_label(text: str, token: tuple[int, int], words: CreditWords) -> bool:
    """Whether a label may begin with a word; a quick no for most."""
    word = text[token[0] : token[1]]
    if word.isascii():
        return word.lower() in words.beginnings
    behind = text[token[1] : token[1] + 1]
    # Other characters may make one letter with what follows them.
    return not (behind.isascii() or behind.isupper()) or _WIDE.match(word) is not None or fold(word) in words.beginnings


def _label_at(text: str, tokens: list[tuple[int, int]], opens: bool, words: CreditWords, marks: dict[int, int]) -> _Found | None:
    start = tokens[0][0]
    for count in reversed(_label_lengths(text, tokens, words)):
        end = tokens[count - 1][1]
        marked = marks.get(end)
        announces = opens or not text[start].islower()
        if marked is not None and announces and (start or fold(text[:end]) not in words.sources):
            return _Found(start, marked, True)
        announces = count > 1 or text[start].isupper() or (start > 0 and text[start - 1] in _OPENING)
        if opens and announces and end < len(text) and text[end] in " /":
            return _Found(start, end, False)
        if opens and text[end : end + 2] == ". ":  # "fot. Anna Przykład"
            return _Found(start, end + 1, False)
    if _WIDE.match(text, start):
        for end in range(min(len(text), start + _LABEL_LETTERS), start + 1, -1):
            if end in marks and fold(text[start:end]) in words.labels:
                return _Found(start, marks[end], True)
    return None


def _label_lengths(text: str, tokens: list[tuple[int, int]], words: CreditWords) -> list[int]:
    """How many of the words make a label, fewest first."""
    start = tokens[0][0]
    plain = text[start : tokens[-1][1]].isascii()
    lengths: list[int] = []
    for count, (_, end) in enumerate(tokens, 1):
        folded = fold(text[start:end])
        if folded in words.labels:
            lengths.append(count)
        elif plain and folded not in words.beginnings:
            break
    return lengths


def _tokens(text: str) -> list[tuple[int, int]]:
    """Words with their places; a capital behind a small letter or a digit opens a new one, since labels are often glued to the caption."""
    tokens = []
    for match in _WORD.finditer(text):
        start = match.start()
        word = match.group()
        if word[1:].islower() or len(word) == 1 or (word.isascii() and (word.isdigit() or (word.isalpha() and word.isupper()))):
            tokens.append(match.span())
            continue
        for i in range(1, len(word)):
            if word[i].isupper() and (not word[i - 1].isupper() or (i > 1 and word[i + 1 : i + 2].islower())):
                tokens.append((start, match.start() + i))
                start = match.start() + i
        tokens.append((start, match.end()))
    return tokens


def _opens(text: str, start: int) -> bool:
    """Whether a sentence, a bracket or a part begins here."""
    if start == 0:
        return True
    before = text[start - 1]
    if before.islower() or before in _OPENING or before in _CLOSING:
        return True  # glued, or beside a bracket
    head = text[:start].rstrip()
    return not head or head[-1] in ".!?…:|/–—,;。" or head[-1] in _CLOSING or head[-1] in _QUOTES


def _is_open(text: str, at: int) -> bool:
    """Whether a bracket that opens before here is not closed yet."""
    return any(text.count(one, 0, at) > text.count(other, 0, at) for one, other in zip(_OPENING, _CLOSING, strict=True))


def _cut(rest: str, *, inside: bool) -> str:
    """The credit at the start of what follows a label."""
    end = _HARD_END.search(rest, 1)
    if end:
        rest = rest[: end.start()]
    if not inside:
        return rest
    depth = 0
    for place, char in enumerate(rest):
        depth += (char in _OPENING) - (char in _CLOSING)
        if depth < 0:
            return rest[:place]
    return rest


def _before_closing_label(text: str, words: CreditWords) -> str | None:
    """The name in brackets that a label closes, as in Chinese and Japanese captions."""
    content = _bracketed(text)
    if content is None or not _WIDE.search(content):
        return None
    for length in range(min(_LABEL_LETTERS, len(content) - 1), 0, -1):
        if fold(content[-length:]) in words.closing:
            return _trimmed(content[:-length]) or None
    return None


# Marks


def _behind_copyright(text: str, words: CreditWords) -> str | None:
    for match in _COPYRIGHT.finditer(text):
        name = _trimmed(_YEAR.sub("", _cut(text[match.end() :].lstrip(" :"), inside=_is_open(text, match.start()))))
        if name and _plausible(name, words, sure=True):
            return name
    handle = _HANDLE.search(text)
    return handle.group(1) if handle else None


# Names at the end of a caption


def _last_sentence(text: str, words: CreditWords) -> str | None:
    """What stands behind the last full stop where it is a name and no sentence."""
    for match in _STOP.finditer(text, max(1, len(text) - _LONGEST - 1)):
        rest = text[match.end() :].strip()
        if not rest or (_WIDE.search(rest) and _STOP.search(rest)):
            continue
        before = text[: match.start()]
        if match.end() < len(text) and not text[match.end()].isspace() and text[match.end() + 1 : match.end() + 2] == ".":
            continue  # inside an abbreviation of several letters
        strong = _strong(rest, words) or rest[0] in _OPENING
        doubtful = rest[0].islower() or (rest.endswith(_SENTENCE_ENDS) and not _ends_with_title(rest)) or _doubtful_stop(before)
        if doubtful and not strong:
            continue
        name = _name(rest, words)
        if name:
            return name
    for start, _ in _tokens(text[-_LONGEST:])[1:]:  # glued to a caption without a stop
        at = max(0, len(text) - _LONGEST) + start
        if text[at - 1].islower() and text[at].isupper() and _strong(text[at:], words):
            name = _name(text[at:], words)
            if name:
                return name
    return None


def _ends_with_title(text: str) -> bool:
    """Whether the quotation marks that close the text were opened inside it: "ANN EXAMPLE FOR « THE POST »"."""
    return (text[-1] == "»" and text.find("«") > 0) or (text[-1] == "”" and text.find("“") > 0)


def _doubtful_stop(before: str) -> bool:
    """Whether the full stop may belong to an abbreviation, an initial or a numeral."""
    sentence = before.rsplit(maxsplit=3)
    if len(sentence) < 3:
        return True  # too short for a sentence
    last = sentence[-1].strip(_QUOTES + _OPENING + _CLOSING)
    return "." in last or (last.isdigit() and len(last) < 4) or (len(last) <= 3 and last[:1].isupper())


def _last_brackets(text: str, words: CreditWords) -> str | None:
    content = _bracketed(text)
    if content is None:
        return None
    return _name(content, words) if _strong(content, words) else None


def _bracketed(text: str) -> str | None:
    """What the brackets at the very end hold; None where there are none."""
    text = text.rstrip(" .。")
    if not text or text[-1] not in _CLOSING:
        return None
    depth = 0
    for place in range(len(text) - 1, max(-1, len(text) - _LONGEST - 2), -1):
        depth += (text[place] in _CLOSING) - (text[place] in _OPENING)
        if depth == 0:
            return text[place + 1 : -1]
    return None


def _last_part(text: str, words: CreditWords) -> str | None:
    """What stands behind the last slash, upright or long dash."""
    parts = list(_SEPARATOR.finditer(text, max(1, len(text) - _LONGEST)))
    for match in reversed(parts):
        rest = text[match.end() :]
        dash = match.group().strip() in ("–", "—")
        if words.names_agency(rest) or (not dash and 1 < len(_trimmed(rest).split()) <= _PERSON and len(text[: match.start()].split()) > 2):
            return _name(rest, words)
    return None


def _wide_agency(text: str, words: CreditWords) -> str | None:
    """An agency that ends a caption in a script without word spaces."""
    tail = text.rstrip(" 。）)")
    if not tail or not _WIDE.match(tail[-1]):
        return None
    return max((name for name in words.agencies if len(name) > 2 and tail.endswith(name)), key=len, default=None)


def _strong(text: str, words: CreditWords) -> bool:
    return bool(re.search(r"\w\s?/\s?\w", text)) or words.names_agency(text)


def _name(text: str, words: CreditWords) -> str | None:
    name = _OTHER_LABEL.sub("", _trimmed(text))
    if not name or words.is_label(name) or not _plausible(name, words, sure=False):
        return None
    return name


def _plausible(name: str, words: CreditWords, *, sure: bool) -> bool:
    """Whether it reads as names and not as a sentence.

    Args:
        name: What may be a credit.
        words: What the page's languages say in credits.
        sure: True where a label announces it, so that some words in small letters do no harm.
    """
    parts = [part.strip(_QUOTES + _OPENING + _CLOSING + ".:–—-") for part in _JOINT.split(name)]
    parts = [part for part in parts if part]
    if not parts or len(name) > _LONGEST or len(parts) > _MOST_WORDS or sum(map(str.isalpha, name)) < 2:
        return False
    known = _agency_words(words) if words.names_agency(name) else frozenset[str]()
    small = [part for part in parts if part[0].islower() and "." not in part and fold(part) not in words.joins | known]
    if sure:
        return len(parts) <= 3 or len(small) * 2 <= len(parts)
    if any(fold(part) in words.months for part in parts) and len(parts) < 4 and not words.names_agency(name):
        return False
    if _HARD_END.search(name) or any(part.isdigit() for part in parts):
        return False
    if small:
        return False
    return not _UNCASED.search(name) or words.names_agency(name)


@cache
def _agency_words(words: CreditWords) -> frozenset[str]:
    return frozenset(word for agency in words.agencies for word in agency.split())


def _trimmed(text: str) -> str:
    """Without marks and blanks at the edges, and without brackets that do not close or that hold all of it."""
    while True:
        text = text.strip(_EDGES)
        if text and text[-1] in _CLOSING and not _closes(text):
            text = text[:-1]
        elif text and text[0] in _OPENING and (_bracketed(text) == text[1:-1] or not any(char in text for char in _CLOSING)):
            text = text[1:-1] if text[-1] in _CLOSING else text[1:]
        else:
            return text


def _closes(text: str) -> bool:
    return sum(text.count(char) for char in _OPENING) >= sum(text.count(char) for char in _CLOSING)
