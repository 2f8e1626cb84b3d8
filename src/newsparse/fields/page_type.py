"""What kind of page it is, so that a corpus can be filtered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsparse.label.phrases import phrase_index
from newsparse.roles import Role

if TYPE_CHECKING:
    from newsparse.label.labelled import LabelledPage

__all__ = ["page_type", "paywalled"]

_ARTICLE_TYPES = ("article", "newsarticle", "blogposting", "posting", "report")
_FORUM_TYPES = ("discussionforumposting", "qapage")
_SHORT_BODY = 400
"""Characters of body below which a page that promotes many stories is a listing."""
_MANY_TEASERS = 12


def page_type(labelled: LabelledPage, text: str) -> str:
    """One of "article", "live", "listing", "forum", "product", "other".

    What the head declares decides where it is specific; else the body's length against the number of stories that the page promotes.
    """
    declared = (labelled.page.declared.type or "").casefold()
    if "liveblog" in declared or _live(labelled):
        return "live"
    if any(name in declared for name in _FORUM_TYPES):
        return "forum"
    if declared.startswith("product") or declared.endswith("product"):
        return "product"
    if len(text) < _SHORT_BODY and len(labelled.of(Role.TEASER_HEADLINE)) >= _MANY_TEASERS:
        return "listing"
    if declared.endswith(_ARTICLE_TYPES) or text:
        return "article"
    return "other"


def _live(labelled: LabelledPage) -> bool:
    phrases = phrase_index(labelled.lexicons)
    return any(phrases.match(block.text, "live") for block in labelled.of(Role.KICKER, Role.HEADLINE))


def paywalled(labelled: LabelledPage) -> bool | None:
    """Whether the body is not free to read: as declared, else True where the page asks for a subscription to go on reading."""
    free = labelled.page.declared.free
    if free is not None:
        return not free
    phrases = phrase_index(labelled.lexicons)
    asks = any(phrases.match(block.text, "paywall") for block in labelled.of(Role.SUBSCRIBE))
    return True if asks else None
