"""What a page may have at the most: refused with a clear error, or cut where the page is whole without it."""

from __future__ import annotations

import logging

import pytest

import newsparse
from newsparse import Limits, ParseError
from newsparse.limits import DEFAULT, MOST_ATTRIBUTES


def refused(page: str | bytes, limits: Limits = DEFAULT, kind: str | None = None) -> ParseError:
    with pytest.raises(ParseError) as caught:
        newsparse.parse(page, limits=limits, kind="text" if kind == "text" else None)
    return caught.value


def test_size() -> None:
    assert refused("<p>It rained for nine days.</p>", Limits(size=20)).reason == "too-large"
    assert refused(b"x" * (DEFAULT.size + 1)).reason == "too-large"


@pytest.mark.parametrize("depth", [2100, 100_000])
def test_more_depth_than_can_be_read(depth: int) -> None:
    page = "<body>" + "<div>" * depth + "deep" + "</div>" * depth + "<p>behind</p>"
    error = refused(page)
    assert error.reason == "too-deep"
    assert "2,000 elements within each other" in str(error)


def test_a_lower_depth() -> None:
    page = "<html><body>" + "<div>" * 60 + "<p>The ferry waits.</p>" + "</div>" * 60
    assert newsparse.parse(page).blocks[0].text == "The ferry waits."
    assert refused(page, Limits(depth=50)).reason == "too-deep"


def test_nothing_of_a_deep_page_is_lost() -> None:
    depth = 1000
    page = "<body>" + "<div>" * depth + "deep<script>var a</script>" + "</div>" * depth + "<p>behind</p>"
    assert [block.text for block in newsparse.parse(page).blocks] == ["deep", "behind"]


def test_a_text_of_more_than_ten_megabytes_is_not_cut() -> None:
    page = "<p>" + "wind " * 2_200_000 + "</p><p>behind</p>"
    assert newsparse.parse(page).blocks[-1].text == "behind"


@pytest.mark.parametrize(("page", "kind"), [("<p>a</p>" * 9, None), ("a\n\n" * 9, "text")])
def test_blocks(page: str, kind: str | None) -> None:
    error = refused(page, Limits(blocks=8), kind)
    assert error.reason == "too-many"
    assert "raise the limit 'blocks'" in str(error)


def test_json_ld_is_left_unread(caplog: pytest.LogCaptureFixture) -> None:
    page = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Ferry waits"}</script><p>The ferry waits.</p>'
    assert newsparse.parse(page).declared.headline == "Ferry waits"
    with caplog.at_level(logging.WARNING, "newsparse"):
        assert newsparse.parse(page, limits=Limits(jsonld=10)).declared.headline is None
    assert "limit 'jsonld'" in caplog.text


def test_attributes_beyond_the_limit_are_dropped(caplog: pytest.LogCaptureFixture) -> None:
    page = "<html><body><p " + " ".join(f'data-a{i}="x"' for i in range(50_000)) + ">The ferry waits.</p>"
    with caplog.at_level(logging.WARNING, "newsparse"):
        assert newsparse.parse(page).blocks[0].text == "The ferry waits."
    assert f"has 50000 attributes; {MOST_ATTRIBUTES} are read" in caplog.text


@pytest.mark.parametrize("wrong", [{"size": 0}, {"depth": 2001}, {"blocks": True}, {"jsonld": -1}, {"size": "9"}])
def test_limits_out_of_range(wrong: dict[str, int]) -> None:
    (name,) = wrong
    with pytest.raises(ValueError, match=f"the limit '{name}' must be a whole number from"):
        Limits(**wrong)
