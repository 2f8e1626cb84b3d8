"""Where in the stream of blocks a value stands: the blocks of one field, searched by words and by address."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from newsparse.lexicon import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsparse.article import Block

__all__ = ["Places"]


class Places:
    """Some blocks of a page in page order, made searchable.

    Args:
        blocks: All blocks of the page.
        indices: Which of them are searched, in page order.
    """

    def __init__(self, blocks: Sequence[Block], indices: Iterable[int]) -> None:
        self.indices = tuple(indices)
        self._starts: list[int] = []
        self._linked: dict[str, list[int]] = {}
        parts: list[str] = []
        size = 0
        for index in self.indices:
            block = blocks[index]
            self._starts.append(size)
            parts.append(f"\n{fold(block.text)}\n")
            size += len(parts[-1])
            for link in block.links:
                self._linked.setdefault(link.url, []).append(index)
        self._words = "".join(parts)

    def find(self, text: str | None, *, url: str | None = None, behind: int = -1) -> int | None:
        """The block that says ``text``, else the one that links to ``url``, else one that holds ``text`` among other words.

        Args:
            text: Compared without case, accents and punctuation.
            url: As in the blocks' links.
            behind: Index of a block; those behind it come first, and those before it only where none of them fits.

        Returns:
            Index of the block, None where none fits.
        """
        words = fold(text or "")
        found = self._search(f"\n{words}\n", behind) if words else None
        if found is None and url in self._linked:
            linked = self._linked[url]
            found = next((index for index in linked if index > behind), linked[0])
        if found is None and words:
            found = self._search(words, behind)
        return found

    def all(self, text: str) -> tuple[int, ...]:
        """Every block that holds ``text``."""
        words, found, at = fold(text), [], 0
        while words and (at := self._words.find(words, at)) >= 0:
            place = self._place(at)
            found.append(self.indices[place])
            at = self._starts[place + 1] if place + 1 < len(self._starts) else len(self._words)
        return tuple(found)

    def _search(self, words: str, behind: int) -> int | None:
        after = bisect_right(self.indices, behind)
        start = self._starts[after] if after < len(self._starts) else len(self._words)
        at = self._words.find(words, start)
        if at < 0:
            at = self._words.find(words)
        return None if at < 0 else self.indices[self._place(at)]

    def _place(self, at: int) -> int:
        return bisect_right(self._starts, at) - 1
