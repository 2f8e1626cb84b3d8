"""Pictures with their captions and credits, and the place of each in the body."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from attrs import define, frozen

from newsparse.article import Image
from newsparse.fields.credits import credit_of, credit_words
from newsparse.fields.layout import Layout
from newsparse.roles import BODY_ROLES, Role

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from newsparse.label.labelled import LabelledPage
    from newsparse.read.page import Block, PageImage

__all__ = ["Pictures", "Placed", "images_and_credits"]

_NEAR = 3
"""Blocks between a picture and its caption where no figure of their own holds them."""
_NEAR_IN_FIGURE = 8
_BESIDE = 2
"""Blocks between a caption and its credit line."""
_SMALLEST = 120
"""CSS pixels below which a picture without a caption is an icon, a portrait or a tracker."""
_FLOW = BODY_ROLES | {Role.HEADLINE, Role.KICKER, Role.DEK, Role.BYLINE, Role.DATE, Role.READ_TIME, Role.CAPTION, Role.CREDIT}
_ASIDE_TAGS = frozenset({"nav", "footer", "aside", "button", "form"})
_ASIDE_WORDS = frozenset(
    {"ad", "ads", "advert", "author", "avatar", "badge", "banner", "byline", "comment", "comments", "icon", "icons", "logo", "menu", "nav",
     "newsletter", "promo", "recommended", "related", "share", "sharing", "social", "sponsor", "sponsored", "teaser", "widget"}
)  # fmt: skip
"""Words of containers whose pictures are not the article's."""
_STAND_INS = frozenset({"transparent", "placeholder", "blank", "spacer", "pixel", "lazyload", "loading"})
"""Words of file names that stand in for a picture that a script loads later."""
_NO_IMAGE = ("no-image", "no_image", "noimage")
_DRAWN = (".svg", ".gif")
_PHOTO = re.compile(r"\.(?:jpe?g|png|webp|avif)\b", re.I)
_SIZE = re.compile(r"[-_]?\d{2,4}x\d{2,4}$|\.\w{3,4}$")
_URL_WORD = re.compile(r"[A-Za-z]+")
_TELLING = re.compile(r"(?=[\w-]*\d)[\w-]{8,}")


@frozen
class Placed:
    """A picture that the page shows and where it stands."""

    before: int
    """Index of the first block of the page behind the picture, or of its caption where no picture is known."""
    image: Image
    caption: int | None
    """Index of the caption's block; None where there is none."""


@frozen
class Pictures:
    """The article's pictures."""

    images: tuple[Image, ...]
    """The lead picture that only the head declares, if any, then all that the page shows, in page order."""
    placed: tuple[Placed, ...]
    credits: tuple[str, ...]
    """The credited names, each once."""
    used: frozenset[int]
    """Indices of the blocks that they are made of."""


@define
class _Item:
    """A picture in the making."""

    picture: PageImage | None
    caption: Block | None = None
    credit: str | None = None
    credit_at: int = -9
    """Index of the credit line's block."""

    @property
    def at(self) -> int:
        return self.picture.before if self.picture else self.caption.index if self.caption else self.credit_at


def images_and_credits(labelled: LabelledPage, layout: Layout | None = None) -> Pictures:
    """The pictures with a caption or a credit, and those without that stand in the article's flow.

    A caption belongs to the picture in the smallest container around both; where that is the article itself, to the nearest one.
    The lead picture that the head declares comes first where the page shows no picture at its place and none with its address.
    """
    words = credit_words(labelled.lexicons, labelled.page.language)
    layout = layout or Layout(labelled)
    found = _Found(layout)
    names: list[str] = []
    lines = labelled.of(Role.CAPTION, Role.CREDIT)
    for block in lines:
        is_credit = labelled.role(block) is Role.CREDIT
        credit = credit_of(block.text, words, alone=is_credit)
        if credit:
            names.append(credit)
        if is_credit:
            found.add_credit(block, credit)
        else:
            found.add_caption(block, credit)
    items = [item for item in found.items if item.picture or item.caption]
    items += _in_the_flow(labelled, layout, items)
    items.sort(key=lambda item: item.at)
    return _finished(labelled, items, names, frozenset(block.index for block in lines))


class _Found:
    """The pictures that a caption or a credit line belongs to."""

    def __init__(self, layout: Layout) -> None:
        self.items: list[_Item] = []
        self._layout = layout
        self._captioned: set[int] = set()  # ids of pictures that have their caption
        self._by_picture: dict[int, _Item] = {}
        self._by_caption: dict[str, _Item] = {}

    def add_credit(self, block: Block, credit: str | None) -> None:
        picture = _picture_of(self._layout, block, frozenset())
        last = self.items[-1] if self.items else None
        item = self._by_picture.get(id(picture)) if picture else None
        if item is None and last and last.caption and block.index - last.caption.index <= _BESIDE:
            item = last
        if item is None:
            self._add(_Item(picture, None, credit, block.index))
        else:
            item.credit = item.credit or credit

    def add_caption(self, block: Block, credit: str | None) -> None:
        picture = _picture_of(self._layout, block, self._captioned)
        known = self._by_caption.get(block.text)
        if known:  # narrow and wide layouts may both be there
            known.picture = known.picture or picture
            return
        item = self._by_picture.get(id(picture)) if picture else None
        last = self.items[-1] if self.items else None
        if item is None and last and last.caption is None and last.picture is None and block.index - last.credit_at <= _BESIDE:
            item = last
        if item is None or item.caption:
            item = _Item(picture, block, credit)
            self._add(item)
        item.caption = block
        item.picture = item.picture or picture
        item.credit = credit or item.credit
        self._by_caption[block.text] = item
        if picture:
            self._captioned.add(id(picture))

    def _add(self, item: _Item) -> None:
        self.items.append(item)
        if item.picture:
            self._by_picture[id(item.picture)] = item


