"""A run of the corpus runner: what comes out, that it adds up, that one page costs no other, and that a stopped run goes on."""

from __future__ import annotations

import json
import resource
from pathlib import Path
from typing import Any

import duckdb
import polars
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from newsparse.arrow import SCHEMA, article_of_row
from newsparse.corpus import CorpusError, Counts, InputError, Plan, run_corpus
from newsparse.corpus.where import Where
from newsparse.parser import parse
from newsparse.profiles import SiteProfile
from tests.corpora import harmful, html, quick, write_csv, write_jsonl, zip_of

PAGES = [html(i) for i in range(50)]


def plan(*inputs: Path, out: Path, **options: Any) -> Plan:
    return Plan(inputs=tuple(map(str, inputs)), out=out, **{"kernel": quick, "workers": 2, "shard_size": 20, **options})


def files(out: Path) -> dict[str, bytes]:
    """The shards: name → bytes."""
    return {
        path.relative_to(out).as_posix(): path.read_bytes() for what in ("articles", "rejected") for path in sorted((out / what).iterdir())
    }


def rows(out: Path, what: str = "articles") -> list[dict[str, Any]]:
    return [row for path in sorted((out / what).glob("*.parquet")) for row in pq.read_table(path).to_pylist()]


def test_every_record_is_a_row_or_is_rejected_in_the_order_of_the_input(tmp_path: Path) -> None:
    lines = write_jsonl(tmp_path / "a.jsonl", [*PAGES[:29], "REFUSED"])
    with lines.open("a") as file:
        file.write("no JSON\n")
    members = zip_of(tmp_path / "b.zip", {f"{i}.html": page.encode() for i, page in enumerate(PAGES[29:])} | {"logo.png": b"\x89PNG"})
    counts = run_corpus(plan(lines, members, out=tmp_path / "out"))
    assert counts == Counts(records=52, rows=50, rejected=2, passed=1)
    made = rows(tmp_path / "out")
    assert [row["headline"] for row in made] == [f"Story {i}" for i in range(50)]
    assert [(row["file"], row["offset"]) for row in made[:2]] == [(str(lines), 1), (str(lines), 2)]
    assert made[29]["file"] == f"{members}/0.html"
    refused, broken = rows(tmp_path / "out", "rejected")
    assert refused == {
        "file": str(lines),
        "offset": 30,
        "url": "https://news.example/29",
        "fetched_at": None,
        "error": "refused",
        "error_reason": "test",
    }
    assert (broken["offset"], broken["error_reason"]) == (31, "broken")
    assert sorted(files(tmp_path / "out")) == [
        "articles/000000.parquet",
        "articles/000001.parquet",
        "articles/000002.parquet",
        "rejected/000001.parquet",
    ]


def test_shards_do_not_depend_on_the_number_of_workers(tmp_path: Path) -> None:
    lines = write_jsonl(tmp_path / "a.jsonl", PAGES)
    for workers in (1, 3):
        run_corpus(plan(lines, out=tmp_path / str(workers), workers=workers))
    assert files(tmp_path / "1") == files(tmp_path / "3")


def test_the_rows_are_those_of_parse_and_readable_by_polars_and_duckdb(tmp_path: Path) -> None:
    lines = write_jsonl(tmp_path / "a.jsonl", PAGES[:3])
    run_corpus(plan(lines, out=tmp_path / "out", kernel=None))
    shards = str(tmp_path / "out" / "articles" / "*.parquet")
    expected = [parse(page, url=f"https://news.example/{i}", kind="html") for i, page in enumerate(PAGES[:3])]
    assert [article_of_row(row) for row in rows(tmp_path / "out")] == expected
    assert [article_of_row(row) for row in polars.read_parquet(shards).to_dicts()] == expected
    found = duckdb.sql(f'select headline, body[1].text as paragraph, "offset" from \'{shards}\' order by "offset"').fetchall()
    assert found == [(article.headline, article.body[0].text, i + 1) for i, article in enumerate(expected)]
    assert pq.read_schema(tmp_path / "out" / "articles" / "000000.parquet").equals(SCHEMA)


