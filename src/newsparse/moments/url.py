"""The date that many sites write into an article's address."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from newsparse.article import Timestamp
from newsparse.moments.days import calendar_date

__all__ = ["date_in_url"]

_LONGEST = 2000
_SEPARATE = re.compile(r"(?<!\d)((?:19|20)\d\d)([/_.-])(\d{1,2})\2(\d{1,2})(?!\d)")
_GLUED = re.compile(r"(?<!\d)((?:19|20)\d\d)([01]\d)([0-3]\d)(?!\d)")
_FOLDED = re.compile(r"/((?:19|20)\d\d)/([01]\d)([0-3]\d)(?=/|$)")
_LAST = re.compile(r"(?<!\d)([0-3]?\d)([/_.-])([01]?\d)\2((?:19|20)\d\d)(?!\d)")


def date_in_url(url: str) -> Timestamp | None:
    """The full date in an address's path ("/2021/06/29/", "/2021-06-29-", "20210629"); None where there is none.

    Year and month alone are no date. A day before the month ("29-06-2021") counts only where the day is above 12.
    """
    try:
        path = urlsplit(url[:_LONGEST]).path
    except ValueError:
        return None
    for pattern in (_SEPARATE, _FOLDED, _GLUED):
        for found in pattern.finditer(path):
            year, month, day = (int(part) for part in found.groups() if part.isdigit())
            date = calendar_date(year, month, day)
            if date:
                return Timestamp(date, text=found[0].strip("/"), origin="url")
    for found in _LAST.finditer(path):
        date = calendar_date(int(found[4]), int(found[3]), int(found[1]))
        if date and date.day > 12:
            return Timestamp(date, text=found[0], origin="url")
    return None
