"""Who wrote the article: what the page shows and what its head declares, and which of them wins."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urlsplit

from attrs import define, evolve

from newsparse.article import Author
from newsparse.fields.bylines import ShownName, shown_names
from newsparse.fields.name_words import Named, fold
from newsparse.fields.names import NameReader, name_reader
from newsparse.roles import Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsparse.article import Declared
    from newsparse.fields.name_words import Kind
    from newsparse.label.labelled import LabelledPage

__all__ = ["authors"]


def authors(labelled: LabelledPage) -> tuple[tuple[Author, ...], frozenset[int]]:
    """The authors in the order in which they are named, and the indices of the byline blocks that name them.

    Which source wins is decided here (the functions below ``_choice`` carry it out):

    1. People whom the page shows as its writers, in a byline, near the headline, or in a sign-off if neither is there (see ``bylines``).
       Where the head declares one of them too, it declares the whole list: those that the byline leaves out ("and 2 others") are added.
       Of several bylines the first counts, before all the one whose names are declared; who edited or reviewed is not the author.
    2. An agency or a desk that a label, a link or the markup names as the writer: systems declare whoever typed the text in.
    3. People whom only the head declares. They come before a shown name for which nothing speaks but its place, before first names,
       initials and handles, and before sign-offs.
    4. A person's name beside headline and date; the only author whose page is linked; a name at the end of the text.
    5. Nobody is named: the agency, desk, first name, initials or handle that is shown; else what is declared, be it the site.

    Of two wordings of one name the declared one stands: the page's often has more words around it.
    """
    outlets = _outlets(labelled.page.declared)
    reader = name_reader(labelled.lexicons)
    declared = [_sorted_out(one, outlets) for given in labelled.page.declared.authors for one in _declared(reader, given, outlets)]
    shown = shown_names(labelled, frozenset(name for one in declared for name in _wordings(reader, one.named.name) if len(name) > 2))
    for each in shown:
        rated = _rated(each.named, outlets)
        if rated.kind != each.named.kind and each.place == "near" and rated.label is None and each.url is None:
            each.strong = False  # the site's name, as it stands around every article
        each.named = rated
        same = next((one for one in declared if each.url and one.url == each.url), None)
        if each.named.kind == "short" and same is not None:
            each.named = same.named  # initials that link to the page of somebody declared
    chosen = _once(_choice(shown, declared))
    used = {
        index
        for author in chosen
        for each in shown
        if _same(each.named.name, author.name)
        for index in (each.block.index, *each.follows)
        if labelled.labels[index].role is Role.BYLINE
    }
    return tuple(chosen), frozenset(used)


_INVERTED = re.compile(r"([^\W\d_][\w'’-]+), ([^\W\d_][\w'’-]+(?: [^\W\d_]\.)?)")
"""Family name first, as catalogues have it: "Doe, Jane"."""
_PLAIN = re.compile(r"[\w .'’&-]{3,60}")
_APART = 6
"""Blocks from one name of a byline to the next, at the most."""
_BESIDE = 2
"""The same to a name that the head does not declare, where it declares the other."""


@define
class _DeclaredName:
    named: Named
    url: str | None


def _choice(shown: list[ShownName], declared: list[_DeclaredName]) -> list[Author]:
    known = [each.named.name for each in declared if each.named.kind == "person"]
    main = _main(shown, known)
    people = [each for each in main if each.named.kind == "person"]
    declared_people = [each for each in declared if each.named.kind == "person"]
    somebody = any(each.named.kind != "desk" for each in declared)
    unsure = somebody and not any(each.strong or _is_known(each, known) for each in people)
    signed = all(each.place == "end" and each.url is None and not _is_known(each, known) for each in people)
    unsure = unsure or (signed and somebody)
    if people and not unsure:
        found = [_of_shown(each, declared) for each in people]
        if any(_same(each.named.name, name) for each in people for name in known):
            found += [_of_declared(each, shown) for each in declared_people]
        return found
    beside = [each for each in shown if each.place == "beside" and each.named.kind == "person"]
    others = [each for each in main if each.strong and not (each.place == "end" and each.url is None)]
    if others and not ((declared_people or beside) and all(each.named.kind == "short" for each in others)):
        return [_of_shown(each, declared) for each in _with_address(_without_initials(others))]
    if declared_people:
        return [_of_declared(each, shown) for each in declared_people]
    unmarked = beside or [each for each in shown if each.place in ("only", "text", "far") and each.named.kind == "person"]
    if unmarked:
        return [_of_shown(each, declared) for each in unmarked]
    rest = [each for each in main if each.place == "byline" and each.named.label is None]
    if rest:
        return [_of_shown(each, declared) for each in _without_initials(rest)]
    initials = [each for each in shown if each.place == "text" and each.named.kind == "short"]
    if initials and not somebody:
        return [_of_shown(each, declared) for each in initials]
    if declared:
        return [_of_declared(each, shown) for each in declared]
    return [_of_shown(each, declared) for each in shown if each.place in ("near", "beside") and each.named.kind == "desk"][:1]


def _main(shown: list[ShownName], known: list[str]) -> list[ShownName]:
    """The names of the main byline: not those of editors and reviewers, who are announced by other words or further down."""
    bylines = [each for each in shown if each.place == "byline" and each.strong]
    near = [each for each in shown if each.place == "near" and each.strong]
    if any(_is_known(each, known) for each in bylines):
        near = [each for each in near if _is_known(each, known)]
    elif any(each.named.kind == "person" for each in bylines):
        near = [each for each in near if each.named.label and each.named.kind == "person"]
    pools = (bylines + near, [each for each in shown if each.place == "end"], [each for each in shown if each.place == "byline"])
    for pool in pools:
        names = _with_own_address(sorted(pool, key=lambda each: each.block.index))
        if pool is not pools[0]:
            names = [each for each in names if _is_known(each, known)] or names
        if not names:
            continue
        if any(each.strong and not each.behind and each.named.kind == "person" for each in names):
            names = [each for each in names if not (each.behind and each.named.label)]  # editors and such
        anchor = next((each for each in names if _is_known(each, known)), None)
        anchor = anchor or next((each for each in names if each.named.label), names[0])
        label, at = anchor.named.label, anchor.block.index
        taken = []
        for each in names:
            if each.lone and not anchor.lone and each.block is not anchor.block:
                continue
            stranger = _is_known(anchor, known) and not _is_known(each, known) and each.block is not anchor.block
            unlinked = each.named.linked is None or each.named.linked is anchor.named.linked
            unknown = _is_known(anchor, known) and not _is_known(each, known) and unlinked
            if unknown and each.named.apart and each.block is anchor.block:
                continue  # "Jane Doe — Elmtown"
            if stranger and each.named.linked is None and each.named.label is None:
                continue
            if abs(each.block.index - at) <= (_BESIDE if stranger else _APART) and each.named.label in (label, None):
                at = each.block.index
                taken.append(each)
        return taken
    return []


def _is_known(each: ShownName, known: list[str]) -> bool:
    return any(_same(each.named.name, name) for name in known)


def _with_own_address(names: list[ShownName]) -> list[ShownName]:
    """All names but those that link where another name links: "Full profile" behind "Jane Doe"."""
    first: dict[str, str] = {}
    for each in names:
        if each.url:
            first.setdefault(each.url, each.named.name)
    return [each for each in names if each.url is None or _same(first[each.url], each.named.name)]


def _without_initials(names: list[ShownName]) -> list[ShownName]:
    """Agencies and desks alone, where the line names any beside somebody's initials."""
    return [each for each in names if each.named.kind == "desk"] or names