def test_jsonl_has_the_same_rows(tmp_path: Path) -> None:
    lines = write_jsonl(tmp_path / "a.jsonl", [*PAGES[:3], ""])
    counts = run_corpus(plan(lines, out=tmp_path / "out", kernel=None, format="jsonl"))
    assert counts == Counts(records=4, rows=3, rejected=1)
    made = [json.loads(line) for line in (tmp_path / "out" / "articles" / "000000.jsonl").read_text("utf-8").splitlines()]
    assert [article_of_row(row) for row in made] == [parse(page, url=f"https://news.example/{i}") for i, page in enumerate(PAGES[:3])]
    (rejected,) = [json.loads(line) for line in (tmp_path / "out" / "rejected" / "000000.jsonl").read_text("utf-8").splitlines()]
    assert (rejected["offset"], rejected["error_reason"]) == (4, "empty")


def test_limit_and_sample_take_the_same_records_each_time(tmp_path: Path) -> None:
    lines = write_jsonl(tmp_path / "a.jsonl", PAGES)
    assert run_corpus(plan(lines, out=tmp_path / "a", limit=30)) == Counts(records=30, rows=30)
    assert [row["offset"] for row in rows(tmp_path / "a")] == list(range(1, 31))
    counts = run_corpus(plan(lines, out=tmp_path / "b", sample=0.5))
    assert counts.records + counts.unsampled == 50
    assert 15 <= counts.rows == counts.records <= 35
    assert run_corpus(plan(lines, out=tmp_path / "c", sample=0.5, workers=1)) == counts
    assert files(tmp_path / "b") == files(tmp_path / "c")


def test_where_leaves_rows_out(tmp_path: Path) -> None:
    pages = [
        f"<html lang='{code}'><head><meta property='article:published_time' content='{day}T08:00:00Z'></head>"
        f"<body><article><h1>{title}</h1><p>{words} {words}</p><p>{words}</p></article></body></html>"
        for code, day, title, words in (
            ("en", "2024-01-31", "Rain ends", "It rained for nine days in the north of the island, the weather office said on Monday."),
            ("en", "2024-02-01", "Rain ends", "It rained for nine days in the north of the island, the weather office said on Monday."),
            ("de", "2024-02-01", "Regen", "Neun Tage lang hat es im Norden der Insel geregnet, wie das Wetteramt am Montag sagte."),
        )
    ]
    lines = write_jsonl(tmp_path / "a.jsonl", pages)
    where = Where.of(["language=en,fr", "published=2024-02-01..", "page_type=article"])
    counts = run_corpus(plan(lines, out=tmp_path / "out", kernel=None, where=where, fields=("headline",)))
    assert counts == Counts(records=3, rows=1, left_out=2)
    (row,) = rows(tmp_path / "out")
    assert (row["offset"], row["headline"], str(row["published"]["date"])) == (2, "Rain ends", "2024-02-01")
    assert "body" not in row


@pytest.mark.parametrize("term", ["language", "section=news", "language=", "published=..", "published=soon", "page_type=article,"])
def test_a_term_that_is_none_says_what_terms_are(term: str) -> None:
    with pytest.raises(ValueError, match=r"no term such as|no day such as"):
        Where.of([term])


