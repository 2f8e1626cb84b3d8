"""A site's profile: the texts that recur on its pages, and which places of its pages hold the body."""

from __future__ import annotations

import hashlib
import json
import math
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import numpy as np
from attrs import field, frozen

from newsparse.label.network import CLASSES
from newsparse.roles import Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from newsparse.read.page import Page

__all__ = ["Place", "ProfileError", "Recurring", "SiteProfile", "host_of", "key_of", "places_of"]

_FORMAT = "newsparse site profile"
_VERSION = 1
_LONGEST_KEY = 120
"""Characters of a folded text that are kept; of longer ones the beginning and a digest."""
_BODY = [CLASSES.index("body"), CLASSES.index("heading")]
_RECURRING = 3.0
"""What a text that recurs loses in log-odds of being body: the network must be twenty times as sure. Measured, see docs/profiles.md."""

_PLACE = 0.5
"""How much of what a place's blocks were counts, in log-odds; the network sees most of it already. Measured likewise."""


class ProfileError(ValueError):
    """A file or a text that holds no profile of this version."""


@frozen
class Recurring:
    """A text that stands on several pages of the site."""

    text: str
    """Folded (see ``newsparse.lexicon.fold``); of long texts the beginning, and a digest of the whole."""
    pages: int
    """On how many it stands, at least 2."""
    role: Role
    """What it was there, most often."""


@frozen
class Place:
    """A kind of place in the site's HTML: an element and the one around it, with the words of their classes and ids."""

    path: str
    """"div.story.text>p": the outer element first."""
    blocks: int
    """Blocks that stood there."""
    body: int
    """How many of them were body."""


