"""The roles that a block of a page can have, and the field of an Article that each role feeds."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["BODY_ROLES", "FIELD_OF_ROLE", "Role"]


class Role(StrEnum):
    """What one visible block of a page is. Every block has exactly one."""

    HEADLINE = "headline"
    KICKER = "kicker"
    DEK = "dek"
    BYLINE = "byline"
    DATE = "date"
    READ_TIME = "read-time"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list-item"
    BLOCK_QUOTE = "block-quote"
    TABLE = "table"
    CAPTION = "caption"
    CREDIT = "credit"
    INLINE_RELATED = "inline-related"
    PREV_NEXT = "prev-next"
    TEASER_SECTION = "teaser-section"
    TEASER_HEADLINE = "teaser-headline"
    TEASER_SUMMARY = "teaser-summary"
    TEASER_META = "teaser-meta"
    TAG = "tag"
    BREADCRUMB = "breadcrumb"
    COMMENT = "comment"
    NAVIGATION = "navigation"
    SHARE = "share"
    SUBSCRIBE = "subscribe"
    AD = "ad"
    LEGAL = "legal"
    BACK_TO_TOP = "back-to-top"
    PLAYER = "player"
    CONSENT = "consent"
    OTHER = "other"


BODY_ROLES = frozenset({Role.PARAGRAPH, Role.HEADING, Role.LIST_ITEM, Role.BLOCK_QUOTE, Role.TABLE})
"""Roles whose blocks make up ``Article.body`` and ``Article.text``."""

FIELD_OF_ROLE: dict[Role, str] = {
    Role.HEADLINE: "headline",
    Role.KICKER: "kicker",
    Role.DEK: "dek",
    Role.BYLINE: "authors",
    Role.DATE: "published",
    Role.READ_TIME: "read_time",
    **dict.fromkeys(sorted(BODY_ROLES), "body"),
    Role.CAPTION: "images",
    Role.CREDIT: "credits",
    Role.INLINE_RELATED: "related",
    Role.PREV_NEXT: "related",
    Role.TEASER_SECTION: "teasers",
    Role.TEASER_HEADLINE: "teasers",
    Role.TEASER_SUMMARY: "teasers",
    Role.TEASER_META: "teasers",
    Role.TAG: "tags",
    Role.BREADCRUMB: "breadcrumbs",
    Role.COMMENT: "comments",
}
"""The one field that a block of this role is accounted to; roles that are absent go to ``Article.removed``."""
