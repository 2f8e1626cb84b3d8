"""Boxes of other stories in plain text: a label in a line of its own ("Most read") and the bare lines under it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsparse.label.labelled import Label
from newsparse.lexicon import UNSPACED
from newsparse.moments.visible import date_share
from newsparse.read.lines import width
from newsparse.roles import Role

if TYPE_CHECKING:
    from newsparse.label.phrases import Match, PhraseIndex
    from newsparse.lexicon import Lexicon
    from newsparse.read.page import Block, Page

__all__ = ["boxes"]

_RANK = re.compile(r"#?\d{1,2}[.)]?")
_STOPS = (".", "!", "。", "！", "।", "…", "...")
_LENGTHS = (12, 200)
"""Width of a story's title."""
_USUAL, _USUAL_UNSPACED = 25, 16
"""Width that the titles of a box have on the whole, and in scripts without word spaces; a menu's items are shorter."""
_MOST = 30
"""Lines of one box."""
_LONGEST_DATE = 60
_MOSTLY = 0.7
_FIXED = frozenset({"headline", "date", "prev_next", "comment", "caption", "teaser_section"})
_PARTS = frozenset({"teaser_rest", "byline", "read_time", "tag", "kicker", "credit"})
_ENDS = frozenset(
    {"ad", "subscribe", "more", "navigation", "legal", "comments", "share", "consent", "teaser_section", "previous", "next", "credit"}
)
"""Labels that open a line which belongs to no box any more ("View all …")."""
_LONGEST_BODY = 120
"""Characters of a line that the network takes for body and that can yet be a title."""


def boxes(page: Page, lexicons: tuple[Lexicon, ...], phrases: PhraseIndex, folded: list[str], guesses: list[str]) -> dict[int, Label]:
    """Labels, by index, for the lines that stand under labels which the lexicon knows: boxes of teasers behind the text, links within it.

    Args:
        page: a text page.
        lexicons: its languages.
        phrases: their labels.
        folded: the blocks' folded texts.
        guesses: the network's class for each block.
    """
    return _Boxes(page, lexicons, phrases, folded, guesses).settle()


class _Boxes:
    def __init__(self, page: Page, lexicons: tuple[Lexicon, ...], phrases: PhraseIndex, folded: list[str], guesses: list[str]) -> None:
        self._blocks = page.blocks
        self._lexicons = lexicons
        self._phrases = phrases
        self._folded = folded
        self._guesses = guesses
        self._usual = _USUAL_UNSPACED if lexicons[0].code in UNSPACED else _USUAL
        self._headline = folded[guesses.index("headline")] if "headline" in guesses else None

    def settle(self) -> dict[int, Label]:
        settled: dict[int, Label] = {}
        long_body = [block.index for block in self._blocks if self._guesses[block.index] == "body" and len(block.text) > _LONGEST_BODY]
        end = long_body[-1] if long_body else -1
        another = False  # whether there is a box behind the text: what stands by itself there is one too
        for block in self._blocks:
            at = block.index
            another = another or (at > end and self._guesses[at] in ("teaser_section", "teaser_headline"))
            if not self._phrases.may_open(self._blocks[at].text, self._folded[at]) or at in settled:
                continue
            whole = {match.category for match in self._phrases.find(block.text) if match.whole}
            if whole.isdisjoint(("teaser_section", "also_read")):
                continue
            lines = self._lines_under(at)
            titles = [index for index, role in lines.items() if role is Role.TEASER_HEADLINE]
            if at < end or (len(titles) == 1 and not another):
                if "also_read" in whole and titles and titles[0] == at + 1:
                    settled |= self._inline(at, titles)
            elif titles and sum(width(self._blocks[index].text) for index in titles) >= self._usual * len(titles):
                another = True
                settled[at] = Label(Role.TEASER_SECTION, 1.0, "is a label with titles under it")
                settled |= {index: Label(role, 1.0, f"stands under the label “{block.text}”") for index, role in lines.items()}
        return settled

    def _labels(self, index: int) -> tuple[Match, ...]:
        return self._phrases.find(self._blocks[index].text) if self._phrases.may_open(self._blocks[index].text, self._folded[index]) else ()

    def _inline(self, at: int, titles: list[int]) -> dict[int, Label]:
        """A label that stands alone within or right behind the text, and the titles that it announces."""
        found = [at, titles[0]]
        gap = self._blocks[titles[0]].gap
        for index in titles[1:]:
            if index != found[-1] + 1 or self._blocks[index].gap > gap or self._guesses[index] in ("body", "heading"):
                break
            found.append(index)
        reason = f"stands under the label “{self._blocks[at].text}”"
        return {index: Label(Role.INLINE_RELATED, 1.0, "announces another story" if index == at else reason) for index in found}

    def _lines_under(self, at: int) -> dict[int, Role]:
        """The roles of the lines that belong to the box whose label stands at ``at``."""
        lines: dict[int, Role] = {}
        widest = 1  # blank lines between the lines of the box
        for block in self._blocks[at + 1 : at + 1 + _MOST]:
            guess = self._guesses[block.index]
            if guess in _FIXED or (lines and block.gap > widest):
                break
            if any(match.whole or match.category in _ENDS for match in self._labels(block.index)):
                break
            if guess not in _PARTS:  # what goes with a title looks like one; the network tells them apart by their neighbours
                role = self._role(block, guess)
                if role is None:
                    break
                lines[block.index] = role
            widest = max(widest, block.gap)
        return lines

    def _role(self, block: Block, guess: str) -> Role | None:
        text = block.text
        if self._folded[block.index] == self._headline:
            return Role.OTHER
        if _RANK.fullmatch(text) or (len(text) <= _LONGEST_DATE and date_share(text, self._lexicons) >= _MOSTLY):
            return Role.TEASER_META
        if not _LENGTHS[0] <= width(text) <= _LENGTHS[1] or (guess == "body" and len(text) > _LONGEST_BODY):
            return None
        return Role.TEASER_SUMMARY if text.endswith(_STOPS) else Role.TEASER_HEADLINE
