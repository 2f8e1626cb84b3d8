"""The overview of a corpus run: what it counts, from Parquet and from JSONL, and what it writes."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import lxml.html
import pytest

import newsparse
from newsparse.cli import main
from newsparse.inspector import OutputError, overview, report, write_overview
from newsparse.inspector.glances import Glance, glances_of, rows_at, shards_of
from newsparse.inspector.tally import LENGTHS, Bar, Sample, Tally, bars_of, columns_of_lengths, columns_of_months

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")

FIXTURES = sorted((Path(__file__).resolve().parent.parent / "fixtures").glob("*/page.*"))
BAD = "<script>alert(1)</script><img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def rows() -> Any:
    """The fixtures' pages, an empty one and a picture, as the kernel makes rows of them."""
    from newsparse.arrow import parse_batch

    pages = [*(path.read_bytes() for path in FIXTURES), b"", b"\x89PNG\r\n\x1a\n" * 9]
    names = [*(path.parent.name for path in FIXTURES), "none", BAD]
    urls = [f"https://site{number % 2}.example/{number}" for number in range(len(pages))]
    batch = pa.RecordBatch.from_pydict({"page": pages, "file": names, "offset": range(len(pages)), "url": urls})
    return pa.Table.from_batches([parse_batch(batch)])


@pytest.fixture
def run(rows: Any, tmp_path: Path) -> Path:
    """A run's folder: two shards of articles, one of rejected records."""
    folder = tmp_path / "run"
    for name in ("articles", "rejected", ".newsparse"):
        (folder / name).mkdir(parents=True)
    good, bad = rows.slice(0, len(FIXTURES)), rows.slice(len(FIXTURES))
    pq.write_table(good.slice(0, 10), folder / "articles/000000.parquet", row_group_size=4)
    pq.write_table(good.slice(10), folder / "articles/000001.parquet")
    pq.write_table(bad.select(["file", "offset", "url", "fetched_at", "error", "error_reason"]), folder / "rejected/000001.parquet")
    (folder / ".newsparse/ledger.jsonl").write_text("{}\n")
    return folder


def as_lines(table: Any, path: Path) -> Path:
    path.write_text("".join(json.dumps(row, default=str) + "\n" for row in table.to_pylist()), "utf-8")
    return path


