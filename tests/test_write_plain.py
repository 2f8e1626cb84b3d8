"""Plain dicts and JSON: nothing is lost, and what is wrong is named by its path."""

from __future__ import annotations

import datetime as dt
import json
import time
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsparse import article as types_of
from newsparse.article import Article, Author, Block, Figure, Image, Link, ListItem, Paragraph, Quote, Table, Teaser, Timestamp
from newsparse.roles import Role
from newsparse.write.plain import from_dict, from_json, to_dict, to_json
from tests.strategies import articles, typed

ARTICLE = Article(
    kind="html",
    headline="Ferry runs again",
    authors=(Author("Ana Sol", role="Harbour editor"),),
    published=Timestamp(dt.date(2024, 5, 3), dt.time(14, 5, 10, 250), dt.timezone(dt.timedelta(hours=2)), "3 May 2024, 14:05"),
    body=(
        Paragraph("The ferry runs.", 0, 15, (Link("ferry", "https://e.org/f", 4, 9),), 2),
        ListItem("One boat", 17, 25, ordered=True),
        Table("a\tb", 27, 30, rows=(("a", "b"),)),
        Figure(Image("https://e.org/p.jpg", "The pier"), 30, 30),
    ),
    text="The ferry runs.\n\nOne boat\n\na\tb",
    teasers=(Teaser("Old bridge"), Teaser("New bridge", published=Timestamp(dt.date(2024, 5, 1)))),
    blocks=(Block("The ferry runs.", Role.PARAGRAPH, "body", "prose", 0.5),),
)


def changed(path: str, value: Any) -> dict[str, Any]:
    """The article's dict with one value set (or, for ``...``, dropped); the path's steps are separated by dots."""
    plain = ARTICLE.to_dict()
    *steps, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    inner: Any = plain
    for step in steps:
        inner = inner[step]
    if value is ...:
        del inner[last]
    else:
        inner[last] = value
    return plain


def test_dates_times_offsets_and_roles_have_iso_and_string_forms() -> None:
    plain = ARTICLE.to_dict()
    assert plain["published"] == {
        "date": "2024-05-03",
        "time": "14:05:10.000250",
        "tz": "+02:00",
        "text": "3 May 2024, 14:05",
        "origin": "visible",
    }
    assert plain["teasers"][1]["published"] == {"date": "2024-05-01", "time": None, "tz": None, "text": None, "origin": "visible"}
    assert plain["blocks"] == [
        {"text": "The ferry runs.", "role": "paragraph", "field": "body", "reason": "prose", "odds": 0.5, "links": [], "tag": None}
    ]
    assert type(plain["blocks"][0]["role"]) is str


def test_blocks_of_the_body_have_a_type() -> None:
    body = ARTICLE.to_dict()["body"]
    assert [block["type"] for block in body] == ["paragraph", "list-item", "table", "figure"]
    assert body[0] == {
        "type": "paragraph",
        "text": "The ferry runs.",
        "start": 0,
        "end": 15,
        "links": [{"text": "ferry", "url": "https://e.org/f", "start": 4, "end": 9}],
        "block": 2,
    }
    assert body[2]["rows"] == [["a", "b"]]
    assert body[3]["image"] == {"url": "https://e.org/p.jpg", "caption": "The pier", "credit": None, "alt": None}


def test_every_field_of_an_article_is_a_key() -> None:
    assert list(to_dict(Article(kind="text"))) == [field.name for field in attrs.fields(Article)]


@pytest.mark.parametrize(
    ("offset", "text"),
    [
        (dt.timedelta(0), "+00:00"),
        (dt.timedelta(hours=-3, minutes=-30), "-03:30"),
        (dt.timedelta(hours=5, minutes=45, seconds=7), "+05:45:07"),
        (dt.timedelta(microseconds=-1), "-00:00:00.000001"),
    ],
)
def test_offsets(offset: dt.timedelta, text: str) -> None:
    stamp = Timestamp(dt.date(2024, 1, 1), dt.time(1), dt.timezone(offset, "a name"))
    assert to_dict(stamp)["tz"] == text
    assert from_dict(to_dict(stamp), Timestamp) == stamp


@given(articles())
def test_dicts_lose_nothing(article: Article) -> None:
    assert from_dict(to_dict(article)) == article
    assert Article.from_dict(article.to_dict()) == article


@given(articles())
def test_json_loses_nothing(article: Article) -> None:
    text = to_json(article)
    assert from_json(text) == article
    assert from_json(text.encode()) == article
    assert json.loads(text) == to_dict(article)


