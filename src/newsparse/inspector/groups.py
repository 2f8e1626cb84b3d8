"""Roles gathered into groups that a reader tells apart at a glance: a group has a colour, a role its name."""

from __future__ import annotations

from attrs import frozen

from newsparse.roles import FIELD_OF_ROLE, Role

__all__ = ["GROUPS", "GROUP_OF_ROLE", "Group"]


@frozen
class Group:
    """Roles that share a colour."""

    name: str
    """Short, a class in the style sheet."""
    title: str
    roles: tuple[Role, ...]


GROUPS = (
    Group("head", "Head", (Role.HEADLINE, Role.KICKER, Role.DEK)),
    Group("by", "By and when", (Role.BYLINE, Role.DATE, Role.READ_TIME)),
    Group("body", "Body", (Role.PARAGRAPH, Role.HEADING, Role.LIST_ITEM, Role.BLOCK_QUOTE, Role.TABLE)),
    Group("media", "Pictures", (Role.CAPTION, Role.CREDIT)),
    Group("related", "Related", (Role.INLINE_RELATED, Role.PREV_NEXT)),
    Group("teasers", "Teasers", (Role.TEASER_SECTION, Role.TEASER_HEADLINE, Role.TEASER_SUMMARY, Role.TEASER_META)),
    Group("topics", "Topics", (Role.TAG, Role.BREADCRUMB)),
    Group("comments", "Comments", (Role.COMMENT,)),
    Group("rest", "Rest of the page", tuple(role for role in Role if role not in FIELD_OF_ROLE)),
)
"""In the order in which they are shown; every role is in one."""

GROUP_OF_ROLE = {role: group for group in GROUPS for role in group.roles}
