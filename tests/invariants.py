"""What must hold for the Article of any page, however broken or hostile the page is."""

from __future__ import annotations

import json

from newsparse import Article, Quote, Role
from newsparse.roles import FIELD_OF_ROLE
from newsparse.write.html import to_html_document
from newsparse.write.jsonld import jsonld_script

__all__ = ["check_article", "check_quotes"]


def check_article(article: Article) -> None:
    """Accounting, offsets, round trip, and that every writer can write it."""
    fields = [block.field for block in article.blocks]
    removed = {gone.block for gone in article.removed}
    assert removed == {i for i, name in enumerate(fields) if name == "removed"}
    for i, block in enumerate(article.blocks):
        assert block.field == ("removed" if i in removed else FIELD_OF_ROLE[block.role])
        assert isinstance(block.role, Role)
        for link in block.links:
            assert block.text[link.start : link.end] == link.text
    for gone in article.removed:
        assert article.blocks[gone.block].text == gone.text
    for part in article.body:
        assert article.text[part.start : part.end] == part.text
        for link in part.links:
            assert part.text[link.start : link.end] == link.text
    assert "\n\n".join(part.text for part in article.body if part.text) == article.text
    check_quotes(article.text, article.quotes)
    for related in article.related:
        assert related.after_block is None or 0 <= related.after_block < len(article.body)
    assert Article.from_dict(article.to_dict()) == article
    assert Article.from_dict(json.loads(article.to_json().encode("utf-8"))) == article
    for written in (article.to_markdown(), article.to_text(), to_html_document(article), jsonld_script(article)):
        written.encode("utf-8")


def check_quotes(text: str, quotes: tuple[Quote, ...]) -> None:
    """Each quote stands where it says, behind the one before it."""
    behind = 0
    for quote in quotes:
        assert text[quote.start : quote.end] == quote.text
        assert quote.start >= behind
        behind = quote.start
