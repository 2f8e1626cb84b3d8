"""An Article as plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsparse.write.parts import author_words, date_words, read_time_words, source_words
from newsparse.write.safe import clean, one_line

if TYPE_CHECKING:
    from newsparse.article import Article

__all__ = ["to_text"]


def to_text(article: Article) -> str:
    """Kicker, headline, dek, byline and ``article.text``, separated by blank lines; control characters are left out.

    The result ends in a line feed; it is empty where there is none of these.
    """
    byline = [
        ", ".join(filter(None, map(author_words, article.authors))),
        date_words(article.published) if article.published else "",
        source_words(article),
        read_time_words(article),
    ]
    parts = [
        one_line(article.kicker),
        one_line(article.headline),
        one_line(article.dek),
        " · ".join(filter(None, byline)),
        clean(article.text).strip("\n"),
    ]
    text = "\n\n".join(filter(None, parts))
    return text + "\n" if text else ""