class TestGlances:
    def test_parquet_says_what_the_articles_say(self, run: Path) -> None:
        found = [glance for shard in shards_of(run) for glance in glances_of(shard)]
        assert [glance.file for glance in found] == [*(path.parent.name for path in FIXTURES), "none", BAD]
        for glance, path in zip(found, FIXTURES, strict=False):
            article = newsparse.parse(path, url=glance.url)
            assert glance == Glance(
                glance.shard,
                glance.row,
                path.parent.name,
                glance.offset,
                article.url,
                article.site_name,
                article.kind,
                article.language,
                article.page_type,
                article.headline,
                published=article.published and article.published.date.isoformat(),
                characters=len(article.text),
                blocks=len(article.blocks),
                unsure=sum(block.odds < 0.6 for block in article.blocks),
                removed=len(article.removed),
                quotes=len(article.quotes),
                teasers=len(article.teasers),
                missing=glance.missing,
            )
            assert ("kicker" in glance.missing, "quotes" in glance.missing) == (article.kicker is None, article.quotes == ())
        assert [(glance.error_reason, glance.missing) for glance in found[-2:]] == [("empty", frozenset()), ("binary", frozenset())]

    def test_jsonl_says_the_same(self, rows: Any, run: Path, tmp_path: Path) -> None:
        lines = as_lines(rows, tmp_path / "rows.jsonl")

        def values(glance: Glance) -> Glance:
            return Glance(Path(), 0, *[getattr(glance, name) for name in Glance.__match_args__[2:]])

        of_parquet = [values(glance) for shard in shards_of(run) for glance in glances_of(shard)]
        assert [values(glance) for glance in glances_of(lines)] == of_parquet

    def test_rows_with_some_of_the_fields(self, rows: Any, tmp_path: Path) -> None:
        path = tmp_path / "few.parquet"
        pq.write_table(rows.select(["error", "headline", "language"]).slice(0, 1), path)
        (glance,) = glances_of(path)
        assert (glance.characters, glance.blocks, glance.missing) == (None, None, frozenset())

    def test_marks_of_near_duplicates(self, rows: Any, tmp_path: Path) -> None:
        marks = pa.array([None, {"file": "a", "offset": 0}], pa.struct([("file", pa.string()), ("offset", pa.int64())]))
        path = tmp_path / "marked.parquet"
        pq.write_table(rows.slice(0, 2).append_column("near_duplicate_of", marks), path)
        assert [glance.duplicate for glance in glances_of(path)] == [False, True]

    def test_whole_rows_by_number(self, rows: Any, run: Path, tmp_path: Path) -> None:
        shard = run / "articles/000000.parquet"
        assert [(row, values["file"]) for row, values in rows_at(shard, {9, 3, 4})] == [
            (row, FIXTURES[row].parent.name) for row in (3, 4, 9)
        ]
        lines = as_lines(rows, tmp_path / "rows.jsonl")
        assert [(row, values["file"]) for row, values in rows_at(lines, {2})] == [(2, FIXTURES[2].parent.name)]

    def test_what_is_no_output_is_said_so(self, tmp_path: Path) -> None:
        with pytest.raises(OutputError, match="does not exist"):
            shards_of(tmp_path / "none")
        with pytest.raises(OutputError, match="holds no Parquet or JSONL files"):
            shards_of(tmp_path)
        (tmp_path / "a.jsonl").write_text('{"a": 1}\n')
        with pytest.raises(OutputError, match=r"a\.jsonl: line 1 is no row of newsparse"):
            list(glances_of(tmp_path / "a.jsonl"))
        (tmp_path / "b.jsonl").write_text("x\n")
        with pytest.raises(OutputError, match="line 1 is no JSON"):
            list(glances_of(tmp_path / "b.jsonl"))
        (tmp_path / "c.parquet").write_bytes(b"PAR1")
        with pytest.raises(OutputError, match=r"c\.parquet cannot be read"):
            list(glances_of(tmp_path / "c.parquet"))
        pq.write_table(pa.table({"x": [1]}), tmp_path / "d.parquet")
        with pytest.raises(OutputError, match="its columns are x"):
            list(glances_of(tmp_path / "d.parquet"))


class TestTally:
    @pytest.mark.parametrize(("size", "kept", "step"), [(0, [], 1), (4, [0, 1, 2, 3], 1), (5, [0, 2, 4], 2), (20, [0, 8, 16], 8)])
    def test_a_sample_is_bounded_and_evenly_spread(self, size: int, kept: list[int], step: int) -> None:
        sample: Sample[int] = Sample(4)
        for item in range(size):
            sample.add(item)
        assert (sample.items, sample.step, sample.seen) == (kept, step, size)

    def test_bars(self) -> None:
        assert bars_of(Counter(a=6, b=3, c=2, d=1), 12, most=2) == [
            Bar("a", 6, 0.5, 1, "a"),
            Bar("b", 3, 0.25, 0.5, "b"),
            Bar("2 others", 3, 0.25, 0.5),
        ]
        assert [bar.label for bar in bars_of(Counter(a=2, b=1, c=1), 4, most=2)] == ["a", "b", "c"]

    def test_lengths(self) -> None:
        glances = [Glance(Path(), 0, characters=size) for size in (0, 1, 199, 200, 60_000)]
        bars = columns_of_lengths(Tally.of(glances, most=9).lengths)
        assert {bar.label: bar.count for bar in bars if bar.count} == {"none": 1, "1–": 2, "200–": 1, "50k–": 1}
        assert len(bars) == len(LENGTHS) + 1

    def test_months_without_gaps_and_years_where_they_are_many(self) -> None:
        months = columns_of_months(Counter({"2023-12": 4, "2024-02": 1}))
        assert [(bar.label, bar.count, bar.height) for bar in months] == [("2023-12", 4, 1), ("2024-01", 0, 0), ("2024-02", 1, 0.25)]
        years = columns_of_months(Counter({"2020-12": 4, "2020-01": 1, "2024-02": 1}))
        assert [(bar.label, bar.count) for bar in years] == [("2020", 5), ("2021", 0), ("2022", 0), ("2023", 0), ("2024", 1)]
        long = columns_of_months(Counter({"1970-01": 2, "2024-02": 1}))
        assert (len(long), long[0].label, long[0].count, long[1].label) == (31, "before", 2, "1995")