def _with_address(names: list[ShownName]) -> list[ShownName]:
    """Of desks and single words, those that link to a page of theirs, where any does."""
    return [each for each in names if each.url] or names


def _of_shown(each: ShownName, declared: list[_DeclaredName]) -> Author:
    same = next((one for one in declared if _same(one.named.name, each.named.name)), None)
    if same is None:
        return Author(each.named.name, each.url, each.named.role)
    return Author(same.named.name, each.url or same.url, each.named.role or same.named.role)


def _of_declared(each: _DeclaredName, shown: list[ShownName]) -> Author:
    same = next((one for one in shown if _same(one.named.name, each.named.name)), None)
    if same is None:
        return Author(each.named.name, each.url, each.named.role)
    return Author(each.named.name, same.url or each.url, each.named.role or same.named.role)


def _same(one: str, other: str) -> bool:
    """Whether two wordings are of one name: equal, or full names with the same first and last word, or one opens or ends the other."""
    first, second = fold(one).split(), fold(other).split()
    if first == second:
        return True
    short, long = sorted((first, second), key=len)
    return bool(short) and (
        long[: len(short)] == short or (len(short) > 1 and (short == long[-len(short) :] or (short[0], short[-1]) == (long[0], long[-1])))
    )


def _declared(reader: NameReader, given: Author, outlets: frozenset[str]) -> list[_DeclaredName]:
    """Whom one declared author stands for: pages declare whole bylines there."""
    url = given.url if given.url and _parts(given.url).path.strip("/") else None
    if fold(given.name) in outlets:
        return [_DeclaredName(Named(given.name, "desk", given.role), url)]
    inverted = _INVERTED.fullmatch(given.name)
    if inverted and not inverted.group(2).isupper():
        return [_DeclaredName(Named(f"{inverted.group(2)} {inverted.group(1)}", "person", given.role), url)]
    found = [evolve(each, role=each.role or given.role) for each in reader.people(given.name, trust="declared")]
    if not found and _PLAIN.fullmatch(given.name) and not given.name.isdigit():
        kind: Kind = "person" if " " in given.name else "short"
        found = [Named(given.name, kind, given.role)]
    if (
        len(found) == 1
        and found[0].kind == "short"
        and fold(given.name).startswith(f"{fold(found[0].name)} ")
        and _PLAIN.fullmatch(given.name)
    ):
        found = [Named(given.name, "desk", given.role)]  # a name of many words: "Ask the Doctors"
    plain = [each for each in found if each.label is None or reader.is_label(each.label)]
    return [_DeclaredName(each, url) for each in plain if not each.apart]


