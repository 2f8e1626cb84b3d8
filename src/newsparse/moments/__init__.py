"""Dates and times: as people write them, as machines declare them, and in addresses."""

from newsparse.moments.agreement import agree, best_declared, combine
from newsparse.moments.declared import parse_declared
from newsparse.moments.url import date_in_url
from newsparse.moments.visible import Moment, date_share, find_moments, has_date

__all__ = ["Moment", "agree", "best_declared", "combine", "date_in_url", "date_share", "find_moments", "has_date", "parse_declared"]
