"""Who said what: direct speech with the words that name its speaker, and who that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsparse.fields.quotes.extract import find_quotes
from newsparse.fields.quotes.model import Weights

if TYPE_CHECKING:
    from newsparse.article import Quote

__all__ = ["Weights", "extract_quotes", "find_quotes"]


def extract_quotes(text: str, *, language: str | None = None) -> tuple[Quote, ...]:
    """The quotes of a body text, in order, none overlapping.

    Args:
        text: body text; paragraphs are set apart by a blank line or a line end.
        language: ISO 639-1 code; None to tell it from the text. Where there is no lexicon for it, or it cannot be told, the spans
            are judged with the English one, which finds their bounds but few speakers.
    """
    from newsparse.lexicon import languages, lexicon

    if language is None:
        from newsparse.language import detect

        language = detect(text)
    code = (language or "").lower().replace("_", "-").split("-", 1)[0]
    return find_quotes(text, lexicon(code if code in languages() else "en"))
