"""Site profiles: what is learned from pages of a site, what it changes, and that it survives a file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import newsparse
from newsparse.label.network import CLASSES
from newsparse.profiles import Place, ProfileError, Recurring, SiteLearner, SiteProfile, host_of, learn_site
from newsparse.profiles.profile import key_of, places_of
from newsparse.read.reader import read
from newsparse.roles import Role

TOPICS = ["harbour", "school", "theatre", "bridge"]
CLUB = "Members of our club read every story of the day before all others and meet the editors at the yearly garden party in June."


def page(topic: str) -> str:
    return f"""<html><body><h1>The {topic} of Lund opens again</h1>
<div class="story"><p>The {topic} of Lund opened on Monday after two years of works that cost the town nine million crowns.</p>
<p>“We have waited long for the {topic},” said Ida Berg, who leads the works, to a crowd of three hundred people.</p>
<p>{CLUB}</p></div><div class="foot"><a href="/about">About the {topic.upper()} Post</a></div></body></html>"""


PAGES = [page(topic) for topic in TOPICS]


def profile() -> SiteProfile:
    return learn_site(PAGES, kind="html")


def test_texts_of_two_pages_or_more_recur() -> None:
    learned = profile()
    assert learned.pages == 4
    assert [(found.text, found.pages) for found in learned.recurring] == [(key_of(newsparse.lexicon.fold(CLUB)), 4)]
    assert learn_site(PAGES[:1]).recurring == ()


def test_places_count_their_blocks() -> None:
    places = {place.path: place for place in profile().places}
    assert set(places) == {"body>h1", "div.story>p", "body>div.foot"}
    assert places["div.story>p"].blocks == 12
    assert places["body>div.foot"] == Place("body>div.foot", 4, 0)


def test_a_page_is_parsed_with_what_its_site_teaches() -> None:
    alone = newsparse.parse(PAGES[0], kind="html")
    with_profile = newsparse.parse(PAGES[0], kind="html", profile=profile())
    assert CLUB in alone.text
    at = next(i for i, block in enumerate(alone.blocks) if block.text == CLUB)
    assert with_profile.blocks[at].reason.endswith("; stands on 4 of 4 pages of the site")
    assert with_profile.text.startswith("The harbour of Lund opened on Monday")


def odds_of(body: float, blocks: int) -> np.ndarray:
    odds = np.full((blocks, len(CLASSES)), (1 - body) / (len(CLASSES) - 2), np.float32)
    odds[:, [CLASSES.index("body"), CLASSES.index("heading")]] = [body, 0]
    return odds


def test_evidence_shifts_the_odds_of_body() -> None:
    read_page = read("<div class='main'><p>One</p><p>Two</p></div><div class='side'><p>Three</p></div>", kind="html")
    assert places_of(read_page) == ["div.main>p", "div.main>p", "div.side>p"]
    known = SiteProfile(5, (Recurring("two", 5, Role.SHARE),), (Place("div.main>p", 20, 19),))
    weighed = known.weighed(read_page, ["one", "two", "three"], odds_of(0.5, 3))
    # 19 of 20 blocks of the place were body: the root of (19 + 1) / (20 - 19 + 1), of 10; a text that recurs: e^-3
    once, again = 10**0.5, 10**0.5 * np.exp(-3)
    assert weighed[:, CLASSES.index("body")] == pytest.approx([once / (once + 1), again / (again + 1), 0.5], rel=1e-4)
    assert weighed.sum(axis=1) == pytest.approx([1, 1, 1])


def test_places_of_html_say_nothing_of_plain_text() -> None:
    text = read("One\n\nTwo", kind="text")
    known = SiteProfile(2, (), tuple(Place(path, 9, 0) for path in set(places_of(text))))
    assert known.weighed(text, ["one", "two"], odds_of(0.5, 2)) == pytest.approx(odds_of(0.5, 2))


def test_a_profile_that_knows_nothing_changes_nothing() -> None:
    for kind, given in (
        ("html", PAGES[0]),
        ("text", "Rain ends the drought\n\nIt rained for nine days, the weather office said on Monday."),
    ):
        assert newsparse.parse(given, kind=kind, profile=SiteProfile()) == newsparse.parse(given, kind=kind)  # type: ignore[arg-type]


def test_copies_of_a_story_teach_nothing() -> None:
    learner = SiteLearner()
    assert [
        learner.add(given, kind="html") for given in [PAGES[0], PAGES[0], PAGES[0].replace("About", "More about"), PAGES[1], b"", None]
    ] == [
        *[True, False, False, True],
        *[False, False],
    ]
    assert learner.pages == 2
    assert [found.pages for found in learner.profile().recurring] == [2]


def test_pages_may_come_with_their_address() -> None:
    assert learn_site([(given, "https://news.example/1") for given in PAGES], kind="html").recurring == profile().recurring


def test_profiles_of_plain_text_have_texts_alone() -> None:
    learned = learn_site(
        [f"The {topic} of Lund opens again\n\nFollow us\n\nThe {topic} opened on Monday, the town said." for topic in TOPICS]
    )
    assert [(found.text, found.pages) for found in learned.recurring] == [("follow us", 4)]
    assert learned.places == ()


def test_merging_adds_up() -> None:
    one = SiteProfile(3, (Recurring("a", 3, Role.SHARE), Recurring("b", 2, Role.AD)), (Place("p", 4, 1),))
    two = SiteProfile(4, (Recurring("a", 4, Role.LEGAL), Recurring("c", 2, Role.AD)), (Place("p", 6, 5), Place("q", 1, 0)))
    both = SiteProfile(
        7,
        (Recurring("a", 7, Role.LEGAL), Recurring("b", 2, Role.AD), Recurring("c", 2, Role.AD)),
        (Place("p", 10, 6), Place("q", 1, 0)),
    )
    assert one.merged(two) == both == two.merged(one)


def test_a_profile_survives_its_file(tmp_path: Path) -> None:
    path = tmp_path / "news.example.json"
    profile().save(path)
    assert SiteProfile.load(path) == profile()
    assert '["body>div.foot", 4, 0],\n' in path.read_text("utf-8")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "this is no site profile"),
        ("[]", "this is no site profile"),
        ('{"format": "something"}', "it is of another format"),
        ('{"format": "newsparse site profile", "version": 99}', "of version 99, not 1: learn it anew"),
        ('{"format": "newsparse site profile", "version": 1, "pages": -1}', "-1 is no count"),
        ('{"format": "newsparse site profile", "version": 1, "pages": 1, "recurring": [["a", 2, "odd"]]}', "'odd' is not a valid Role"),
        ('{"format": "newsparse site profile", "version": 1, "pages": 1, "recurring": [], "places": [["p", 1, 2]]}', "2 of 1 blocks"),
        ("[" * 100_000, "this is no site profile"),
    ],
)
def test_what_is_no_profile_is_refused(text: str, problem: str) -> None:
    with pytest.raises(ProfileError, match=problem):
        SiteProfile.from_json(text)


def test_long_texts_are_known_by_their_beginning_and_a_digest() -> None:
    long = "word " * 100
    assert key_of("short") == "short"
    assert len(key_of(long)) < 130
    assert key_of(long) != key_of(long + "more")


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.News.example:8080/a", "news.example"),
        ("news.example/a", None),
        (None, None),
        ("http://[bad", None),
        ("https://www./", None),
    ],
)
def test_hosts(url: str | None, host: str | None) -> None:
    assert host_of(url) == host
