"""Which pictures an article has, whose caption is whose, and where they stand in the body."""

from __future__ import annotations

from newsparse.article import Figure, Image, Paragraph
from newsparse.fields.body import body
from newsparse.fields.images import images_and_credits
from newsparse.parser import article_of
from tests.build import labelled, labelled_text

SITE = "https://news.example"
P1 = "<p>The old bridge at Lund was closed on Monday after nine days of rain.</p>"
P2 = "<p>It will not open again before the spring, the council said.</p>"
P3 = "<p>Ferries run every twenty minutes from the north quay.</p>"


def figure(name: str, caption: str = "", extra: str = "") -> str:
    inside = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f"<figure><img src='/img/{name}.jpg' alt='{name}' {extra}>{inside}</figure>"


def test_captions_belong_to_the_picture_of_their_figure() -> None:
    html = f"<h1>Bridge closed</h1>{P1}{figure('one', 'The bridge. Photo by Ann Example')}{figure('two', 'The ferry (Image: Getty)')}{P2}"
    found = images_and_credits(labelled(html, "headline paragraph caption caption paragraph"))
    assert found.images == (
        Image(f"{SITE}/img/one.jpg", "The bridge. Photo by Ann Example", "Ann Example", "one"),
        Image(f"{SITE}/img/two.jpg", "The ferry (Image: Getty)", "Getty", "two"),
    )
    assert found.credits == ("Ann Example", "Getty")
    assert found.used == {2, 3}


def test_the_figure_beats_the_nearer_picture_outside() -> None:
    html = (
        f"<h1>Bridge closed</h1>{P1}<figure><figcaption>The bridge in the rain.</figcaption><div><img src='/img/mine.jpg'></div></figure>"
        f"<img src='/img/other.jpg' width=800>{P2}"
    )
    found = images_and_credits(labelled(html, "headline paragraph caption paragraph"))
    assert [(image.url, image.caption) for image in found.images] == [
        (f"{SITE}/img/mine.jpg", "The bridge in the rain."),
        (f"{SITE}/img/other.jpg", None),
    ]


def test_a_credit_line_goes_to_the_picture_or_the_caption_beside_it() -> None:
    html = (
        "<h1>Brücke gesperrt</h1><figure><img src='/img/eins.jpg'>"
        "<figcaption><p>Die Brücke im Regen.</p><p>Foto: Anna Muster</p></figcaption></figure>"
        f"{P1}<figure><img src='/img/zwei.jpg'><p>© dpa</p></figure>{P2}"
    )
    found = images_and_credits(labelled(html, "headline caption credit paragraph credit paragraph", language="de"))
    assert found.images == (
        Image(f"{SITE}/img/eins.jpg", "Die Brücke im Regen.", "Anna Muster", None),
        Image(f"{SITE}/img/zwei.jpg", None, "dpa", None),
    )
    assert found.credits == ("Anna Muster", "dpa")


def test_a_credit_line_in_front_of_the_caption() -> None:
    inside = "<img src='/img/one.jpg'><p>Ann Example / Reuters</p><figcaption>The bridge in the rain.</figcaption>"
    html = f"<h1>Bridge closed</h1><figure>{inside}</figure>{P1}"
    found = images_and_credits(labelled(html, "headline credit caption paragraph"))
    assert found.images == (Image(f"{SITE}/img/one.jpg", "The bridge in the rain.", "Ann Example / Reuters", None),)


def test_a_caption_that_stands_twice_is_one_picture() -> None:
    html = f"<h1>Bridge closed</h1>{figure('one', 'The bridge in the rain.')}{figure('one', 'The bridge in the rain.')}{P1}"
    found = images_and_credits(labelled(html, "headline caption caption paragraph"))
    assert [image.caption for image in found.images] == ["The bridge in the rain."]
    assert found.used == {1, 2}


