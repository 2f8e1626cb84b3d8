"""Labelled pages by hand: the blocks of invented markup with the roles that a test gives them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsparse.label.labelled import Label, LabelledPage
from newsparse.label.lexicons import lexicons_for
from newsparse.read.reader import read
from newsparse.roles import Role

if TYPE_CHECKING:
    import datetime as dt

    from newsparse.read.page import Page

BASE = "https://news.example/2024/05/06/a-story"


def labelled(html: str, roles: str, *, language: str = "en", fetched_at: dt.datetime | None = None) -> LabelledPage:
    """The page with one role a block, in page order.

    Args:
        html: Markup; what stands in no ``<html>`` is put into a body.
        roles: The roles' names, apart by blanks.
        language: ISO 639-1.
        fetched_at: When the page was fetched.
    """
    page = read(html if "<html" in html else f"<html><body>{html}</body></html>", url=BASE, kind="html", language=language)
    return _with_roles(page, roles, fetched_at)


def labelled_text(text: str, roles: str, *, language: str = "en") -> LabelledPage:
    """The same for plain text."""
    return _with_roles(read(text, url=None, kind="text", language=language), roles, None)


def _with_roles(page: Page, roles: str, fetched_at: dt.datetime | None) -> LabelledPage:
    given = [Role(name) for name in roles.split()]
    assert len(given) == len(page.blocks), f"{len(page.blocks)} blocks: {[block.text for block in page.blocks]}"
    return LabelledPage(page, [Label(role, 1.0, "by hand") for role in given], lexicons_for(page), fetched_at)
