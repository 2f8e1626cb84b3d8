"""The errors that newsparse raises."""

from __future__ import annotations

__all__ = ["ParseError", "too_deep", "too_many"]


class ParseError(ValueError):
    """The input is no page that can become an Article.

    Its message says what the input was (size, first bytes or type), why it is not a page, and what to do.

    Attributes:
        reason: one word for programs: ``"type"``, ``"empty"``, ``"binary"``, ``"too-large"``, ``"too-deep"``,
            ``"too-many"``, ``"unreadable"`` or ``"encoding"``.
    """

    def __init__(self, message: str, *, reason: str) -> None:
        super().__init__(message)
        self.reason = reason

    def __reduce__(self) -> tuple[object, ...]:
        return (_restore, (str(self), self.reason))


def _restore(message: str, reason: str) -> ParseError:
    return ParseError(message, reason=reason)


def too_deep(limit: int) -> ParseError:
    """The error of a page whose elements are nested beyond the limit."""
    return ParseError(
        f"the page has more than {limit:,} elements within each other; a browser shows no more than 512: check what made it,"
        " or pass its text alone",
        reason="too-deep",
    )


def too_many(what: str, limit: int) -> ParseError:
    """The error of a page with too many blocks, lines or tags."""
    return ParseError(
        f"the page has more than {limit:,} {what}; a long news page has some thousand blocks: check that it is one page,"
        " or raise the limit 'blocks'",
        reason="too-many",
    )
