"""Second looks at a labelled page: inline links, neighbouring stories, the kicker, the standfirst."""

from __future__ import annotations

import pytest

from newsparse.fields.related import related
from newsparse.label.labelled import LabelledPage
from newsparse.label.mend.inline import mend_inline
from newsparse.label.mend.kicker import mend_kicker
from newsparse.label.mend.neighbours import mend_neighbours
from newsparse.label.mend.span import body_span, host, is_story, site_of
from newsparse.label.mend.standfirst import mend_standfirst
from newsparse.label.phrases import phrase_index
from newsparse.roles import Role
from tests.build import labelled

P = "paragraph"
PROSE = "<p>It rained for nine days and nine nights, and the lower town was under water before anybody could ring the bells.</p>"
STORY = "<a href='/2024/ferries-run-again-from-monday'>Ferries run again from Monday</a>"


def roles(page: LabelledPage) -> list[str]:
    return [label.role.value for label in page.labels]


def inline(html: str, given: str, language: str = "en") -> list[str]:
    page = labelled(html, given, language=language)
    mend_inline(page, body_span(page), phrase_index(page.lexicons))
    return roles(page)


INLINE = [
    ("inside the text", f"{PROSE}<div>{STORY}</div>{PROSE}", "paragraph teaser-headline paragraph", "inline-related"),
    ("a link that nobody knew", f"{PROSE}<div>{STORY}</div>{PROSE}", "paragraph other paragraph", "inline-related"),
    ("another site", f"{PROSE}<div>{STORY.replace('/2024', 'https://shop.test/2024')}</div>{PROSE}", "paragraph other paragraph", "other"),
    ("no story's address", f"{PROSE}<div><a href='/shop'>All that your home needs</a></div>{PROSE}", "paragraph other paragraph", "other"),
    ("an item that is all link", f"{PROSE}<ul><li>{STORY}</li></ul>{PROSE}", "paragraph list-item paragraph", "inline-related"),
    ("an item with a link", f"{PROSE}<ul><li>{STORY} and then some more words</li></ul>{PROSE}", f"{P} list-item {P}", "list-item"),
    ("behind a label", f"{PROSE}<p>MORE : {STORY}</p>{PROSE}", "paragraph paragraph paragraph", "inline-related"),
    ("above the headline", f"<div>{STORY}</div><h1>Rain</h1>{PROSE}", "inline-related headline paragraph", "teaser-headline"),
    ("a place on the page", f"{PROSE}<div><a href='#why'>Why it rained</a></div>{PROSE}", f"{P} inline-related {P}", "navigation"),
    ("closing the text", f"{PROSE}<p>{STORY}</p>", "paragraph inline-related", "inline-related"),
]  # fmt: skip


@pytest.mark.parametrize(("html", "given", "expected"), [case[1:] for case in INLINE], ids=[case[0] for case in INLINE])
def test_links_to_stories(html: str, given: str, expected: str) -> None:
    place = next(block.index for block in labelled(html, given).page.blocks if block.links)
    assert inline(html, given)[place] == expected


def test_a_longer_box_behind_the_text_promotes() -> None:
    html = PROSE + "<ul>" + f"<li>{STORY}</li>" * 4 + "</ul>"
    assert inline(html, "paragraph" + " inline-related" * 4) == ["paragraph"] + ["teaser-headline"] * 4


def test_a_box_under_a_heading_behind_the_text_promotes() -> None:
    html = f"{PROSE}<section><h3>The harbour</h3><p>{STORY}</p></section>"
    assert inline(html, "paragraph other inline-related") == ["paragraph", "other", "teaser-headline"]


def neighbours(html: str, given: str) -> list[tuple[str, str]]:
    page = labelled(html, given)
    mend_neighbours(page, body_span(page), phrase_index(page.lexicons))
    return [(link.kind, link.title) for link in related(page, ())[0] if link.kind != "inline"]


PAIR = (
    "<nav><div class='post-previous'><a href='/a'>Ferries run again</a></div>"
    "<div class='post-next'><a href='/b'>Bridge closed</a></div></nav>"
)
FAR_LABELS = (
    "<div><section><h5>Previous Post</h5><p>May 5, 2024</p><h2><a href='/a'>Ferries run again</a></h2></section>"
    "<section><h5>Next Post</h5><p>May 7, 2024</p><h2><a href='/b'>Bridge closed</a></h2></section></div>"
)
BOTH = [("previous", "Ferries run again"), ("next", "Bridge closed")]


def test_boxes_named_for_the_neighbours() -> None:
    assert neighbours(PROSE + PAIR, "paragraph navigation teaser-headline") == BOTH