def _wordings(reader: NameReader, name: str) -> tuple[str, str]:
    """A declared name, folded, with its titles and without."""
    return fold(name), fold(reader.untitled(name))


def _parts(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError:  # "http://[": no address
        return urlsplit("")


def _outlets(declared: Declared) -> frozenset[str]:
    """Folded names of the site, its publisher and its host."""
    hosts = [_parts(url).netloc.removeprefix("www.") for url in (declared.canonical_url,) if url]
    return frozenset(fold(name) for name in (declared.site_name, declared.publisher, *hosts) if name) - {""}


def _rated(named: Named, outlets: frozenset[str]) -> Named:
    """A name with its kind set right where it is or holds the outlet's."""
    name = f" {fold(named.name)} "
    if named.kind != "desk" and any(f" {outlet} " in name for outlet in outlets):
        return evolve(named, kind="desk")
    return named


def _sorted_out(each: _DeclaredName, outlets: frozenset[str]) -> _DeclaredName:
    each.named = _rated(each.named, outlets)
    return each


def _once(found: Iterable[Author]) -> list[Author]:
    known: dict[str, Author] = {}
    for author in found:
        key = fold(author.name)
        if key and key not in known:
            known[key] = author
        elif key:
            first = known[key]
            known[key] = Author(first.name, first.url or author.url, first.role or author.role)
    return list(known.values())
