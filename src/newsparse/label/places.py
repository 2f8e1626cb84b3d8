"""Where a page's containers stand: the blocks that each holds, and which one holds two things at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsparse.read.page import Page

__all__ = ["Places"]

_LEVELS_UP = 8


class Places:
    """The containers of a page, by their indices in ``Page.nodes``; a container's blocks follow each other."""

    def __init__(self, page: Page) -> None:
        self.nodes = page.nodes
        first = self.first = [len(page.blocks)] * len(page.nodes)
        """For each container its first block; the number of blocks where it holds none."""
        behind = self.behind = [0] * len(page.nodes)
        """For each container the block behind its last one; 0 where it holds none."""
        for block in page.blocks:
            if not behind[block.node]:
                first[block.node] = block.index
            behind[block.node] = block.index + 1
        nodes = page.nodes
        for node in range(len(nodes) - 1, 0, -1):  # parents stand before their children
            if behind[node]:
                parent = nodes[node].parent
                if first[node] < first[parent]:
                    first[parent] = first[node]
                if behind[node] > behind[parent]:
                    behind[parent] = behind[node]

    def span(self, node: int) -> range:
        """Indices of the blocks that the container holds."""
        return range(self.first[node], max(self.first[node], self.behind[node]))

    def holds(self, node: int, index: int) -> bool:
        """Whether the container holds the block with this index."""
        return self.first[node] <= index < self.behind[node]

    def up(self, node: int, levels: int = _LEVELS_UP) -> Iterator[int]:
        """The container and those around it, the innermost first."""
        for _ in range(levels):
            yield node
            node = self.nodes[node].parent
            if node < 0:
                break

    def around(self, one: int, other: int) -> int:
        """The smallest container that holds both containers (or is one of them)."""
        while one != other:
            if self.nodes[one].depth < self.nodes[other].depth:
                one, other = other, one
            one = self.nodes[one].parent
        return one

    def child(self, outer: int, node: int) -> int:
        """The container directly in ``outer`` that holds ``node``; ``node`` itself where it is ``outer``."""
        while node != outer and self.nodes[node].parent != outer:
            node = self.nodes[node].parent
        return node

    def panels(self, box: int, nodes: Iterable[int]) -> list[list[int]]:
        """Containers in ``box``, grouped by the containers that stand side by side, as far out as there are several."""
        nodes = list(nodes)
        while True:
            panels: dict[int, list[int]] = {}
            for node in nodes:
                panels.setdefault(self.child(box, node), []).append(node)
            inner = next(iter(panels))
            if len(panels) > 1 or inner in (box, nodes[0]):
                return list(panels.values())
            box = inner

    def alike(self, one: int, other: int) -> bool:
        """Whether two containers are of one make: the same element with the same names."""
        return self.nodes[one].tag == self.nodes[other].tag and self.nodes[one].words == self.nodes[other].words

    def akin(self, one: int, other: int) -> bool:
        """Whether two containers are of much the same make: the same element and first name."""
        return self.nodes[one].tag == self.nodes[other].tag and self.nodes[one].words[:1] == self.nodes[other].words[:1]
