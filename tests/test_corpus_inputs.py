"""What the corpus runner reads: every kind of input as a stream of records, and what is broken as a record that says so."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import json
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard

from newsparse.corpus.inputs import Columns, Cursor, Inputs
from newsparse.corpus.records import InputError, Record
from tests.corpora import PACK, html, tar_of, warc_record, write_csv, write_jsonl, write_parquet, zip_of

PAGES = [html(i) for i in range(7)]
URLS = [f"https://news.example/{i}" for i in range(7)]


def read(*paths: Path | str, columns: Columns | None = None, kind: str | None = None, start: Cursor | None = None) -> list[Record]:
    return list(Inputs([str(path) for path in paths], columns or Columns(), kind).records(start or Cursor()))


def pages(records: list[Record]) -> list[str]:
    return [record.page.decode() for record in records if record.error is None]


@pytest.mark.parametrize("pack", PACK)
class TestWarc:
    def write(self, path: Path, pack: str, records: list[bytes]) -> tuple[Path, list[int]]:
        packed = [PACK[pack](record) for record in records]
        file = path / f"crawl.warc{pack}"
        file.write_bytes(b"".join(packed))
        return file, [sum(map(len, packed[:i])) for i in range(len(packed))]

    def test_responses_are_records_with_place_url_and_moment(self, tmp_path: Path, pack: str) -> None:
        others = [warc_record(90, "x", kind="warcinfo"), warc_record(91, "x", kind="request")]
        file, offsets = self.write(tmp_path, pack, [*others, *(warc_record(i, page) for i, page in enumerate(PAGES))])
        inputs = Inputs([str(file)])
        records = list(inputs.records())
        assert pages(records) == PAGES
        assert [record.url for record in records] == URLS
        assert [record.offset for record in records] == offsets[2:]
        assert {(record.file, record.kind) for record in records} == {(str(file), "html")}
        assert records[0].fetched_at == dt.datetime(2024, 3, 1, 10, tzinfo=dt.UTC)
        assert inputs.passed == 2

    def test_wet_records_are_text(self, tmp_path: Path, pack: str) -> None:
        file, _ = self.write(tmp_path, pack, [warc_record(0, "Rain ends\n\nIt rained.", kind="conversion")])
        (record,) = read(file)
        assert (record.page, record.kind, record.encoding) == (b"Rain ends\n\nIt rained.", "text", "utf-8")

    def test_what_is_no_page_is_rejected(self, tmp_path: Path, pack: str) -> None:
        kept = warc_record(1, PAGES[1])
        file, _ = self.write(tmp_path, pack, [warc_record(0, "x", content_type="image/png"), kept, warc_record(2, "gone", status=404)])
        picture, page, gone = read(file)
        assert (picture.error, picture.reason, picture.url) == ("of type image/png, which is no page", "not-a-page", URLS[0])
        assert page.page.decode() == PAGES[1]
        assert (gone.error, gone.reason) == ("the server answered with status 404", "not-a-page")

    def test_a_broken_record_costs_no_other(self, tmp_path: Path, pack: str) -> None:
        file, offsets = self.write(tmp_path, pack, [warc_record(i, page * 40) for i, page in enumerate(PAGES)])
        data = bytearray(file.read_bytes())
        size = offsets[4] - offsets[3]
        broken = slice(offsets[3], offsets[3] + 5) if not pack else slice(offsets[3] + size // 2, offsets[3] + size // 2 + 8)
        data[broken] = bytes(byte ^ 0x5A for byte in data[broken])
        file.write_bytes(data)
        records = read(file)
        assert pages(records) == [page * 40 for page in [*PAGES[:3], *PAGES[4:]]]
        assert [(record.offset, record.reason) for record in records if record.error] == [(offsets[3], "broken")]
        assert [record.offset for record in records] == offsets

    def test_a_truncated_file_ends_with_a_rejected_record(self, tmp_path: Path, pack: str) -> None:
        file, offsets = self.write(tmp_path, pack, [warc_record(i, page * 40) for i, page in enumerate(PAGES)])
        data = file.read_bytes()
        file.write_bytes(data[: (offsets[6] + len(data)) // 2])
        records = read(file)
        assert pages(records) == [page * 40 for page in PAGES[:6]]
        assert (records[6].offset, records[6].error is not None) == (offsets[6], True)
        assert records[6].reason in ("truncated", "broken")


def test_a_server_s_charset_counts_where_the_page_is_no_utf_8(tmp_path: Path) -> None:
    file = tmp_path / "crawl.warc"
    for page, encoding in ((b"<p>caf\xe9</p>", "iso-8859-1"), ("<p>caf\xe9</p>".encode(), None)):
        file.write_bytes(warc_record(0, page, content_type="text/html; charset=ISO-8859-1"))
        (record,) = read(file)
        assert (record.page, record.encoding) == (page, encoding)


@pytest.mark.parametrize("pack", PACK)
def test_jsonl(tmp_path: Path, pack: str) -> None:
    plain = write_jsonl(tmp_path / "a.jsonl", PAGES)
    file = tmp_path / f"pages.jsonl{pack}"
    file.write_bytes(PACK[pack](plain.read_bytes()))
    records = read(file)
    assert pages(records) == PAGES
    assert [(record.offset, record.url, record.kind, record.encoding) for record in records[:2]] == [
        (1, URLS[0], "html", "utf-8"),
        (2, URLS[1], "html", "utf-8"),
    ]


def test_names_of_columns_are_settable_and_html_goes_before_text(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    rows = [
        {"body": "<p>a</p>", "plain": "a", "link": "u"},
        {"body": None, "plain": "b"},
        {"plain": "c", "at": "2024-03-01T10:00:00+02:00"},
    ]
    file.write_text("\n".join(map(json.dumps, rows)))
    records = read(file, columns=Columns("body", "plain", "link", "at"))
    assert [(record.page, record.kind, record.url) for record in records] == [
        (b"<p>a</p>", "html", "u"),
        (b"b", "text", None),
        (b"c", "text", None),
    ]
    assert records[2].fetched_at == dt.datetime(2024, 3, 1, 8, tzinfo=dt.UTC)


def test_bad_lines_are_rejected_one_by_one(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    good = json.dumps({"text": "a"})
    lines = [
        good,
        '{"text": "cut',
        "[1]",
        '{"url": "https://news.example/1"}',
        '{"text": 5}',
        "",
        good,
        '{"text": "a", "fetched_at": "soon"}',
    ]
    file.write_text("\n".join(lines))
    records = read(file)
    assert [(record.offset, record.reason) for record in records] == [
        (1, None), (2, "broken"), (3, "broken"), (4, "column"), (5, "column"), (7, None), (8, "column"),
    ]  # fmt: skip
    assert records[3].url == "https://news.example/1"
    assert records[3].error == "the column 'text' holds nothing"


@pytest.mark.parametrize("pack", [".gz", ".zst"])
def test_a_compressed_file_that_ends_too_early_keeps_what_comes_before(tmp_path: Path, pack: str) -> None:
    plain = write_jsonl(tmp_path / "a.jsonl", [html(i, str(i**i)) for i in range(600)])
    file = tmp_path / f"b.jsonl{pack}"
    packed = PACK[pack](plain.read_bytes())
    file.write_bytes(packed[: len(packed) // 2])
    records = read(file)
    assert 50 < len(records) < 600
    assert pages(records) == [html(i, str(i**i)) for i in range(len(records) - 1)]
    assert records[-1].error is not None


def test_csv_with_bytes_of_another_encoding(tmp_path: Path) -> None:
    file = write_csv(tmp_path / "a.csv", PAGES)
    assert pages(read(file)) == PAGES
    assert [record.offset for record in read(file)] == [1, 2, 3, 4, 5, 6, 7]
    file.write_bytes(b'url,text\nu,"caf\xe9\nau lait"\nv\n\nw,x,y\nz,tea\n')
    first, short, long, last = read(file)
    assert (first.page, first.encoding, first.url) == (b"caf\xe9\nau lait", None, "u")
    assert (short.error, short.url) == ("the row has 1 fields, the header 2", "v")
    assert (long.error, long.url) == ("the row has 3 fields, the header 2", "w")
    assert (last.page, last.encoding) == (b"tea", "utf-8")


def test_tsv(tmp_path: Path) -> None:
    file = tmp_path / "a.tsv"
    file.write_text("text\turl\nRain, at last\tu\n")
    assert [(record.page, record.url) for record in read(file)] == [(b"Rain, at last", "u")]


def test_parquet_and_going_on_within_it(tmp_path: Path) -> None:
    file = write_parquet(tmp_path / "a.parquet", PAGES)
    records = read(file)
    assert pages(records) == PAGES
    assert [record.offset for record in records] == [1, 2, 3, 4, 5, 6, 7]
    for skip in range(8):
        assert read(file, start=Cursor(0, skip)) == records[skip:]


def test_parquet_with_moments_and_bytes(tmp_path: Path) -> None:
    file = tmp_path / "a.parquet"
    at = dt.datetime(2024, 3, 1, 10, tzinfo=dt.UTC)
    pq.write_table(pa.table({"text": [b"caf\xe9", b"tea"], "fetched_at": [at, None]}), file)
    assert [(record.page, record.fetched_at, record.encoding) for record in read(file)] == [(b"caf\xe9", at, None), (b"tea", None, None)]


def test_a_broken_parquet_file_is_a_rejected_record(tmp_path: Path) -> None:
    file = write_parquet(tmp_path / "a.parquet", PAGES)
    file.write_bytes(file.read_bytes()[:-40])
    (record,) = read(file)
    assert (record.file, record.offset, record.reason) == (str(file), 1, "broken")


@pytest.mark.parametrize("name", ["a.csv", "a.parquet"])
def test_a_table_without_pages_stops_the_run_and_says_which_columns_there_are(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    if name == "a.csv":
        file.write_text("url,body\nu,x\n")
    else:
        pq.write_table(pa.table({"url": ["u"], "body": ["x"]}), file)
    with pytest.raises(InputError, match="has no column 'html' or 'text'; it has 'url', 'body'"):
        read(file)


def test_folders_in_order_with_archives_in_them(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    (folder / "b").mkdir(parents=True)
    (folder / "b" / "2.html").write_text(PAGES[2])
    (folder / "a.html").write_text(PAGES[0])
    (folder / "c.txt.gz").write_bytes(gzip.compress(b"Rain ends"))
    (folder / "b" / "1.htm").write_text(PAGES[1])
    (folder / "logo.png").write_bytes(b"\x89PNG")
    (folder / ".hidden.html").write_text("x")
    write_jsonl(folder / "d.jsonl", PAGES[3:5])
    inputs = Inputs([str(folder)])
    records = list(inputs.records())
    assert [(record.file.removeprefix(f"{folder}/"), record.offset, record.kind) for record in records] == [
        ("a.html", 0, "html"),
        ("b/1.htm", 0, "html"),
        ("b/2.html", 0, "html"),
        ("c.txt.gz", 0, "text"),
        ("d.jsonl", 1, "html"),
        ("d.jsonl", 2, "html"),
    ]
    assert records[3].page == b"Rain ends"
    assert inputs.passed == 1
    assert inputs.measure().files == 6


MEMBERS = {"x/1.html": PAGES[0].encode(), "x/logo.png": b"\x89PNG", "2.txt": b"Rain ends", "3.html": PAGES[2].encode()}


def test_zip(tmp_path: Path) -> None:
    file = zip_of(tmp_path / "a.zip", MEMBERS)
    records = read(file)
    assert [(record.file.removeprefix(f"{file}/"), record.kind, record.page) for record in records] == [
        ("x/1.html", "html", PAGES[0].encode()),
        ("2.txt", "text", b"Rain ends"),
        ("3.html", "html", PAGES[2].encode()),
    ]
    data = bytearray(file.read_bytes())
    data[records[1].offset + 38] ^= 0xFF  # within the packed bytes of 2.txt
    file.write_bytes(data)
    assert [record.reason for record in read(file)] == [None, "broken", None]
    file.write_bytes(data[:200])
    assert [(record.file, record.reason) for record in read(file)] == [(str(file), "broken")]


@pytest.mark.parametrize("name", ["a.tar", "a.tar.gz", "a.tgz"])
def test_tar(tmp_path: Path, name: str) -> None:
    file = tar_of(tmp_path / name, MEMBERS)
    records = read(file)
    assert [record.page for record in records] == [PAGES[0].encode(), b"Rain ends", PAGES[2].encode()]
    assert [record.file.removeprefix(f"{file}/") for record in records] == ["x/1.html", "2.txt", "3.html"]
    plain = tar_of(tmp_path / "b.tar", MEMBERS).read_bytes()
    cut = plain[: records[2].offset + 600]
    file.write_bytes(cut if name == "a.tar" else gzip.compress(cut))
    assert [record.reason for record in read(file)] == [None, None, "broken"]


def test_tar_in_zstd(tmp_path: Path) -> None:
    file = tmp_path / "a.tar.zst"
    file.write_bytes(zstandard.ZstdCompressor().compress(tar_of(tmp_path / "a.tar", MEMBERS).read_bytes()))
    assert [record.page for record in read(file)] == [PAGES[0].encode(), b"Rain ends", PAGES[2].encode()]


class TestStandardInput:
    @pytest.fixture
    def pipe(self, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
        def fill(data: bytes) -> None:
            raw = io.BytesIO(data)
            raw.seekable = lambda: False  # type: ignore[method-assign]
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(raw)))

        return fill

    def test_what_it_is_is_found_out(self, pipe, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
        jsonl = write_jsonl(tmp_path / "a.jsonl", PAGES).read_bytes()
        warc = b"".join(gzip.compress(warc_record(i, page)) for i, page in enumerate(PAGES))
        tar = tar_of(tmp_path / "a.tar", {f"{i}.html": page.encode() for i, page in enumerate(PAGES)}).read_bytes()
        for data in (jsonl, gzip.compress(jsonl), warc, tar):
            pipe(data)
            assert pages(read("-")) == PAGES
        pipe(PAGES[0].encode())
        assert [(record.file, record.kind) for record in read("-")] == [("-", "html")]

    def test_a_kind_can_be_said(self, pipe) -> None:  # type: ignore[no-untyped-def]
        pipe(b"text,url\nRain,u\n")
        assert [record.page for record in read("-", kind="csv")] == [b"Rain"]

    def test_what_is_read_from_its_end_needs_a_name(self, pipe, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
        pipe(zip_of(tmp_path / "a.zip", MEMBERS).read_bytes())
        with pytest.raises(InputError, match="a zip file is read from its end"):
            read("-")

    def test_a_broken_member_ends_it_with_a_rejected_record(self, pipe) -> None:  # type: ignore[no-untyped-def]
        pipe(gzip.compress(warc_record(0, PAGES[0])) + b"\0" * 50)
        first, last = read("-")
        assert (first.page.decode(), last.reason) == (PAGES[0], "broken")


def test_a_cursor_is_a_place_to_go_on_from_in_any_mixture(tmp_path: Path) -> None:
    warc = tmp_path / "a.warc.gz"
    warc.write_bytes(b"".join(gzip.compress(warc_record(i, page)) for i, page in enumerate(PAGES)))
    names = [str(warc), str(write_jsonl(tmp_path / "b.jsonl", PAGES)), str(zip_of(tmp_path / "c.zip", MEMBERS))]
    inputs = Inputs(names)
    seen = [(record, inputs.cursor) for record in inputs.records()]
    assert len(seen) == 17
    for i, (_, cursor) in enumerate(seen):
        assert read(*names, start=cursor) == [record for record, _ in seen[i + 1 :]]
    assert inputs.position == sum(Path(name).stat().st_size for name in names)


def test_a_file_that_is_not_there_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.warc: No such file"):
        Inputs([str(tmp_path / "none.warc")]).measure()


def test_a_digest_tells_changed_inputs(tmp_path: Path) -> None:
    file = write_jsonl(tmp_path / "a.jsonl", PAGES)
    before = Inputs([str(file)]).measure()
    assert before == Inputs([str(file)]).measure()
    write_jsonl(file, PAGES[:6])
    assert Inputs([str(file)]).measure().digest != before.digest
