"""Tags, breadcrumbs and section."""

from __future__ import annotations

import pytest

from newsparse.fields.tags import breadcrumbs, section, tags
from tests.build import labelled


def link(name: str) -> str:
    return f"<a href='/tag/{name}'>{name}</a>"


CASES = [
    ("en", f"<p>{link('Bridges')} {link('Ferries')}</p>", ("Bridges", "Ferries")),
    ("en", f"<p>Tags: {link('Bridges')}, {link('Ferries')}</p>", ("Bridges", "Ferries")),
    ("en", f"<p>Tags: {link('Bridges')}</p>", ("Bridges",)),
    ("en", f"<p>{link('Lund, Sweden')}</p>", ("Lund, Sweden",)),
    ("en", "<p>Tags: bridges, ferries | rain</p>", ("bridges", "ferries", "rain")),
    ("en", "<p>#bridges #ferries</p>", ("bridges", "ferries")),
    ("en", "<p>#bridges</p>", ("bridges",)),
    ("de", f"<p>Schlagwörter: {link('Brücken')} {link('Fähren')}</p>", ("Brücken", "Fähren")),
    ("fr", "<p>Mots-clés : ponts, bacs</p>", ("ponts", "bacs")),
    ("ja", "<p>関連キーワード：橋、船</p>", ("橋", "船")),
]


@pytest.mark.parametrize(("code", "html", "names"), CASES)
def test_tags(code: str, html: str, names: tuple[str, ...]) -> None:
    assert tags(labelled(html, "tag", language=code)) == (names, frozenset({0}))


def test_a_label_alone_is_no_tag_and_each_tag_stands_once() -> None:
    page = labelled(f"<p>Tags</p><ul><li>{link('Bridges')}</li><li>{link('bridges')}</li><li>{link('Rain')}</li></ul>", "tag tag tag tag")
    assert tags(page) == (("Bridges", "Rain"), frozenset({0, 1, 2, 3}))


def test_breadcrumbs_in_one_block_and_in_several() -> None:
    one = labelled(f"<p>{link('Home')} &gt; {link('News')} &gt; Harbour</p>", "breadcrumb")
    assert breadcrumbs(one) == (("Home", "News", "Harbour"), frozenset({0}))
    several = labelled(f"<ul><li>{link('Home')}</li><li>›</li><li>{link('News')}</li></ul>", "breadcrumb breadcrumb breadcrumb")
    assert breadcrumbs(several) == (("Home", "News"), frozenset({0, 1, 2}))


def test_the_section_is_the_last_step_that_is_neither_home_nor_the_article() -> None:
    page = labelled(f"<p>{link('Home')} / {link('News')} / Bridge closed</p><h1>Bridge closed</h1>", "breadcrumb headline")
    steps, _ = breadcrumbs(page)
    assert section(page, steps) == "News"
    home = labelled(f"<p>{link('Startseite')} / Brücke gesperrt</p><h1>Brücke gesperrt</h1>", "breadcrumb headline", language="de")
    assert section(home, breadcrumbs(home)[0]) is None


def test_the_declared_section_wins() -> None:
    html = f"<html><head><meta property='article:section' content='Local'></head><body><p>{link('Home')} / {link('News')}</p></body></html>"
    page = labelled(html, "breadcrumb")
    assert section(page, breadcrumbs(page)[0]) == "Local"
