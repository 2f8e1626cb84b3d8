"""Markdown: the article reads well, and page text is never markup."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from hypothesis import given

from newsparse.article import (
    Article,
    Author,
    BlockQuote,
    BodyBlock,
    Figure,
    Heading,
    Image,
    Link,
    ListItem,
    Paragraph,
    ReadTime,
    Table,
    Timestamp,
)
from newsparse.write.markdown import to_markdown
from newsparse.write.parts import author_words, caption_and_credit, date_words, read_time_words, source_words
from newsparse.write.safe import clean, one_line, safe_image_url, safe_url
from tests.strategies import articles, true_articles


def markdown(*blocks: BodyBlock) -> str:
    return to_markdown(Article(kind="html", body=blocks))


def paragraph(text: str, *links: Link) -> Paragraph:
    return Paragraph(text, 0, len(text), links)


def link(text: str, linked: str, url: str) -> Link:
    start = text.index(linked)
    return Link(linked, url, start, start + len(linked))


def items(*rows: tuple[str, int, bool]) -> list[ListItem]:
    return [ListItem(text, 0, len(text), ordered=ordered, depth=depth) for text, depth, ordered in rows]


def test_a_whole_article() -> None:
    article = Article(
        kind="html",
        kicker="Harbour",
        headline="Ferry 9 runs again",
        dek="After a long pause",
        authors=(Author("Ana Sol", "https://e.org/ana", "Harbour editor"), Author("Bo Li")),
        published=Timestamp(dt.date(2024, 5, 3), dt.time(14, 5), dt.timezone(dt.timedelta(hours=2))),
        source="Coast Wire",
        read_time=ReadTime(2, "2 mins read"),
        body=(
            Figure(Image("https://e.org/p.jpg", "The pier at dawn", "Jo Ray", "a pier"), 0, 0),
            paragraph("The ferry runs.", Link("ferry", "https://e.org/f", 4, 9)),
            Heading("Timetable", 0, 9, level=3),
            *items(("Mornings", 1, True), ("at 7", 2, False), ("at 8", 2, False), ("Evenings", 1, True)),
            BlockQuote("A boat is a boat.", 0, 17),
            Table("day\tboats\nMon\t3", 0, 15, rows=(("day", "boats"), ("Mon", "3")), links=(Link("Mon", "/mon", 10, 13),)),
        ),
    )
    assert (
        article.to_markdown()
        == """\
**Harbour**

# Ferry 9 runs again

*After a long pause*

