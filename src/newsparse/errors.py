"""The errors that newsparse raises."""

from __future__ import annotations

__all__ = ["ParseError"]


class ParseError(ValueError):
    """The input is no page that can become an Article.

    Its message says what the input was (size, first bytes or type), why it is not a page, and what to do.

    Attributes:
        reason: one word for programs: ``"type"``, ``"empty"``, ``"binary"``, ``"too-large"``, ``"too-deep"``,
            ``"unreadable"`` or ``"encoding"``.
    """

    def __init__(self, message: str, *, reason: str) -> None:
        super().__init__(message)
        self.reason = reason

    def __reduce__(self) -> tuple[object, ...]:
        return (_restore, (str(self), self.reason))


def _restore(message: str, reason: str) -> ParseError:
    return ParseError(message, reason=reason)
