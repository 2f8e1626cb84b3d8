"""Which lexicons a page is read with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsparse.lexicon import Lexicon, languages, lexicon

if TYPE_CHECKING:
    from newsparse.read.page import Page

__all__ = ["lexicons_for"]


def lexicons_for(page: Page) -> tuple[Lexicon, ...]:
    """The lexicon of the page's language, then English, whose labels stand on pages of all languages."""
    own = (page.language,) if page.language in languages() and page.language != "en" else ()
    return tuple(lexicon(code) for code in (*own, "en") if code)
