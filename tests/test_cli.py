"""The command line: what it prints, and what a script can rely on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import types
from pathlib import Path
from typing import Any

import pytest

from newsparse.article import Article, Link, Paragraph
from newsparse.cli import COMMANDS, main
from newsparse.errors import ParseError
from newsparse.limits import Limits
from newsparse.write.plain import from_json

ROOT = Path(__file__).resolve().parent.parent

ARTICLE = Article(
    kind="html",
    headline="Żółw <b>runs</b>",
    body=(Paragraph("The ferry runs.", 0, 15, (Link("ferry", "/f", 4, 9),)),),
    text="The ferry runs.",
)


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """The calls of a parse() that finds the same article on every page."""
    made: list[dict[str, Any]] = []

    def parse(page: bytes, **options: Any) -> Article:
        made.append({"page": page, **options})
        if not page:
            raise ParseError("the page is empty:\n0 bytes", reason="empty")
        return ARTICLE

    parser = types.ModuleType("newsparse.parser")
    parser.parse = parse  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "newsparse.parser", parser)
    return made


@pytest.fixture
def page(tmp_path: Path) -> str:
    file = tmp_path / "page.html"
    file.write_bytes(b"<p>The ferry runs.</p>")
    return str(file)


@pytest.mark.usefixtures("calls")
class TestFormats:
    def test_json_is_the_default(self, page: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
        assert main(["parse", page]) == 0
        out = capfdbinary.readouterr().out
        assert from_json(out) == ARTICLE
        assert out.startswith(b'{\n  "kind": "html",\n')
        assert "Żółw".encode() in out

    def test_compact_json_is_one_line(self, page: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
        assert main(["parse", page, "--compact"]) == 0
        out = capfdbinary.readouterr().out
        assert out.count(b"\n") == 1
        assert from_json(out) == ARTICLE

    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            ("markdown", "# Żółw \\<b\\>runs\\</b\\>\n\nThe [ferry](/f) runs.\n"),
            ("text", "Żółw <b>runs</b>\n\nThe ferry runs.\n"),
            (
                "html",
                '<!doctype html>\n<meta charset="utf-8">\n<title>Żółw &lt;b&gt;runs&lt;/b&gt;</title>\n<article dir="auto">\n<header>\n'
                '<h1>Żółw &lt;b&gt;runs&lt;/b&gt;</h1>\n</header>\n<p>The <a href="/f">ferry</a> runs.</p>\n</article>\n',
            ),
        ],
    )
    def test_others(self, page: str, name: str, expected: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
        assert main(["parse", page, "--format", name]) == 0
        assert capfdbinary.readouterr().out.decode() == expected

    def test_jsonld_can_stand_in_a_script(self, page: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
        assert main(["parse", page, "--format", "jsonld"]) == 0
        out = capfdbinary.readouterr().out
        assert json.loads(out) == ARTICLE.to_jsonld()
        assert b"<" not in out
        assert main(["parse", page, "--format", "jsonld", "--compact"]) == 0
        assert capfdbinary.readouterr().out.count(b"\n") == 1


class TestOptions:
    def test_none_is_given_by_itself(self, page: str, calls: list[dict[str, Any]]) -> None:
        assert main(["parse", page]) == 0
        assert calls == [
            {
                "page": b"<p>The ferry runs.</p>",
                **dict.fromkeys(["url", "kind", "encoding", "language", "fetched_at"]),
                "limits": Limits(),
            }
        ]

    def test_all_reach_the_parser(self, page: str, calls: list[dict[str, Any]]) -> None:
        options = ["--url", "https://e.org/f", "--kind", "text", "--encoding", "cp1251", "--language", "DE-at"]
        assert main(["parse", page, *options, "--fetched-at", "2024-05-03T14:05+02:00"]) == 0
        (call,) = calls
        assert call.pop("fetched_at").isoformat() == "2024-05-03T14:05:00+02:00"
        assert call == {
            "page": b"<p>The ferry runs.</p>",
            "url": "https://e.org/f",
            "kind": "text",
            "encoding": "cp1251",
            "language": "de",
            "limits": Limits(),
        }

    def test_limits_reach_the_parser(self, page: str, calls: list[dict[str, Any]]) -> None:
        assert main(["parse", page, "--max-size", "99", "--max-depth", "9", "--max-blocks", "7", "--max-jsonld", "0"]) == 0
        assert calls[0]["limits"] == Limits(size=99, depth=9, blocks=7, jsonld=0)

    @pytest.mark.usefixtures("calls")
    @pytest.mark.parametrize(
        ("options", "message"),
        [
            (["--format", "pdf"], "argument --format: invalid choice: 'pdf'"),
            (["--kind", "pdf"], "argument --kind: invalid choice: 'pdf'"),
            (["--encoding", "klingon"], "argument --encoding: 'klingon' is no encoding that Python knows"),
            (["--encoding", "hex"], "argument --encoding: 'hex' is no encoding that Python knows"),
            (["--language", "german"], "argument --language: 'german' is no ISO 639-1 code such as en or de"),
            (["--fetched-at", "noon"], "argument --fetched-at: 'noon' is no ISO 8601 date and time such as 2024-05-03T14:05+02:00"),
            (["--form", "json"], "unrecognized arguments: --form json"),
            (["second.html"], "unrecognized arguments: second.html"),
        ],
    )
    def test_wrong_usage_is_2(self, page: str, options: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["parse", page, *options]) == 2
        out, err = capsys.readouterr()
        assert out == ""
        assert message in err


class TestFailures:
    @pytest.mark.usefixtures("calls")
    def test_what_is_no_page_is_1_and_one_line(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        file = tmp_path / "empty.html"
        file.touch()
        assert main(["parse", str(file)]) == 1
        assert capsys.readouterr() == ("", f"newsparse: {file}: the page is empty: 0 bytes\n")

    @pytest.mark.usefixtures("calls")
    def test_a_file_that_cannot_be_read_is_3(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["parse", str(tmp_path / "none.html")]) == 3
        assert capsys.readouterr() == ("", f"newsparse: {tmp_path / 'none.html'}: No such file or directory\n")
        assert main(["parse", str(tmp_path)]) == 3
        assert capsys.readouterr() == ("", f"newsparse: {tmp_path}: Is a directory\n")
        assert main(["parse", "a\0b"]) == 3
        assert capsys.readouterr() == ("", "newsparse: ab: embedded null byte\n")

    def test_no_command_is_2_and_help(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main([]) == 2
        out, err = capsys.readouterr()
        assert out == ""
        assert err.startswith("usage: newsparse")

    def test_unknown_commands_are_2(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["parze"]) == 2
        assert "invalid choice: 'parze'" in capsys.readouterr().err

    def test_an_interrupt_is_silent(self, page: str, calls: list[dict[str, Any]], capsys: pytest.CaptureFixture[str]) -> None:
        def interrupted(*_: object, **__: object) -> Article:
            raise KeyboardInterrupt

        sys.modules["newsparse.parser"].parse = interrupted  # type: ignore[attr-defined]
        assert main(["parse", page]) == 130
        assert capsys.readouterr() == ("", "")
        assert calls == []

    @pytest.mark.usefixtures("calls")
    def test_a_fault_of_the_program_is_70(self, page: str, capsys: pytest.CaptureFixture[str]) -> None:
        def faulty(*_: object, **__: object) -> Article:
            raise ZeroDivisionError("a bug")

        sys.modules["newsparse.parser"].parse = faulty  # type: ignore[attr-defined]
        assert main(["parse", page]) == 70
        out, err = capsys.readouterr()
        assert out == ""
        assert err.startswith("Traceback")
        assert err.endswith("ZeroDivisionError: a bug\n")


class TestHelp:
    def test_help_teaches(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["--help"]) == 0
        out = capsys.readouterr().out
        assert "newsparse parse page.html --format markdown" in out
        assert "turn one page into an article" in out

    def test_help_of_every_command_has_examples_and_exit_codes(self, capsys: pytest.CaptureFixture[str]) -> None:
        for command in COMMANDS:
            assert main([command.NAME, "--help"]) == 0
            out = capsys.readouterr().out
            assert f"examples:\n  newsparse {command.NAME} " in out
            assert "exit codes:\n  0   " in out

    def test_version(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["--version"]) == 0
        out, err = capsys.readouterr()
        assert out.startswith("newsparse")
        assert err == ""


# What only a process of its own shows: streams, pipes, exit codes. A module beside the test stands in for the parser.
_RUN = """
import sys, types
from newsparse.article import Article
parser = types.ModuleType("newsparse.parser")
parser.parse = lambda page, **options: Article(kind="text", headline=page.decode(), text="\\ud800 word\\n" * {lines})
sys.modules["newsparse.parser"] = parser
from newsparse.cli import main
sys.exit(main())
"""


def command(*arguments: str, lines: int = 1, **options: Any) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "ascii"}
    return subprocess.Popen(
        [sys.executable, "-c", _RUN.format(lines=lines), *arguments],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        **{"stdout": subprocess.PIPE, **options},
    )


def test_standard_input_is_read_and_output_is_utf_8_in_any_locale() -> None:
    with command("parse", "-", "--format", "text") as process:
        out, err = process.communicate("Żółw".encode())
    assert (out.decode(), err, process.returncode) == ("Żółw\n\n\ufffd word\n", b"", 0)


@pytest.mark.parametrize("name", ["json", "jsonld", "markdown", "text", "html"])
def test_a_broken_pipe_is_silent(name: str) -> None:
    with command("parse", "-", "--format", name, lines=100_000) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write(b"page")
        process.stdin.close()
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_help_into_a_closed_pipe_is_silent() -> None:
    read, write = os.pipe()
    os.close(read)
    with command("parse", "--help", stdout=write) as process:
        os.close(write)
        assert process.communicate() == (None, b"")
    assert process.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
def test_output_that_cannot_be_written_is_3() -> None:
    with Path("/dev/full").open("wb") as full, command("parse", "-", stdout=full) as process:
        _, err = process.communicate(b"page")
    assert (err, process.returncode) == (b"newsparse: standard output: No space left on device\n", 3)


def test_the_package_can_be_run() -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run([sys.executable, "-m", "newsparse", "--version"], capture_output=True, check=True, env=environment)
    assert done.stdout.startswith(b"newsparse")
