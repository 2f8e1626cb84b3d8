"""What the languages of a page say in credits of pictures: labels, agencies, words that may stand inside a name."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from attrs import frozen

from newsparse.lexicon import fold

if TYPE_CHECKING:
    from newsparse.lexicon import Lexicon

__all__ = ["CreditWords", "credit_words"]


@frozen(eq=False)
class CreditWords:
    """What the languages of a page say in credits, folded."""

    labels: frozenset[str]
    sources: frozenset[str]
    """Those of them that name the source of a chart's figures where they open the caption."""
    closing: frozenset[str]
    """Labels that stand behind the name; single letters of Chinese among them."""
    joins: frozenset[str]
    """Lower-case words that may stand inside a credit: "for", "via", "von der"."""
    months: frozenset[str]
    agencies: frozenset[str]
    beginnings: frozenset[str]
    """All beginnings of labels, letter by letter."""
    agency_beginnings: frozenset[str]
    """The first words of agencies."""

    def is_label(self, text: str) -> bool:
        """Whether the text is nothing but a label ("Symbolbild", "file photo")."""
        return fold(text) in self.labels

    def names_agency(self, text: str) -> bool:
        """Whether an agency stands in the text."""
        words = fold(text).split()
        return any(
            " ".join(words[i : i + n]) in self.agencies for i, word in enumerate(words) if word in self.agency_beginnings for n in (1, 2, 3)
        )


@cache
def credit_words(lexicons: tuple[Lexicon, ...], language: str | None) -> CreditWords:
    """The words for pages that are read with these lexicons; a language without a lexicon has the labels that many languages share."""
    data = tomllib.loads((resources.files(__package__) / "credits.toml").read_text("utf-8"))
    sources = {fold(phrase) for lexicon in lexicons for phrase in lexicon.labels["source"]}
    labels = {fold(phrase) for lexicon in lexicons for phrase in lexicon.labels["credit"]}
    sources -= labels
    labels |= sources
    if not any(lexicon.code == language for lexicon in lexicons):
        labels |= {fold(phrase) for phrase in data["labels"]}
    joins = set(data["joins"])
    for lexicon in lexicons:
        quotes = lexicon.quotes
        phrases = (*quotes["particles"], *quotes["and"], *quotes["articles"], *lexicon.dates["glue"], *lexicon.labels["byline"])
        joins |= {word for phrase in phrases for word in fold(phrase).split()}
    months = {fold(name) for lexicon in lexicons for names in lexicon.dates["months"] for name in names}
    agencies = frozenset(fold(name) for name in data["agencies"])
    labels = labels - {""}
    closing = labels | set(data["closing"])
    return CreditWords(
        labels=frozenset(labels),
        sources=frozenset(sources),
        closing=frozenset(closing),
        joins=frozenset(joins),
        months=frozenset(months),
        agencies=agencies,
        beginnings=frozenset(label[:end] for label in labels for end in range(1, len(label) + 1)),
        agency_beginnings=frozenset(name.split(" ", 1)[0] for name in agencies),
    )
