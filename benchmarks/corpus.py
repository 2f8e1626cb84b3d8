"""What the corpus runner costs, how it scales, and whether it keeps what it promises, on pages of the benchmark corpora.

    python -m benchmarks.corpus cost      CPU time of a run beside that of parse() alone on the same pages
    python -m benchmarks.corpus scale     one worker and two
    python -m benchmarks.corpus memory    memory of all processes of a run while it goes on
    python -m benchmarks.corpus kill      runs killed at random moments and taken up again

Pages are repeated until there are as many as asked for. Where there are no corpora, ``fixtures/`` is used.
"""

from __future__ import annotations

import argparse
import ctypes
import gzip
import hashlib
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from benchmarks.shared import ROOT, find_shared

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

__all__ = ["main"]

_RUN = """
import sys
from newsparse.corpus import Plan, run_corpus

if __name__ == "__main__":
    out, workers, shard, limit, *inputs = sys.argv[1:]
    print(run_corpus(Plan(inputs=tuple(inputs), out=out, workers=int(workers), shard_size=int(shard), limit=int(limit))), file=sys.stderr)
"""

_PARSE = """
import sys
from newsparse.corpus.inputs import Inputs
from newsparse.parser import parse

limit, *inputs = sys.argv[1:]
pages = []
for record in Inputs(inputs).records():
    pages.append(record)
    if len(pages) == int(limit):
        break
parse(pages[0].page)  # what is loaded once
import time
start = time.process_time()
for record in pages:
    try:
        parse(record.page, url=record.url, kind=record.kind, encoding=record.encoding, fetched_at=record.fetched_at)
    except ValueError:
        pass
print((time.process_time() - start) / len(pages))
"""