@frozen
class SiteProfile:
    """What pages of one site have in common; made by ``learn_site``, used by ``parse(page, profile=…)``."""

    pages: int = 0
    """Different pages that it was learned from."""
    recurring: tuple[Recurring, ...] = ()
    """Most frequent first."""
    places: tuple[Place, ...] = ()
    """By path; empty where all pages were plain text."""
    _texts: dict[str, Recurring] = field(init=False, repr=False, eq=False)
    _log_odds: dict[str, float] = field(init=False, repr=False, eq=False)

    @_texts.default
    def _by_text(self) -> dict[str, Recurring]:
        return {found.text: found for found in self.recurring}

    @_log_odds.default
    def _by_path(self) -> dict[str, float]:
        return {place.path: _PLACE * math.log((place.body + 1) / (place.blocks - place.body + 1)) for place in self.places}

    def weighed(self, page: Page, folded: list[str], odds: NDArray[np.float32]) -> NDArray[np.float32]:
        """The network's odds with the site's evidence.

        A block whose text recurs loses ``_RECURRING`` in log-odds of being body; one in a place of which b of n blocks were body
        gains ``_PLACE`` of log((b + 1) / (n - b + 1)), which is a loss where most were not. What body loses goes to the other classes
        in proportion.

        Args:
            page: The page.
            folded: Its blocks' folded texts.
            odds: Of each of ``CLASSES`` for each block: shape (blocks, len(CLASSES)).
        """
        shift = np.array([-_RECURRING if key_of(text) in self._texts else 0.0 for text in folded], np.float32)
        if page.kind == "html" and self.places:
            known = self._log_odds
            shift += np.array([known.get(path, 0.0) for path in places_of(page)], np.float32)
        weighed = odds.copy()
        weighed[:, _BODY] *= np.exp(shift)[:, None]
        weighed /= weighed.sum(axis=1, keepdims=True)
        return weighed

    def note(self, folded: str) -> str | None:
        """What the profile knows of a block's text, for its reason; None where nothing."""
        found = self._texts.get(key_of(folded))
        return None if found is None else f"stands on {found.pages} of {self.pages} pages of the site"

    def merged(self, other: SiteProfile) -> SiteProfile:
        """The profile of both profiles' pages, which must be different ones. Texts that stood on one page of each are not known."""
        recurring = {found.text: found for found in self.recurring}
        for found in other.recurring:
            mine = recurring.get(found.text)
            if mine is not None:
                role = mine.role if mine.pages >= found.pages else found.role
                found = Recurring(found.text, mine.pages + found.pages, role)  # noqa: PLW2901
            recurring[found.text] = found
        places = {place.path: place for place in self.places}
        for place in other.places:
            mine_there = places.get(place.path, Place(place.path, 0, 0))
            places[place.path] = Place(place.path, mine_there.blocks + place.blocks, mine_there.body + place.body)
        return SiteProfile.of(self.pages + other.pages, recurring.values(), places.values())

    @classmethod
    def of(cls, pages: int, recurring: Iterable[Recurring], places: Iterable[Place]) -> SiteProfile:
        """A profile with its parts in order."""
        by_count = tuple(sorted(recurring, key=lambda found: (-found.pages, found.text)))
        return cls(pages, by_count, tuple(sorted(places, key=lambda place: place.path)))

    def to_json(self) -> str:
        """JSON text that ``from_json`` reads and a person can: a line for each text and place."""
        texts = ",\n".join(_row(found.text, found.pages, found.role.value) for found in self.recurring)
        places = ",\n".join(_row(place.path, place.blocks, place.body) for place in self.places)
        head = f'"format": "{_FORMAT}", "version": {_VERSION}, "pages": {self.pages}'
        return f'{{{head},\n"recurring": [\n{texts}\n],\n"places": [\n{places}\n]}}\n'

    @classmethod
    def from_json(cls, text: str | bytes) -> SiteProfile:
        """The profile that ``to_json`` wrote.

        Raises:
            ProfileError: where the text is none, or one of another version.
        """
        try:
            content = json.loads(text)
            if content["format"] != _FORMAT:
                raise ValueError("it is of another format")
            if content["version"] != _VERSION:
                raise ProfileError(f"this profile is of version {content['version']!r:.20}, not {_VERSION}: learn it anew")
            return cls.of(
                _count(content["pages"]),
                [Recurring(str(words), _count(pages), Role(role)) for words, pages, role in content["recurring"]],
                [_place(str(path), _count(blocks), _count(body)) for path, blocks, body in content["places"]],
            )
        except ProfileError:
            raise
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            raise ProfileError(f"this is no site profile: {error!r:.200}") from error

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the profile to a file, as JSON."""
        Path(path).write_text(self.to_json(), "utf-8")

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> SiteProfile:
        """Read the profile that ``save`` wrote.

        Raises:
            ProfileError: where the file holds none.
            OSError: where it cannot be read.
        """
        return cls.from_json(Path(path).read_bytes())


def host_of(url: str | None) -> str | None:
    """The host of an address, by which profiles are kept, without ``www.``; None where it has none."""
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") or None if host else None


def key_of(folded: str) -> str:
    """What a folded text is known by."""
    if len(folded) <= _LONGEST_KEY:
        return folded
    digest = hashlib.blake2b(folded.encode("utf-8", "replace"), digest_size=8).hexdigest()
    return f"{folded[: _LONGEST_KEY - 20]} … {digest}"


def places_of(page: Page) -> list[str]:
    """For each block of an HTML page the path of its place."""
    names = [".".join((node.tag, *node.words)) for node in page.nodes]
    paths: dict[int, str] = {}
    for block in page.blocks:
        if block.node not in paths:
            parent = page.nodes[block.node].parent
            paths[block.node] = f"{names[parent]}>{names[block.node]}" if parent >= 0 else names[block.node]
    return [paths[block.node] for block in page.blocks]


def _row(*values: str | int) -> str:
    return json.dumps(values, ensure_ascii=False)


def _count(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError(f"{value!r:.40} is no count")
    return value


def _place(path: str, blocks: int, body: int) -> Place:
    if body > blocks:
        raise ValueError(f"in {path!r:.80} {body} of {blocks} blocks are body")
    return Place(path, blocks, body)