def test_near_duplicates_are_marked_with_the_first_of_their_kind(tmp_path: Path) -> None:
    stories = [" ".join(f"word{(i * 37 + k * k) % 1009}" for k in range(200)) for i in range(40)]
    again = stories[3].replace(stories[3].split()[100], "changed", 1)
    pages = [html(i, words) for i, words in enumerate([*stories, again, stories[30], "", "", again])]
    lines = write_jsonl(tmp_path / "a.jsonl", pages)
    out = tmp_path / "out"
    counts = run_corpus(plan(lines, out=out, near_duplicates=0.8))
    assert counts == Counts(records=45, rows=45, near_duplicates=3)
    marks = {row["offset"]: row["near_duplicate_of"]["offset"] for row in rows(out) if row["near_duplicate_of"]}
    assert marks == {41: 4, 42: 31, 45: 4}
    whole = files(out)
    ledger = out / ".newsparse" / "ledger.jsonl"
    entries = {json.loads(line)["unit"]: line for line in ledger.read_text().splitlines(keepends=True)}
    for kept in ([0], [2]):
        ledger.write_text("".join(entries[unit] for unit in kept))
        assert run_corpus(plan(lines, out=out, near_duplicates=0.8)) == counts
        assert files(out) == whole


def test_sites_are_learned_from_their_first_pages(tmp_path: Path) -> None:
    club = "Members of our reading club get every story of the week before all others do."
    pages = [
        f"<div><h1>{place} has a bridge</h1><p>The council of {place} opened it on Monday, with a feast until late.</p><p>{club}</p></div>"
        for place in ("Lund", "Malmo", "Ystad", "Kivik", "Lomma")
    ]
    lines = write_jsonl(tmp_path / "a.jsonl", pages)
    out = tmp_path / "out"
    assert run_corpus(plan(lines, out=out, kernel=None, learn_sites=True, fields=("blocks",))) == Counts(records=5, rows=5)
    profile = SiteProfile.load(out / "sites" / "news.example.json")
    assert (profile.pages, [found.pages for found in profile.recurring]) == (5, [5])
    reasons = [[block["reason"].endswith("stands on 5 of 5 pages of the site") for block in row["blocks"]] for row in rows(out)]
    assert reasons == [[False, False, True]] * 5
    with pytest.raises(InputError, match="standard input can be read only once"):
        run_corpus(plan(Path("-"), out=tmp_path / "other", kernel=None, learn_sites=True))


HARM = ("sleep", "recurse", "allocate", "exit", "exit0", "abort")


def test_pages_that_do_harm_are_rejected_and_cost_no_other(tmp_path: Path) -> None:
    pages = [html(i) for i in range(2000)]
    for number, what in enumerate(HARM):
        pages[300 * number + 77] = html(0, f"HARM {what} ")
    lines = write_jsonl(tmp_path / "a.jsonl", pages)
    counts = run_corpus(plan(lines, out=tmp_path / "out", kernel=harmful, shard_size=1000, page_seconds=2, page_memory=1 << 29))
    assert counts == Counts(records=2000, rows=1994, rejected=6)
    assert [row["offset"] for row in rows(tmp_path / "out")] == [i + 1 for i in range(2000) if (i - 77) % 300 or i > 1600]
    rejected = rows(tmp_path / "out", "rejected")
    assert [(row["offset"], row["url"]) for row in rejected] == [(300 * i + 78, f"https://news.example/{300 * i + 77}") for i in range(6)]
    assert [row["error_reason"] for row in rejected] == ["time", "crash", "memory", "crash", "time", "crash"]
    assert rejected[2]["error"] == "it takes more than 536,870,912 bytes of memory"
    assert rejected[3]["error"] == "it ended its process (exit code 1)"
    assert rejected[5]["error"] == "it ended its process (signal 6)"


