"""HTML or plain text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsparse.read.kind import kind_of

PROSE = (
    "The council closed the old bridge on Monday. Drivers now take the longer road along the harbour, and nobody knows for how long.\n\n"
)
DOCUMENT = f"<!DOCTYPE html>\n<html><head><title>Bridge</title></head><body><p>{PROSE}</p><p>{PROSE}</p></body></html>\n"


@pytest.mark.parametrize(
    "text",
    [
        DOCUMENT,
        "\ufeff\n  " + DOCUMENT,
        "<!-- rendered in 12 ms --><!-- cache -->\n" + DOCUMENT,
        DOCUMENT + "<!-- served by node 7 -->\n",
        DOCUMENT[: len(DOCUMENT) * 2 // 3],
        "Warning: a variable is not set in line 12\n" + DOCUMENT,
        "Warning: a variable is not set in line 12\n" + DOCUMENT[: len(DOCUMENT) * 2 // 3],
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + DOCUMENT,
        '<?xml version="1.0" encoding="utf-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml"><body/></html>',
        '<?xml version="1.0"?><rss version="2.0"><channel><title>News</title></channel></rss>',
        "<html>",
        "<HTML LANG=en>",
        "<body>text",
        "<p>One paragraph.</p>",
        "<p>One.</p>\n\n<p>Two.</p>\n",
        "<p>One.<p>Two.<p>Three.",
        "<P CLASS=lead>One.</P>",
        "<h1>Bridge closed</h1><p>" + PROSE + "</p><p>" + PROSE,
        "<bridge-app><p>One.</p></bridge-app>",
        "<article>\n<h1>A</h1>\nB\n</article>",
        "An introduction.<p>A paragraph of some length.</p><p>And another one here.</p>",
        "First line<br>second line<br/>third line<br>fourth line",
    ],
)
def test_html(text: str) -> None:
    assert kind_of(text) == "html"


@pytest.mark.parametrize(
    "text",
    [
        PROSE,
        "",
        "   \n",
        PROSE * 3 + DOCUMENT + PROSE * 3,
        "A page begins with <html> and <head>, then comes <body>.\n\n" + PROSE,
        "How to write a page\n\nStart with this:\n\n" + DOCUMENT + "\nand go on from there.\n\n" + PROSE * 5,
        "Use the <b> tag for bold and the <i> tag for italics.",
        "<p> is what opens a paragraph. " + PROSE,
        "# Bridge\n\n<img src='a.png'>\n\n" + PROSE,
        '<p align="center"><img src="logo.png"></p>\n\n# Bridge\n\n' + PROSE * 2,
        "> quoted\n\n* item\n* item <br> two\n\n" + PROSE,
        "<ada@harbourpost.example> wrote:\n> " + PROSE,
        "See <https://harbourpost.example/bridge>",
        "<Previous Story\nNext Story>",
        "< Back to news\n\n" + PROSE,
        "water < 4 °C and air > 10 °C",
        "&lt;p&gt;Hello&lt;/p&gt;",
    ],
)
def test_text(text: str) -> None:
    assert kind_of(text) == "text"


@pytest.mark.parametrize(
    "piece", ["<!--", "<!-- ", "<!---->", "<p ", "<", "<p>", "</a ", "<?", "<![", "<html ", "</p", "<a b=' ", "-", " "]
)
@pytest.mark.parametrize("begin", ["", "<!--", "x", "<p>"])
def test_hostile_text_takes_linear_time(begin: str, piece: str) -> None:
    text = begin + piece * (1_000_000 // len(piece))
    start = time.process_time()
    kind_of(text)
    assert time.process_time() - start < 0.5


@given(st.text())
def test_any_text_is_one_or_the_other(text: str) -> None:
    assert kind_of(text) in {"html", "text"}


@given(st.text(st.characters(exclude_characters="<")))
def test_without_an_angle_bracket_it_is_text(text: str) -> None:
    assert kind_of(text) == "text"
