"""newsparse opens no connection, whatever a page refers to."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any, NoReturn

import pytest

from newsparse import Article, extract_quotes, parse, parse_many
from newsparse.cli import main
from newsparse.write.html import to_html_document
from newsparse.write.jsonld import jsonld_script

HOST = "http://elsewhere.example"
PAGE = f"""<?xml version="1.0" encoding="utf-8"?>
<?xml-stylesheet href="{HOST}/sheet.xsl" type="text/xsl"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "{HOST}/strict.dtd" [
  <!ENTITY % outer SYSTEM "{HOST}/outer.dtd"> %outer;
  <!ENTITY secret SYSTEM "file:///etc/hostname">
  <!ENTITY there SYSTEM "{HOST}/there.txt">
]>
<html xmlns="http://www.w3.org/1999/xhtml" lang="en" xmlns:xi="http://www.w3.org/2001/XInclude"><head>
<base href="{HOST}/">
<title>Ferry waits for the wind</title>
<link rel="stylesheet" href="{HOST}/sheet.css">
<link rel="canonical" href="{HOST}/ferry">
<link rel="alternate" type="application/json+oembed" href="{HOST}/oembed">
<meta http-equiv="refresh" content="0; url={HOST}/moved">
<script src="{HOST}/script.js"></script>
<style>@import url("{HOST}/more.css");</style>
<script type="application/ld+json">{{"@context": "{HOST}/context.jsonld", "@type": "NewsArticle", "@id": "{HOST}/#1",
 "headline": "Ferry waits for the wind", "image": "{HOST}/lead.jpg", "author": {{"@id": "{HOST}/#ann"}}}}</script>
</head><body>
<h1>Ferry waits for the wind</h1>
<p>The ferry to the island did not leave on Tuesday. &secret;&there; “We wait for the wind,” said harbour master Ann Example.</p>
<p>Nobody knows when it blows again, and the <a href="{HOST}/kiosk" ping="{HOST}/ping">kiosk</a> at the pier has sold out.</p>
<img src="{HOST}/ferry.jpg" srcset="{HOST}/large.jpg 2x" alt="The ferry">
<iframe src="{HOST}/frame"></iframe><object data="{HOST}/object"></object><embed src="{HOST}/embed">
<video src="{HOST}/film.mp4" poster="{HOST}/still.jpg"></video>
<xi:include href="{HOST}/included.xml"/>
</body></html>"""
TEXT = (
    "June 29, 2021\n\nFerry waits for the wind\n\nhttp://elsewhere.example/ferry\n\nThe ferry did not leave on Tuesday, the harbour said."
)


class ConnectionOpenedError(BaseException):
    """Not to be caught by an ``except Exception`` on the way."""


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: Any, **options: Any) -> NoReturn:
        raise ConnectionOpenedError(f"{arguments} {options}")

    class NoSocket(socket.socket):  # still a class: the ssl module derives from it
        __init__ = refuse

    monkeypatch.setattr(socket, "socket", NoSocket)
    for name in ("create_connection", "getaddrinfo", "gethostbyname", "gethostbyname_ex", "socketpair"):
        monkeypatch.setattr(socket, name, refuse)


def holds(article: Article) -> None:
    assert article.headline == "Ferry waits for the wind"
    assert "did not leave on Tuesday" in article.text


def test_sockets_are_forbidden() -> None:
    for open_one in (socket.socket, lambda: socket.create_connection(("127.0.0.1", 9)), lambda: socket.getaddrinfo("::1", 9)):
        with pytest.raises(ConnectionOpenedError):
            open_one()


@pytest.mark.parametrize("page", [PAGE, PAGE.encode()], ids=["str", "bytes"])
def test_html(page: str | bytes) -> None:
    article = parse(page, url=f"{HOST}/ferry")
    holds(article)
    assert [quote.speaker for quote in article.quotes] == ["Ann Example"]
    everything = article.to_json()
    hostname = Path("/etc/hostname")
    if hostname.exists() and hostname.read_text().strip():
        assert hostname.read_text().strip() not in everything


def test_trees() -> None:
    import lxml.html
    from bs4 import BeautifulSoup

    holds(parse(BeautifulSoup(PAGE[PAGE.index("<html") :], "lxml")))
    holds(parse(lxml.html.fromstring(PAGE.encode())))


def test_text() -> None:
    holds(parse(TEXT, kind="text"))


def test_a_str_that_is_an_address_is_a_text() -> None:
    assert [block.text for block in parse(f"{HOST}/ferry").blocks] == [f"{HOST}/ferry"]


def test_many() -> None:
    for result in parse_many([PAGE, (TEXT, f"{HOST}/ferry"), PAGE.encode()]):
        holds(result.unwrap())


def test_quotes() -> None:
    (quote,) = extract_quotes(f"“See {HOST}/ferry,” said Ann Example.", language="en")
    assert (quote.text, quote.speaker) == (f"See {HOST}/ferry,", "Ann Example")


def test_writers() -> None:
    article = parse(PAGE, url=f"{HOST}/ferry")
    written = (article.to_markdown(), article.to_text(), to_html_document(article), jsonld_script(article), article.to_json())
    assert all("Ferry waits for the wind" in text for text in written)
    assert Article.from_dict(article.to_dict()) == article


@pytest.mark.parametrize("format_", ["json", "markdown", "text", "jsonld", "html"])
def test_the_command_line(format_: str, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE, "utf-8")
    assert main(["parse", str(page), "--url", f"{HOST}/ferry", "--format", format_]) == 0
    assert b"Ferry waits for the wind" in capfdbinary.readouterr().out


def test_a_process_of_its_own_loads_and_opens_nothing() -> None:
    """Seen from the interpreter: an audit hook hears of every socket that Python opens, from the first import on."""
    program = (
        "import sys\n"
        "heard = []\n"
        "sys.addaudithook(lambda event, _: heard.append(event) if event.startswith(('socket.', 'urllib.', 'http.')) else None)\n"
        "import newsparse\n"
        "article = newsparse.parse(sys.stdin.buffer.read())\n"
        "article.to_markdown(), article.to_jsonld(), article.to_json()\n"
        "print(article.headline, heard)\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)
    out, _ = done.communicate(PAGE.encode(), timeout=120)
    assert out.decode().strip() == "Ferry waits for the wind []"
