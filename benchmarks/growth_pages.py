"""Pages that grow in one way each: what ``growth.py`` doubles, and what the test of the number of operations doubles."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["WAYS", "Way"]

_SENTENCE = "The harbour office said on Monday that the ferry would stay in port until the wind eased. "
_STORY = f"<p>{_SENTENCE * 3}</p>"


class Way(NamedTuple):
    """One way in which a page grows."""

    name: str
    form: Literal["html", "text", "quotes"]
    """What the page is given to: ``parse`` as HTML or as text, or ``extract_quotes``."""
    build: Callable[[int], str]
    """The page of a size; a doubled size is a page twice as long."""
    most: int = 1 << 30
    """Size above which the page is no longer one: what it grows in is limited."""


def _html(body: Callable[[int], str], head: Callable[[int], str] = lambda _: "") -> Callable[[int], str]:
    def page(n: int) -> str:
        return (
            f'<!doctype html><html lang="en"><head><title>Ferry waits for the wind</title>{head(n)}</head>'
            f"<body><article><h1>Ferry waits for the wind</h1>{_STORY}{body(n)}{_STORY}</article></body></html>"
        )

    return page


def _text(body: Callable[[int], str]) -> Callable[[int], str]:
    def page(n: int) -> str:
        return f"Ferry waits for the wind\n\nBy Ann Example\n\nJune 29, 2021\n\n{_SENTENCE}\n\n{body(n)}\n\n{_SENTENCE}\n"

    return page


def _name(i: int) -> str:
    """A name of two words that differs from those of other numbers."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    first = letters[i % 26].upper() + letters[i // 26 % 26] + letters[i // 676 % 26]
    return f"{first}a {letters[i // 17576 % 26].upper()}berg{letters[i % 7]}en"


