"""Many pages: in order, as a stream, whatever single pages do."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import sys
import types
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from newsparse.article import Article
from newsparse.errors import ParseError
from newsparse.many import PageInput, Result, WorkerDiedError, parse_many
from newsparse.many.in_order import InOrder

if TYPE_CHECKING:
    from collections.abc import Iterator

# Python 3.12 and 3.13 warn where a process with threads forks; the numeric libraries have threads.
pytestmark = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")


class OddError(Exception):
    """An error that pickles but does not come back."""

    def __init__(self, one: str, two: str) -> None:
        super().__init__(one + two)


def fake_parse(page: Any, *, url: str | None = None, language: str | None = None, kind: str | None = None) -> Article:
    """Stands in for parse(): the page says what happens."""
    match page:
        case "bad":
            raise ParseError("no page", reason="empty")
        case "bug":
            raise ZeroDivisionError("a bug")
        case "odd":
            raise OddError("o", "dd")
        case "crash":
            os.kill(os.getpid(), signal.SIGKILL)
        case "pid":
            return Article(kind="text", text=str(os.getpid()))
    return Article(kind="text", headline=str(page), url=url, language=language)


@pytest.fixture(autouse=True)
def _fake(monkeypatch: pytest.MonkeyPatch) -> None:
    parser = types.ModuleType("newsparse.parser")
    parser.parse = fake_parse  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "newsparse.parser", parser)


@pytest.fixture(params=[None, 0, 1, 2])
def workers(request: pytest.FixtureRequest) -> int | None:
    if request.param == 2:
        forks()
    return request.param


def forks() -> None:
    """Skip where worker processes would not see the function that stands in for parse()."""
    if multiprocessing.get_all_start_methods()[0] != "fork":
        pytest.skip("needs fork")


def headlines(results: Iterator[Result]) -> list[str | None]:
    return [result.unwrap().headline if result.ok else type(result.error).__name__ for result in results]


def test_results_come_in_order_and_failures_stop_nothing(workers: int | None) -> None:
    results = list(parse_many(["a", "bad", "b", "bug", "odd", "c"], workers=workers))
    assert [result.index for result in results] == [0, 1, 2, 3, 4, 5]
    assert [result.ok for result in results] == [True, False, True, False, False, True]
    assert [result.article.headline for result in results if result.article] == ["a", "b", "c"]
    assert isinstance(results[1].error, ParseError)
    assert (str(results[1].error), results[1].error.reason) == ("no page", "empty")
    assert isinstance(results[3].error, ZeroDivisionError)


def test_unwrap_gives_the_article_or_raises_the_error(workers: int | None) -> None:
    good, bad = parse_many(["a", "bad"], workers=workers)
    assert good.unwrap() is good.article
    with pytest.raises(ParseError, match="no page"):
        bad.unwrap()


def test_pages_may_bring_options_which_go_before_the_common_ones(workers: int | None) -> None:
    pages = ["a", PageInput("b", url="/b", language="fr"), {"page": "c", "url": "/c"}, ("d", "/d"), PageInput("e"), ("f", None)]
    articles = [result.unwrap() for result in parse_many(pages, workers=workers, language="de", url="/x")]
    assert [(a.headline, a.url, a.language) for a in articles] == [
        ("a", "/x", "de"),
        ("b", "/b", "fr"),
        ("c", "/c", "de"),
        ("d", "/d", "de"),
        ("e", "/x", "de"),
        ("f", None, "de"),
    ]


def test_items_that_are_no_pages_are_results_too(workers: int | None) -> None:
    results = list(parse_many([{"url": "/a"}, {"page": "a", "colour": "red"}, ("a", "b", "c"), "b"], workers=workers))
    assert [str(result.error).split("\n")[0] for result in results[:3]] == [
        "a mapping needs the key 'page'; this one has 'url'",
        "fake_parse() got an unexpected keyword argument 'colour'",
        "a tuple must be (page, url); this one has 3 items",
    ]
    assert results[3].ok


def test_trees_and_other_objects_are_parsed_in_this_process(workers: int | None) -> None:
    class Unpicklable:
        def __reduce__(self) -> str:
            raise TypeError("stays here")

        def __str__(self) -> str:
            return "a tree"

    assert headlines(parse_many(["a", Unpicklable(), {"page": Unpicklable(), "url": "/u"}, Path("b")], workers=workers, language="de")) == [
        "a",
        "a tree",
        "a tree",
        "b",
    ]


def test_wrong_calls_fail_at_once() -> None:
    with pytest.raises(TypeError, match="colour"):
        parse_many([], colour="red")
    with pytest.raises(ValueError, match="workers must be 0 or more, not -1"):
        parse_many([], workers=-1)


def test_no_pages_no_results(workers: int | None) -> None:
    assert list(parse_many([], workers=workers)) == []


@pytest.mark.parametrize(("workers", "most"), [(None, 1), (2, 8)])
def test_pages_are_taken_as_they_are_needed(workers: int | None, most: int) -> None:
    forks()
    taken = 0

    def endless() -> Iterator[str]:
        nonlocal taken
        while True:
            taken += 1
            yield f"page {taken}"

    results = parse_many(endless(), workers=workers)
    assert taken == 0
    for given in range(1, 30):
        assert next(results).unwrap().headline == f"page {given}"
        assert taken <= given - 1 + most


def test_what_the_stream_raises_comes_after_the_results_before_it(workers: int | None) -> None:
    def broken() -> Iterator[str]:
        yield "a"
        yield "b"
        raise OSError("disk is gone")

    results = parse_many(broken(), workers=workers)
    assert [next(results).unwrap().headline, next(results).unwrap().headline] == ["a", "b"]
    with pytest.raises(OSError, match="disk is gone"):
        next(results)


def test_work_is_done_in_other_processes() -> None:
    forks()
    pids = {result.unwrap().text for result in parse_many(["pid"] * 40, workers=2)}
    assert str(os.getpid()) not in pids
    assert 1 <= len(pids) <= 2


@pytest.mark.parametrize(
    "pages",
    [
        ["crash"],
        ["a", "b", "crash", "c", "d"],
        ["crash", "crash", "a", "crash"],
        [*"abcdefghijkl", "crash", *"mnopqrstuvw", "crash"],
    ],
)
def test_a_page_that_kills_its_worker_is_found_and_the_others_go_on(pages: list[str]) -> None:
    forks()
    expected = ["WorkerDiedError" if page == "crash" else page for page in pages]
    results = list(parse_many(pages, workers=2))
    assert headlines(iter(results)) == expected
    with pytest.raises(WorkerDiedError, match="died again with it alone"):
        results[pages.index("crash")].unwrap()


def test_errors_keep_their_traceback_across_processes() -> None:
    forks()
    bug, odd = parse_many(["bug", "odd"], workers=2)
    assert bug.error is not None
    assert 'raise ZeroDivisionError("a bug")' in "".join(bug.error.__notes__)
    assert isinstance(odd.error, RuntimeError)
    assert 'raise OddError("o", "dd")' in str(odd.error)


def test_a_parse_error_does_not_hold_the_page() -> None:
    (result,) = parse_many(["bad"])
    assert result.error is not None
    assert result.error.__traceback__ is None


def test_results_can_be_pickled(workers: int | None) -> None:
    results = list(parse_many(["a", "bad"], workers=workers))
    again = pickle.loads(pickle.dumps(results))
    assert again[0] == results[0]
    assert str(again[1].error) == "no page"


def double(number: int) -> int:
    if number < 0:
        os._exit(3)
    return 2 * number


def wrong(error: Exception) -> int:
    return -len(type(error).__name__)


def nothing() -> None:
    pass


def die() -> None:
    os._exit(1)


def in_order(method: str, start: Any = nothing) -> InOrder[int, int]:
    return InOrder(double, wrong, lambda number: number != 5, 2, start, (), multiprocessing.get_context(method))


@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
def test_every_way_to_start_processes_works(method: str) -> None:
    died = -len("WorkerDiedError")
    assert list(in_order(method).run(range(12))) == list(range(0, 24, 2))
    assert list(in_order(method).run([1, 5, -1, 2, 3])) == [2, 10, died, 4, 6]


def test_processes_that_cannot_start_are_an_error_of_the_call() -> None:
    method = multiprocessing.get_all_start_methods()[0]
    with pytest.raises(RuntimeError, match="worker processes end as soon as they start"):
        list(in_order(method, die).run([1, 2]))


def test_a_stream_can_be_left_early() -> None:
    others = set(multiprocessing.active_children())
    method = multiprocessing.get_all_start_methods()[0]
    values = in_order(method).run(iter(range(10**9)))
    assert next(values) == 0
    values.close()  # type: ignore[attr-defined]
    assert set(multiprocessing.active_children()) <= others
