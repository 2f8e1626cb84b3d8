"""Fuzzes newsparse, led by coverage: ``python -m tests.fuzz.run html -max_total_time=600 CORPUS``.

The first argument names one of ``tests.fuzz.targets.TARGETS``; the rest is libFuzzer's (-max_total_time, -max_len, -runs, a folder for
the corpus, or a file to run once). Needs the extra ``fuzz``. Without a folder it begins from the fixtures' pages.

Half of the mutations are libFuzzer's own, half know what a page is made of (``tests/mutations.py``). What it finds is written to
``crash-…`` in the working directory: make it a test in ``tests/test_fuzzed.py``.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from random import Random

import atheris

with atheris.instrument_imports(include=["newsparse"]):
    from tests.fuzz.targets import TARGETS

from tests.mutations import mutated, mutated_bytes, pages

__all__ = ["main"]

_MAX_LEN = 30_000


def mutate(data: bytes, max_size: int, seed: int) -> bytes:
    """The next input, from one of the corpus."""
    random = Random(seed)
    kind = random.randrange(4)
    if kind <= 1:
        return bytes(atheris.Mutate(data, len(data)))[:max_size]
    if kind == 2:
        return mutated_bytes(random, data)[:max_size]
    page = data.decode("utf-8", "surrogateescape")
    return mutated(random, page).encode("utf-8", "surrogatepass")[:max_size]


def main() -> None:
    """Run until libFuzzer's limits or a finding."""
    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        sys.exit(f"usage: python -m tests.fuzz.run {'|'.join(TARGETS)} [libFuzzer's arguments]")
    target = TARGETS[sys.argv.pop(1)]
    with tempfile.TemporaryDirectory() as folder:
        for number, page in enumerate(pages()):
            (Path(folder) / f"fixture-{number}").write_bytes(page.encode())
        arguments = [*sys.argv, f"-max_len={_MAX_LEN}", "-timeout=60", "-rss_limit_mb=4096"]
        atheris.Setup(
            [*arguments, *([] if any(not word.startswith("-") for word in sys.argv[1:]) else [folder])], target, custom_mutator=mutate
        )
        atheris.Fuzz()


if __name__ == "__main__":
    main()