[Ana Sol (Harbour editor)](https://e.org/ana), Bo Li · 2024-05-03 14:05+02:00 · Coast Wire · 2 mins read

![a pier](https://e.org/p.jpg)\\
*The pier at dawn* — Jo Ray

The [ferry](https://e.org/f) runs.

### Timetable

1. Mornings
   - at 7
   - at 8
2. Evenings

> A boat is a boat.

| day | boats |
| --- | --- |
| [Mon](/mon) | 3 |
"""
    )


def test_an_empty_article_is_empty() -> None:
    assert to_markdown(Article(kind="text")) == ""


def test_what_is_missing_leaves_no_trace() -> None:
    assert to_markdown(Article(kind="text", headline="H", published=Timestamp(dt.date(2024, 5, 3)))) == "# H\n\n2024-05-03\n"
    assert to_markdown(Article(kind="text", read_time=ReadTime(4, stated=False))) == "4 min\n"


def test_a_source_that_is_the_author_stands_once() -> None:
    assert to_markdown(Article(kind="text", authors=(Author("Coast Wire"),), source="Coast Wire")) == "Coast Wire\n"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (r"a*b_c`d\e", r"a\*b\_c\`d\\e"),
        ("<b>x</b> <!-- y -->", r"\<b\>x\</b\> \<!-- y --\>"),
        ("[x](https://e.org)", r"\[x\](https\://e.org)"),
        ("![x](y)", r"!\[x\](y)"),
        ("a | b ~~c~~ #d", r"a \| b \~\~c\~\~ \#d"),
        ("AT&T &lt; &#42; &amp", r"AT&T \&lt; \&\#42; &amp"),
        ("www.e.org and www", r"www\.e.org and www"),
        ("1. May", r"1\. May"),
        ("12) May", r"12\) May"),
        ("1.5 million", "1.5 million"),
        ("2024.", r"2024\."),
        ("1234567890. x", "1234567890. x"),
        ("- x", r"\- x"),
        ("+ x", r"\+ x"),
        ("---", r"\---"),
        ("===", r"\==="),
        ("# x", r"\# x"),
        ("> x", r"\> x"),
        (":-- | --:", r"\:-- \| --:"),
        ("    code", "code"),
        ("\tcode", "code"),
        ("one\n\n  - two", "one\\\n\\- two"),
        ("one\u2028two\r\nthree", "one\\\ntwo\\\nthree"),
        ("a\x00b\x1b[31mc\x9bd", r"ab\[31mcd"),
        ("a\ud800b", "a\ufffdb"),
        ("a  \t b", "a b"),
        ("ends in \\", "ends in \\\\"),
        ("50\xa0% wahr !", "50\xa0% wahr !"),
    ],
)
def test_page_text_is_escaped(text: str, written: str) -> None:
    assert markdown(paragraph(text)) == written + "\n"


def test_headings_keep_to_one_line_and_below_the_headline() -> None:
    assert markdown(Heading("One\ntwo #", 0, 9, level=1)) == "## One two \\#\n"
    assert markdown(Heading("Deep", 0, 4, level=9)) == "###### Deep\n"


@pytest.mark.parametrize(
    ("url", "written"),
    [
        ("https://e.org/a_(b) c", "[ferry](https://e.org/a_%28b%29%20c)"),
        ("/a?b=1&copy=2", "[ferry](/a?b=1&copy=2)"),
        ("/a?b=1&lt;2", "[ferry](/a?b=1&amp;lt;2)"),
        ('/<b>"|`\\', "[ferry](/%3Cb%3E%22%7C%60%5C)"),
        ("mailto:a@e.org", "[ferry](mailto:a@e.org)"),
        ("//e.org/\u202egnp", "[ferry](//e.org/%E2%80%AEgnp)"),
        ("/żółw", "[ferry](/żółw)"),
        ("javascript:alert(1)", "ferry"),
        (" \x01JaVa\tScr\nipt:alert(1)", "ferry"),
        ("data:text/html,x", "ferry"),
        ("vbscript:x", "ferry"),
        ("\u200bjavascript:x", "ferry"),
        ("javascript&colon;alert(1)", "[ferry](javascript&amp;colon;alert%281%29)"),
        ("", "ferry"),
    ],
)
def test_links(url: str, written: str) -> None:
    text = "The ferry runs"
    assert markdown(paragraph(text, link(text, "ferry", url))) == f"The {written} runs\n"


def test_links_keep_blanks_outside_and_never_become_pictures() -> None:
    text = "Look! here  now"
    assert markdown(paragraph(text, Link(" here ", "/h", 5, 11))) == "Look! [here](/h) now\n"
    assert markdown(paragraph("Look!here", Link("here", "/h", 5, 9))) == "Look\\![here](/h)\n"


def test_links_that_overlap_or_lie_outside_are_passed_over() -> None:
    text = "abcdef"
    links = [Link("abc", "/1", 0, 3), Link("bcd", "/2", 1, 4), Link("", "/3", 4, 4), Link("f!", "/4", 5, 7), Link("x", "/5", -3, -1)]
    assert markdown(paragraph(text, *links)) == "[abc](/1)def\n"


def test_lists() -> None:
    assert markdown(*items(("a", 2, False), ("b", 4, True), ("c", 3, True), ("d", 1, True), ("e", 1, True), ("f", 1, False))) == (
        "- a\n  1. b\n     1. c\n1. d\n2. e\n- f\n"
    )
    assert markdown(*items(("1. a\nb", 1, False), (" ", 1, False), ("- c", 1, False))) == "- 1\\. a\\\n  b\n- \\- c\n"


def test_numbers_of_two_digits_indent_what_is_below_them() -> None:
    rows = [(str(n), 1, True) for n in range(1, 11)]
    assert markdown(*items(*rows, ("x", 2, False))).endswith("10. 10\n    - x\n")


def test_lists_of_hostile_depth_stay_small() -> None:
    assert len(markdown(*items(*[("x", depth, False) for depth in range(1, 5001)]))) < 5000 * 20


def test_tables() -> None:
    ragged = Table("a|b\nc\td\te", 0, 9, rows=(("a|b",), ("c", "d\n\ne", "\\"), ()))
    assert markdown(ragged) == "| a\\|b |  |  |\n| --- | --- | --- |\n| c | d e | \\\\ |\n|  |\n"
    assert markdown(Table("a\tb", 0, 3)) == "a b\n"


def test_figures() -> None:
    assert markdown(Figure(Image("data:image/png;base64,x", "The pier. Photo: Jo Ray", "Jo Ray"), 0, 0)) == "*The pier. Photo: Jo Ray*\n"
    assert markdown(Figure(Image("/p.jpg", alt="a ] *pier*"), 0, 0)) == "![a \\] \\*pier\\*](/p.jpg)\n"
    assert markdown(Figure(Image(None, None, "- Jo"), 0, 0)) == "\\- Jo\n"
    assert markdown(Figure(Image(), 0, 0)) == ""


@given(articles())
def test_any_article_can_be_written(article: Article) -> None:
    to_markdown(article).encode()


def _visible(article: Article) -> str:
    """The words that a reader of the Markdown must see, without blanks."""
    byline = [
        ", ".join(filter(None, map(author_words, article.authors))),
        date_words(article.published) if article.published else "",
        source_words(article),
        read_time_words(article),
    ]
    head = [*map(one_line, (article.kicker, article.headline, article.dek)), " · ".join(filter(None, byline))]
    body = [" — ".join(filter(None, caption_and_credit(b.image))) if isinstance(b, Figure) else clean(b.text) for b in article.body]
    return "".join("".join(head + body).split())


@given(true_articles())
def test_a_markdown_reader_sees_the_page_s_words_and_no_markup_of_the_page(article: Article) -> None:
    markdown_it = pytest.importorskip("markdown_it")
    html = pytest.importorskip("lxml.html")
    rendered = markdown_it.MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(to_markdown(article))
    root = html.fromstring(f"<div>{rendered}</div>")
    assert "".join(root.text_content().split()) == _visible(article)
    tags = "div p h1 h2 h3 h4 h5 h6 ul ol li blockquote a img em strong br table thead tbody tr td th"
    assert {element.tag for element in root.iter()} <= set(tags.split())
    assert all(safe_url(anchor.get("href")) for anchor in root.iter("a"))
    assert all(safe_image_url(image.get("src")) for image in root.iter("img"))
    for cls, path in [(Heading, "h2 h3 h4 h5 h6"), (ListItem, "li"), (BlockQuote, "blockquote")]:
        written = [block for block in article.body if isinstance(block, cls) and one_line(block.text)]
        assert len(list(root.iter(*path.split()))) == len(written)


@pytest.mark.parametrize("unit", ["[", "&", "1. ", " ", "\n", "!", "\\", "www.", "://", "*a", "&#", "\u2028", "\t", "-"])
def test_time_grows_with_the_text_alone(unit: str) -> None:
    text = unit * (400_000 // len(unit))
    start = time.perf_counter()
    markdown(paragraph(text))
    assert time.perf_counter() - start < 2
