"""The outlet or agency that a page credits: at the end of the standfirst, or in a line of its own."""

from __future__ import annotations

import pytest
from labelled import PROSE, page

from newsparse.fields.source import source
from newsparse.label.phrases import phrase_index
from newsparse.label.standfirst import apart_from_source
from newsparse.lexicon import lexicon
from newsparse.roles import Role


@pytest.mark.parametrize(
    ("text", "rest", "name"),
    [
        ("Villages must move their cattle, reports Lakeland News Agency", "Villages must move their cattle", "Lakeland News Agency"),
        ("Villages must move their cattle … reports Ida Holm", "Villages must move their cattle", "Ida Holm"),
        ("Villages must move their cattle – reports Bay Courier.", "Villages must move their cattle", "Bay Courier"),
        ("Prices of hay have fallen, reports show", "Prices of hay have fallen, reports show", None),
        ("Prices of hay, says the mayor, have fallen", "Prices of hay, says the mayor, have fallen", None),
        ("Prices of hay have fallen, reports", "Prices of hay have fallen, reports", None),
    ],
)
def test_a_standfirst_apart_from_what_it_credits(text: str, rest: str, name: str | None) -> None:
    assert apart_from_source(text, phrase_index((lexicon("en"),))) == (rest, name)


@pytest.mark.parametrize(("language", "line", "name"), [("zh", "来源：澜州日报", "澜州日报"), ("en", "Source: Bay Courier", "Bay Courier")])
def test_a_line_of_its_own_near_the_headline(language: str, line: str, name: str) -> None:
    near = page((Role.HEADLINE, "Flood in the lower town"), (Role.OTHER, line), (Role.PARAGRAPH, PROSE), language=language)
    assert source(near, None) == name
    filler = [(Role.PARAGRAPH, PROSE)] * 20
    assert source(page((Role.HEADLINE, "Flood in the lower town"), *filler, (Role.OTHER, line), language=language), None) is None
