from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from benchmarks import gate
from benchmarks.shared import ROOT, BenchmarkError, find_shared, run_script

if TYPE_CHECKING:
    from pathlib import Path

SCRIPT = """
import json, pathlib, sys
pathlib.Path(sys.argv[sys.argv.index("--json") + 1]).write_text(json.dumps({"news": {"body.f1": 0.91, "failed": 2}, "flat": 0.5}))
"""

PROCESSES = """
import json, pathlib, sys
from concurrent.futures import ProcessPoolExecutor

def parser(_):
    import newsparse
    return newsparse.parse.__name__

if __name__ == "__main__":
    with ProcessPoolExecutor(2) as pool:
        names = list(pool.map(parser, range(2)))
    pathlib.Path(sys.argv[sys.argv.index("--json") + 1]).write_text(json.dumps(names))
"""


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "bench").mkdir()
    (tmp_path / "bench" / "score.py").write_text(SCRIPT)
    monkeypatch.setenv("NEWSPARSE_SHARED", str(tmp_path))
    return tmp_path


def floors(folder: Path, *figures: dict[str, Any]) -> Path:
    path = folder / "floors.json"
    path.write_text(json.dumps({"figures": figures}))
    return path


def figure(**changes: Any) -> dict[str, Any]:
    return {"name": "news body.f1", "command": ["score.py", "{shared}/corpora"], "set": "news", "key": "body.f1", "floor": 0.9} | changes


def test_figures_that_hold_pass(bench: Path, capsys: pytest.CaptureFixture[str]) -> None:
    flat = {"name": "flat", "command": ["score.py"], "key": "flat", "floor": 0.5}
    assert gate.main(["--floors", str(floors(bench, figure(), flat))]) == 0
    out = capsys.readouterr().out
    assert "news body.f1   0.9100  ≥ 0.9000" in out
    assert out.endswith("gate: 2 of 2 figures hold\n")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"floor": 0.95}, "0.9100  ≥ 0.9500   0.0400 beyond its floor"),
        ({"key": "failed", "ceiling": 0, "floor": None}, "2.0000  ≤ 0.0000   2.0000 beyond its ceiling"),
    ],
)
def test_a_figure_outside_its_bound_fails(bench: Path, capsys: pytest.CaptureFixture[str], change: dict[str, Any], said: str) -> None:
    entry = {key: value for key, value in figure(**change).items() if value is not None}
    assert gate.main(["--floors", str(floors(bench, entry))]) == 1
    out = capsys.readouterr().out
    assert said in out
    assert out.endswith("gate: 0 of 1 figures hold; lost: news body.f1\n")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"key": "body.f2"}, "the script gives no 'body.f2'; it gives body.f1, failed"),
        ({"ceiling": 1.0}, "one of floor and ceiling"),
        ({"command": ["absent.py"]}, "absent.py"),
    ],
)
def test_a_broken_entry_is_an_error_of_its_own(bench: Path, capsys: pytest.CaptureFixture[str], change: dict[str, Any], said: str) -> None:
    assert gate.main(["--floors", str(floors(bench, figure(**change)))]) == 2
    assert said in capsys.readouterr().err


def test_without_the_benchmark_folder_the_gate_says_so_and_passes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NEWSPARSE_SHARED", str(tmp_path / "nowhere"))
    assert find_shared() is None
    assert gate.main(["--floors", str(floors(tmp_path, figure()))]) == 0
    assert capsys.readouterr().out.startswith("gate: skipped 1 figures: no benchmark folder")


def test_the_projects_floors_are_well_formed() -> None:
    names = [bound["name"] for bound in gate.read_floors(gate.FLOORS)]
    assert names == list(dict.fromkeys(names))


def test_a_script_that_takes_too_long_is_named(bench: Path) -> None:
    (bench / "bench" / "score.py").write_text("import time; time.sleep(60)")
    with pytest.raises(BenchmarkError, match=r"score\.py .*still running after 1 s"):
        run_script(bench, ["score.py"], timeout=1)


def test_evaluation_needs_no_training_library() -> None:
    absent = "import sys; sys.modules['torch'] = sys.modules['rapidfuzz'] = None; import training.evaluate"
    done = subprocess.run(
        [sys.executable, "-c", absent],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_processes_of_a_script_use_the_weights_of_the_folds_too(bench: Path) -> None:
    (bench / "bench" / "score.py").write_text(PROCESSES)
    assert run_script(bench, ["score.py"]) == ["out_of_fold", "out_of_fold"]
