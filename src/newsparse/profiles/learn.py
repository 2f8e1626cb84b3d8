"""From pages of a site to its profile."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal

from attrs import define, field

from newsparse.errors import ParseError
from newsparse.label.features import FOLDED
from newsparse.label.labeller import label
from newsparse.lexicon import fold_all
from newsparse.profiles.profile import Place, Recurring, SiteProfile, key_of, places_of
from newsparse.read.reader import read
from newsparse.roles import BODY_ROLES, Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsparse.label.network import Network

__all__ = ["SiteLearner", "learn_site"]


def learn_site(
    pages: Iterable[object],
    *,
    kind: Literal["html", "text"] | None = None,
    encoding: str | None = None,
    language: str | None = None,
    weights: Network | None = None,
) -> SiteProfile:
    r"""Learn from several pages of one site what recurs on them.

    The pages need no annotation, and the page that is parsed later may be among them. Five teach most of what there is to learn; more
    find what stands on few pages. Learning costs about as much as parsing.

    Args:
        pages: Pages as ``newsparse.parse`` takes them, or tuples ``(page, url)``. Those that are no pages are left out, and so is a page
            with the story of one before it.
        kind: As for ``parse``, for all pages.
        encoding: The same.
        language: The same.
        weights: The same.

    Returns:
        Its ``pages`` says how many different ones there were. With fewer than two nothing recurs, and the profile changes little.

    Example:
        >>> profile = learn_site(["Rain ends the drought\n\nFollow us here", "A bridge opens in Lund\n\nFollow us here"])
        >>> [(recurring.text, recurring.pages) for recurring in profile.recurring]
        [('follow us here', 2)]
    """
    learner = SiteLearner(weights)
    for item in pages:
        page, url = item if isinstance(item, tuple) else (item, None)
        learner.add(page, url=url, kind=kind, encoding=encoding, language=language)
    return learner.profile()


@define
class SiteLearner:
    """Takes pages of a site one by one; ``profile()`` says at any time what was learned from them."""

    weights: Network | None = None
    """As for ``newsparse.parse``."""
    pages: int = field(default=0, init=False)
    """Different pages that were added."""
    _once: dict[int, Role] = field(factory=dict, init=False)
    """Hashes of the texts that stood on one page alone so far, with their role there: most texts of a site, so they are not kept."""
    _texts: dict[str, Counter[Role]] = field(factory=dict, init=False)
    """Texts that stood on two pages or more: on how many in which role."""
    _places: dict[str, Counter[bool]] = field(factory=dict, init=False)
    """For each path how many blocks stood there that were body, and that were not."""
    _stories: set[int] = field(factory=set, init=False)

    def add(
        self,
        page: object,
        *,
        url: str | None = None,
        kind: Literal["html", "text"] | None = None,
        encoding: str | None = None,
        language: str | None = None,
    ) -> bool:
        """Learn from a page; whether it was one, and of a story that no page before it had. Arguments are those of ``newsparse.parse``."""
        try:
            labelled = label(read(page, url=url, kind=kind, encoding=encoding, language=language), weights=self.weights)
        except ParseError:
            return False
        folded = fold_all([block.text[:FOLDED] for block in labelled.page.blocks])
        roles = [given.role for given in labelled.labels]
        story = _story(folded, roles)
        if story in self._stories:
            return False
        self._stories.add(story)
        self.pages += 1
        for text, role in dict(zip(folded, roles, strict=True)).items():
            if text:
                self._see(key_of(text), role)
        if labelled.page.kind == "html":
            for path, role in zip(places_of(labelled.page), roles, strict=True):
                self._places.setdefault(path, Counter())[role in BODY_ROLES] += 1
        return True

    def profile(self) -> SiteProfile:
        """What was learned so far."""
        recurring = (Recurring(text, roles.total(), roles.most_common(1)[0][0]) for text, roles in self._texts.items())
        places = (Place(path, counts.total(), counts[True]) for path, counts in self._places.items())
        return SiteProfile.of(self.pages, recurring, places)

    def _see(self, text: str, role: Role) -> None:
        if text in self._texts:
            self._texts[text][role] += 1
        elif (before := self._once.pop(hash(text), None)) is not None:
            self._texts[text] = Counter((before, role))
        else:
            self._once[hash(text)] = role


def _story(folded: list[str], roles: list[Role]) -> int:
    """What tells the page's story from others, so that copies of one do not teach that its body recurs.

    The headline and the longest text of the body; for a page without headline its whole body, since the longest text may well recur.
    """
    body = [text for text, role in zip(folded, roles, strict=True) if role in BODY_ROLES]
    headline = next((text for text, role in zip(folded, roles, strict=True) if role is Role.HEADLINE), None)
    return hash((headline, max(body, key=len, default=""))) if headline else hash(tuple(body or folded))