def test_pictures_in_the_flow_count_without_a_caption_but_icons_and_portraits_do_not() -> None:
    html = (
        "<header><img src='/logo.png' alt='The Post'></header><article><h1>Bridge closed</h1>"
        "<div class='author-box'><img src='/img/writer.jpg' alt='Ann'><p>By Ann Example</p></div>"
        f"{P1}<img src='/img/plan.png' alt='A plan' width=640 height=400>{P2}"
        "<img src='/img/arrow.svg'><img src='/p/1x1' width=1 height=1><img src='/img/small.jpg' width=48>"
        "<div class='related-stories'><a href='/2024/05/01/other'><img src='/img/other.jpg'></a></div>"
        f"{P3}</article><footer><img src='/img/foot.jpg'></footer>"
    )
    found = images_and_credits(labelled(html, "headline byline paragraph paragraph paragraph"))
    assert found.images == (Image(f"{SITE}/img/plan.png", None, None, "A plan"),)


DECLARED = "<html><head><meta property='og:image' content='https://cdn.example/lead/{}'></head><body>{}</body></html>"


def test_the_declared_picture_comes_first_where_the_page_shows_none_at_its_place() -> None:
    html = DECLARED.format("storm.jpg", f"<h1>Bridge closed</h1>{P1}{figure('two', 'The ferry.')}{P2}")
    found = images_and_credits(labelled(html, "headline paragraph caption paragraph"))
    assert [(image.url, image.caption) for image in found.images] == [
        ("https://cdn.example/lead/storm.jpg", None),
        (f"{SITE}/img/two.jpg", "The ferry."),
    ]
    assert [placed.image.caption for placed in found.placed] == ["The ferry."]


def test_the_declared_picture_in_another_size_is_the_shown_one() -> None:
    html = DECLARED.format("old-bridge-1200x630.jpg", f"<h1>Bridge closed</h1>{P1}{figure('old-bridge-800x450', 'The bridge.')}{P2}")
    found = images_and_credits(labelled(html, "headline paragraph caption paragraph"))
    assert [image.caption for image in found.images] == ["The bridge."]


def test_a_picture_that_a_script_loads_later_has_no_address() -> None:
    inside = "<img src='/img/placeholder-16x9.gif' alt='The bridge'><figcaption>The bridge in the rain.</figcaption>"
    html = f"<h1>Bridge closed</h1><figure>{inside}</figure>{P1}"
    found = images_and_credits(labelled(html, "headline caption paragraph"))
    assert found.images == (Image(None, "The bridge in the rain.", None, "The bridge"),)


def test_figures_stand_between_the_blocks_of_the_body() -> None:
    html = (
        f"<h1>Bridge closed</h1>{figure('one', 'The bridge.')}{P1}{figure('two', extra='width=800')}{P2}{P3}{figure('three', 'The ferry.')}"
    )
    page = labelled(html, "headline caption paragraph paragraph paragraph caption")
    made = body(page, images_and_credits(page).placed)
    assert [type(block) for block in made.blocks] == [Figure, Paragraph, Figure, Paragraph, Paragraph, Figure]
    first, second, third = (block for block in made.blocks if isinstance(block, Figure))
    assert (first.image.caption, first.start, first.end, first.block) == ("The bridge.", 0, 0, 1)
    assert (second.image.alt, second.start, second.block) == ("two", made.blocks[3].start, None)
    assert (third.image.caption, third.start, third.end) == ("The ferry.", len(made.text), len(made.text))
    assert made.text == "\n\n".join(block.text for block in made.blocks if block.text)


def test_the_article_has_its_figures() -> None:
    html = f"<h1>Bridge closed</h1>{P1}{figure('one', 'The bridge. Getty Images')}{P2}"
    article = article_of(labelled(html, "headline paragraph caption paragraph"), None)
    assert [type(block).__name__ for block in article.body] == ["Paragraph", "Figure", "Paragraph"]
    assert article.images[0].caption == "The bridge. Getty Images"
    assert [block.field for block in article.blocks] == ["headline", "body", "images", "body"]


def test_plain_text_has_captions_without_addresses() -> None:
    page = labelled_text(
        "Bridge closed\n\nThe bridge in the rain. Photo: Ann Example\n\nIt rained for nine days, the weather office said.",
        "headline caption paragraph",
    )
    found = images_and_credits(page)
    assert found.images == (Image(None, "The bridge in the rain. Photo: Ann Example", "Ann Example", None),)
    assert [type(block).__name__ for block in body(page, found.placed).blocks] == ["Figure", "Paragraph"]