def _jsonld(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def _nested(n: int, opening: str, middle: str, closing: str) -> str:
    """Groups of 60 within each other, one after the other: real nesting, below every limit of depth."""
    group = opening * 60 + middle + closing * 60
    return group * max(1, n // 60)


def _thread(n: int) -> object:
    """Objects within each other, in stacks of 10."""
    stack: object = {"@type": "Comment", "text": "no"}
    for _ in range(10):
        stack = {"@type": "Comment", "comment": stack}
    return {"@type": "NewsArticle", "headline": "Ferry waits for the wind", "comment": [stack] * max(1, n // 10)}


_HTML = {
    "blocks": lambda n: _STORY * n,
    "short blocks": lambda n: "<p>Wind</p>" * n,
    "different blocks": lambda n: "".join(f"<p>The ferry {_name(i)} waits at pier {i}.</p>" for i in range(n)),
    "repeated lines": lambda n: "<p>The ferry waits for the wind to ease at the pier.</p>" * n,
    "depth": lambda n: _nested(n, "<div>", "wind", "</div>"),
    "inline depth": lambda n: _nested(n, "<span>", "wind ", "</span>"),
    "attributes of one element": lambda n: "<p " + " ".join(f'data-a{i}="x"' for i in range(n)) + ">wind</p>",
    "attributes of many": lambda n: '<p class="lead story-text" id="a" data-x="y" title="wind">Wind again.</p>' * n,
    "class names": lambda n: "".join(f'<div class="box-{_name(i)}"><p>Wind {i}</p></div>' for i in range(n)),
    "one long attribute": lambda n: f'<p class="{"lead-text " * n}">wind</p>',
    "one huge block": lambda n: f"<p>{_SENTENCE * n}</p>",
    "one huge word": lambda n: f"<p>{'a' * 80 * n}</p>",
    "links in one block": lambda n: "<p>" + '<a href="/2021/06/29/wind">wind</a>, ' * n + "</p>",
    "links without text": lambda n: "<p>wind " + '<a href="/x"></a>' * n + "</p>",
    "links within links": lambda n: "<p>" + '<a href="/x">wind <a href="/y">w' * n,
    "linked blocks": lambda n: "".join(f'<li><a href="/2021/06/29/{i}-ferry">The ferry {_name(i)} waits</a></li>' for i in range(n)),
    "quote marks": lambda n: "<p>" + '"' * 20 * n + "</p>",
    "quotes": lambda n: "<p>“We wait for the wind,” said Ann Example, the harbour master.</p>" * n,
    "quotes in one block": lambda n: "<p>" + "“We wait,” said Ann Example. " * n + "</p>",
    "opened quotes": lambda n: "<p>“We wait, he said.</p>" * n,
    "apostrophes": lambda n: "<p>" + "it's the o'clock's 'n' ' " * n + "</p>",
    "spaces": lambda n: "<p>wind" + " \t\n" * 30 * n + "wind</p>",
    "spaces between tags": lambda n: "<p>wind</p>" + " \n " * 20 * n,
    "digits": lambda n: "<p>" + "1234567890" * 8 * n + "</p>",
    "digits in words": lambda n: "<p>" + "12 34.5 6,7-8 9/10 " * 4 * n + "</p>",
    "blocks of digits": lambda n: "<p>12345678901234567890 123-45-6 12:3</p>" * n,
    "dates": lambda n: "<p>June 29, 2021, 14:05</p>" * n,
    "dates in one block": lambda n: "<p>" + "29 June 2021 14:05; " * n + "</p>",
    "times": lambda n: '<p><time datetime="2021-06-29T14:05:00Z">June 29, 2021</time></p>' * n,
    "months": lambda n: "<p>" + "June July May " * 4 * n + "</p>",
    "entities": lambda n: "<p>" + "&amp;&nbsp;&eacute;&#8220;&#x201d;" * n + "</p>",
    "broken entities": lambda n: "<p>" + "&" * 40 * n + "&amp" * n + "</p>",
    "unclosed paragraphs": lambda n: "<p>The wind eased" * n,
    "unclosed inline tags": lambda n: "".join("<b><i>" + "wind " * 5 for _ in range(min(n, 400))) + "wind " * 20 * n,
    "unclosed list items": lambda n: "<ul>" + "<li>wind" * n,
    "end tags without beginning": lambda n: "</div></b></p>" * n,
    "opening brackets": lambda n: "<p>" + "<" * 40 * n + "</p>",
    "tag that never ends": lambda n: "<p>wind</p><div " + "a=b " * 10 * n,
    "comment nodes": lambda n: "<!-- wind -->" * n + "<p>wind</p>",
    "comment that never ends": lambda n: "<p>wind</p><!-- " + "-- wind - " * 4 * n,
    "templates": lambda n: "<template id='B:1'><p>wind</p></template>" * n,
    "streamed parts": lambda n: "".join(f'<template id="B:{i}"></template><div hidden id="S:{i}"><p>wind</p></div>' for i in range(n)),
    "hidden": lambda n: "<p hidden>wind</p><div style='display:none'>wind</div>" * n,
    "styles": lambda n: f'<p style="{"color:red; " * 10 * n}">wind</p>',
    "scripts": lambda n: "<script>var a = '<p>';</script>" * n,
    "line breaks": lambda n: "<p>" + "wind<br>" * n + "</p>",
    "empty line breaks": lambda n: "<p>" + "<br>" * 10 * n + "</p>",
    "table cells": lambda n: "<table>" + "<tr><td>wind</td><td>12</td><td>June</td></tr>" * n + "</table>",
    "cells of one row": lambda n: "<table><tr>" + "<td>wind 12</td>" * n + "</tr></table>",
    "tables": lambda n: "<table><tr><td>wind</td><td>12</td></tr></table>" * n,
    "lists": lambda n: "<ul>" + "<li>The wind eased.</li>" * n + "</ul>",
    "headings": lambda n: "".join(f"<h2>Wind at pier {i}</h2>{_STORY}" for i in range(n)),
    "headlines": lambda n: "<h1>Ferry waits for the wind</h1>" * n,
    "bylines": lambda n: "".join(f'<p class="byline">By {_name(i)}</p>' for i in range(n)),
    "names in one byline": lambda n: '<p class="byline">By ' + ", ".join(_name(i) for i in range(n)) + "</p>",
    "names in the text": lambda n: "".join(f"<p>“We wait,” said {_name(i)}, who sails the ferry.</p>" for i in range(n)),
    "one name repeated": lambda n: "<p>" + "Ann Example and Ann " * 4 * n + "</p>",
    "capitals": lambda n: "<p>" + "Ann Bea Cleo Dana Eve " * 4 * n + "</p>",
    "captions": lambda n: "".join(
        f'<figure><img src="/{i}.jpg"><figcaption>The ferry {_name(i)}. Photo: {_name(i + 1)}</figcaption></figure>' for i in range(n)
    ),
    "pictures": lambda n: "".join(f'<img src="/{i}.jpg" alt="The ferry" width="600" height="400">' for i in range(n)),
    "pictures alone in a box": lambda n: "<div>" + "".join(f'<p><img src="/{i}.jpg"></p>' for i in range(n)) + "</div>",
    "credits": lambda n: "".join(f'<p class="credit">Photo: {_name(i)} / Agency</p>' for i in range(n)),
    "teasers": lambda n: "<aside><h3>Most read</h3>" + "".join(
        f'<div class="teaser"><a href="/2021/06/29/{i}-ferry"><img src="/{i}.jpg"><h4>The ferry {_name(i)} waits</h4></a>'
        f"<p>It waits for the wind at pier {i}.</p><span>June 29, 2021</span></div>" for i in range(n)
    ) + "</aside>",
    "related links": lambda n: "".join(f'<p>ALSO READ: <a href="/{i}">The ferry {_name(i)} waits for the wind</a></p>' for i in range(n)),
    "previous and next": lambda n: "<p>Previous Story</p><p><a href='/x'>The ferry waits for the wind</a></p><p>Next Story</p>" * n,
    "tags": lambda n: '<ul class="tags">' + "".join(f'<li><a rel="tag" href="/tag/{i}">{_name(i)}</a></li>' for i in range(n)) + "</ul>",
    "breadcrumbs": lambda n: '<nav class="breadcrumb">' + '<a href="/a">News</a> › ' * n + "</nav>",
    "comments of readers": lambda n: '<section class="comments" id="comments">' + "".join(
        f"<article class='comment'><p>{_name(i)}, 3 hours ago</p><p>I wait for the wind too.</p></article>" for i in range(n)
    ) + "</section>",
    "share links": lambda n: '<ul class="share"><li><a href="https://social.example/share?u=x">Share this</a></li></ul>' * n,
    "read times": lambda n: "<p>3 min read</p>" * n,
    "labels": lambda n: "<p>Photo: Photo: By By ALSO READ: Next Story: </p>" * n,
    "pull quotes": lambda n: "".join(f"<blockquote>The ferry {_name(i)} waits for the wind.</blockquote>" for i in range(n)),
    "zero-width characters": lambda n: "<p>" + "wi\u200bnd\u200d\u2060 " * 8 * n + "</p>",
    "blocks of zero-width characters": lambda n: "<p>\u200b\u200b\u2060\u200b\u200b\u200b\u200b\u200b\u200b\u200b</p>" * n,
    "right-to-left marks": lambda n: "<p>" + "\u202ewind\u202c \u200f" * 8 * n + "</p>",
    "combining marks": lambda n: "<p>a" + "\u0301" * 40 * n + "</p>",
    "wide characters": lambda n: "<p>" + "風が弱まるまで船は港で待つと事務所は言った。" * 3 * n + "</p>",
    "Arabic": lambda n: "<p>" + "قال مكتب الميناء إن العبارة ستبقى في المرفأ. " * 2 * n + "</p>",
    "emoji": lambda n: "<p>" + "\U0001f6a2 \U0001f32c\ufe0f " * 10 * n + "</p>",
    "commas": lambda n: "<p>" + "a, b; c: d | e · f - g / " * 4 * n + "</p>",
    "dots": lambda n: "<p>" + "." * 60 * n + "</p>",
    "ellipses": lambda n: "<p>" + "… ... [...] " * 6 * n + "</p>",
    "brackets": lambda n: "<p>" + "([{" * 20 * n + "</p>",
    "e-mail addresses": lambda n: "<p>" + "a.b@c.example " * 6 * n + "</p>",
    "at signs": lambda n: "<p>" + "a@" * 40 * n + "</p>",
    "addresses": lambda n: "<p>" + "https://news.example/a/b?c=d#e " * 3 * n + "</p>",
    "one long address": lambda n: f'<p><a href="/{"a/../" * 20 * n}">wind</a></p>',
    "dashes": lambda n: "<p>" + "- – — -- " * 10 * n + "</p>",
}  # fmt: skip

_HEAD = {
    "JSON-LD nesting": lambda n: _jsonld(_thread(n)),
    "JSON-LD brackets": lambda n: f'<script type="application/ld+json">{"[" * 40 * n}</script>',
    "JSON-LD graph": lambda n: _jsonld({"@graph": [{"@type": "NewsArticle", "@id": f"#{i}", "headline": f"Ferry {i}"} for i in range(n)]}),
    "JSON-LD scripts": lambda n: _jsonld({"@type": "NewsArticle", "headline": "Ferry waits", "author": {"name": "Ann Example"}}) * n,
    "JSON-LD authors": lambda n: _jsonld({"@type": "NewsArticle", "author": [{"name": _name(i)} for i in range(n)]}),
    "JSON-LD body": lambda n: _jsonld({"@type": "NewsArticle", "headline": "Ferry waits", "articleBody": _SENTENCE * n}),
    "JSON-LD broken strings": lambda n: f'<script type="application/ld+json">{{"a": "{chr(34) * 30 * n}"}}</script>',
    "JSON-LD broken blanks": lambda n: '<script type="application/ld+json">{"a": "b"' + ' "\t\n' * 10 * n + "</script>",
    "JSON-LD broken commas": lambda n: '<script type="application/ld+json">{"a": "b"' + ",{:[" * 10 * n + "</script>",
    "JSON-LD broken comments": lambda n: '<script type="application/ld+json">{' + "/*" * 30 * n + "</script>",
    "meta elements": lambda n: "".join(f'<meta property="article:tag" content="{_name(i)}">' for i in range(n)),
    "names of meta elements": lambda n: "".join(f'<meta name="pub{i}-date" content="2021-06-29">' for i in range(n)),
    "meta content": lambda n: f'<meta name="description" content="{"wind &lt;b " * 8 * n}">',
    "keywords": lambda n: '<meta name="keywords" content="' + ", ".join(_name(i) for i in range(n)) + '">',
    "title": lambda n: f"<title>{'wind | ' * 10 * n}</title>",
    "base elements": lambda n: '<base href="https://news.example/a/">' * n,
    "links of the head": lambda n: '<link rel="alternate" href="/x">' * n,
}

_MICRODATA = {
    "microdata": lambda n: '<div itemscope itemtype="https://schema.org/NewsArticle"><span itemprop="headline">Ferry</span>'
    + '<span itemprop="author">Ann Example</span>' * n + "</div>",
    "microdata items": lambda n: '<div itemscope itemtype="https://schema.org/Article"><b itemprop="headline">Ferry</b></div>' * n,
    "microdata nesting": lambda n: _nested(n, '<div itemprop="mentions" itemscope>', '<span itemprop="headline">Ferry</span>', "</div>"),
}  # fmt: skip

_LINES = {
    "blocks": lambda n: f"{_SENTENCE}\n\n" * n,
    "short lines": lambda n: "wind\n" * n,
    "different lines": lambda n: "".join(f"The ferry {_name(i)} waits at pier {i}\n" for i in range(n)),
    "one long line": lambda n: _SENTENCE * n,
    "wrapped lines": lambda n: f"{_SENTENCE[:67]}\nuntil the wind eased and the water fell to where it was\n" * n,
    "lines that go on": lambda n: "The harbour office said that the ferry would stay in port\n" + "and waits on,\n" * n,
    "lines of one word": lambda n: "and " * 20 + "\nand" * n,
    "blank lines": lambda n: "\n" * 60 * n,
    "spaces": lambda n: "wind" + " \t" * 40 * n + "wind",
    "spaces at line ends": lambda n: "wind            \n" * n,
    "bullets": lambda n: "* The wind eased\n" * n,
    "dashes": lambda n: "- " * 40 * n,
    "quote marks": lambda n: '"' * 20 * n,
    "lines with quotes": lambda n: "“We wait for the wind,” said Ann Example, the harbour master.\n\n" * n,
    "digits": lambda n: "1234567890" * 8 * n,
    "dates": lambda n: "June 29, 2021, 14:05\n" * n,
    "names": lambda n: "".join(f"{_name(i)}\n" for i in range(n)),
    "bylines": lambda n: "".join(f"By {_name(i)}\n\n" for i in range(n)),
    "captions": lambda n: "".join(f"The ferry {_name(i)} at its pier. Photo: {_name(i + 1)}\n\n" for i in range(n)),
    "teasers": lambda n: "Most read\n\n" + "".join(f"The ferry {_name(i)} waits for the wind\nJune 29, 2021\n\n" for i in range(n)),
    "repeated headlines": lambda n: "Ferry waits for the wind\n\n" * n,
    "also read": lambda n: "ALSO READ: The ferry waits for the wind at the pier\n\n" * n,
    "tags": lambda n: "Tags: " + ", ".join(_name(i) for i in range(n)),
    "opening brackets": lambda n: "<" * 60 * n,
    "quoted tags": lambda n: "Write <p class='a'> and then </b> here.\n" * n,
    "invisible characters": lambda n: "\u200b\u200e\u00ad" * 20 * n + "wind",
    "control characters": lambda n: ("wind" * 30 + "\x01") * n,
    "wide characters": lambda n: "風が弱まるまで船は港で待つと事務所は言った。" * 3 * n,
    "full stops": lambda n: "a. " * 30 * n,
}  # fmt: skip

_QUOTED = {
    "quotes": lambda n: "“We wait for the wind,” said Ann Example, the harbour master. " * n,
    "paragraphs with quotes": lambda n: "“We wait for the wind,” she said.\n\n" * n,
    "one paragraph of marks": lambda n: '"' * 30 * n,
    "apostrophes": lambda n: "it's 'n' o'clock ' " * 4 * n,
    "opening marks": lambda n: "“" * 30 * n,
    "closing marks": lambda n: "”" * 30 * n,
    "opened paragraphs": lambda n: "“We wait.\n\n" * n,
    "guillemets": lambda n: "«On attend», dit-il. »Wir warten«, sagt sie. " * n,
    "nested marks": lambda n: "“a ‘b “c ‘d " * 5 * n,
    "dashes": lambda n: "— On attend, dit-il.\n" * n,
    "one huge quote": lambda n: "“" + _SENTENCE * n + "” said Ann Example.",
    "names": lambda n: "".join(f"“We wait,” said {_name(i)}, who sails the ferry.\n\n" for i in range(n)),
    "one paragraph of names": lambda n: "".join(f"“We wait,” said {_name(i)}. " for i in range(n)),
    "capitals": lambda n: "Ann Bea Cleo Dana Eve Fay " * 3 * n + "“We wait,” she said.",
    "a name of many words": lambda n: "“We wait,” said " + "Ann " * 20 * n,
    "verbs": lambda n: "“We wait,” " + "said " * 20 * n,
    "pronouns": lambda n: "“We wait,” he said. “You wait,” she told him. " * n,
    "transcript": lambda n: "ANN: We wait.\nBEA: You wait.\n" * n,
    "labels of many": lambda n: "".join(f"{_name(i)}: We wait.\n" for i in range(n)),
    "text without marks": lambda n: _SENTENCE * n,
    "line ends": lambda n: "\n" * 60 * n + "“We wait,” she said.",
    "commas": lambda n: "“We wait,” said Ann, " + "a, " * 30 * n,
    "wide marks": lambda n: "「風を待つ」と彼女は言った。" * 3 * n,
    "full stops": lambda n: "“A. B. C.” " * 5 * n,
    "titles": lambda n: "Mr. Dr. Prof. President " * 4 * n + "said: “We wait.”",
}  # fmt: skip

WAYS: tuple[Way, ...] = (
    *(Way(name, "html", _html(build)) for name, build in _HTML.items()),
    *(Way(name, "html", _html(lambda _: "", build)) for name, build in _HEAD.items()),
    *(Way(name, "html", _html(build)) for name, build in _MICRODATA.items()),
    *(Way(name, "text", _text(build)) for name, build in _LINES.items()),
    *(Way(name, "quotes", build) for name, build in _QUOTED.items()),
)