class TestGoingOn:
    def test_a_complete_run_is_not_done_again(self, tmp_path: Path) -> None:
        lines = write_jsonl(tmp_path / "a.jsonl", PAGES)
        counts = run_corpus(plan(lines, out=tmp_path / "out"))
        times = [path.stat().st_mtime_ns for path in (tmp_path / "out" / "articles").iterdir()]
        assert run_corpus(plan(lines, out=tmp_path / "out")) == counts
        assert [path.stat().st_mtime_ns for path in (tmp_path / "out" / "articles").iterdir()] == times

    @pytest.mark.parametrize("kept", [[], [0], [1, 2]])
    def test_units_that_are_not_in_the_ledger_are_done_again(self, tmp_path: Path, kept: list[int]) -> None:
        lines = write_jsonl(tmp_path / "a.jsonl", [*PAGES[:45], "REFUSED", *PAGES[45:]])
        out = tmp_path / "out"
        counts = run_corpus(plan(lines, out=out))
        whole = files(out)
        ledger = out / ".newsparse" / "ledger.jsonl"
        entries = {json.loads(line)["unit"]: line for line in ledger.read_text().splitlines(keepends=True)}
        ledger.write_text("".join(entries[unit] for unit in kept) + '{"unit": 1, "rec')  # the line that was being written
        (out / "articles" / "000001.parquet").write_bytes(b"old")
        (out / "rejected" / "000000.parquet").write_bytes(b"old")
        if 1 in kept:
            (out / "articles" / "000001.parquet").write_bytes(whole["articles/000001.parquet"])
        if 0 in kept:
            (out / "rejected" / "000000.parquet").unlink()
        assert run_corpus(plan(lines, out=out)) == counts
        assert files(out) == whole
        assert not (out / ".newsparse" / "work").exists()

    def test_a_run_with_other_inputs_or_options_is_refused(self, tmp_path: Path) -> None:
        lines = write_jsonl(tmp_path / "a.jsonl", PAGES)
        run_corpus(plan(lines, out=tmp_path / "out"))
        with pytest.raises(CorpusError, match=r"begun otherwise.*\(limit: null then, 7 now\)"):
            run_corpus(plan(lines, out=tmp_path / "out", limit=7))
        write_jsonl(lines, PAGES[:49])
        with pytest.raises(CorpusError, match="digest"):
            run_corpus(plan(lines, out=tmp_path / "out"))

    def test_a_folder_with_other_files_is_refused(self, tmp_path: Path) -> None:
        lines = write_jsonl(tmp_path / "a.jsonl", PAGES)
        with pytest.raises(CorpusError, match="holds other files"):
            run_corpus(plan(lines, out=tmp_path))

    def test_an_input_that_cannot_be_read_stops_the_run_and_it_goes_on_when_it_can(self, tmp_path: Path) -> None:
        lines = write_jsonl(tmp_path / "a.jsonl", PAGES)
        table = write_csv(tmp_path / "b.csv", PAGES)
        good = table.read_bytes()
        table.write_bytes(good.replace(b"html", b"body", 1))  # of the same size
        with pytest.raises(InputError, match=r"b\.csv has no column 'html'.*the same command goes on from there"):
            run_corpus(plan(lines, table, out=tmp_path / "out"))
        assert len(rows(tmp_path / "out")) == 40
        table.write_bytes(good)
        assert run_corpus(plan(lines, table, out=tmp_path / "out")) == Counts(records=100, rows=100)
        assert [row["headline"] for row in rows(tmp_path / "out")] == [f"Story {i}" for i in range(50)] * 2

    def test_a_full_disk_stops_the_run_and_it_goes_on_when_there_is_room(self, tmp_path: Path) -> None:
        lines = write_jsonl(tmp_path / "a.jsonl", PAGES)
        with pytest.raises(CorpusError, match=r"out cannot be written: .*File too large.*the same command goes on from there"):
            run_corpus(plan(lines, out=tmp_path / "out", kernel=_without_room))
        assert run_corpus(plan(lines, out=tmp_path / "out")) == Counts(records=50, rows=50)
        assert [row["headline"] for row in rows(tmp_path / "out")] == [f"Story {i}" for i in range(50)]


def _without_room(batch: pa.RecordBatch) -> pa.RecordBatch:
    """As ``quick``, but then files cannot grow beyond a kilobyte, as on a disk that is full."""
    if len(batch) == 10:  # the last unit
        resource.setrlimit(resource.RLIMIT_FSIZE, (1024, resource.RLIM_INFINITY))
    return quick(batch)
