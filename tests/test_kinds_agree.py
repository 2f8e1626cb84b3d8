"""A page gives the same Article whether it comes as HTML or as the text that is left of it."""

from __future__ import annotations

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsparse
from newsparse import Article

PAGES = {
    "en": (
        "Ferry to stop for three weeks",
        "May 14, 2024",
        [
            "The ferry between Alder Point and Sandholm will not run for three weeks while its ramp is replaced, the county said.",
            "“We know what this means for people who cross every day,” said Marta Lindqvist, who runs the harbour office.",
            "A bus will take passengers around the bay, a journey of about fifty minutes, and bicycles will be carried free of charge.",
            "The old ramp dates from 1962 and was closed to lorries last autumn after divers had found cracks in two of its beams.",
            "“It was that or close it for good,” she said.",
        ],
    ),
    "de": (
        "Stadtbad bleibt bis zum Herbst geschlossen",
        "14. Mai 2024",
        [
            "Das Stadtbad bleibt nach dem Wasserschaden vom Februar bis mindestens Oktober geschlossen, teilte die Verwaltung mit.",
            "„Wir haben die Schäden unterschätzt“, sagte Bäderleiterin Anke Hollmann bei einem Rundgang durch die leere Halle.",
            "Die Vereine weichen so lange in das Lehrschwimmbecken der Gesamtschule aus, das abends länger geöffnet wird als bisher.",
            "Was die Sanierung kostet, steht noch nicht fest; ein Gutachter soll bis Ende Juni eine Schätzung vorlegen.",
        ],
    ),
    "fr": (
        "Le marché couvert rouvrira en juin",
        "14 mai 2024",
        [
            "Fermé depuis l’incendie de novembre, le marché couvert de Vaubrun rouvrira le 8 juin, a annoncé la mairie mardi soir.",
            "« Les commerçants ont tenu bon pendant sept mois », a déclaré le maire, Étienne Marchal, devant une centaine d’habitants.",
            "La charpente a été refaite en chêne, comme à l’origine, et une halle voisine accueillera les producteurs le dimanche matin.",
            "Les travaux ont coûté deux millions d’euros, dont la moitié a été prise en charge par les assurances de la ville.",
        ],
    ),
}


def as_html(language: str, headline: str, date: str, paragraphs: list[str]) -> str:
    body = "".join(f"<p>{html.escape(text)}</p>" for text in paragraphs)
    return f"<html lang={language}><body><article><h1>{html.escape(headline)}</h1><p>{date}</p>{body}</article></body></html>"


def as_text(headline: str, date: str, paragraphs: list[str]) -> str:
    return "\n\n".join([headline, date, *paragraphs])


def told(article: Article) -> dict[str, object]:
    """What both forms of the page say."""
    return {
        "headline": article.headline,
        "published": str(article.published),
        "text": article.text,
        "language": article.language,
        "body": [(type(block).__name__, block.text, block.start, block.end) for block in article.body],
        "quotes": article.quotes,
        "blocks": [block.text for block in article.blocks],
    }


@pytest.mark.parametrize("language", PAGES)
def test_the_whole_page(language: str) -> None:
    page = PAGES[language]
    from_html, from_text = told(newsparse.parse(as_html(language, *page))), told(newsparse.parse(as_text(*page)))
    assert from_html == from_text
    assert from_html["headline"] == page[0]
    assert from_html["published"] == "2024-05-14"
    assert from_html["text"] == "\n\n".join(page[2])


@given(st.sampled_from(sorted(PAGES)).flatmap(lambda code: st.tuples(st.just(code), st.permutations(PAGES[code][2]))), st.integers(3, 5))
def test_any_order_and_length(page: tuple[str, list[str]], count: int) -> None:
    language, paragraphs = page
    headline, date, _ = PAGES[language]
    chosen = paragraphs[:count]
    from_html, from_text = newsparse.parse(as_html(language, headline, date, chosen)), newsparse.parse(as_text(headline, date, chosen))
    assert [block.text for block in from_html.blocks] == [block.text for block in from_text.blocks]
    for paragraph in chosen:
        assert paragraph in from_html.text
        assert paragraph in from_text.text
    assert str(from_html.published) == str(from_text.published)
