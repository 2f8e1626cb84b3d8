"""Headings of boxes, captions that give themselves away, and further articles below this one."""

from __future__ import annotations

import pytest

from newsparse.label.mend.captions import mend_captions
from newsparse.label.mend.headings import mend_headings
from newsparse.label.phrases import phrase_index
from newsparse.label.places import Places
from newsparse.label.second import second_articles
from newsparse.read.reader import read
from newsparse.roles import Role
from tests.build import labelled

BOX = "<p>The quay is closed.</p><div class='{name}'><h3>The Courier in your inbox</h3><p>Every morning.</p></div><p>It opens in May.</p>"


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("newsletter-signup", Role.SUBSCRIBE),
        ("advertisement", Role.AD),
        ("cookie-banner", Role.CONSENT),
        ("search-and-rescue", Role.HEADING),
    ],
)
def test_the_heading_of_a_box_goes_with_it(name: str, role: Role) -> None:
    page = labelled(BOX.format(name=name), "paragraph heading other paragraph")
    mend_headings(page)
    assert page.labels[1].role is role


def test_a_heading_over_text_stays_one_whatever_the_element_is_called() -> None:
    page = labelled(BOX.format(name="newsletter"), "paragraph heading paragraph paragraph")
    mend_headings(page)
    assert page.labels[1].role is Role.HEADING


@pytest.mark.parametrize(
    ("language", "text", "role"),
    [
        ("en", "The old quay at low water in March (Photo: Hester Lanyon)", Role.CAPTION),
        ("de", "Der alte Kai bei Niedrigwasser im März (Foto: Tonja Brandt)", Role.CAPTION),
        ("en", "The old quay was closed in March (and nobody was told why)", Role.PARAGRAPH),
        ("en", "(Photo: Hester Lanyon)", Role.PARAGRAPH),
    ],
)
def test_a_caption_ends_with_its_credit(language: str, text: str, role: Role) -> None:
    page = labelled(f"<p>{text}</p>", "paragraph", language=language)
    mend_captions(page, phrase_index(page.lexicons))
    assert page.labels[0].role is role


def test_code_is_no_caption() -> None:
    page = labelled("<pre>print('quay')</pre><figcaption>The quay</figcaption>", "caption caption")
    mend_captions(page, phrase_index(page.lexicons))
    assert [label.role for label in page.labels] == [Role.PARAGRAPH, Role.CAPTION]


ARTICLE = "<article><h1>{title}</h1>{text}</article>"
TEXT = "<p>The quay is closed.</p><p>Nobody was told.</p><p>It opens in May.</p>"


def others(html: str, guesses: str) -> list[int]:
    page = read(f"<html><body><main>{html}</main></body></html>", kind="html")
    return sorted(second_articles(page, Places(page), guesses.split()))


def test_the_next_story_below_this_one_is_not_this_one() -> None:
    html = ARTICLE.format(title="Quay closed", text=TEXT) + "<div>" + ARTICLE.format(title="Rain ends", text=TEXT) + "</div>"
    assert others(html, "headline body body body other body body body") == [5, 6, 7]


def test_a_second_headline_over_the_same_text_makes_no_second_article() -> None:
    html = f"<header><h1>Quay closed</h1></header><div><h1>Quay closed</h1>{TEXT}</div>"
    assert others(html, "headline other body body body") == []


def test_a_long_text_with_a_headline_of_its_own_is_the_article() -> None:
    html = ARTICLE.format(title="Quay closed", text=TEXT) + ARTICLE.format(title="Quay closed", text=TEXT * 6)
    assert others(html, "headline body body body other" + " body" * 18) == []