@given(st.sampled_from([getattr(types_of, name) for name in types_of.__all__ if name != "BodyBlock"]).flatmap(typed))
def test_every_class_has_a_plain_form(value: Any) -> None:
    assert from_dict(to_dict(value), type(value)) == value


def test_json_keeps_letters_as_they_are_and_can_always_be_encoded() -> None:
    article = Article(kind="text", headline="Żółw \ud800 漢")
    text = article.to_json()
    assert '"headline": "Żółw \\ud800 漢"' in text
    assert from_json(text.encode("utf-8")) == article


def test_json_can_be_indented() -> None:
    assert to_json(Author("A"), indent=1) == '{\n "name": "A",\n "url": null,\n "role": null\n}'


def test_a_field_with_a_default_may_be_missing() -> None:
    assert from_dict({"kind": "text"}) == Article(kind="text")


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ("kind", ..., "kind: is missing"),
        ("kind", "pdf", "kind: 'pdf' is none of html, text"),
        ("kind", None, "kind: must be text, not null"),
        ("headline", 7, "headline: must be text, not the number 7"),
        ("tags", "a", "tags: must be a list, not the text 'a'"),
        ("authors.0", "Ana", "authors[0]: must be an object, not the text 'Ana'"),
        ("authors.0.name", ..., "authors[0].name: is missing"),
        ("published.date", "2024-02-31", "published.date: '2024-02-31' is no ISO 8601 date"),
        ("published.time", "25:00", "published.time: '25:00' is no ISO 8601 time"),
        ("published.time", "14:05+02:00", "published.time: '14:05+02:00' has an offset, which belongs into tz"),
        ("published.tz", "CEST", "published.tz: 'CEST' is no offset from UTC such as +02:00"),
        ("published.tz", "+24:00", "published.tz: '+24:00' is not less than a day"),
        ("teasers.1.published.date", "1 May", "teasers[1].published.date: '1 May' is no ISO 8601 date"),
        ("teasers.1.published.date", 2024, "teasers[1].published.date: must be text, not the number 2024"),
        ("teasers.0.truncated", 1, "teasers[0].truncated: must be true or false, not the number 1"),
        ("body.0.type", ..., "body[0].type: is missing"),
        ("body.0.type", "video", "body[0].type: 'video' is none of paragraph, heading, list-item, block-quote, table, figure"),
        ("body.0.links.0.start", True, "body[0].links[0].start: must be a whole number, not true"),
        ("body.2.rows.0.1", None, "body[2].rows[0][1]: must be text, not null"),
        ("body.1", None, "body[1]: must be an object, not null"),
        ("blocks.0.role", "advert", "blocks[0].role: 'advert' is none of headline, "),
        ("blocks.0.odds", float("nan"), "blocks[0].odds: must be a finite number"),
        ("blocks.0.odds", 10**400, "blocks[0].odds: must be a finite number"),
        ("blocks.0.odds", "high", "blocks[0].odds: must be a number, not the text 'high'"),
        ("declared.colour", "red", "declared.colour: Declared has no such field"),
        ("headlin", "x", "headlin: Article has no such field"),
    ],
)
def test_what_is_wrong_is_named_by_its_path(path: str, value: Any, message: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011  the whole message is compared
        from_dict(changed(path, value))
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize("data", [None, [], "x", 5])
def test_only_objects_become_articles(data: Any) -> None:
    with pytest.raises(ValueError, match=r"^Article must be an object, not "):
        from_dict(data)


@pytest.mark.parametrize("text", ["", "{", "[" * 200_000, b"\xff\xfe\xfd"])
def test_what_is_no_json_is_a_value_error(text: str | bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  the words are the json module's
        from_json(text)


@given(
    st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5), lambda inner: st.lists(inner, max_size=2))
)
def test_any_value_in_any_field_is_taken_or_named(value: Any) -> None:
    plain = ARTICLE.to_dict()
    for name in plain:
        try:
            from_dict({**plain, name: value})
        except ValueError as error:
            assert str(error).startswith(name)  # noqa: PT017


def test_500_blocks_take_well_below_2_ms() -> None:
    link = Link("ferry", "https://e.org/f", 4, 9)
    article = Article(
        kind="html",
        body=tuple(Paragraph("The ferry runs.", i, i + 15, (link,), i) for i in range(500)),
        blocks=tuple(Block("The ferry runs.", Role.PARAGRAPH, "body", "prose", 0.5, (link,)) for _ in range(500)),
        quotes=tuple(Quote("The ferry runs.", i, i + 15) for i in range(20)),
    )
    best = 1.0
    for _ in range(30):
        start = time.perf_counter()
        article.to_dict()
        best = min(best, time.perf_counter() - start)
    assert best < 0.002