@frozen
class Done:
    """A run that is over."""

    wall: float
    cpu: float
    """Seconds of all its processes."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one of the measurements and print its table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.corpus", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("what", choices=list(_MEASUREMENTS))
    parser.add_argument("--pages", type=int, default=1000, help="pages of a run (default: 1000)")
    parser.add_argument("--different", type=int, default=400, help="different pages among them (default: 400)")
    parser.add_argument("--largest", type=int, default=1 << 30, help="bytes of the largest page that is taken")
    parser.add_argument("--text", action="store_true", help="pages as plain text, as in WET, not as HTML in WARC")
    parser.add_argument("--shard-size", type=int, default=2000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--repeat", type=int, default=1, help="times that each run is made; the best counts")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="newsparse-") as folder:
        _MEASUREMENTS[options.what](options, Path(folder))
    return 0


# -- pages


def corpus(options: argparse.Namespace, folder: Path) -> list[str]:
    """The inputs of a run: a WARC or WET file, as often as there must be pages."""
    file = folder / ("pages.warc.wet.gz" if options.text else "pages.warc.gz")
    count = 0
    with file.open("wb") as stream:
        for page in _pages(options.largest, text=options.text):
            stream.write(gzip.compress(_record(count, page, text=options.text), 6))
            count += 1
            if count == options.different:
                break
    print(f"{count} different pages, {file.stat().st_size / count / 1024:.0f} KB each when packed; {options.pages} in all")
    return [str(file)] * -(-options.pages // count)


def _pages(largest: int, *, text: bool) -> Iterator[bytes]:
    shared = find_shared()
    paths = sorted((ROOT / "fixtures").glob("*/page.*") if shared is None else (shared / "corpora").glob("*/pages/*.gz"))
    random.Random(5).shuffle(paths)
    for path in paths:
        page = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        if len(page) > largest:
            continue
        yield _text_of(page) if text else page


def _text_of(page: bytes) -> bytes:
    """A page as a scraper that keeps only text has it."""
    from lxml import html

    body = html.fromstring(page).find("body")
    words = "" if body is None else "".join(map(str, body.itertext("*")))
    lines = (" ".join(line.split()) for line in words.splitlines())
    return "\n".join(line for line in lines if line).encode("utf-8", "replace")


def _record(number: int, page: bytes, *, text: bool) -> bytes:
    body = page if text else b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
    kind, about = ("conversion", "text/plain") if text else ("response", "application/http; msgtype=response")
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://news.example/{number}\r\nWARC-Date: 2024-03-01T10:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012d}>\r\nContent-Type: {about}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


# -- runs


def start(code: str, *words: object) -> subprocess.Popen[bytes]:
    paths = [str(ROOT / "src"), str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    # A session of its own, so that all its processes can be told from others.
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, words)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        stdout=subprocess.PIPE,
        start_new_session=True,
    )


def finish(run: subprocess.Popen[bytes], began: float) -> Done:
    """Wait for a run and all its processes, which become ours when their parent ends."""
    before = _cpu_of_children()
    if run.wait() != 0:
        raise SystemExit("the run failed")
    wall = time.monotonic() - began
    while True:
        try:
            os.wait()
        except ChildProcessError:
            return Done(wall, _cpu_of_children() - before)


def _cpu_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _adopt_orphans() -> None:
    """Become the parent of processes whose parent ends (Linux), so that their CPU time is counted here."""
    if ctypes.CDLL(None).prctl(36, 1, 0, 0, 0) != 0:  # PR_SET_CHILD_SUBREAPER
        raise SystemExit("CPU time of all processes can be counted on Linux only")


def run_of(inputs: list[str], out: Path, workers: int, options: argparse.Namespace) -> Done:
    shutil.rmtree(out, ignore_errors=True)
    began = time.monotonic()
    return finish(start(_RUN, out, workers, options.shard_size, options.pages, *inputs), began)


# -- measurements


def cost(options: argparse.Namespace, folder: Path) -> None:
    """What a run costs beside parsing. The start of its processes is measured by runs over few pages and counted apart."""
    _adopt_orphans()
    inputs = corpus(options, folder)
    few = argparse.Namespace(**{**vars(options), "pages": 4 * options.workers})
    alone, starts, runs = [], [], []
    for _ in range(options.repeat):
        alone.append(_parsing(inputs, options))
        starts.append(run_of(inputs, folder / "out", options.workers, few).cpu)
        runs.append(run_of(inputs, folder / "out", options.workers, options).cpu)
    parsing, start, whole = min(alone), min(starts), min(runs)
    page = (whole - start) / (options.pages - few.pages)
    print(f"parse() alone      {parsing * 1000:8.2f} ms of CPU a page")
    print(f"the run            {page * 1000:8.2f} ms of CPU a page, with {options.workers} workers, and {start:.1f} s to start")
    print(f"its own cost       {(page / parsing - 1) * 100:8.1f} % of parse()")


def _parsing(inputs: list[str], options: argparse.Namespace) -> float:
    """Seconds of CPU that parse() takes a page, in a process with nothing else to do."""
    threads = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    words = [sys.executable, "-c", _PARSE, str(min(options.pages, options.different)), *inputs]
    paths = f"{ROOT / 'src'}{os.pathsep}{ROOT}"
    return float(subprocess.run(words, env={**os.environ, "PYTHONPATH": paths, **threads}, stdout=subprocess.PIPE, check=True).stdout)


def scale(options: argparse.Namespace, folder: Path) -> None:
    """One worker and two."""
    _adopt_orphans()
    inputs = corpus(options, folder)
    print("workers   pages/s   CPU ms a page   load of the machine before")
    best: dict[int, Done] = {}
    for _ in range(options.repeat):
        for workers in (1, 2):
            load = os.getloadavg()[0]
            done = run_of(inputs, folder / "out", workers, options)
            print(f"{workers:7}   {options.pages / done.wall:7.2f}   {done.cpu / options.pages * 1000:13.2f}   {load:.1f}", flush=True)
            best[workers] = min(best.get(workers, done), done, key=lambda run: run.wall)
    print(f"two workers are {best[1].wall / best[2].wall:.2f} times as fast as one")


def memory(options: argparse.Namespace, folder: Path) -> None:
    """Memory of all processes of a run while it goes on."""
    inputs = corpus(options, folder)
    run = start(_RUN, folder / "out", options.workers, options.shard_size, options.pages, *inputs)
    print("   pages   MB of all processes (each counted with its share of what they share)   processes")
    ledger = folder / "out" / ".newsparse" / "ledger.jsonl"
    seen: dict[int, list[float]] = {}
    while run.poll() is None:
        time.sleep(0.5)
        pages = _pages_in(ledger)
        held = [size for process in _session(run.pid) if (size := _proportional(process))]
        if held:
            seen.setdefault(pages, []).append(sum(held) / 1e6)
            if len(seen[pages]) == 1:
                print(f"{pages:8}   {sum(held) / 1e6:8.0f}   {len(held)}", flush=True)
    peaks = {pages: max(values) for pages, values in seen.items()}
    early = [peak for pages, peak in peaks.items() if pages <= 5000]
    late = [peak for pages, peak in peaks.items() if pages > 5000]
    print(f"most within the first 5,000 pages: {max(early):.0f} MB; most after them: {max(late, default=0):.0f} MB")


def _pages_in(ledger: Path) -> int:
    import json

    try:
        return sum(json.loads(line)["records"] for line in ledger.read_bytes().splitlines(keepends=True) if line.endswith(b"\n"))
    except OSError:
        return 0


def _session(leader: int) -> list[int]:
    """Processes of a session."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if int(folder.joinpath("stat").read_text().rpartition(")")[2].split()[3]) == leader:
                found.append(int(folder.name))
        except (OSError, ValueError):
            continue
    return found