def test_one_arrow_in_a_box_named_for_it() -> None:
    html = PROSE + "<div class='nav-previous'><a href='/a'>← Ferries run again</a></div>"
    assert neighbours(html, "paragraph navigation") == [("previous", "Ferries run again")]


def test_a_date_between_label_and_title() -> None:
    assert neighbours(PROSE + FAR_LABELS, "paragraph other teaser-meta teaser-headline other teaser-meta teaser-headline") == BOTH


def test_what_nothing_says_is_no_neighbour() -> None:
    page = labelled(f"{PROSE}<p>{STORY}</p>{PROSE}<p>{STORY}</p>", "paragraph prev-next paragraph prev-next")
    mend_neighbours(page, body_span(page), phrase_index(page.lexicons))
    assert roles(page) == ["paragraph", "inline-related", "paragraph", "teaser-headline"]


def test_buttons_of_a_carousel_lead_to_no_neighbour() -> None:
    html = f"{PROSE}<div class='slider'><button>Previous</button><h3>{STORY}</h3></div>"
    assert neighbours(html, "paragraph prev-next prev-next") == []


KICKERS = [
    ("named so", "<header><div class='kicker'>Harbour</div><h1>Rain</h1></header>", "other headline", "Harbour"),
    ("nameless", "<header><div>Harbour</div><h1>Rain</h1></header>", "other headline", None),
    ("of several steps", "<ul class='category'><li>News</li><li>Harbour</li></ul><h1>Rain</h1>", "kicker kicker headline", None),
    ("the one item of a list", "<ul class='category'><li>Harbour</li></ul><h1>Rain</h1>", "navigation headline", "Harbour"),
    ("a date", "<header><div class='kicker'>May 6, 2024</div><h1>Rain</h1></header>", "other headline", None),
    ("without words", "<header><div>5928</div><h1>Rain</h1></header>", "kicker headline", None),
]


@pytest.mark.parametrize(("html", "given", "expected"), [case[1:] for case in KICKERS], ids=[case[0] for case in KICKERS])
def test_kickers(html: str, given: str, expected: str | None) -> None:
    page = labelled(html, given)
    mend_kicker(page, phrase_index(page.lexicons))
    assert next((block.text for block in page.of(Role.KICKER)), None) == expected


def standfirst(html: str, given: str) -> list[str]:
    page = labelled(f"<h1>Rain</h1>{html}", f"headline {given}")
    mend_standfirst(page, body_span(page))
    return [block.text for block in page.of(Role.DEK)]


LEAD = "Nine days of rain have put the lower town under water."
ITEMS = "<ul><li>Nine days of rain have come down.</li><li>The lower town is under water.</li></ul>"


def test_a_box_named_for_the_standfirst() -> None:
    assert standfirst(f"<div class='article-intro'><p>{LEAD}</p></div>{PROSE}", "paragraph paragraph") == [LEAD]
    assert standfirst(f"<div><p>{LEAD}</p></div>{PROSE}", "paragraph paragraph") == []


def test_a_box_around_all_the_text_is_not_the_standfirsts() -> None:
    assert standfirst(f"<div class='lead'><p>{LEAD}</p>{PROSE}</div>", "paragraph paragraph") == []


def test_sentences_in_a_list_above_the_text() -> None:
    found = ["Nine days of rain have come down.", "The lower town is under water."]
    assert standfirst(ITEMS + PROSE, "list-item list-item paragraph") == found
    assert standfirst(PROSE + ITEMS, "paragraph list-item list-item") == []


def test_a_counter_is_no_standfirst() -> None:
    assert standfirst(f"<div>0 61 views</div>{PROSE}", "dek paragraph") == []


def test_strays_far_from_the_text_are_not_its_end() -> None:
    html = PROSE * 3 + "<div>Link</div>" * 30 + "<p>Short.</p>"
    page = labelled(html, "paragraph " * 3 + "navigation " * 30 + "paragraph")
    assert body_span(page) == range(3)


@pytest.mark.parametrize(
    ("url", "story"),
    [
        ("/2024/05/ferries-run-again-from-monday", True),
        ("https://news.example/a-1234567.html", True),
        ("/sport/football", False),
        ("/tag/harbour", False),
        ("/", False),
    ],
)
def test_addresses_of_stories(url: str, story: bool) -> None:
    assert is_story(url) is story


@pytest.mark.parametrize(
    ("host", "site"), [("www.post.co.uk", "post.co.uk"), ("sport.post.example", "post.example"), ("post.example", "post.example")]
)
def test_sites_of_hosts(host: str, site: str) -> None:
    assert site_of(host) == site


@pytest.mark.parametrize("url", ["http://[", "//[::1", "http://", "", "#", "?", "a" * 100_000])
def test_no_address_is_too_odd(url: str) -> None:
    assert not is_story(url)
    assert host(url) in ("", "[")
