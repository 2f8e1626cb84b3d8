"""The containers of a page as fields ask for them: what a container holds, and which one holds two things at once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import attrgetter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from newsparse.label.labelled import LabelledPage
    from newsparse.read.page import PageImage
    from newsparse.roles import Role

__all__ = ["Layout"]

_LEVELS_UP = 8
"""Containers around a block or a picture that are looked at."""
_MOST_NEAR = 50
"""Pictures around a block that are looked at."""
_place: Final = attrgetter("before")


class Layout:
    """What each container holds. Containers are indices into ``Page.nodes``; a container's blocks follow each other."""

    def __init__(self, labelled: LabelledPage) -> None:
        page = labelled.page
        self.nodes = page.nodes
        self._labelled = labelled
        first = self._first = [len(page.blocks)] * len(page.nodes)
        behind = self._behind = [0] * len(page.nodes)
        for block in page.blocks:
            if not behind[block.node]:
                first[block.node] = block.index
            behind[block.node] = block.index + 1
        for node in range(len(page.nodes) - 1, 0, -1):  # parents stand before their children
            if behind[node]:
                parent = page.nodes[node].parent
                if first[node] < first[parent]:
                    first[parent] = first[node]
                if behind[node] > behind[parent]:
                    behind[parent] = behind[node]
        self._places: dict[frozenset[Role], list[int]] = {}  # indices of the blocks with these roles
        self._pictures: dict[int, list[PageImage]] = {}  # in page order
        self.image_links = frozenset(image.link for image in page.images if image.link is not None)
        """Where pictures link."""
        for image in page.images:
            for node in self.up(image.node):
                self._pictures.setdefault(node, []).append(image)

    def up(self, node: int, levels: int = _LEVELS_UP) -> Iterator[int]:
        """The container and those around it, the innermost first."""
        for _ in range(levels):
            yield node
            node = self.nodes[node].parent
            if node < 0:
                break

    def span(self, node: int) -> range:
        """Indices of the blocks that the container holds."""
        return range(self._first[node], max(self._first[node], self._behind[node]))

    def count(self, node: int, roles: Collection[Role]) -> int:
        """How many blocks with one of these roles the container holds."""
        wanted = frozenset(roles)
        places = self._places.get(wanted)
        if places is None:
            places = self._places[wanted] = [block.index for block in self._labelled.of(*wanted)]
        return bisect_left(places, self._behind[node]) - bisect_left(places, self._first[node]) if self._behind[node] else 0

    def pictures(self, node: int, index: int, reach: int) -> list[PageImage]:
        """The pictures in the container that stand at most ``reach`` blocks from a block; only a few levels up from a picture are known."""
        inside = self._pictures.get(node)
        if inside is None:
            return []
        first = bisect_left(inside, index - reach, key=_place)
        behind = bisect_right(inside, index + reach, key=_place)
        return inside[first : min(behind, first + _MOST_NEAR)]

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
