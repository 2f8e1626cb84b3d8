"""Headings of teasers that the page's structure tells."""

from __future__ import annotations

import pytest

from newsparse.label.mend.sections import mend_sections
from newsparse.label.phrases import phrase_index
from newsparse.roles import Role
from tests.build import labelled

H, N = "teaser-headline ", "navigation "
STORIES = "".join(f"<li><a href='/{name}'>Story {name} of the day</a></li>" for name in "abc")
BOX = f"<ul>{STORIES}</ul>"


def sections(html: str, roles: str, language: str = "en") -> list[str]:
    page = labelled(html, roles, language=language)
    mend_sections(page, phrase_index(page.lexicons))
    return [block.text for block in page.of(Role.TEASER_SECTION)]


CASES = [
    ("a heading element", f"<section><h3>Harbour</h3>{BOX}</section>", N + H * 3, ["Harbour"]),
    ("a box named header", f"<aside><div class='box-header'><div>Harbour</div></div>{BOX}</aside>", "other " + H * 3, ["Harbour"]),
    ("a phrase of the lexicon", f"<div><p>Most read</p>{BOX}</div>", "player " + H * 3, ["Most read"]),
    ("the heading, not the link beside it", f"<div><h2>Harbour</h2><a href='/all'>See all</a>{BOX}</div>", N * 2 + H * 3, ["Harbour"]),
    ("a heading above advertising", f"<div><h2>Harbour</h2><p>Advertisement</p>{BOX}</div>", "other teaser-section " + H * 3, ["Harbour"]),
    ("nothing says that it is one", f"<div><p>Harbour</p>{BOX}</div>", N + H * 3, []),
    ("the label of a form", f"<div><form><h2>Harbour</h2></form>{BOX}</div>", N + H * 3, []),
    ("a sentence", f"<div><h2>The harbour is open.</h2>{BOX}</div>", "other " + H * 3, []),
    ("the text of the article is between", f"<div><h2>Harbour</h2><p>It rained.</p>{BOX}</div>", "other paragraph " + H * 3, []),
    ("a heading inside the article", f"<div><h2>Harbour</h2>{BOX}<p>It rained.</p></div>", "heading " + H * 3 + "paragraph", []),
    (
        "the topic of each card",
        "<ul>" + "".join(f"<li><h3>Harbour</h3><h4><a href='/{name}'>Story {name}</a></h4></li>" for name in "abc") + "</ul>",
        f"teaser-section {H} teaser-meta {H} teaser-meta {H}",
        [],
    ),
    ("a heading that leads nowhere", f"<div><h2>Harbour</h2>{BOX}</div>", H * 4, ["Harbour"]),
    ("a heading that leads to its section", f"<div><h2 class='title'><a href='/h'>Harbour</a></h2>{BOX}</div>", H * 4, ["Harbour"]),
    (
        "tabs, as many as panels",
        f"<div><ul><li>Today</li><li>Week</li></ul><div><div>{BOX}</div><div>{BOX}</div></div></div>",
        N * 2 + H * 6,
        ["Today", "Week"],
    ),
    ("menu items, fewer than panels", f"<div><ul><li>Today</li><li>Week</li></ul><div>{BOX}</div></div>", N * 2 + H * 3, []),
]


@pytest.mark.parametrize(("html", "roles", "found"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_headings_of_teasers(html: str, roles: str, found: list[str]) -> None:
    assert sections(f"<main>{html}</main>", roles) == found


def test_the_topic_of_one_card_is_about_its_story() -> None:
    cards = "".join(f"<li><p>Harbour</p><h4><a href='/{name}'>Story {name}</a></h4></li>" for name in "abc")
    page = labelled(f"<ul>{cards}</ul>", f"teaser-section {H} teaser-meta {H} teaser-meta {H}")
    mend_sections(page, phrase_index(page.lexicons))
    assert page.labels[0].role is Role.TEASER_META
