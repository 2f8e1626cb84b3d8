"""Two results side by side: what counts as a change, and that the report shows it."""

from __future__ import annotations

from pathlib import Path

import lxml.html
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import newsparse
from newsparse.article import Article, Block, Heading, Paragraph, Quote, RelatedLink, Teaser
from newsparse.inspector import comparison
from newsparse.inspector.compare import block_pairs, body_pairs, field_pairs, runs_of
from newsparse.inspector.diff import aligned, aligned_texts, words_of
from newsparse.roles import Role

HARBOUR = Path(__file__).resolve().parent.parent / "fixtures/en-harbour/page.html"


def block(text: str, role: Role = Role.PARAGRAPH, field: str = "body", odds: float = 1.0) -> Block:
    return Block(text, role, field, "by hand", odds)


class TestAligned:
    @given(st.lists(st.sampled_from("abc")), st.lists(st.sampled_from("abc")))
    def test_every_place_of_both_sides_stands_there_once_in_order(self, before: list[str], after: list[str]) -> None:
        for pairs in (list(aligned(before, after)), list(aligned_texts(before, after))):
            assert [left for left, _ in pairs if left is not None] == list(range(len(before)))
            assert [right for _, right in pairs if right is not None] == list(range(len(after)))
        assert all(before[left] == after[right] for left, right in aligned(before, after) if left is not None and right is not None)

    def test_changed_versions_of_a_text_stand_together(self) -> None:
        before = ["The ferry ran late on Monday.", "Rain fell."]
        after = ["Snow!", "The ferry ran late on Sunday.", "Rain fell."]
        assert list(aligned_texts(before, after)) == [(None, 0), (0, 1), (1, 2)]

    def test_words(self) -> None:
        assert words_of("a big red dog", "a red cat") == (
            (("a", False), (" big", True), (" red ", False), ("dog", True)),
            (("a", False), (" red ", False), ("cat", True)),
        )

    def test_scripts_without_blanks_are_told_apart_by_letters(self) -> None:
        assert words_of("雨が降る", "雪が降る") == ((("雨", True), ("が降る", False)), (("雪", True), ("が降る", False)))

    @given(st.text(max_size=60), st.text(max_size=60))
    def test_no_letter_is_lost(self, before: str, after: str) -> None:
        left, right = words_of(before, after)
        assert "".join(text for text, _ in left) == before
        assert "".join(text for text, _ in right) == after
        assert "".join(text for text, only in left if not only) == "".join(text for text, only in right if not only)

    def test_very_long_texts_are_shown_whole(self) -> None:
        before, after = "a " * 5000, "b " * 5000
        assert words_of(before, after) == (((before, True),), ((after, True),))


class TestPairs:
    def test_places_do_not_count(self) -> None:
        before = Article(kind="html", quotes=(Quote("Go", 5, 7),), related=(RelatedLink("inline", "Snow", after_block=1),))
        after = Article(kind="html", quotes=(Quote("Go", 9, 11, utterance=2),), related=(RelatedLink("inline", "Snow", after_block=3),))
        assert {pair.name for pair in field_pairs(before, after) if not pair.same} == set()

    def test_a_speaker_a_new_teaser_and_another_headline_do(self) -> None:
        before = Article(kind="html", headline="Snow falls", quotes=(Quote("Go", 5, 7, "Jane"),), tags=("snow",))
        after = Article(kind="html", headline="Rain falls", quotes=(Quote("Go", 5, 7, "Joan"),), teasers=(Teaser("Ferry"),))
        changed = [(pair.name, pair.before, pair.after) for pair in field_pairs(before, after) if not pair.same]
        assert changed == [
            ("headline", "Snow falls", "Rain falls"),
            ("tags", "snow", None),
            ("quotes", before.quotes[0], after.quotes[0]),
            ("teasers", None, after.teasers[0]),
        ]

    def test_a_paragraph_that_became_a_heading(self) -> None:
        before = Article(kind="html", body=(Paragraph("Snow", 0, 4),), text="Snow")
        after = Article(kind="html", body=(Heading("Snow", 0, 4),), text="Snow")
        (pair,) = body_pairs(before, after)
        assert (pair.same, pair.words_before) == (False, None)

    def test_roles_fields_and_words_of_blocks_count_and_odds_do_not(self) -> None:
        before = Article(kind="html", blocks=(block("A"), block("B"), block("Ferry runs late today"), block("D")))
        after = Article(
            kind="html",
            blocks=(
                block("A", odds=0.4),
                block("B", Role.AD, "removed"),
                block("Ferry runs late"),
                block("C"),
                block("D", field="removed"),
            ),
        )
        pairs = list(block_pairs(before, after))
        assert [(pair.index_before, pair.index_after, pair.same) for pair in pairs] == [
            (0, 0, True),
            (1, 1, False),
            (2, 2, False),
            (None, 3, False),
            (3, 4, False),
        ]
        assert [run.same for run in runs_of(pairs)] == [True, False]


class TestReport:
    def test_a_result_beside_itself_has_no_change(self) -> None:
        article = newsparse.parse(HARBOUR)
        page = lxml.html.fromstring(comparison(article, article).encode())
        assert [sums.text for sums in page.xpath('//ul[@class="sums"]//b')] == ["0", "0", "0", "0"]
        assert page.find_class("changed") + page.find_class("new") + page.find_class("gone") == []

    def test_what_changed_is_counted_and_marked(self) -> None:
        article = newsparse.parse(HARBOUR)
        blocks = (evolve(article.blocks[0], role=Role.AD), *article.blocks[1:])
        before = evolve(article, headline="Old wall to be rebuilt brick by stone", blocks=blocks, dek=None)
        page = lxml.html.fromstring(comparison(before, article, names=("saved", "now")).encode())
        assert [sums.text for sums in page.xpath('//ul[@class="sums"]//b')] == ["2", "0", "1", "0"]
        assert [one.text for one in page.xpath("//del")] == ["brick"]
        assert [one.text for one in page.xpath("//ins")] == [" harbour", "stone"]
        assert page.xpath('string(//*[@class="pair blocks changed"]//b)') == "ad"
        assert {one.text for one in page.xpath('//*[contains(@class, "heads")]/span')} == {"saved", "now"}

    def test_it_is_escaped(self) -> None:
        bad = "<script>alert(1)</script><img src=x onerror=alert(1)>"
        made = Article(
            kind="html", headline=bad, body=(Paragraph(bad, 0, len(bad)),), text=bad, blocks=(block(bad),), teasers=(Teaser(bad, bad, bad),)
        )
        for before, after in (
            (made, Article(kind="html")),
            (Article(kind="html", headline="x"), made),
            (made, evolve(made, headline=bad + "y")),
        ):
            page = lxml.html.fromstring(comparison(before, after, names=(bad, bad)).encode())
            assert len(page.xpath("//script")) == 1
            assert page.xpath("//img | //@onerror") == []


@pytest.mark.parametrize("size", [2000])
def test_long_pages_are_compared_in_seconds(size: int) -> None:
    import time

    before = Article(kind="html", blocks=tuple(block(f"Block number {i} says {i * 7}") for i in range(size)))
    after = Article(kind="html", blocks=tuple(block(f"Block number {i} tells {i * 7}") for i in range(size)))
    began = time.process_time()
    assert len(list(block_pairs(before, after))) == size
    assert time.process_time() - began < 10
