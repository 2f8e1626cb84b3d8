"""Roles that the blocks' own words settle, whatever the network says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsparse.label.labelled import Label
from newsparse.moments.visible import date_share
from newsparse.read.lines import width
from newsparse.roles import Role

if TYPE_CHECKING:
    from newsparse.label.phrases import Match, PhraseIndex
    from newsparse.lexicon import Lexicon
    from newsparse.read.page import Block, Page

__all__ = ["certain_dates", "certain_labels", "certain_repeats", "certain_teasers"]

_LONGEST_TITLE = 200
_SHORTEST_TITLE = 12
_LONGEST_NAME = 60
_DATE_ABOVE, _DATE_BELOW = 6, 12
"""Blocks above and below the headline between which the article's own dates stand."""
_LONGEST_DATE = 120
_SHORTEST_PULL = 25
_MOST_PULLS = 20
_APART_TAGS = frozenset({"blockquote", "aside", "figure"})
_APART_WORDS = frozenset({"pull", "pullquote", "quote", "blockquote", "callout"})
_MOSTLY, _NOTHING_ELSE = 0.6, 0.8
_NO_DATE = frozenset({"headline", "read_time", "date", "teaser_rest", "teaser_headline", "comment"})
_UNSURE = frozenset({"other", "body", "heading", "byline"})
_STOPS = (".", "。", "।", ":", "：")


def certain_labels(page: Page, labels: list[tuple[Match, ...]], guesses: list[str]) -> dict[int, Label]:
    """The labels of the blocks whose words leave no doubt, by index.

    Args:
        page: the page.
        labels: the lexicon's labels that open each block.
        guesses: the network's class for each block.
    """
    settled: dict[int, Label] = {}
    awaited: tuple[int, Match] | None = None  # a block that only says "Next story", and what it says
    for block, matches, guess in zip(page.blocks, labels, guesses, strict=True):
        if not (matches or awaited):
            continue
        found = {match.category: match for match in matches}
        if awaited and block.index == awaited[0] + 1 and _is_story(page, block, found):
            label = page.blocks[awaited[0]].text
            settled[awaited[0]] = Label(Role.PREV_NEXT, 1.0, "announces the neighbouring story")
            settled[block.index] = Label(Role.PREV_NEXT, 1.0, f"stands behind the label “{label}”")
        awaited = None
        if not found or len(block.text) > _LONGEST_TITLE:
            continue
        if (top := found.get("back_to_top")) and top.whole:
            settled[block.index] = Label(Role.BACK_TO_TOP, 1.0, "is a label that leads back to the top")
        elif (also := found.get("also_read")) and _announces(block, also) and guess != "teaser_headline":
            settled[block.index] = Label(Role.INLINE_RELATED, 1.0, f"opens with the label “{block.text[: also.end]}”")
        elif (credit := found.get("credit")) and _credits(block, credit) and guess in _UNSURE:
            settled[block.index] = Label(Role.CREDIT, 1.0, f"opens with the label “{block.text[: credit.end]}”")
        elif neighbour := found.get("previous") or found.get("next"):
            if neighbour.whole:
                awaited = (block.index, neighbour)
            elif _holds_story(page, block, neighbour):
                settled[block.index] = Label(Role.PREV_NEXT, 1.0, f"opens with the label “{block.text[: neighbour.end]}”")
    return settled


def certain_repeats(page: Page, folded: list[str], guesses: list[str]) -> dict[int, Label]:
    """The labels of pull quotes, by index: blocks set apart in the body that say again what one of its paragraphs says."""
    apart = [
        i for i, guess in enumerate(guesses) if guess in ("body", "heading") and len(folded[i]) >= _SHORTEST_PULL and _set_apart(page, i)
    ]
    if not apart:
        return {}
    out = set(apart)
    told = "\n".join(folded[i] for i, guess in enumerate(guesses) if guess == "body" and i not in out)
    return {
        i: Label(Role.OTHER, 1.0, "repeats words of the body")
        for i in apart[:_MOST_PULLS]
        if len(folded[i]) <= _LONGEST_TITLE and folded[i] in told
    }


def certain_teasers(
    blocks: list[Block], lexicons: tuple[Lexicon, ...], phrases: PhraseIndex, folded: list[str], guesses: list[str]
) -> dict[int, Label]:
    """The labels of the blocks that look like another story's headline and are none, by index: its date, its reading time, or this
    article's own headline.
    """
    headline = folded[guesses.index("headline")] if "headline" in guesses else None
    settled: dict[int, Label] = {}
    for block in blocks:
        index = block.index
        if guesses[index] not in ("teaser_headline", "inline_related"):
            continue
        if folded[index] == headline:
            settled[index] = Label(Role.OTHER, 1.0, "is this article's headline once more")
        elif guesses[index] == "teaser_headline" and len(block.text) <= _LONGEST_DATE:
            times = [match for match in phrases.find(block.text) if match.category == "read_time" and match.whole]
            if times or date_share(block.text, lexicons) >= _NOTHING_ELSE:
                settled[index] = Label(Role.TEASER_META, 1.0, "is little but a date or a reading time")
    return settled


def _set_apart(page: Page, index: int) -> bool:
    at = page.blocks[index].node
    for _ in range(4):
        node = page.nodes[at]
        if node.tag in _APART_TAGS or not _APART_WORDS.isdisjoint(node.words):
            return True
        if node.parent < 0:
            return False
        at = node.parent
    return False


def certain_dates(blocks: list[Block], lexicons: tuple[Lexicon, ...], guesses: list[str]) -> dict[int, Label]:
    """The labels of the blocks around the headline that are little but a date, by index."""
    if "headline" not in guesses:
        return {}
    at = guesses.index("headline")
    settled: dict[int, Label] = {}
    for block in blocks[max(0, at - _DATE_ABOVE) : at + _DATE_BELOW]:
        if guesses[block.index] in _NO_DATE or len(block.text) > _LONGEST_DATE or not any(char.isdigit() for char in block.text):
            continue
        if date_share(block.text, lexicons) >= _MOSTLY:
            settled[block.index] = Label(Role.DATE, 1.0, "is little but a date, close to the headline")
    return settled


def _announces(block: Block, label: Match) -> bool:
    """Whether a title stands behind the label, set apart from it."""
    return label.marked and len(block.text) - label.end >= _SHORTEST_TITLE


def _credits(block: Block, label: Match) -> bool:
    """Whether the rest of a short line is the name that the label credits."""
    return label.marked and 2 <= len(block.text) - label.end <= _LONGEST_NAME


def _is_story(page: Page, block: Block, found: dict[str, Match]) -> bool:
    """Whether a block can be the title of the story that the block before it announces."""
    if any(match.whole for match in found.values()) or not _SHORTEST_TITLE <= width(block.text) <= _LONGEST_TITLE:
        return False
    return bool(block.links) if page.kind == "html" else not block.text.endswith(_STOPS)


def _holds_story(page: Page, block: Block, label: Match) -> bool:
    """Whether label and title stand in the one block: a link with both, or a label of two words or more (of any in a script without word
    spaces) set apart by a mark.
    """
    words = block.text[: label.end].strip()
    if width(block.text[label.end :]) < _SHORTEST_TITLE or (" " not in words and width(words) == len(words)):
        return False
    return len(block.links) == 1 if page.kind == "html" else label.marked
