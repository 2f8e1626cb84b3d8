"""What must hold for any Article, also one that somebody wrote by hand or a file that was damaged: reports are made, and are safe."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hypothesis import given, settings

from newsparse.inspector import comparison, report
from tests.strategies import articles, true_articles

if TYPE_CHECKING:
    from newsparse.article import Article

TAG = re.compile(r"<([a-z][a-z0-9]*)((?:\s[^<>\"]*(?:\"[^\"]*\")?)*)>")
ELEMENTS = frozenset(
    "a aside bdi body button code dd del details div dl dt g h1 h2 h3 head header html i ins li line main meta nav ol p q rect script "
    "section span style summary svg text time title ul b kbd".split()
)


def hold(html: str) -> None:
    """Only elements of the templates, no attribute that runs or loads anything, addresses that are safe, ids that are unique."""
    html.encode()
    page = re.sub(r"<(script|style)>.*?</\1>", r"<\1></\1>", html, flags=re.S)
    assert re.sub(r"</?[a-z!][^<>]*>", "", page).count("<") == 0
    tags = TAG.findall(page)
    assert {name for name, _ in tags} - ELEMENTS == set()
    assert sum(name == "script" for name, _ in tags) == 1
    attributes = [found for _, rest in tags for found in re.findall(r"([\w-]+)(?:=\"([^\"]*)\")?", rest)]
    assert [name for name, _ in attributes if name.startswith("on") or name in ("src", "srcdoc", "style", "action")] == []
    assert [value for name, value in attributes if name == "href" and not value.lower().startswith(("#", "http://", "https://"))] == []
    ids = [value for name, value in attributes if name == "id"]
    assert len(ids) == len(set(ids))
    inside = {value[1:] for name, value in attributes if name == "href" and value.startswith("#")}
    assert inside - set(ids) == set()


@given(articles())
@settings(max_examples=60)
def test_any_article_has_a_report(article: Article) -> None:
    html = report(article)
    hold(html)
    assert html.count('<li class="b ') == len(article.blocks)


@given(true_articles())
@settings(max_examples=40)
def test_articles_with_true_offsets_too(article: Article) -> None:
    hold(report(article))


@given(articles(), articles())
@settings(max_examples=40)
def test_any_two_articles_can_be_compared(before: Article, after: Article) -> None:
    hold(comparison(before, after))
    hold(comparison(after, after))
