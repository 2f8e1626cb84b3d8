"""Corpora: inputs of any size and kind become shards of Articles, and nothing is lost on the way."""

from __future__ import annotations

from newsparse.corpus.ledger import Counts
from newsparse.corpus.plan import Plan
from newsparse.corpus.records import CorpusError, InputError

__all__ = ["CorpusError", "Counts", "InputError", "Plan", "run_corpus"]


def run_corpus(plan: Plan, progress: object = None) -> Counts:
    """See ``newsparse.corpus.runner.run_corpus``, which needs the extra ``corpus``."""
    from newsparse.corpus.runner import run_corpus as run

    return run(plan, progress)  # type: ignore[arg-type]
