"""Boxes of other stories in plain text: what stands under a label that the lexicon knows."""

from __future__ import annotations

from newsparse.label.boxes import boxes
from newsparse.label.certain import certain_teasers
from newsparse.label.lexicons import lexicons_for
from newsparse.label.phrases import phrase_index
from newsparse.lexicon import fold
from newsparse.read.reader import read
from newsparse.roles import Role

PROSE = (
    "The river rose by two metres in a single night, and the lower town was under water before anybody could ring the bells of the two"
    " churches on the hill."
)
HEADLINE = "Flood in the lower town of Marlow Bridge"


def settled(*lines: tuple[str, str], language: str = "en") -> list[Role | None]:
    """The roles that are settled for the lines, each given with the network's guess."""
    page = read("\n".join(text for text, _ in lines), kind="text", language=language)
    assert [block.text for block in page.blocks] == [text for text, _ in lines]
    lexicons = lexicons_for(page)
    folded = [fold(block.text) for block in page.blocks]
    guesses = [guess for _, guess in lines]
    phrases = phrase_index(lexicons)
    found = boxes(page, lexicons, phrases, folded, guesses) | certain_teasers(page.blocks, lexicons, phrases, folded, guesses)
    return [found[i].role if i in found else None for i in range(len(lines))]


def test_bare_lines_under_a_label_are_teasers() -> None:
    assert settled(
        (HEADLINE, "headline"),
        (PROSE, "body"),
        ("Most read", "other"),
        ("1", "other"),
        ("Ferry master retires after 41 years", "other"),
        ("2", "other"),
        ("Marlow bakery wins a prize in Lyon", "other"),
        ("12 May 2024", "other"),
        ("The jury praised the rye loaf above all others.", "other"),
        (HEADLINE, "other"),
        ("Contact us", "other"),
        ("Ferry timetable for the whole summer", "other"),
    ) == [
        None,
        None,
        Role.TEASER_SECTION,
        Role.TEASER_META,
        Role.TEASER_HEADLINE,
        Role.TEASER_META,
        Role.TEASER_HEADLINE,
        Role.TEASER_META,
        Role.TEASER_SUMMARY,
        Role.OTHER,
        None,
        None,
    ]


def test_short_items_under_a_label_are_a_menu() -> None:
    assert (
        settled((PROSE, "body"), ("Trending", "other"), ("Climate change", "other"), ("Local sports", "other"), ("Food and drink", "other"))
        == [None] * 5
    )


def test_a_label_within_the_text_announces_one_story() -> None:
    assert settled(
        (HEADLINE, "headline"),
        (PROSE, "body"),
        ("Read also", "other"),
        ("Ferry master retires after 41 years", "body"),
        (PROSE + " It was the third flood of the year.", "body"),
    ) == [None, None, Role.INLINE_RELATED, Role.INLINE_RELATED, None]


def test_titles_in_a_script_without_word_spaces_may_be_short() -> None:
    assert settled(
        ("河水一夜之间上涨两米，下城区在钟声响起之前已经被淹没，居民连夜撤往山上的学校和两座教堂。" * 3, "body"),
        ("相关阅读", "other"),
        ("渡船明年重新开航", "other"),
        ("老街面包房获国际奖", "other"),
        language="zh",
    ) == [None, Role.TEASER_SECTION, Role.TEASER_HEADLINE, Role.TEASER_HEADLINE]


def test_what_looks_like_a_teaser_and_is_a_date_or_the_headline() -> None:
    assert settled(
        (HEADLINE, "headline"),
        (PROSE, "body"),
        (HEADLINE, "inline_related"),
        ("Ferry master retires after 41 years", "teaser_headline"),
        ("5 minutes ago", "teaser_headline"),
        ("4 min read", "teaser_headline"),
        ("17 May 2024", "teaser_headline"),
    ) == [None, None, Role.OTHER, None, Role.TEASER_META, Role.TEASER_META, Role.TEASER_META]