def _proportional(process: int) -> int:
    """Bytes of a process, with its share of what it shares with others."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)


def kill(options: argparse.Namespace, folder: Path) -> None:
    """Runs killed at random moments and taken up again, each compared with a run that was not."""
    inputs = corpus(options, folder)
    began = time.monotonic()
    run_of(inputs, folder / "whole", options.workers, options)
    whole, seconds = _shards(folder / "whole"), time.monotonic() - began
    print(f"uninterrupted: {seconds:.1f} s, {len(whole)} shards")
    moments = random.Random(11)
    kills = differ = ended = 0
    while kills < options.kills:
        shutil.rmtree(folder / "killed", ignore_errors=True)
        moment = moments.uniform(0, seconds)
        run = start(_RUN, folder / "killed", options.workers, options.shard_size, options.pages, *inputs)
        watch = threading.Timer(moment, lambda process=run: process.send_signal(signal.SIGKILL))
        watch.start()
        code = run.wait()
        watch.cancel()
        if code == 0:
            ended += 1  # it was done before its moment
            continue
        kills += 1
        done = _pages_in(folder / "killed" / ".newsparse" / "ledger.jsonl")
        again = start(_RUN, folder / "killed", options.workers, options.shard_size, options.pages, *inputs)
        same = again.wait() == 0 and _shards(folder / "killed") == whole
        differ += not same
        print(f"killed after {moment:5.1f} s with {done:6} records done: {'the same' if same else 'DIFFERENT'}", flush=True)
    print(
        f"{kills} runs killed and taken up again, {kills - differ} equal to the uninterrupted one ({ended} more ended before their moment)"
    )
    if differ:
        raise SystemExit(1)


def _shards(out: Path) -> dict[str, str]:
    paths = sorted(path for what in ("articles", "rejected") for path in (out / what).iterdir())
    return {path.relative_to(out).as_posix(): hashlib.blake2b(path.read_bytes()).hexdigest() for path in paths}


_MEASUREMENTS: dict[str, Callable[[argparse.Namespace, Path], None]] = {"cost": cost, "scale": scale, "memory": memory, "kill": kill}

if __name__ == "__main__":
    sys.exit(main())
