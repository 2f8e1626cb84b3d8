"""Reports to look at: what the parser saw on a page, kept, removed, and why. See ``docs/inspector.md``."""

from __future__ import annotations

from newsparse.inspector.document import MissingExtraError
from newsparse.inspector.glances import OutputError
from newsparse.inspector.overview import overview, write_overview
from newsparse.inspector.report import comparison, report

__all__ = ["MissingExtraError", "OutputError", "comparison", "overview", "report", "write_overview"]
