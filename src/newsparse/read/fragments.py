"""Puts text together again that a scraper broke at every inline tag: links, names in bold and numbers on lines of their own."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from newsparse.read.lines import is_finished, width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsparse.read.lines import Line

__all__ = ["join_fragments"]

_CLOSING = frozenset(",.;:!?)]”%、。，」』）；：！？،؛।")
_FULL_STOPS = frozenset(".!?。！？।")
_HOLDS_ON = frozenset("(,[„（「『、，،-–—")
"""Marks behind which a sentence goes on, whatever comes next."""
_NO_BLANK_BEHIND = frozenset("([„（「『、，。")
_INNER_STOPS = (". ", "! ", "? ", "。", "। ", "؟ ")
_LEAST, _LEAST_PART = 60, 30
"""Characters that a joined text has at the least, and its longest part; those of Chinese, Japanese and Korean count twice."""
_LONGEST_NAME = 80
"""Characters of a fragment (a link, a name) between two parts of a sentence."""
_BROKEN_LINES, _MOST_GAPS = 1, 0.02
"""Lines opening on a closing mark that a broken page has at the least, and its share of lines with a blank one before them at the most."""
_COMMON, _COMMON_LENGTH, _COMMON_COUNT = 40, 5, 4
"""How many words count as the common ones of a page, how long they are at the most, and how often they stand in its prose at the least."""
_SHORT = 3
"""Characters of a word that seldom ends anything ("of", "die", "les")."""
_PROSE, _SELDOM_LAST = 60, 0.05
"""Characters of a line that can be prose, and the share of a common word's places at which a clause ends."""
_MARKS = ",.;:!?)]”»\"'’"


def join_fragments(lines: Sequence[Line]) -> list[Line]:
    """Join each line to the one before it where both are parts of one sentence.

    A line goes on where it opens on a small letter or a closing mark. On a page that was broken at its tags the line before it tells too:
    it ends in a comma, an opening bracket or one of the page's common short words ("of the"). Lines that seem to belong together are joined
    only when they make up a text that ends as a sentence does, or is held together by punctuation.
    """
    links = _links(lines)
    out: list[Line] = []
    start = 0
    for at in range(1, len(lines) + 1):
        if at < len(lines) and links[at]:
            continue
        chain = lines[start:at]
        out.extend([_joined(chain)] if len(chain) > 1 and _is_one(chain) else chain)
        start = at
    return out


def _links(lines: Sequence[Line]) -> list[bool]:
    """For each line whether it seems to go on what stands before it."""
    links = [False] * len(lines)
    for at, (before, line) in enumerate(pairwise(lines), 1):
        links[at] = not line.gap and not line.bullet and _goes_on(before.text, line.text)
    if not _is_broken(lines):
        return links
    common = _common_words(lines)
    for at in range(1, len(lines)):
        line = lines[at]
        if links[at] or line.gap or line.bullet:
            continue
        text = lines[at - 1].text
        links[at] = text[-1] in _HOLDS_ON or text.rsplit(" ", 1)[-1] in common or _is_bridge(lines, links, at)
    return links


def _goes_on(before: str, line: str) -> bool:
    first = line[0]
    if first in _CLOSING:
        return not (first in _FULL_STOPS and before[-1] in _FULL_STOPS)
    return (first.islower() or first == "…") and not is_finished(before)


def _is_bridge(lines: Sequence[Line], links: list[bool], at: int) -> bool:
    """Whether the line is a name between two parts of a sentence: the next line goes on, and the one before it has begun."""
    if at + 1 >= len(lines) or not links[at + 1] or len(lines[at].text) > _LONGEST_NAME:
        return False
    before = lines[at - 1].text
    if is_finished(before):
        return False
    last = before.rsplit(" ", 1)[-1]
    if len(last) <= _SHORT and (last.islower() or last == before):  # "of" behind other words, "Mr" alone on its line
        return True
    clauses = len(before) >= _LEAST and ", " in before
    return links[at - 1] or clauses or any(stop in before for stop in _INNER_STOPS)


def _is_broken(lines: Sequence[Line]) -> bool:
    """Whether the page was broken at its tags: no blank lines, and lines that open on marks that only ever close."""
    gaps = sum(line.gap > 0 for line in lines)
    opened = sum(line.text[0] in _CLOSING and len(line.text) > 1 for line in lines)
    return opened >= _BROKEN_LINES and gaps <= max(1, len(lines) * _MOST_GAPS)


def _common_words(lines: Sequence[Line]) -> frozenset[str]:
    """The short words that stand most often in the page's prose in small letters and hardly ever before a mark: its articles and
    prepositions, in any language.
    """
    counts: Counter[str] = Counter()
    last: Counter[str] = Counter()
    for line in lines:
        if len(line.text) < _PROSE:
            continue
        for word in line.text.split():
            bare = word.rstrip(_MARKS)
            if len(bare) <= _COMMON_LENGTH and bare.isalpha() and bare.islower():
                counts[bare] += 1
                last[bare] += bare != word
    often = counts.most_common(_COMMON)
    return frozenset(word for word, count in often if count >= _COMMON_COUNT and last[word] <= count * _SELDOM_LAST)


def _is_one(chain: Sequence[Line]) -> bool:
    """Whether lines that seem to go on make up a text."""
    sizes = [width(line.text) for line in chain]
    if sum(sizes) <= _LEAST or max(sizes) < _LEAST_PART:
        return False
    return is_finished(chain[-1].text) or any(line.text[0] in _CLOSING for line in chain[1:])


def _joined(chain: Sequence[Line]) -> Line:
    parts = [chain[0].text]
    for before, line in pairwise(chain):
        tight = line.text[0] in _CLOSING or line.text[0] == "…" or before.text[-1] in _NO_BLANK_BEHIND
        parts.append(line.text if tight else f" {line.text}")
    return chain[0]._replace(text="".join(parts))
