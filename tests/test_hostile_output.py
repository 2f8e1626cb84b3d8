"""What is written of a hostile page is safe to show: a browser or a Markdown reader finds no markup and no code of the page's in it."""

from __future__ import annotations

import json
import re
from html import escape
from pathlib import Path

import lxml.html
import pytest
from lxml.html import HtmlElement

import newsparse
from newsparse import Article, Author, Figure, Heading, Image, Link, ListItem, Paragraph, Table, parse
from newsparse.article import BlockQuote
from newsparse.write.html import to_html, to_html_document
from newsparse.write.jsonld import jsonld_script
from newsparse.write.safe import safe_image_url, safe_url

ELEMENTS = frozenset(
    "html head meta title body div article header p h1 h2 h3 h4 h5 h6 ul ol li blockquote a img em strong s br table thead tbody tr th td"
    " figure figcaption small time".split()
)
ATTRIBUTES = frozenset("lang dir class href src alt datetime charset start".split())

RUNS_CODE = (
    "javascript:alert(1)",
    "JAVASCRIPT:alert(1)",
    "JaVaScRiPt:alert(1)",
    "  javascript:alert(1)",
    "\x01\x02javascript:alert(1)",
    "\u00a0javascript:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "java\r\nscript:alert(1)",
    "java\x00script:alert(1)",
    "javascript\t:alert(1)",
    "\ufeffjavascript:alert(1)",
    "javascript://news.example/%0aalert(1)",
    "view-source:javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "DATA:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "data:image/svg+xml,<svg onload=alert(1)>",
    "vbscript:msgbox(1)",
    "VbScript:msgbox(1)",
    "file:///etc/passwd",
    "blob:https://news.example/1",
    "filesystem:https://news.example/1",
    "jar:https://news.example!/x",
)
IN_ENTITIES = (
    "javascript&colon;alert(1)",
    "javascript&#58;alert(1)",
    "&#106;&#97;&#118;&#97;script&#x3A;alert(1)",
    "java&Tab;script:alert(1)",
    "java&NewLine;script:alert(1)",
    "&#1;javascript:alert(1)",
    "&#x6A&#x61&#x76&#x61script:alert(1)",
)
MARKUP = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</title><svg onload=alert(1)>",
    '" onmouseover="alert(1)',
    "' autofocus onfocus='alert(1)",
    "<!-- --><iframe src=//evil.example>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "[ferry](javascript:alert(1))",
    "![ferry](data:image/svg+xml,x)",
    "<javascript:alert(1)>",
    "[ferry]: javascript:alert(1)",
    "```\n<script>\n```",
    "| a | b |\n| --- | --- |",
    "]]><b>",
    "\\",
)


def page_of(words: str, address: str) -> str:
    """A page with the words in every place that text can stand in, and the address in every place for one."""
    told, linked = escape(words), escape(address)
    block = json.dumps({"@type": "NewsArticle", "headline": words, "description": words, "url": address, "author": {"name": words}})
    return f"""<!doctype html><html lang="en"><head><title>{told}</title>
<link rel="canonical" href="{linked}"><meta property="og:title" content="{told}"><meta property="og:image" content="{linked}">
<meta name="author" content="{told}"><script type="application/ld+json">{block.replace("<", chr(92) + "u003c")}</script></head>
<body><article><h1>Ferry waits {told}</h1><p class="dek">Wind at the pier {told}</p>
<p class="byline">By <a rel="author" href="{linked}">Ann Example</a></p><time datetime="{told}">June 29, 2021</time>
<p>The ferry to the island did not leave on Tuesday, and nobody at the pier knows when it will. {told}</p>
<p>The harbour <a href="{linked}">master {told}</a> has closed the office until the wind turns, she said on Tuesday.</p>
<figure><img src="{linked}" alt="{told}"><figcaption>The pier at dawn {told}. Photo: {told}</figcaption></figure>
<h2>What comes next {told}</h2><ul><li>Wait {told}</li><li><a href="{linked}">Row {told}</a></li></ul>
<blockquote>The wind does as it likes. {told}</blockquote>
<table><tr><th>Day {told}</th><th>Wind</th></tr><tr><td>Monday</td><td><a href="{linked}">Strong {told}</a></td></tr></table>
<p>Also read: <a href="{linked}">The old ferry {told}</a></p></article></body></html>"""


def article_of(words: str, address: str) -> Article:
    """The same without a parser that might drop what is hostile."""
    link = (Link(words, address, 0, len(words)),)
    rest = {"start": 0, "end": len(words)}
    return Article(
        kind="html", url=address, canonical_url=address, language=words, kicker=words, headline=words, dek=words, source=words,
        site_name=words, section=words, tags=(words,), authors=(Author(words, address, words),), text=words,
        images=(Image(address, words, words, words),),
        body=(
            Paragraph(words, **rest, links=link), Heading(words, **rest, links=link), ListItem(words, **rest, links=link),
            BlockQuote(words, **rest, links=link), Table(words, **rest, rows=((words,),), links=link),
            Figure(Image(address, words, words, words), 0, 0),
        ),
    )  # fmt: skip


