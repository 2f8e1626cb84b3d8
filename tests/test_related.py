"""Links to other stories in the flow, previous and next."""

from __future__ import annotations

from newsparse.article import RelatedLink
from newsparse.fields.body import body
from newsparse.fields.related import related
from tests.build import labelled, labelled_text

SITE = "https://news.example"
P1 = "<p>The old bridge at Lund was closed on Monday after nine days of rain.</p>"
P2 = "<p>It will not open again before the spring, the council said.</p>"


def links(html: str, roles: str, language: str = "en") -> tuple[RelatedLink, ...]:
    page = labelled(html, roles, language=language)
    return related(page, body(page).blocks)[0]


def test_an_inline_link_with_its_label_and_its_place() -> None:
    html = f"{P1}<p>ALSO READ: <a href='/a'>Ferries run again</a></p>{P2}"
    assert links(html, "paragraph inline-related paragraph") == (RelatedLink("inline", "Ferries run again", f"{SITE}/a", "ALSO READ", 0),)


def test_a_label_of_its_own_announces_all_links_of_its_box() -> None:
    items = "<li><a href='/a'>Fähren fahren wieder</a></li><li><a href='/b'>Der Regen hört auf</a></li>"
    html = f"{P1}<div><p>Mehr zum Thema</p><ul>{items}</ul></div>{P2}"
    assert links(html, "paragraph inline-related inline-related inline-related paragraph", "de") == (
        RelatedLink("inline", "Fähren fahren wieder", f"{SITE}/a", "Mehr zum Thema", 0),
        RelatedLink("inline", "Der Regen hört auf", f"{SITE}/b", "Mehr zum Thema", 0),
    )


def test_a_full_stop_behind_the_label() -> None:
    html = f"{P1}<p>Lire aussi. <a href='/a'>Les bacs reprennent...</a></p>{P2}"
    assert [(one.label, one.title) for one in links(html, "paragraph inline-related paragraph", "fr")] == [
        ("Lire aussi", "Les bacs reprennent...")
    ]


def test_several_links_in_one_block() -> None:
    html = f"<p>Lire aussi : <a href='/a'>Les bacs reprennent</a> et <a href='/b'>La pluie cesse</a></p>{P1}"
    assert [(one.title, one.label, one.after_block) for one in links(html, "inline-related paragraph", "fr")] == [
        ("Les bacs reprennent", "Lire aussi", None),
        ("La pluie cesse", "Lire aussi", None),
    ]


def test_previous_and_next_with_titles() -> None:
    html = f"{P1}<div><a href='/p'>Previous articleRain ends</a></div><div><a href='/n'>Next article: Ferries run</a></div>"
    assert links(html, "paragraph prev-next prev-next") == (
        RelatedLink("previous", "Rain ends", f"{SITE}/p", "Previous article"),
        RelatedLink("next", "Ferries run", f"{SITE}/n", "Next article"),
    )


def test_a_label_in_front_of_the_title() -> None:
    html = f"{P1}<div>Previous Story</div><div><a href='/p'>Rain ends</a></div><div>Next Story</div><div><a href='/n'>Ferries run</a></div>"
    assert links(html, "paragraph prev-next prev-next prev-next prev-next") == (
        RelatedLink("previous", "Rain ends", f"{SITE}/p", "Previous Story"),
        RelatedLink("next", "Ferries run", f"{SITE}/n", "Next Story"),
    )


def test_labels_without_titles_stand_for_the_stories() -> None:
    html = f"{P1}<p><a href='/p'>‹ Vorherige</a> <a href='/n'>Nächste ›</a></p>"
    assert links(html, "paragraph prev-next", "de") == (
        RelatedLink("previous", "Vorherige", f"{SITE}/p"),
        RelatedLink("next", "Nächste", f"{SITE}/n"),
    )
    apart = f"{P1}<p><a href='/p'>Previous</a></p><p>Next</p>"
    assert links(apart, "paragraph prev-next prev-next") == (RelatedLink("previous", "Previous", f"{SITE}/p"), RelatedLink("next", "Next"))


def test_plain_text() -> None:
    page = labelled_text(
        "It rained for nine days, the weather office said.\n\nALSO READ: Ferries run again\n\nPrevious Story\n\nRain ends",
        "paragraph inline-related prev-next prev-next",
    )
    found, used = related(page, body(page).blocks)
    assert found == (
        RelatedLink("inline", "Ferries run again", None, "ALSO READ", 0),
        RelatedLink("previous", "Rain ends", None, "Previous Story"),
    )
    assert used == {1, 2, 3}
