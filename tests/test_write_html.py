"""HTML output: clean, escaped, safe."""

from __future__ import annotations

import datetime as dt

from hypothesis import given

from newsparse.article import Article, Author, BlockQuote, Figure, Heading, Image, Link, ListItem, Paragraph, ReadTime, Table, Timestamp
from newsparse.write.html import to_html, to_html_document
from newsparse.write.safe import safe_image_url, safe_url
from tests.strategies import articles, true_articles


def test_a_whole_article() -> None:
    article = Article(
        kind="html",
        language="en",
        kicker="Harbour",
        headline="Ferry <9> runs",
        dek="R&D at sea",
        authors=(Author("Ana Sol", "https://e.org/ana?a=1&b=2"), Author("Bo", "javascript:x")),
        published=Timestamp(dt.date(2024, 5, 3), dt.time(14, 5)),
        source="Coast Wire",
        read_time=ReadTime(2),
        body=(
            Figure(Image('https://e.org/"p".jpg', "The pier", "Jo <Ray>", 'a "pier"'), 0, 0),
            Paragraph("The ferry runs.\n\n Now!", 0, 23, (Link("ferry", "/f", 4, 9), Link("runs", "data:x", 10, 14))),
            Heading("Times", 0, 5, level=1),
            ListItem("a", 0, 1),
            ListItem("b", 0, 1, ordered=True, depth=2),
            ListItem("c", 0, 1, depth=1),
            ListItem("d", 0, 1, ordered=True),
            BlockQuote("A boat.", 0, 7),
            Table("x\ty", 0, 3, rows=(("x", "y"),), links=(Link("y", "/y", 2, 3),)),
            Table("x", 0, 1),
        ),
    )
    assert (
        to_html(article)
        == """\
<article lang="en" dir="auto">
<header>
<p class="kicker">Harbour</p>
<h1>Ferry &lt;9&gt; runs</h1>
<p class="dek">R&amp;D at sea</p>
<p class="byline"><a href="https://e.org/ana?a=1&amp;b=2">Ana Sol</a>, Bo · \
<time datetime="2024-05-03T14:05">2024-05-03 14:05</time> · Coast Wire · 2 min</p>
</header>
<figure><img src="https://e.org/&quot;p&quot;.jpg" alt="a &quot;pier&quot;">\
<figcaption>The pier <small>Jo &lt;Ray&gt;</small></figcaption></figure>
<p>The <a href="/f">ferry</a> runs.<br>
Now!</p>
<h2>Times</h2>
<ul>
<li>a
<ol>
<li>b
</li></ol>
</li>
<li>c
</li></ul>
<ol>
<li>d
</li></ol>
<blockquote><p>A boat.</p></blockquote>
<table>
<tr><td>x</td><td><a href="/y">y</a></td></tr>
</table>
<p>x</p>
</article>
"""
    )


def test_an_empty_article_is_an_empty_element() -> None:
    assert to_html(Article(kind="text")) == '<article dir="auto">\n</article>\n'


def test_a_document_declares_its_encoding_and_title() -> None:
    document = to_html_document(Article(kind="text", headline="A <b>"))
    assert document.startswith('<!doctype html>\n<meta charset="utf-8">\n<title>A &lt;b&gt;</title>\n<article')


@given(articles())
def test_any_article_can_be_written(article: Article) -> None:
    to_html_document(article).encode()


@given(true_articles())
def test_page_text_is_never_markup(article: Article) -> None:
    from lxml import html

    root = html.fromstring(to_html(article))
    tags = "article header p h1 h2 h3 h4 h5 h6 ul ol li blockquote a img br table tbody tr td figure figcaption small time"
    assert {element.tag for element in root.iter()} <= set(tags.split())
    assert {name for element in root.iter() for name in element.attrib} <= set("lang dir class href src alt datetime".split())
    assert all(safe_url(anchor.get("href")) for anchor in root.iter("a"))
    assert all(safe_image_url(image.get("src")) for image in root.iter("img"))
