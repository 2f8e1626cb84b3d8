"""The containers of a page as fields ask for them: what a container holds, and which one holds two things at once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from newsparse.label.places import Places

if TYPE_CHECKING:
    from collections.abc import Collection

    from newsparse.label.labelled import LabelledPage
    from newsparse.read.page import PageImage
    from newsparse.roles import Role

__all__ = ["Layout"]

_MOST_NEAR = 50
"""Pictures around a block that are looked at."""
_place: Final = attrgetter("before")


class Layout(Places):
    """What each container holds, its pictures and the roles of its blocks with it."""

    def __init__(self, labelled: LabelledPage) -> None:
        page, places = labelled.page, labelled.places
        self.nodes, self.first, self.behind = places.nodes, places.first, places.behind
        self._labelled = labelled
        self._places: dict[frozenset[Role], list[int]] = {}  # indices of the blocks with these roles
        self._pictures: dict[int, list[PageImage]] = {}  # in page order
        self.image_links = frozenset(image.link for image in page.images if image.link is not None)
        """Where pictures link."""
        for image in page.images:
            for node in self.up(image.node):
                self._pictures.setdefault(node, []).append(image)

    def count(self, node: int, roles: Collection[Role]) -> int:
        """How many blocks with one of these roles the container holds."""
        wanted = frozenset(roles)
        places = self._places.get(wanted)
        if places is None:
            places = self._places[wanted] = [block.index for block in self._labelled.of(*wanted)]
        behind = self.behind[node]
        return bisect_left(places, behind) - bisect_left(places, self.first[node]) if behind else 0

    def pictures(self, node: int, index: int, reach: int) -> list[PageImage]:
        """The pictures in the container that stand at most ``reach`` blocks from a block; only a few levels up from a picture are known."""
        inside = self._pictures.get(node)
        if inside is None:
            return []
        first = bisect_left(inside, index - reach, key=_place)
        behind = bisect_right(inside, index + reach, key=_place)
        return inside[first : min(behind, first + _MOST_NEAR)]