def _picture_of(layout: Layout, block: Block, taken: AbstractSet[int]) -> PageImage | None:
    """The picture that a caption or a credit line belongs to: the nearest one in the smallest container that has one."""
    for node in layout.up(block.node):
        reach = _NEAR if layout.count(node, BODY_ROLES) else _NEAR_IN_FIGURE
        near = [image for image in layout.pictures(node, block.index, reach) if id(image) not in taken]
        if near:
            return min(near, key=lambda image: _unlike(image, block))
    return None


def _unlike(image: PageImage, block: Block) -> tuple[bool, bool, int, bool]:
    """The less, the likelier is the picture the block's."""
    return _stands_in(image), _small(image), abs(image.before - block.index), image.before > block.index


# Pictures without a caption


def _in_the_flow(labelled: LabelledPage, layout: Layout, items: list[_Item]) -> list[_Item]:
    """Pictures that stand among the article's blocks without a caption."""
    flow = labelled.of(Role.HEADLINE, *BODY_ROLES)
    if not flow:
        return []
    seen = {item.picture.url for item in items if item.picture}
    found = []
    for image in labelled.page.images:
        if image.url in seen or not flow[0].index < image.before <= flow[-1].index + 1:
            continue
        if _is_photo(image) and _in_article(labelled, layout, image):
            seen.add(image.url)
            found.append(_Item(image))
    return found


def _small(image: PageImage) -> bool:
    return any(size is not None and size < _SMALLEST for size in (image.width, image.height))


def _stands_in(image: PageImage) -> bool:
    name = image.url.rsplit("/", 1)[-1].lower()
    return not _STAND_INS.isdisjoint(_URL_WORD.findall(name[:200])) or name.startswith(_NO_IMAGE)


def _is_photo(image: PageImage) -> bool:
    if _small(image) or _stands_in(image) or image.url.split("?")[0].lower().endswith(_DRAWN):
        return False
    if image.width is None and image.alt is None and not _PHOTO.search(image.url):
        return False  # trackers give nothing but an address
    return image.link is None or _PHOTO.search(image.link) is not None or _same_picture(image.link, image.url)


def _in_article(labelled: LabelledPage, layout: Layout, image: PageImage) -> bool:
    page = labelled.page
    node = image.node
    while True:
        container = page.nodes[node]
        if container.tag in _ASIDE_TAGS or not _ASIDE_WORDS.isdisjoint(container.words):
            return False
        if layout.span(node) or container.parent < 0:
            break
        node = container.parent
    if layout.count(node, _FLOW) * 2 < max(1, len(layout.span(node))):
        return False
    beside = [labelled.labels[index].role for index in (image.before - 1, image.before) if 0 <= index < len(labelled.labels)]
    return any(role in _FLOW and role is not Role.BYLINE for role in beside)


# The lead picture


def _finished(labelled: LabelledPage, items: list[_Item], names: list[str], used: frozenset[int]) -> Pictures:
    declared = labelled.page.declared.image
    start = next((block.index for block in labelled.of(*BODY_ROLES)), len(labelled.page.blocks))
    placed = []
    for item in items:
        url = item.picture.url if item.picture and not _stands_in(item.picture) else None
        alt = item.picture.alt if item.picture else None
        image = Image(url, item.caption.text if item.caption else None, item.credit, alt)
        placed.append(Placed(item.at, image, item.caption.index if item.caption else None))
    images = [one.image for one in placed]
    shown = any(_same_picture(declared, image.url) for image in images if image.url) if declared else True
    if not shown and not any(one.before <= start for one in placed):
        images.insert(0, Image(declared))
    return Pictures(tuple(images), tuple(placed), tuple(dict.fromkeys(names)), used)


def _same_picture(one: str | None, other: str | None) -> bool:
    """Whether two addresses are of the same picture, perhaps in other sizes: by file name or a long number or code in it."""
    if not one or not other:
        return False
    if one == other:
        return True
    (name, codes), (other_name, other_codes) = _fingerprint(one), _fingerprint(other)
    return (len(name) >= 6 and name == other_name) or not codes.isdisjoint(other_codes)


def _fingerprint(url: str) -> tuple[str, frozenset[str]]:
    """File name without size and suffix, and the long codes with digits in it."""
    name = unquote(url[:1000]).split("?")[0].rstrip("/").rsplit("/", 1)[-1].lower()
    name = _SIZE.sub("", _SIZE.sub("", name))
    return name, frozenset(_TELLING.findall(name))
