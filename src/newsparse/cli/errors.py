"""How a command ends when it cannot do its work."""

from __future__ import annotations

__all__ = ["FAULT", "NOT_A_PAGE", "UNREADABLE", "CommandError"]

NOT_A_PAGE = 1
"""Exit code: the input is no page that can become an article."""
UNREADABLE = 3
"""Exit code: a file cannot be read, or the output cannot be written."""

FAULT = 70
"""Exit code: newsparse itself is at fault; a traceback on standard error says where. Told apart from 1, which scripts read as "no page"."""


class CommandError(Exception):
    """Ends the program with one line on standard error, ``newsparse: message``, and an exit code."""

    def __init__(self, message: str, code: int) -> None:
        super().__init__(message)
        self.code = code
