"""Imported by the process that worker processes are forked from: what every worker needs is loaded once, and its memory is shared."""

from __future__ import annotations

import gc

from newsparse import lexicon
from newsparse.corpus import shards, worker
from newsparse.parser import parse

__all__ = ["shards", "worker"]

for _code in lexicon.languages():
    lexicon.lexicon(_code)
for _page in ("<h1>Rain ends the drought</h1><p>It rained for nine days.</p>", "Rain ends the drought\n\nIt rained for nine days."):
    parse(_page)
gc.collect()
gc.freeze()  # what is loaded stays: workers need not look through it again and again for garbage
