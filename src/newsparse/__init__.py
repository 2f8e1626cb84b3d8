r"""newsparse: a scraped news page, HTML or plain text, becomes one typed ``Article``, and nothing on the page is lost.

    >>> import newsparse
    >>> article = newsparse.parse("June 29, 2021\n\nRain ends the drought\n\nIt rained for nine days, the weather office said on Monday.")
    >>> article.headline
    'Rain ends the drought'

The names below are imported when they are first used, so that ``import newsparse`` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsparse.article import (
        Article,
        Author,
        Block,
        BlockQuote,
        BodyBlock,
        Declared,
        Figure,
        Heading,
        Image,
        Link,
        ListItem,
        Paragraph,
        Quote,
        ReadTime,
        RelatedLink,
        Removed,
        Table,
        Teaser,
        Timestamp,
    )
    from newsparse.errors import ParseError
    from newsparse.fields.quotes import extract_quotes
    from newsparse.limits import Limits
    from newsparse.many import PageInput, Result, WorkerDiedError, parse_many
    from newsparse.parser import parse
    from newsparse.profiles import ProfileError, SiteProfile, learn_site
    from newsparse.roles import Role

    __version__: str

__all__ = [
    "Article",
    "Author",
    "Block",
    "BlockQuote",
    "BodyBlock",
    "Declared",
    "Figure",
    "Heading",
    "Image",
    "Limits",
    "Link",
    "ListItem",
    "PageInput",
    "Paragraph",
    "ParseError",
    "ProfileError",
    "Quote",
    "ReadTime",
    "RelatedLink",
    "Removed",
    "Result",
    "Role",
    "SiteProfile",
    "Table",
    "Teaser",
    "Timestamp",
    "WorkerDiedError",
    "__version__",
    "extract_quotes",
    "learn_site",
    "parse",
    "parse_many",
]

_ELSEWHERE = {
    "Limits": "limits",
    "ParseError": "errors",
    "PageInput": "many",
    "ProfileError": "profiles",
    "Result": "many",
    "Role": "roles",
    "SiteProfile": "profiles",
    "WorkerDiedError": "many",
    "extract_quotes": "fields.quotes",
    "learn_site": "profiles",
    "parse": "parser",
    "parse_many": "many",
}
"""Modules of the names that are not in ``newsparse.article``."""


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'newsparse' has no attribute {name!r}")
    module = f"newsparse.{_ELSEWHERE.get(name, 'article')}"
    value = _version() if name == "__version__" else getattr(import_module(module), name)
    globals()[name] = value  # not asked for again
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("newsparse")
    except PackageNotFoundError:
        return "0+unknown"  # run from its sources without being installed
