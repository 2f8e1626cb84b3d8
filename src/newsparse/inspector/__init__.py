"""Reports to look at: what the parser saw on a page, kept, removed, and why. See ``docs/inspector.md``."""

from __future__ import annotations

from newsparse.inspector.report import comparison, report

__all__ = ["comparison", "report"]