class TestOverview:
    def test_counts_and_rows(self, run: Path) -> None:
        page = lxml.html.fromstring(overview(run).encode())
        sums = dict(zip(page.xpath('//*[@class="sums"]//dt/text()'), page.xpath('//*[@class="sums"]//dd/text()'), strict=True))
        assert (sums["articles"], sums["rejected"]) == (str(len(FIXTURES)), "2")
        assert len(page.xpath('//*[@id="records"]//tbody/tr')) == len(FIXTURES)
        assert page.xpath('//*[@id="rejects"]//tbody/tr/td[1]/text()') == ["empty", "binary"]
        assert page.xpath('//button[@data-key="reason"]/@data-value') == ["empty", "binary"]
        languages = Counter(newsparse.parse(path).language for path in FIXTURES)
        assert page.xpath('//button[@data-key="language"]/@data-value')[0] == languages.most_common(1)[0][0]

    def test_it_is_escaped_and_loads_nothing(self, run: Path) -> None:
        page = lxml.html.fromstring(overview(run).encode())
        assert len(page.xpath("//script")) == 1
        assert page.xpath("//img | //@onerror | //@src | //link | //@style") == []
        assert BAD in page.text_content()

    def test_a_long_list_is_thinned(self, run: Path) -> None:
        page = lxml.html.fromstring(overview(run, records=7).encode())
        assert len(page.xpath('//*[@id="records"]//tbody/tr')) == len(FIXTURES[::4])
        assert f"of {len(FIXTURES)}, evenly spread" in page.text_content()

    def test_reports_of_records(self, run: Path, tmp_path: Path) -> None:
        file = tmp_path / "out.html"
        assert write_overview(run, file, reports=3) == 3
        page = lxml.html.fromstring(file.read_bytes())
        links = page.xpath('//td[contains(@class, "title")]/a/@href')
        assert links == ["out-pages/00000.html", "out-pages/00001.html", "out-pages/00002.html"]
        article = newsparse.parse(FIXTURES[0], url="https://site0.example/0")
        assert (tmp_path / links[0]).read_text("utf-8") == report(article)

    def test_articles_that_the_parse_command_printed(self, tmp_path: Path) -> None:
        lines = tmp_path / "articles.jsonl"
        lines.write_text("".join(newsparse.parse(path).to_json() + "\n" for path in FIXTURES[:3]), "utf-8")
        assert write_overview(lines, tmp_path / "out.html", reports=9) == 3
        assert (tmp_path / "out-pages/00002.html").read_text("utf-8") == report(newsparse.parse(FIXTURES[2]))

    def test_rows_without_blocks_have_no_reports(self, rows: Any, tmp_path: Path) -> None:
        pq.write_table(rows.select(["error", "kind", "headline"]).slice(0, 3), tmp_path / "few.parquet")
        assert write_overview(tmp_path / "few.parquet", tmp_path / "out.html", reports=3) == 0
        assert not (tmp_path / "out-pages").exists()

    def test_a_run_without_rows(self, tmp_path: Path, rows: Any) -> None:
        pq.write_table(rows.slice(0, 0), tmp_path / "none.parquet")
        assert "The run wrote no rows." in overview(tmp_path)


class TestCommand:
    def test_overview_and_reports(self, run: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        file = tmp_path / "run.html"
        assert main(["inspect", "--corpus", str(run), "-o", str(file), "--reports", "2"]) == 0
        assert capsys.readouterr().out == f"{file}: {file.stat().st_size / 1024:.0f} KiB; 2 reports\n"
        assert main(["inspect", "--corpus", str(run), "-o", "-", "--records", "3"]) == 0

    def test_failures(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["inspect", "--corpus", str(tmp_path)]) == 3
        assert capsys.readouterr().err == f"newsparse: {tmp_path} holds no Parquet or JSONL files\n"
        assert main(["inspect"]) == 2
        assert "one of the arguments PAGE --corpus is required" in capsys.readouterr().err
        assert main(["inspect", "page.html", "--corpus", str(tmp_path)]) == 2
        assert main(["inspect", "--corpus", str(tmp_path), "--reports", "-1"]) == 2
