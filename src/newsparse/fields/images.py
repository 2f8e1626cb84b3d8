"""Images with their captions and credits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsparse.article import Image
from newsparse.label.phrases import phrase_index
from newsparse.roles import Role

if TYPE_CHECKING:
    from newsparse.label.labelled import LabelledPage
    from newsparse.read.page import Block, PageImage

__all__ = ["images_and_credits"]

_NEAR = 3
"""Blocks between a picture and the caption that is its own."""
_CREDIT_MARK = re.compile(r"[©@]|\(c\)", re.I)
_EDGES = " .,:;|/-–—()[]©@\u00a0"


def images_and_credits(labelled: LabelledPage) -> tuple[tuple[Image, ...], tuple[str, ...], frozenset[int]]:
    """Captioned pictures in page order (the declared lead picture where none has a caption), credited names, and the blocks used."""
    used: set[int] = set()
    images: list[Image] = []
    names: list[str] = []
    taken: set[int] = set()
    pending: str | None = None
    for block in labelled.of(Role.CAPTION, Role.CREDIT):
        used.add(block.index)
        name = credited(labelled, block)
        if name:
            names.append(name)
        if labelled.role(block) is Role.CREDIT:
            if images and images[-1].credit is None and name:
                images[-1] = Image(images[-1].url, images[-1].caption, name, images[-1].alt)
            else:
                pending = name
            continue
        picture = _picture(labelled, block, taken)
        images.append(Image(picture.url if picture else None, block.text, name or pending, picture.alt if picture else None))
        pending = None
    if not images and labelled.page.declared.image:
        images.append(Image(labelled.page.declared.image, credit=pending))
    return tuple(images), tuple(dict.fromkeys(names)), frozenset(used)


def _picture(labelled: LabelledPage, caption: Block, taken: set[int]) -> PageImage | None:
    pictures = labelled.page.images
    near = [i for i, image in enumerate(pictures) if i not in taken and abs(image.before - caption.index) <= _NEAR]
    if not near:
        return None
    best = min(near, key=lambda i: (abs(pictures[i].before - caption.index), pictures[i].before > caption.index))
    taken.add(best)
    return pictures[best]


def credited(labelled: LabelledPage, block: Block) -> str | None:
    """The name behind a credit's label or mark ("Photo: …", "pic credits@…", "© …"); a whole credit block where it has neither."""
    text = block.text
    match = phrase_index(labelled.lexicons).match(text, "credit")
    if match is not None and not match.whole:
        return text[match.end :].strip(_EDGES) or None
    mark = _CREDIT_MARK.search(text)
    if mark is not None:
        return text[mark.end() :].strip(_EDGES) or None
    return text.strip(_EDGES) or None if labelled.role(block) is Role.CREDIT else None