def check(article: Article) -> None:
    for written in (to_html(article), to_html_document(article), rendered(article)):
        check_html(lxml.html.document_fromstring(f"<div>{written}</div>" if "<!doctype" not in written else written))
    script = jsonld_script(article)
    assert not set(script) & set("<>&\u2028\u2029")
    assert json.loads(script) == article.to_jsonld()
    check_addresses(article.to_jsonld())
    around = lxml.html.document_fromstring(f'<p>before</p><script type="application/ld+json">{script}</script><p>behind</p>')
    assert [element.text for element in around.iter("p")] == ["before", "behind"]
    assert len(list(around.iter("script"))) == 1


def rendered(article: Article) -> str:
    """The Markdown as a reader that takes every markup makes it: HTML inside, tables, struck words."""
    markdown_it = pytest.importorskip("markdown_it")
    reader = markdown_it.MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    reader.validateLink = lambda _: True  # its own guard must not be what protects
    return str(reader.render(article.to_markdown()))


def check_html(root: HtmlElement) -> None:
    for element in root.iter():
        assert element.tag in ELEMENTS, lxml.html.tostring(element)
        assert set(element.attrib) <= ATTRIBUTES, lxml.html.tostring(element)
    for anchor in root.iter("a"):
        assert not runs_code(anchor.get("href") or ""), anchor.get("href")
    for image in root.iter("img"):
        assert not runs_code(image.get("src") or ""), image.get("src")


def check_addresses(value: object) -> None:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in ("url", "@id"):
                assert not runs_code(inner), inner
            else:
                check_addresses(inner)
    elif isinstance(value, list):
        for inner in value:
            check_addresses(inner)


def runs_code(address: str) -> bool:
    """As a browser reads it: controls and blanks around it and tabs and line ends inside are dropped, the scheme has no case."""
    bare = re.sub(r"[\t\r\n]", "", address.strip("".join(map(chr, range(33)))))
    scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", bare)
    return scheme is not None and scheme[1].lower() not in {"http", "https", "mailto", "tel", "ftp"}


@pytest.mark.parametrize("address", RUNS_CODE)
def test_addresses_that_run_code(address: str) -> None:
    assert safe_url(address) is None
    assert safe_image_url(address) is None
    check(article_of("ferry", address))
    assert "href" not in to_html(article_of("ferry", address))
    assert "](" not in article_of("ferry", address).to_markdown()
    check(parse(page_of("", address)))
    check(parse(page_of("", address), url="https://news.example/ferry"))


@pytest.mark.parametrize("address", IN_ENTITIES)
def test_addresses_that_entities_hide(address: str) -> None:
    page = page_of("", "ADDRESS").replace("ADDRESS", address)  # a browser reads the entities
    article = parse(page)
    check(article)
    assert not [link for block in article.blocks for link in block.links if safe_url(link.url)]
    check(article_of("ferry", address))  # and here they are characters of a relative address


@pytest.mark.parametrize("words", MARKUP)
def test_words_that_are_markup(words: str) -> None:
    check(article_of(words, "https://news.example/" + words))
    article = parse(page_of(words, "https://news.example/ferry"), url="https://news.example/1")
    check(article)
    assert words.split("\n", maxsplit=1)[0].strip() in article.text
    shown = lxml.html.document_fromstring(to_html(article)).text_content()
    assert "".join(words.split()) in "".join(shown.split())


def test_addresses_that_are_safe_stay() -> None:
    for address in ("https://news.example/a?b=c:d", "//news.example/x", "/x:y", "?q=javascript:", "#javascript:", "mailto:a@news.example"):
        assert safe_url(address) == address
        assert f'href="{escape(address)}"' in to_html(article_of("ferry", address))


def test_controls_that_steer_a_terminal_are_not_written() -> None:
    steering = "\x1b[31m\x1b]0;title\x07\x9b2J\x08\x7f"
    page = page_of("", "/x").replace("Ferry waits", f"Ferry {steering} waits", 1)  # a page full of controls is refused as binary
    for article in (article_of(f"Ferry{steering} waits", "/x"), parse(page)):
        assert "Ferry" in (article.headline or "")
        for written in (article.to_markdown(), article.to_text(), to_html_document(article)):
            assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", written)
        assert not re.search(r"[\x00-\x1f]", jsonld_script(article))


def test_no_spreadsheet_is_written() -> None:
    """A cell that begins with "=" is a formula to a spreadsheet. Who adds a writer of CSV must guard its cells, and take this test away."""
    folder = Path(newsparse.__file__).parent
    writers = re.compile(r"csv\.(?:writer|DictWriter)|write_csv|to_csv|to_excel|openpyxl|xlsxwriter")
    assert [path.name for path in folder.rglob("*.py") if writers.search(path.read_text("utf-8"))] == []
