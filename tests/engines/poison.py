"""Pages that hang, crash their process or take all memory, and a few good ones."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Any

from newsparse.engines.guard import PageLimits

if TYPE_CHECKING:
    from newsparse.read.page import Page

LIMITS = PageLimits(seconds=8, memory=1 << 30)


def _page(headline: str) -> str:
    return f"<html><body><h1>{headline}</h1><p>It rained for nine days in the north, the weather office said on Monday.</p></body></html>"


PAGES = [
    _page(headline) for headline in ("Rain ends the drought", "Poison sleeps", "Poison exits", "Poison allocates", "Harbour opens again")
]
EXPECTED = [("Rain ends the drought", None), (None, "time"), (None, "crash"), (None, "memory"), ("Harbour opens again", None)]


class Poison:
    """Goes in as a site's profile, and so runs inside parse()."""

    def weighed(self, page: Page, folded: list[str], odds: Any) -> Any:
        if "poison sleeps" in folded:
            time.sleep(600)
        if "poison exits" in folded:
            os._exit(7)
        if "poison allocates" in folded:
            bytearray(10 << 30)
        return odds

    def note(self, folded: str) -> None:
        return None
